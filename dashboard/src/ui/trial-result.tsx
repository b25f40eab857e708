/** What a source answered when it was tried: its first rows as they would be kept, and those that would be refused. */
import { THREAT_TYPES, type Trial } from '@keysguard/model'
import { inert } from '../client/inert.ts'
import { FactLine } from './facts.tsx'
import { ProblemNote, SkeletonRows } from './note.tsx'
import { RawRecord } from './raw-record.tsx'
import { factsOf } from './statement-facts.tsx'
import { Ioc, Outside, typeLabel } from './text.tsx'

type Row = Trial['rows'][number]

const ROW_PX = 64
const SHOWN_ROWS = 5

const Indicator = ({ type, value, statement }: Row['indicators'][number]) => (
  <div className="min-w-0">
    <p className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-3">
      <Ioc type={type} value={value} className="text-12 font-semibold" />
      <span className="text-12 text-fg2">
        {typeLabel(type)}
        {statement.threat && statement.threat !== 'unknown' && ` · ${THREAT_TYPES[statement.threat]}`}
      </span>
    </p>
    <FactLine rows={factsOf(statement).filter(({ label }) => label !== 'Threat')} />
  </div>
)

const TrialRow = ({ row }: { row: Row }) => (
  <li className="grid gap-1 border-t border-line px-3 py-2">
    {row.indicators.map(indicator => (
      <Indicator key={`${indicator.type}:${indicator.value}`} {...indicator} />
    ))}
    {row.refused !== null && (
      <p>
        <strong className="font-semibold text-med">Refused</strong> <Outside className="text-fg2">{row.refused}</Outside>
      </p>
    )}
    <RawRecord raw={row.raw} summary="Raw row" />
  </li>
)

interface TrialResultProps {
  readonly trial: Trial | undefined
  readonly error: Error | null
  readonly isTrying: boolean
  /** Something was changed since. */
  readonly isOld: boolean
}

export const TrialResult = ({ trial, error, isTrying, isOld }: TrialResultProps) => {
  if (error) return <ProblemNote error={error} />
  if (!trial && !isTrying) return null
  return (
    <section aria-label="What it answers" className="border-t border-line">
      <p role="status" className="flex min-h-9 flex-wrap items-center gap-x-3 px-3 py-1.5">
        {isTrying ? (
          <span className="text-fg2">Asking. Nothing of the answer is stored…</span>
        ) : (
          trial && (
            <>
              <strong className={`font-semibold ${trial.ok ? 'text-tool' : 'text-crit'}`}>
                {trial.ok ? 'It works' : 'It does not work'}
              </strong>
              <span>{inert(trial.reason)}</span>
              {isOld && <span className="text-12 text-fg2">Changed since: try again.</span>}
            </>
          )
        )}
      </p>
      {isTrying && !trial ? (
        <SkeletonRows rows={SHOWN_ROWS} height={ROW_PX} />
      ) : (
        <ol aria-busy={isTrying}>
          {trial?.rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no names, and the list is replaced whole
            <TrialRow key={place} row={row} />
          ))}
        </ol>
      )}
    </section>
  )
}
