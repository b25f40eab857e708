/** One source on a line. */
import { isHealthy, type SourceCard } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { count } from '../../client/format.ts'
import { Health, OutcomeStrip, OutcomeWord } from '../../ui/health.tsx'
import { SourceActions } from '../../ui/source-actions.tsx'
import { Stamp, TermsMark } from '../../ui/stamp.tsx'
import { inertTitle, Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const NextRun = ({ source }: { source: SourceCard }) => {
  if (source.paused) return <>paused</>
  if (source.health === 'running') return <>running</>
  return source.nextRunAt === null ? <>not planned</> : <>next {<Ago at={source.nextRunAt} />}</>
}

/** What is missing, and how to get it: in one line, whole on hover and on the source's own page. */
const Missing = ({ source }: { source: SourceCard }) => {
  const [what, how] =
    source.needs.length > 0
      ? ['Needs', source.needs.join('; ')]
      : ['Off', `Switch it on where its terms suit you: ${source.licence}.`]
  return (
    <span className="line-clamp-2 text-12 text-fg2 lg:block lg:truncate" title={inertTitle(how)}>
      <span className="font-semibold text-fg">{what}</span> <Outside>{how}</Outside>
    </span>
  )
}

/** On a phone the sentence is kept for what is not well. */
const LastRun = ({ source }: { source: SourceCard }) => {
  const { lastRun } = source
  if (lastRun === null) return <span className="text-fg3">Has not run yet.</span>
  const isWell = lastRun.outcome === null || isHealthy(lastRun.outcome)
  return (
    <>
      <OutcomeWord outcome={lastRun.outcome} /> <Ago at={lastRun.startedAt} className="text-fg3" />
      <span className="num text-12 text-fg2 lg:hidden"> · {count(source.indicators)}</span>
      <Outside className={`block truncate text-12 text-fg2 ${isWell ? 'max-lg:hidden' : ''}`}>{lastRun.reason}</Outside>
    </>
  )
}

/** A line of seven columns where there is room; below that a block of two lines, its commands on the source's own page. */
const ROW =
  'relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-t border-line px-3 py-2.5 hover:bg-panel has-[[data-source]:focus-visible]:bg-raise has-[[data-source]:focus-visible]:shadow-[inset_2px_0_var(--tool)] lg:min-h-14 lg:grid-cols-[6.5rem_minmax(0,1.1fr)_7.5rem_5.5rem_minmax(0,1.6fr)_6.5rem_9rem] lg:py-1.5'

const Named = ({ source }: { source: SourceCard }) => (
  <div className="min-w-0 max-lg:order-1">
    <p className="flex items-center gap-2 font-semibold">
      <Link
        to="/sources/$id"
        params={{ id: source.id }}
        data-source={source.id}
        className="truncate hover:text-tool hover:underline max-lg:after:absolute max-lg:after:inset-0"
      >
        <Outside>{source.name}</Outside>
      </Link>
      <Stamp reliability={source.reliability} />
    </p>
    <p className="flex items-center gap-2 text-12 text-fg2">
      <Outside className="truncate max-lg:hidden">{source.provider}</Outside>
      <TermsMark terms={source.terms} />
    </p>
  </div>
)

export const SourceRow = ({ source }: { source: SourceCard }) => {
  const isResting = source.needs.length > 0 || !source.enabled
  return (
    <li className={ROW}>
      <span className="max-lg:order-2 max-lg:justify-self-end">
        <Health health={source.needs.length > 0 && source.health === 'off' ? 'needs-key' : source.health} />
      </span>
      <Named source={source} />
      {isResting ? (
        <div className="col-span-2 min-w-0 max-lg:order-3 lg:col-span-4">
          <Missing source={source} />
        </div>
      ) : (
        <>
          <span className="max-lg:order-4">
            <OutcomeStrip runs={source.recent} />
          </span>
          <span className="num text-right max-lg:hidden">
            {count(source.indicators)} <span className="block text-11 text-fg3">indicators</span>
          </span>
          <div className="min-w-0 max-lg:order-3">
            <LastRun source={source} />
          </div>
          <span className="num text-12 text-fg2 max-lg:hidden">
            <NextRun source={source} />
          </span>
        </>
      )}
      <div className="max-lg:hidden">
        <SourceActions source={source} />
      </div>
    </li>
  )
}
