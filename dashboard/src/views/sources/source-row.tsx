/** One source on a line. */
import type { SourceCard } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import { count } from '../../client/format.ts'
import { Health, OutcomeStrip, OutcomeWord } from '../../ui/health.tsx'
import { SourceActions } from '../../ui/source-actions.tsx'
import { Stamp } from '../../ui/stamp.tsx'
import { Outside } from '../../ui/text.tsx'
import { Ago } from '../../ui/time.tsx'

const NextRun = ({ source }: { source: SourceCard }) => {
  if (source.paused) return <>paused</>
  if (source.health === 'running') return <>running</>
  return source.nextRunAt === null ? <>not planned</> : <>next {<Ago at={source.nextRunAt} />}</>
}

const LastRun = ({ source }: { source: SourceCard }) =>
  source.lastRun === null ? (
    <span className="text-fg3">Has not run yet.</span>
  ) : (
    <>
      <OutcomeWord outcome={source.lastRun.outcome} /> <Ago at={source.lastRun.startedAt} className="text-fg3" />
      <Outside className="block truncate text-12 text-fg2">{source.lastRun.reason}</Outside>
    </>
  )

/** A line of seven columns where there is room; below that a block of three lines, its commands on the source's own page. */
const ROW =
  'grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 border-b border-line px-3 py-2.5 hover:bg-panel lg:grid-cols-[5.5rem_minmax(0,1.1fr)_7.5rem_6rem_minmax(0,1.6fr)_6.5rem_auto] lg:py-2'

export const SourceRow = ({ source }: { source: SourceCard }) => (
  <li className={ROW}>
    <span className="max-lg:order-2 max-lg:self-start max-lg:justify-self-end">
      <Health health={source.health} />
    </span>
    <div className="min-w-0 max-lg:order-1">
      <Link
        to="/sources/$id"
        params={{ id: source.id }}
        className="flex items-center gap-2 font-semibold hover:text-tool hover:underline"
      >
        <Outside className="truncate">{source.name}</Outside>
        <Stamp reliability={source.reliability} />
      </Link>
      <Outside className="block truncate text-12 text-fg2">{source.provider}</Outside>
    </div>
    <span className="max-lg:order-4">
      <OutcomeStrip runs={source.recent} />
    </span>
    <span className="num text-right max-lg:order-5">
      {count(source.indicators)} <span className="text-11 text-fg3 lg:block">indicators</span>
    </span>
    <div className="min-w-0 max-lg:order-3 max-lg:col-span-2">
      <LastRun source={source} />
    </div>
    <span className="num text-12 text-fg2 max-lg:hidden">
      <NextRun source={source} />
    </span>
    <div className="max-lg:hidden">
      <SourceActions source={source} />
    </div>
  </li>
)
