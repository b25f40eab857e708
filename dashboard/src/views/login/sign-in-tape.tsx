/** A still piece of tape, as a crest. */
const HEIGHTS = [6, 8, 7, 12, 9, 6, 7, 14, 10, 7, 6, 9, 18, 20, 11, 7, 8, 6, 10, 7, 13, 8, 6, 9] as const

export const SignInTape = () => (
  <svg viewBox="0 0 192 22" className="h-5.5 w-48" aria-hidden="true">
    {HEIGHTS.map((height, index) => (
      <rect
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed drawing
        key={index}
        x={index * 8}
        y={22 - height}
        width="7"
        height={height}
        className={height > 16 ? 'fill-crit' : height > 12 ? 'fill-high' : 'fill-line'}
      />
    ))}
  </svg>
)
