/** What the doctor finds, and what it makes of the state of the sources. */
import type { SourceCard } from '@keysguard/model'

export interface Finding {
  readonly what: string
  readonly ok: boolean
  readonly detail: string
  readonly todo: string
}

export const good = (what: string, detail: string): Finding => ({ what, ok: true, detail, todo: '' })
export const bad = (what: string, detail: string, todo: string): Finding => ({ what, ok: false, detail, todo })

/** Fewer sources out of reach than this are each a matter of their own provider. */
const MANY = 3
const NAMED = 4

type Seen = Pick<SourceCard, 'id' | 'health' | 'needs' | 'lastRun'>

/** One line for what has one cause, one line each for the rest. */
export const sourceFindings = (sources: readonly Seen[]): Finding[] => {
  const ill = sources.filter(({ health }) => health === 'failing' || health === 'stale')
  const out = ill.filter(({ lastRun }) => lastRun?.outcome === 'unreachable')
  const together = out.length >= MANY ? out : []
  const resting = sources.filter(({ health }) => health === 'needs-key')
  return [
    ...(together.length === 0 ? [] : [outOfReach(together, sources.length)]),
    ...ill.filter(source => !together.includes(source)).map(alone),
    ...(resting.length === 0 ? [] : [good('Keys', `${resting.length} sources rest until they have a key: ${listed(resting)}`)]),
  ]
}

const outOfReach = (sources: readonly Seen[], all: number): Finding =>
  bad(
    'Sources',
    `${sources.length} of ${all} cannot be reached: ${listed(sources)}. ${sources[0]?.lastRun?.reason ?? ''}`,
    "So many at once are hardly down: look at this machine's network, name resolution and firewall. What was known is kept.",
  )

const alone = ({ id, health, lastRun }: Seen): Finding =>
  bad(`Source ${id}`, `${health}: ${lastRun?.reason ?? ''}`, `Look at it: keysguard sources ${id}`)

const listed = (sources: readonly Seen[]): string => {
  const named = sources.slice(0, NAMED).map(({ id }) => id)
  return sources.length > NAMED ? `${named.join(', ')} and ${sources.length - NAMED} more` : named.join(', ')
}
