/** Each run as a line of a ledger: received = new + changed + unchanged + duplicate + rejected. */
import type { Run } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { bytes, count, duration } from '../../client/format.ts'
import { runsQuery } from '../../client/queries.ts'
import { OutcomeWord } from '../../ui/health.tsx'
import { Empty, ProblemNote, SkeletonRows } from '../../ui/note.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

/** Column, the sign before it, and its figure. */
const COLUMNS = [
  ['received', ''],
  ['new', '='],
  ['changed', '+'],
  ['unchanged', '+'],
  ['duplicate', '+'],
  ['rejected', '+'],
] as const

const CELL = 'num border-t border-line py-1.5 pr-3 align-top whitespace-nowrap'
/** On a phone there is no room for eight columns: the figures stand in a line below the outcome. */
const FIGURE = `${CELL} text-right max-md:hidden`

const rejections = (run: Run): string =>
  Object.entries(run.rejections)
    .map(([reason, rows]) => `${count(rows)}\u00a0×\u00a0${reason}`)
    .join(', ')

/** "300 received: 265 new, 35 duplicate", and how long it took. */
const figures = ({ counts, durationMs }: Run): string => {
  const parts = (['new', 'changed', 'unchanged', 'duplicate', 'rejected', 'withdrawn'] as const).filter(
    column => counts[column] > 0,
  )
  const told = parts.map(column => `${count(counts[column])} ${column}`).join(', ')
  const received = `${count(counts.received)} received${told === '' ? '' : `: ${told}`}`
  return durationMs === null ? received : `${received} · ${duration(durationMs)}`
}

const RunRow = ({ run }: { run: Run }) => (
  <tr>
    <td className={`${CELL} pl-3`}>
      <Ago at={run.startedAt} />
      <span className="block text-11 text-fg3">{run.trigger}</span>
    </td>
    <td className="border-t border-line py-1.5 pr-4 align-top md:min-w-60">
      <OutcomeWord outcome={run.outcome} />
      <Outside className="block text-12 text-fg2">{run.reason}</Outside>
      {run.counts.rejected > 0 && <Outside className="block text-12 text-fg3">{rejections(run)}</Outside>}
      <span className="num block text-12 text-fg3 md:hidden">{figures(run)}</span>
    </td>
    {COLUMNS.map(([column]) => (
      <td
        key={column}
        className={`${FIGURE} ${run.counts[column] === 0 ? 'text-fg3' : ''} ${column === 'received' ? 'font-semibold' : ''}`}
      >
        {count(run.counts[column])}
      </td>
    ))}
    <td className={`${FIGURE} ${run.counts.withdrawn === 0 ? 'text-fg3' : ''}`}>{count(run.counts.withdrawn)}</td>
    <td className={`${FIGURE} text-12 text-fg2`}>
      {run.durationMs === null ? '' : duration(run.durationMs)}
      <span className="block text-11 text-fg3">{bytes(run.bytes)}</span>
    </td>
  </tr>
)

const HEAD = 'caption pt-2 pb-1 pr-3 text-left whitespace-nowrap'
const FIGURE_HEAD = 'caption pt-2 pb-1 pr-3 text-right whitespace-nowrap max-md:hidden'

export const RunLedger = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery(runsQuery(id))
  if (error && !data) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <SkeletonRows rows={8} height={44} />
  if (data.items.length === 0) return <Empty title="No runs yet">The first run comes with the schedule, or with “Run now”.</Empty>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the ledger scrolls sideways on a narrow screen, and the keyboard must reach it
    <section className="overflow-x-auto" tabIndex={0} aria-label="Ledger of runs">
      <table className="w-full border-collapse">
        <thead>
          <tr>
            <th scope="col" className={`${HEAD} pl-3`}>
              Started
            </th>
            <th scope="col" className={HEAD}>
              Outcome
            </th>
            {COLUMNS.map(([column, sign]) => (
              <th key={column} scope="col" className={FIGURE_HEAD}>
                {sign && (
                  <span aria-hidden="true" className="mono pr-1.5">
                    {sign}
                  </span>
                )}
                {column}
              </th>
            ))}
            <th scope="col" className={FIGURE_HEAD} title="Indicators the source stopped listing; they are kept">
              withdrawn
            </th>
            <th scope="col" className={FIGURE_HEAD}>
              took
            </th>
          </tr>
        </thead>
        <tbody>
          {data.items.map(run => (
            <RunRow key={run.id} run={run} />
          ))}
        </tbody>
      </table>
    </section>
  )
}
