/** A finding on a line; the one that is looked at says where it stands and why, and can be decided about. */
import { type FindingStatus, type IndicatorType, indicatorTypes, type ReportFinding } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { Check, CircleDashed, type LucideIcon, X } from 'lucide-react'
import { memo } from 'react'
import { count } from '../../client/format.ts'
import type { ReviewOrder } from '../../client/reports.ts'
import { Button, Key } from '../../ui/button.tsx'
import { EntityLink } from '../../ui/entity-link.tsx'
import { Ioc, Outside, typeLabel } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

interface FindingLineProps {
  readonly finding: ReportFinding
  readonly isCurrent: boolean
  readonly onPick: (finding: number) => void
  readonly onGive: ((order: ReviewOrder) => void) | null
}

const MARKS: Readonly<Record<FindingStatus, readonly [LucideIcon, string, string]>> = {
  proposed: [CircleDashed, 'to review', 'text-med'],
  accepted: [Check, 'accepted', 'text-tool'],
  rejected: [X, 'rejected', 'text-fg3'],
}

export const FindingLine = memo(({ finding, isCurrent, onPick, onGive }: FindingLineProps) => {
  const { id, status, times, confidence, evidence } = finding
  const [Icon, word, colour] = MARKS[status]
  return (
    <li
      data-finding={id}
      className={`scroll-my-16 border-t border-line ${isCurrent ? 'bg-raise shadow-[inset_2px_0_var(--tool)]' : '[contain-intrinsic-block-size:auto_2.75rem] [content-visibility:auto]'}`}
    >
      <button
        type="button"
        aria-current={isCurrent ? 'true' : undefined}
        onClick={() => onPick(id)}
        className="grid min-h-11 w-full grid-cols-[1rem_minmax(0,1fr)_auto] items-center gap-x-2 px-3 py-1 text-left hover:bg-raise focus-visible:-outline-offset-2"
      >
        <Icon className={`size-4 ${colour}`} aria-hidden="true" />
        <span className={`min-w-0 ${status === 'rejected' ? 'text-fg2 line-through decoration-fg3' : ''}`}>
          <FindingName finding={finding} isWhole={isCurrent} />
        </span>
        <span className="num text-12 text-fg2">
          <span className="sr-only">{word}, confidence </span>
          {confidence} %{times > 1 && <span className="text-fg3"> ×{count(times)}</span>}
        </span>
        <Outside className={`col-start-2 col-end-4 text-12 text-fg2 ${isCurrent ? '' : 'truncate'}`}>{evidence}</Outside>
      </button>
      {isCurrent && <Detail finding={finding} onGive={onGive} />}
    </li>
  )
})

const isIndicatorType = (type: string): type is IndicatorType => indicatorTypes.some(known => known === type)

const FindingName = ({ finding: { type, value, label }, isWhole }: { finding: ReportFinding; isWhole: boolean }) =>
  isIndicatorType(type) ? (
    <Ioc type={type} value={value} fit={isWhole ? 'full' : 'line'} className="text-12" />
  ) : (
    <span className={isWhole ? '' : 'block truncate'}>
      <Outside className="font-semibold">{value}</Outside> <Outside className="text-fg2">{label}</Outside>
    </span>
  )

const CHOICES = [
  ['a', 'accept', 'accepted', 'Accept'],
  ['r', 'reject', 'rejected', 'Reject'],
] as const

const Detail = ({ finding, onGive }: Pick<FindingLineProps, 'finding' | 'onGive'>) => {
  const { id, status, excerpt, reason, by, at } = finding
  return (
    <div className="grid gap-1.5 px-3 pb-2.5 pl-9">
      {excerpt !== '' && (
        <blockquote className="border-l-2 border-line pl-2 text-fg2">
          <Outside>{excerpt}</Outside>
        </blockquote>
      )}
      <p className="flex flex-wrap gap-x-3 text-12 text-fg3">
        {isIndicatorType(finding.type) && <span>{typeLabel(finding.type)}</span>}
        {reason !== null && <Outside>{reason}</Outside>}
        {by !== null && (
          <span>
            {MARKS[status][1]} by <Outside>{by}</Outside>
            {at !== null && (
              <>
                , <Ago at={at} />
              </>
            )}
          </span>
        )}
        <Elsewhere finding={finding} />
      </p>
      {onGive !== null && (
        <p className="flex flex-wrap gap-2">
          {CHOICES.map(([key, decision, result, name]) => (
            <Button
              key={key}
              aria-pressed={status === result}
              className="aria-pressed:border-tool aria-pressed:text-tool"
              onClick={() => onGive({ decision, findings: [id] })}
            >
              {name} <Key>{key}</Key>
            </Button>
          ))}
        </p>
      )}
    </div>
  )
}

/** Its own page, where it has one. */
const Elsewhere = ({ finding: { kind, value, indicator } }: { finding: ReportFinding }) => {
  if (indicator !== null)
    return (
      <Link to="/indicators/$id" params={{ id: indicator }} className="text-tool hover:underline">
        What is known of it
      </Link>
    )
  if (kind === 'technique')
    return (
      <Link to="/attack/$id" params={{ id: value }} className="text-tool hover:underline">
        In ATT&CK
      </Link>
    )
  return kind === 'malware' || kind === 'actor' ? <EntityLink kind={kind} name={value} /> : null
}
