/** Health of a source: shape, word and colour. Cool is well; warm needs somebody. */
import { isHealthy, OUTCOMES, type Outcome, type SourceHealth } from '@keysguard/model'

const WORD: Readonly<Record<SourceHealth, string>> = {
  healthy: 'Healthy',
  stale: 'Stale',
  failing: 'Failing',
  paused: 'Paused',
  waiting: 'Waiting',
  running: 'Running',
  off: 'Off',
  'needs-key': 'Needs a key',
}

const COLOUR: Readonly<Record<SourceHealth, string>> = {
  healthy: 'text-tool',
  stale: 'text-med',
  failing: 'text-crit',
  paused: 'text-fg3',
  waiting: 'text-fg3',
  running: 'text-tool',
  off: 'text-fg3',
  'needs-key': 'text-fg2',
}

const CIRCLE = 'M6 1.2a4.8 4.8 0 1 1 0 9.6a4.8 4.8 0 0 1 0-9.6Z'
const RING = `${CIRCLE}m0 1.6a3.2 3.2 0 1 0 0 6.4a3.2 3.2 0 0 0 0-6.4Z`
const SHAPE: Readonly<Record<SourceHealth, string>> = {
  healthy: CIRCLE,
  stale: `${RING}M6 2.8v3.2h3.2A3.2 3.2 0 0 0 6 2.8Z`,
  failing: 'M6 1 11.5 10.8H0.5Z',
  paused: 'M2.2 1.4h2.8v9.2H2.2ZM7 1.4h2.8v9.2H7Z',
  waiting: RING,
  running: 'M3 1.2 10.6 6 3 10.8Z',
  off: 'M1.5 5h9v2h-9Z',
  'needs-key':
    'M3.4 3.2a2.8 2.8 0 1 1 0 5.6a2.8 2.8 0 0 1 0-5.6Zm0 1.6a1.2 1.2 0 1 0 0 2.4a1.2 1.2 0 0 0 0-2.4ZM6 5.2h5.6v3.4H10V6.8H6Z',
}

export const Health = ({ health, word = true }: { health: SourceHealth; word?: boolean }) => (
  <span className={`inline-flex items-center gap-1.5 ${COLOUR[health]}`}>
    <svg viewBox="0 0 12 12" className={`size-2.5 shrink-0 ${health === 'running' ? 'pulse' : ''}`} aria-hidden="true">
      <path d={SHAPE[health]} fill="currentColor" fillRule="evenodd" />
    </svg>
    <span className={word ? 'font-semibold' : 'sr-only'}>{WORD[health]}</span>
  </span>
)

/** Three classes of outcome: as fresh as can be, suspicious, broken. */
const classOf = (outcome: Outcome | null): 'well' | 'suspect' | 'broken' | 'open' => {
  if (outcome === null) return 'open'
  if (outcome === 'partial' || outcome === 'empty-suspect' || outcome === 'shrunk-suspect' || outcome === 'rate-limited')
    return 'suspect'
  return isHealthy(outcome) ? 'well' : 'broken'
}

const OUTCOME_COLOUR = { well: 'text-tool', suspect: 'text-med', broken: 'text-crit', open: 'text-fg3' } as const

export const OutcomeWord = ({ outcome }: { outcome: Outcome | null }) => (
  <span
    className={`font-semibold ${OUTCOME_COLOUR[classOf(outcome)]}`}
    title={outcome === null ? 'Still running' : OUTCOMES[outcome]}
  >
    {outcome ?? 'running'}
  </span>
)

const SLOTS = 30
const MARKS = {
  well: { fill: 'fill-tool', top: 5, height: 9 },
  suspect: { fill: 'fill-med', top: 3, height: 11 },
  broken: { fill: 'fill-crit', top: 0, height: 14 },
  open: { fill: 'fill-fg3', top: 11, height: 3 },
} as const

const KINDS = ['well', 'suspect', 'broken', 'open'] as const

export interface StripRun {
  readonly outcome: Outcome | null
}

/** The last 30 runs, newest at the right: what is taller is worse. One path per class keeps the page light. */
export const OutcomeStrip = ({ runs }: { runs: readonly StripRun[] }) => {
  const oldestFirst = runs.slice(0, SLOTS).reverse()
  const first = SLOTS - oldestFirst.length
  const bar = (kind: keyof typeof MARKS): string =>
    oldestFirst
      .flatMap((run, index) => {
        if (classOf(run.outcome) !== kind) return []
        return [`M${(first + index) * 4} ${MARKS[kind].top}h3v${MARKS[kind].height}h-3Z`]
      })
      .join('')
  const bad = oldestFirst.filter(run => classOf(run.outcome) === 'broken').length
  return (
    <svg
      viewBox="0 0 120 14"
      className="h-3.5 w-30 shrink-0"
      role="img"
      aria-label={`Last ${oldestFirst.length} runs, ${bad} of them failed`}
    >
      <path d="M0 13.5h120" className="stroke-line" />
      {KINDS.map(kind => {
        const path = bar(kind)
        return path === '' ? null : <path key={kind} d={path} className={MARKS[kind].fill} />
      })}
    </svg>
  )
}
