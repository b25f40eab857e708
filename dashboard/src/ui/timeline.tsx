/** When indicators were first seen: a bar a day, from the first to the last. */
import type { ThreatDetail } from '@keysguard/model'

const DAY_MS = 86_400_000
/** More days than fit are put together. */
const MOST_BARS = 60

interface Bar {
  readonly from: string
  readonly members: number
}

const barsOf = (timeline: ThreatDetail['timeline']): readonly Bar[] => {
  const days = timeline.map(({ day, members }) => ({ at: Date.parse(day) / DAY_MS, members }))
  const first = days[0]?.at ?? 0
  const last = days.at(-1)?.at ?? first
  const each = Math.max(1, Math.ceil((last - first + 1) / MOST_BARS))
  const bars = Array.from({ length: Math.floor((last - first) / each) + 1 }, (_, n) => ({
    from: new Date((first + n * each) * DAY_MS).toISOString().slice(0, 10),
    members: 0,
  }))
  for (const { at, members } of days) {
    const bar = bars[Math.floor((at - first) / each)]
    if (bar) bar.members += members
  }
  return bars
}

export const Timeline = ({ timeline }: Pick<ThreatDetail, 'timeline'>) => {
  const bars = barsOf(timeline)
  const most = Math.max(1, ...bars.map(({ members }) => members))
  const [first, last] = [bars[0]?.from ?? '', bars.at(-1)?.from ?? '']
  return (
    <figure className="px-3 pb-3">
      <svg viewBox={`0 0 ${bars.length * 4} 40`} preserveAspectRatio="none" className="block h-12 w-full text-tool" role="img">
        <title>{`Indicators first seen from ${first} to ${last}, at most ${most} in a bar`}</title>
        {bars.map(({ from, members }, at) => (
          <rect
            key={from}
            x={at * 4 + 0.5}
            width={3}
            y={40 - (members / most) * 40}
            height={(members / most) * 40}
            fill="currentColor"
          />
        ))}
      </svg>
      <figcaption className="numeral flex justify-between pt-1 text-12 text-fg3">
        <span>{first}</span>
        {first !== last && <span>{last}</span>}
      </figcaption>
    </figure>
  )
}
