/** A line without axes, for the course of a figure. The figure itself is beside it in words. */
export const Sparkline = ({ values, className = 'stroke-fg3' }: { values: readonly number[]; className?: string }) => {
  const most = Math.max(1, ...values)
  const step = 192 / Math.max(1, values.length - 1)
  const path = values.map(
    (value, index) => `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)} ${(22 - (value / most) * 20).toFixed(1)}`,
  )
  return (
    <svg viewBox="0 0 192 24" preserveAspectRatio="none" className={`h-6 w-full fill-none ${className}`} aria-hidden="true">
      <path d={path.join('')} strokeWidth="1.25" vectorEffect="non-scaling-stroke" />
    </svg>
  )
}
