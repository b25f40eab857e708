/** Reading one quarter of an hour out: for the tape, the chart and a screen reader alike. */
import { SEVERITIES, type TapeTick } from '@keysguard/model'
import { count, plural, utcMinute } from '../client/format.ts'
import { SEVERITY_WORD, SeverityMark } from './severity.tsx'

const QUARTER_MS = 15 * 60_000

export const tickEnd = (tick: TapeTick): number => Date.parse(tick.from) + QUARTER_MS

const span = (tick: TapeTick): string => `${utcMinute(tick.from)}–${utcMinute(tickEnd(tick))}`

export const tickSentence = (tick: TapeTick): string =>
  `${span(tick)} UTC: ${plural(tick.count, 'new indicator')}${tick.worst === null ? '' : `, worst ${SEVERITY_WORD[tick.worst].toLowerCase()}`}`

/** The floating panel under the cursor; `share` is its place from 0 (left) to 1. */
export const TickReadout = ({ tick, share }: { tick: TapeTick; share: number }) => (
  <div
    aria-hidden="true"
    className="pointer-events-none absolute top-full z-20 mt-1 w-44 border border-edge bg-panel p-2 shadow-(--shadow) left-(--share)"
    style={{ '--share': `clamp(0px, ${share * 100}% - 5.5rem, 100% - 11rem)` }}
  >
    <p className="flex justify-between text-12 font-semibold">
      <span className="mono">{span(tick)}</span>
      <span className="num">{count(tick.count)}</span>
    </p>
    {SEVERITIES.filter(severity => tick[severity] > 0).map(severity => (
      <p key={severity} className="flex justify-between text-12">
        <SeverityMark severity={severity} word />
        <span className="num text-fg2">{count(tick[severity])}</span>
      </p>
    ))}
  </div>
)
