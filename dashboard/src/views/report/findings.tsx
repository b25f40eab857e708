/** What was found, by kind: walked with j and k, decided with a and r, taken back with u. */
import { FINDING_KINDS, type FindingKind, findingKinds, type ReportDetail, type ReportFinding } from '@keysguard/model'
import { useEffect, useRef } from 'react'
import { count } from '../../client/format.ts'
import type { ReviewOrder } from '../../client/reports.ts'
import { useShortcuts } from '../../client/shortcuts.ts'
import { Button, Key } from '../../ui/button.tsx'
import { Failed } from '../../ui/failed.tsx'
import { Empty } from '../../ui/note.tsx'
import { Section } from '../../ui/section.tsx'
import { FindingLine } from './finding-line.tsx'
import { useReview } from './use-review.ts'

interface FindingsProps {
  readonly report: ReportDetail
  /** In the order of the list. */
  readonly findings: readonly ReportFinding[]
  readonly current: number
  readonly onPick: (finding: number) => void
  readonly mayTriage: boolean
  /** In a window that is narrow enough to show only one. */
  readonly isShown: boolean
}

export const Findings = ({ report, findings, current, onPick, mayTriage, isShown }: FindingsProps) => {
  const list = useRef<HTMLElement>(null)
  const { decide, undo, isBusy, error } = useReview(report.id, onPick)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was hidden could not be scrolled to
  useEffect(() => {
    list.current?.querySelector(`[data-finding="${current}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [current, isShown])
  const place = findings.findIndex(({ id }) => id === current)
  const finding = findings[place]
  const step = (by: number): void => {
    const next = findings[Math.max(0, Math.min(findings.length - 1, place + by))]
    if (next !== undefined) onPick(next.id)
  }
  const give = (order: ReviewOrder): void => {
    decide(order)
    const isMeant = ({ id, kind }: ReportFinding): boolean =>
      'kind' in order ? kind === order.kind : order.findings.includes(id)
    const open = findings.filter(one => one.status === 'proposed' && !isMeant(one))
    const next = open.find(one => findings.indexOf(one) > place) ?? open[0]
    if (next !== undefined) onPick(next.id)
  }
  const judge = (decision: 'accept' | 'reject'): void => {
    if (finding !== undefined) give({ decision, findings: [finding.id] })
  }
  const takeBack = (): void => {
    if (report.canUndo) undo()
  }
  useShortcuts({
    j: () => step(1),
    k: () => step(-1),
    ...(mayTriage && {
      a: () => judge('accept'),
      r: () => judge('reject'),
      A: () => finding && give({ decision: 'accept', kind: finding.kind }),
      u: takeBack,
    }),
  })
  return (
    <section
      ref={list}
      aria-label="Findings"
      className={`min-w-0 border-line lg:overflow-y-auto lg:border-l ${isShown ? '' : 'max-lg:hidden'}`}
    >
      {mayTriage && findings.length > 0 && (
        <div className="sticky top-0 z-10 border-b border-line bg-bg px-3 py-2">
          <p className="flex flex-wrap items-center gap-2 text-12 text-fg2">
            <span className="contents pointer-coarse:hidden">
              <Key>j</Key>
              <Key>k</Key> walk <Key>a</Key> accept <Key>r</Key> reject <Key>A</Key> all of the kind
            </span>
            <Button className="ml-auto" disabled={!report.canUndo} onClick={takeBack}>
              Undo <Key>u</Key>
            </Button>
          </p>
          <p role="status" className="sr-only">
            {isBusy ? 'Saving' : `${count(report.counts.proposed)} to review`}
          </p>
          {error && <Failed error={error} />}
        </div>
      )}
      {findings.length === 0 && (
        <Empty title="Nothing was found in it">Neither indicators nor vulnerabilities, techniques, malware or actors.</Empty>
      )}
      {findingKinds.map(kind => (
        <KindOfFindings
          key={kind}
          kind={kind}
          findings={findings.filter(one => one.kind === kind)}
          current={current}
          onPick={onPick}
          onGive={mayTriage ? give : null}
        />
      ))}
    </section>
  )
}

interface KindProps extends Pick<FindingsProps, 'findings' | 'current' | 'onPick'> {
  readonly kind: FindingKind
  /** Null where one may only read. */
  readonly onGive: ((order: ReviewOrder) => void) | null
}

const KindOfFindings = ({ kind, findings, current, onPick, onGive }: KindProps) => {
  if (findings.length === 0) return null
  const open = findings.filter(({ status }) => status === 'proposed').length
  return (
    <Section
      title={`${FINDING_KINDS[kind]} ${count(findings.length)}`}
      className="border-b border-line"
      aside={
        onGive !== null &&
        open > 0 && (
          <span className="flex gap-1.5 py-1">
            <Button onClick={() => onGive({ decision: 'accept', kind })}>Accept all {count(open)}</Button>
            <Button onClick={() => onGive({ decision: 'reject', kind })}>Reject all</Button>
          </span>
        )
      }
    >
      <ul>
        {findings.map(finding => (
          <FindingLine
            key={finding.id}
            finding={finding}
            isCurrent={finding.id === current}
            onPick={onPick}
            // Only the current one offers it: the others need not be drawn anew.
            onGive={finding.id === current ? onGive : null}
          />
        ))}
      </ul>
    </Section>
  )
}
