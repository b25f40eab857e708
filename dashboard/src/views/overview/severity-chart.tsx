/** What came in over 24 hours, by severity: a stepped, stacked area, one step a quarter of an hour. */
import { SEVERITIES, type Severity, type TapeTick } from '@keysguard/model'
import { useNavigate } from '@tanstack/react-router'
import { plural, shortCount, utcMinute } from '../../client/format.ts'
import { addedBetween } from '../../client/query-terms.ts'
import { Section } from '../../ui/section.tsx'
import { SeverityMark } from '../../ui/severity.tsx'
import { TickReadout, tickEnd, tickSentence } from '../../ui/tick.tsx'
import { useTimeCursor } from '../../ui/time-cursor.ts'
import { axisOf, layersOf } from './stacked-steps.ts'

const FILL: Readonly<Record<Severity, string>> = {
  critical: 'fill-(--area-crit)',
  high: 'fill-(--area-high)',
  medium: 'fill-(--area-med)',
  low: 'fill-(--area-low)',
  info: 'fill-(--area-info)',
}

const Legend = ({ ticks }: { ticks: readonly TapeTick[] }) => (
  <ul className="flex flex-wrap gap-x-4 text-12">
    {SEVERITIES.map(severity => (
      <li key={severity} className="flex items-center gap-1.5">
        <SeverityMark severity={severity} word />
        <span className="num text-fg2">{shortCount(ticks.reduce((sum, tick) => sum + tick[severity], 0))}</span>
      </li>
    ))}
  </ul>
)

const HOUR_MARKS = [0, 16, 32, 48, 64, 80] as const

export const SeverityChart = ({ ticks }: { ticks: readonly TapeTick[] }) => {
  const navigate = useNavigate()
  const axis = axisOf(ticks)
  const { index, handlers } = useTimeCursor(ticks.length, at => {
    const tick = ticks[at]
    if (tick) void navigate({ to: '/indicators', search: { q: addedBetween(tick.from, tickEnd(tick)) } })
  })
  const tick = index === null ? undefined : ticks[index]
  const total = ticks.reduce((sum, each) => sum + each.count, 0)
  return (
    <Section title={axis.isRoot ? 'New by severity, square-root scale' : 'New by severity'} aside={<Legend ticks={ticks} />}>
      <div className="px-3 pt-1 pb-2">
        <div className="relative">
          <div
            role="slider"
            tabIndex={0}
            aria-label="New indicators by severity. Arrow keys read out a quarter of an hour, Enter searches it."
            aria-valuemin={0}
            aria-valuemax={95}
            aria-valuenow={index ?? 95}
            aria-valuetext={tick ? tickSentence(tick) : `${plural(total, 'new indicator')} in 24 hours`}
            className="relative h-44 cursor-crosshair border-b border-line"
            {...handlers}
          >
            <svg viewBox="0 0 96 100" preserveAspectRatio="none" className="size-full" aria-hidden="true">
              {layersOf(ticks, axis).map(({ severity, path }) => (
                <path key={severity} d={path} className={FILL[severity]} />
              ))}
              {axis.marks.map(mark => (
                <path
                  key={mark}
                  d={`M0 ${100 - axis.height(mark)}H96`}
                  className="stroke-fg/20"
                  strokeDasharray="1 3"
                  vectorEffect="non-scaling-stroke"
                />
              ))}
              {index !== null && <rect x={index} width="1" height="100" className="fill-fg/15" />}
            </svg>
            {tick && index !== null && <TickReadout tick={tick} share={(index + 0.5) / 96} />}
          </div>
          {axis.marks.map(mark => (
            <span
              key={mark}
              className="mono pointer-events-none absolute left-0 top-(--share) mt-0.5 bg-bg/75 px-0.5 text-11 leading-4 text-fg2"
              style={{ '--share': `${(100 - axis.height(mark)) * 1.76}px` }}
            >
              {shortCount(mark)}
            </span>
          ))}
        </div>
        <div className="mono grid grid-cols-6 pt-1 text-11 text-fg3" aria-hidden="true">
          {HOUR_MARKS.map(at => {
            const mark = ticks[at]
            return <span key={at}>{mark ? utcMinute(mark.from) : ''}</span>
          })}
        </div>
      </div>
    </Section>
  )
}
