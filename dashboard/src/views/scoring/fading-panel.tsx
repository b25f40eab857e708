/** How fast each kind fades: its survival curve, beside the one that ships. */
import type { ScoringClassReport, ScoringReport } from '@keysguard/model'
import { useState } from 'react'
import { DAY, duration, plural } from '../../client/format.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { useMayManage } from '../../ui/source-actions.tsx'
import { HalfLifeEditor } from './half-life-editor.tsx'
import { SurvivalCurve } from './survival-curve.tsx'

const fromWords = ({ from, looked, gaps }: ScoringClassReport): string =>
  from === 'learnt'
    ? `learnt from ${plural(looked, 'case')} and ${plural(gaps, 'moment')}`
    : from === 'set'
      ? 'set here'
      : 'as shipped'

export const FadingPanel = ({ report }: { report: ScoringReport }) => {
  const [editing, setEditing] = useState<number | null>(null)
  return (
    <Section title="How fast each kind fades" className="border-t border-line">
      <p className="px-3 pb-2 text-12 text-fg2">
        Share still active after the last evidence, over four half-lives; dashed is what ships.
      </p>
      <ul>
        {report.classes.map(one => (
          <ClassRow
            key={one.id}
            one={one}
            report={report}
            isEditing={editing === one.id}
            onEdit={open => setEditing(open ? one.id : null)}
          />
        ))}
      </ul>
    </Section>
  )
}

interface RowProps {
  readonly one: ScoringClassReport
  readonly report: ScoringReport
  readonly isEditing: boolean
  readonly onEdit: (open: boolean) => void
}

const ClassRow = ({ one, report, isEditing, onEdit }: RowProps) => {
  const mayManage = useMayManage()
  return (
    <li className="border-t border-line px-3 py-1.5">
      <div className="grid grid-cols-[minmax(0,1fr)_6rem_auto] items-center gap-x-3">
        <div className="min-w-0">
          <p className="truncate" title={one.name}>
            {one.name}
          </p>
          <p className="num text-12 text-fg2">
            half after {duration(one.halfLifeDays * DAY)}, {fromWords(one)}; {plural(one.indicators, 'indicator')}
          </p>
        </div>
        <SurvivalCurve inForce={one} shipped={one.shipped} size="small" />
        {mayManage && (
          <Button aria-expanded={isEditing} aria-label={`Half-life: ${one.name}`} onClick={() => onEdit(!isEditing)}>
            Change
          </Button>
        )}
      </div>
      {isEditing && <HalfLifeEditor one={one} report={report} onDone={() => onEdit(false)} />}
    </li>
  )
}
