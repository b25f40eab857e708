/** The score from the last activity until after it falls under the active threshold. */
import type { Explanation } from '@keysguard/model'
import { useNow } from '../../client/clock.ts'
import { type DecayCurve as Curve, decayOf } from '../../client/decay.ts'
import { duration, utcDay } from '../../client/format.ts'

const WIDTH = 320
const HEIGHT = 120
const SAMPLES = 64

const y = (score: number): number => HEIGHT - (score / 100) * HEIGHT

const pathOf = (curve: Curve): string =>
  Array.from({ length: SAMPLES + 1 }, (_, sample) => {
    const at = curve.from + ((curve.until - curve.from) * sample) / SAMPLES
    return `${sample === 0 ? 'M' : 'L'}${((sample / SAMPLES) * WIDTH).toFixed(1)} ${y(curve.scoreAt(at)).toFixed(1)}`
  }).join('')

export const DecayCurve = ({ explanation }: { explanation: Explanation }) => {
  const now = useNow()
  const curve = decayOf(explanation, now)
  if (curve === null)
    return <p className="px-3 pb-3 text-fg2">Nothing to draw: the score does not decay while it is suppressed or zero.</p>
  const x = (at: number): number => ((at - curve.from) / (curve.until - curve.from)) * WIDTH
  const expiry = explanation.expiresAt === null ? null : Date.parse(explanation.expiresAt)
  const line = pathOf(curve)
  const halfLife = duration(explanation.halfLifeDays * 86_400_000)
  return (
    <figure className="px-3 pb-3">
      <svg
        viewBox={`0 -6 ${WIDTH} ${HEIGHT + 6}`}
        className="w-full overflow-visible"
        role="img"
        aria-label={`Score ${explanation.score.toFixed(0)} now, halving every ${halfLife}`}
      >
        <path d={`M0 0H${WIDTH}M0 ${HEIGHT / 2}H${WIDTH}`} className="stroke-line" strokeDasharray="1 3" />
        <path d={`M0 ${HEIGHT}H${WIDTH}`} className="stroke-edge" />
        <path d={`${line}V${HEIGHT}H0Z`} className="fill-high/15" />
        <path d={line} className="fill-none stroke-high" strokeWidth="1.75" />
        {curve.threshold !== null && (
          <path d={`M0 ${y(curve.threshold)}H${WIDTH}`} className="stroke-fg3" strokeDasharray="4 3" />
        )}
        <path d={`M${x(now)} 0V${HEIGHT}`} className="stroke-tool" />
        <circle cx={x(now)} cy={y(explanation.score)} r="3.5" className="fill-tool" />
        {expiry !== null && curve.threshold !== null && (
          <circle cx={x(expiry)} cy={y(curve.threshold)} r="3.5" className="fill-bg stroke-fg2" strokeWidth="1.5" />
        )}
      </svg>
      <figcaption className="mt-2 grid gap-1 text-12 text-fg2">
        <span className="mono flex justify-between text-11 text-fg3">
          <span>{utcDay(curve.from)}</span>
          <span>{utcDay(curve.until)}</span>
        </span>
        <span>
          <b className="font-semibold text-tool">●</b> now {explanation.score.toFixed(0)}; halves every {halfLife} without new
          evidence of activity.
        </span>
        {curve.threshold !== null && expiry !== null && (
          <span>
            <b className="font-semibold">○</b> {curve.threshold.toFixed(0)}, the active threshold, on {utcDay(expiry)}.
          </span>
        )}
      </figcaption>
    </figure>
  )
}
