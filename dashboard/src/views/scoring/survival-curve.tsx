/** The share of a kind that is still active, over time: in force, as shipped, and as it would become. */
import { DAY, duration } from '../../client/format.ts'
import { survival } from '../../client/scoring.ts'

interface Fading {
  readonly halfLifeDays: number
  readonly s0: number
}

interface SurvivalCurveProps {
  readonly inForce: Fading
  readonly shipped: Fading
  /** What is being typed. */
  readonly draft?: Fading | undefined
  readonly size: 'small' | 'large'
}

const WIDTH = 320
const HEIGHT = 100
const SAMPLES = 48
const HALF_LIVES = 4

const pathOf = (fading: Fading, days: number): string =>
  Array.from({ length: SAMPLES + 1 }, (_, sample) => {
    const share = survival(fading, (days * sample) / SAMPLES)
    return `${sample === 0 ? 'M' : 'L'}${((sample / SAMPLES) * WIDTH).toFixed(1)} ${(HEIGHT - share * HEIGHT).toFixed(1)}`
  }).join('')

export const SurvivalCurve = ({ inForce, shipped, draft, size }: SurvivalCurveProps) => {
  const days = HALF_LIVES * Math.max(inForce.halfLifeDays, draft?.halfLifeDays ?? 0)
  const isLarge = size === 'large'
  const words = `half is gone after ${duration(inForce.halfLifeDays * DAY)}`
  return (
    <figure className="min-w-0">
      <svg
        viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
        preserveAspectRatio="none"
        className={`w-full fill-none ${isLarge ? 'h-28' : 'h-7'}`}
        role="img"
        aria-label={draft === undefined ? words : `${words}, or after ${duration(draft.halfLifeDays * DAY)} as typed`}
      >
        <path d={`M0 ${HEIGHT}H${WIDTH}`} className="stroke-edge" vectorEffect="non-scaling-stroke" />
        {isLarge && (
          <path
            d={`M0 ${HEIGHT / 2}H${WIDTH}M0 0H${WIDTH}`}
            className="stroke-line"
            strokeDasharray="1 3"
            vectorEffect="non-scaling-stroke"
          />
        )}
        <path d={pathOf(shipped, days)} className="stroke-fg3" strokeDasharray="4 3" vectorEffect="non-scaling-stroke" />
        <path d={pathOf(inForce, days)} className="stroke-high" strokeWidth="1.75" vectorEffect="non-scaling-stroke" />
        {draft && <path d={pathOf(draft, days)} className="stroke-tool" strokeWidth="2" vectorEffect="non-scaling-stroke" />}
      </svg>
      {isLarge && (
        <figcaption className="mono flex justify-between text-11 text-fg3">
          <span>0</span>
          <span>{duration((days * DAY) / 2)}</span>
          <span>{duration(days * DAY)}</span>
        </figcaption>
      )}
    </figure>
  )
}
