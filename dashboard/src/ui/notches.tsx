/** Five notches: a share of one, readable at a glance without pretending to be precise. */
import { percent } from '../client/format.ts'

const NOTCHES = [0, 1, 2, 3, 4] as const

export const Notches = ({ share, label }: { share: number; label: string }) => {
  const lit = Math.max(0, Math.min(5, Math.round(share * 5)))
  return (
    <span className="inline-flex items-center gap-2" title={`${label}: ${percent(share)}`}>
      <svg viewBox="0 0 29 10" className="h-2.5 w-7.5" role="img" aria-label={`${label}: ${lit} of 5`}>
        {NOTCHES.map(notch => (
          <rect key={notch} x={notch * 6} width="4.5" height="10" className={notch < lit ? 'fill-fg' : 'fill-line'} />
        ))}
      </svg>
      <span className="num text-12 text-fg2">{percent(share)}</span>
    </span>
  )
}
