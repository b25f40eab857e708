/** How right each source is: what its grade expects as a hollow dot, what was learnt as a full one, each with its range. */
import type { ScoringReport, ScoringSourceReport } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { percent, plural } from '../../client/format.ts'
import { inert } from '../../client/inert.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { DotRange } from './dot-range.tsx'
import { GradeEditor } from './grade-editor.tsx'

/** The best known first: what was set, what was learnt from most, then by name. */
const ranked = (sources: readonly ScoringSourceReport[]): readonly ScoringSourceReport[] => {
  const known = ({ from, learnt }: ScoringSourceReport): number =>
    (from === 'set' ? 1e9 : 0) + learnt.reduce((sum, { reports }) => sum + reports, 0)
  return [...sources].sort((a, b) => known(b) - known(a) || (a.name < b.name ? -1 : 1))
}

export const PrecisionPanel = ({ report }: { report: ScoringReport }) => {
  const [editing, setEditing] = useState<string | null>(null)
  const isLearnt = report.sources.some(({ learnt }) => learnt.length > 0)
  return (
    <Section
      title="How right each source is"
      className="border-t border-line"
      aside={<span className="num text-12 text-fg3">{plural(report.sources.length, 'source')}</span>}
    >
      {isLearnt ? (
        <p className="px-3 pb-2 text-12 text-fg2">
          ○ what its grade expects, ● what was learnt, by kind; the bar is where it lies with 95 %.
        </p>
      ) : (
        <p className="px-3 pb-2 text-fg2">
          Nothing has been learnt yet. Each source counts as its grade says (○, and where that lies with 95 %) until 500
          indicators of a sample are spoken of by two sources: then their agreement tells.
        </p>
      )}
      <ul className="max-h-144 overflow-y-auto" tabIndex={-1}>
        {ranked(report.sources).map(source => (
          <SourceRow
            key={source.id}
            source={source}
            report={report}
            isEditing={editing === source.id}
            onEdit={open => setEditing(open ? source.id : null)}
          />
        ))}
      </ul>
    </Section>
  )
}

interface RowProps {
  readonly source: ScoringSourceReport
  readonly report: ScoringReport
  readonly isEditing: boolean
  readonly onEdit: (open: boolean) => void
}

const SourceRow = ({ source, report, isEditing, onEdit }: RowProps) => {
  const mayManage = useMayManage()
  const nameOf = (id: number): string => report.classes.find(one => one.id === id)?.name ?? ''
  return (
    <li className="border-t border-line px-3 py-1.5">
      <div className="flex items-center gap-x-2">
        <Stamp reliability={source.reliability} />
        <Link to="/sources/$id" params={{ id: source.id }} className="min-w-0 flex-1 truncate hover:text-tool">
          <Outside>{source.name}</Outside>
        </Link>
        {source.from === 'set' && <span className="text-12 text-fg3">set here</span>}
        {mayManage && (
          <Button
            aria-expanded={isEditing}
            aria-label={`Grade of ${inert(source.name)}`}
            className="min-h-6"
            onClick={() => onEdit(!isEditing)}
          >
            Grade
          </Button>
        )}
      </div>
      <DotRange
        label={`Expected to be right in ${percent(source.prior.precision)} of its reports`}
        of="by its grade"
        range={source.prior}
        kind="expected"
      />
      {source.learnt.map(learnt => (
        <DotRange
          key={learnt.decayClass}
          label={`Right in ${percent(learnt.precision)} of ${plural(learnt.reports, 'report')}: ${nameOf(learnt.decayClass)}`}
          of={nameOf(learnt.decayClass)}
          range={learnt}
          kind="learnt"
        />
      ))}
      {isEditing && <GradeEditor source={source} report={report} onDone={() => onEdit(false)} />}
    </li>
  )
}
