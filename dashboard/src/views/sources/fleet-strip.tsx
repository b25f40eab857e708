/** All sources in one strip, those that need somebody first: how much of the watch is well, at a glance. */
import type { SourceCard } from '@keysguard/model'
import { groupOf } from '../../client/source-groups.ts'

const ORDER = ['attention', 'fine', 'key', 'off'] as const
const MARK = {
  attention: ['fill-crit', 0, 14],
  fine: ['fill-tool', 4, 10],
  key: ['fill-edge', 9, 5],
  off: ['fill-line', 11, 3],
} as const
const WORD = { attention: 'need attention', fine: 'run fine', key: 'need a key', off: 'are off' } as const

export const FleetStrip = ({ sources }: { sources: readonly SourceCard[] }) => {
  const sorted = ORDER.map(group => ({ group, size: sources.filter(card => groupOf(card) === group).length }))
  let at = 0
  const bars = sorted.map(({ group, size }) => {
    const [fill, top, height] = MARK[group]
    const path = Array.from({ length: size }, () => `M${at++ * 5} ${top}h4v${height}h-4Z`).join('')
    return path === '' ? null : <path key={group} d={path} className={fill} />
  })
  const label = sorted.map(({ group, size }) => `${size} ${WORD[group]}`).join(', ')
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, sources.length) * 5 - 1} 14`}
      preserveAspectRatio="none"
      className="h-3.5 w-full max-w-84 min-w-0 flex-1"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {bars}
    </svg>
  )
}
