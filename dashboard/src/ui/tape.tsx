/** The severity tape: the last 24 hours in 96 ticks, under the header of every page. Taller is more, colour is the worst of it. */
import type { Severity, TapeTick } from '@keysguard/model'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { plural } from '../client/format.ts'
import { tapeQuery } from '../client/queries.ts'
import { addedBetween } from '../client/query-terms.ts'
import { TickReadout, tickEnd, tickSentence } from './tick.tsx'
import { useTimeCursor } from './time-cursor.ts'

const HEIGHT = 22
const FILL: Readonly<Record<Severity | 'none', string>> = {
  critical: 'fill-crit',
  high: 'fill-high',
  medium: 'fill-(--area-med)/60',
  low: 'fill-(--area-low)',
  info: 'fill-(--area-info)',
  none: 'fill-line',
}
const KINDS = ['none', 'info', 'low', 'medium', 'high', 'critical'] as const

const bars = (ticks: readonly TapeTick[], kind: Severity | 'none', most: number): string =>
  ticks
    .map((tick, index) => {
      if ((tick.worst ?? 'none') !== kind) return ''
      const height = tick.count === 0 ? 2 : 7 + 15 * Math.sqrt(tick.count / most)
      return `M${index + 0.06} ${HEIGHT}v${-height.toFixed(1)}h.88v${height.toFixed(1)}Z`
    })
    .join('')

export const Tape = () => {
  const { data } = useQuery(tapeQuery)
  const navigate = useNavigate()
  const ticks = data?.ticks ?? []
  const { index, handlers } = useTimeCursor(ticks.length, at => {
    const tick = ticks[at]
    if (tick) void navigate({ to: '/indicators', search: { q: addedBetween(tick.from, tickEnd(tick)) } })
  })
  const tick = index === null ? undefined : ticks[index]
  const total = ticks.reduce((sum, each) => sum + each.count, 0)
  const most = Math.max(1, ...ticks.map(each => each.count))
  return (
    <div className="border-b border-line bg-panel px-2">
      <div
        role="slider"
        tabIndex={0}
        aria-label="The last 24 hours, in quarters of an hour. Arrow keys read them out, Enter searches one."
        aria-valuemin={0}
        aria-valuemax={95}
        aria-valuenow={index ?? 95}
        aria-valuetext={tick ? tickSentence(tick) : `${plural(total, 'new indicator')} in 24 hours`}
        className="relative h-5.5 cursor-crosshair"
        {...handlers}
      >
        <svg viewBox={`0 0 96 ${HEIGHT}`} preserveAspectRatio="none" className="size-full" aria-hidden="true">
          {ticks.length > 0 && KINDS.map(kind => <path key={kind} d={bars(ticks, kind, most)} className={FILL[kind]} />)}
          {index !== null && <rect x={index} width="1" height={HEIGHT} className="fill-fg/20" />}
        </svg>
        {tick && index !== null && <TickReadout tick={tick} share={(index + 0.5) / 96} />}
      </div>
    </div>
  )
}
