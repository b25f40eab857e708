/** A share with the range it lies in, on a line from 0 to 100 %. */
import type { Precision } from '@keysguard/model'
import { percent } from '../../client/format.ts'

interface DotRangeProps {
  /** The same in words. */
  readonly label: string
  readonly of: string
  readonly range: Precision
  readonly kind: 'expected' | 'learnt'
}

const WIDTH = 200
const MIDDLE = 8

export const DotRange = ({ label, of, range: { precision, low, high }, kind }: DotRangeProps) => {
  const isLearnt = kind === 'learnt'
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_3.5rem] items-center gap-x-3 text-12 text-fg2">
      <span className="truncate" title={of}>
        {of}
      </span>
      <svg
        viewBox={`-6 0 ${WIDTH + 12} ${2 * MIDDLE}`}
        className="h-4 w-full"
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path d={`M0 ${MIDDLE}H${WIDTH}`} className="stroke-line" vectorEffect="non-scaling-stroke" />
        <path
          d={`M${low * WIDTH} ${MIDDLE}H${high * WIDTH}`}
          className={isLearnt ? 'stroke-tool' : 'stroke-fg3'}
          strokeWidth={isLearnt ? 4 : 2}
          strokeOpacity={isLearnt ? 0.55 : 1}
          vectorEffect="non-scaling-stroke"
        />
        {/* A line of no length with round ends stays round however wide the picture is drawn. */}
        <path
          d={`M${precision * WIDTH} ${MIDDLE}h0`}
          className={isLearnt ? 'stroke-tool' : 'stroke-fg2'}
          strokeWidth="10"
          strokeLinecap="round"
          vectorEffect="non-scaling-stroke"
        />
        {!isLearnt && (
          <path
            d={`M${precision * WIDTH} ${MIDDLE}h0`}
            className="stroke-bg"
            strokeWidth="6"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        )}
      </svg>
      <span className="num text-right text-fg">{percent(precision)}</span>
    </div>
  )
}
