/** The four figures of the watch, each with its course over the day. */
import type { Overview, TapeTick } from '@keysguard/model'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { count, plural } from '../../client/format.ts'
import { Health } from '../../ui/health.tsx'
import { Sparkline } from '../../ui/sparkline.tsx'

interface FigureProps {
  readonly title: string
  readonly value: string
  readonly beside: string
  readonly children: ReactNode
}

const Figure = ({ title, value, beside, children }: FigureProps) => (
  <div className="flex min-w-0 flex-col px-3 pt-2.5 pb-2">
    <h2 className="caption">{title}</h2>
    <p className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
      <span className="text-26 leading-8 numeral">{value}</span>
      <span className="num text-12 text-fg2">{beside}</span>
    </p>
    <div className="mt-1 flex h-6 items-end">{children}</div>
  </div>
)

/** How many were known after each tick, so that the line ends at today's figure. */
const courseOf = (ticks: readonly TapeTick[]): number[] => {
  let known = 0
  return ticks.map(tick => {
    known += tick.count
    return known
  })
}

const FIGURE_LINK = 'hover:bg-panel'

export const Figures = ({ overview }: { overview: Overview }) => {
  const { ticks } = overview.tape
  const unwell = overview.sourcesTotal - overview.sourcesHealthy
  return (
    <div className="grid grid-cols-2 border-b border-line *:border-line max-lg:*:even:border-l max-lg:*:nth-[n+3]:border-t lg:grid-cols-4 lg:*:not-first:border-l">
      <Link to="/indicators" search={{ q: 'severity:critical active:yes' }} className={FIGURE_LINK}>
        <Figure title="Critical now" value={count(overview.critical)} beside={`${count(overview.high)} high`}>
          <Sparkline values={ticks.map(tick => tick.critical)} className="stroke-crit" />
        </Figure>
      </Link>
      <Link to="/indicators" search={{ q: 'active:yes' }} className={FIGURE_LINK}>
        <Figure
          title="Active indicators"
          value={count(overview.activeIndicators)}
          beside={`of ${count(overview.indicators)} known`}
        >
          <Sparkline values={courseOf(ticks)} />
        </Figure>
      </Link>
      <Link to="/indicators" search={{ q: 'added<24h', sort: 'newest' }} className={FIGURE_LINK}>
        <Figure
          title="New in 24 hours"
          value={count(overview.newLastDay)}
          beside={`${count(overview.newLastHour)} in the last hour`}
        >
          <Sparkline values={ticks.map(tick => tick.count)} className="stroke-high" />
        </Figure>
      </Link>
      <Link to="/sources" className={FIGURE_LINK}>
        <Figure
          title="Sources well"
          value={`${overview.sourcesHealthy}/${overview.sourcesTotal}`}
          beside={
            unwell > 0
              ? plural(unwell, 'needs a look', 'need a look')
              : plural(overview.quarantined, 'row in quarantine', 'rows in quarantine')
          }
        >
          <span className="flex flex-wrap gap-1 pb-1.5">
            {overview.sources.slice(0, 24).map(source => (
              <span key={source.id} title={source.name} className="flex">
                <Health health={source.health} word={false} />
              </span>
            ))}
          </span>
        </Figure>
      </Link>
    </div>
  )
}
