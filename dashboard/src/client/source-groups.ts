/** Sources sorted by what they want of a person. Each is in exactly one group, and those declared here also in "own". */
import { isHealthy, type SourceCard } from '@keysguard/model'
import type { SourceGroup } from './location.ts'

export const GROUP_NAMES: Readonly<Record<SourceGroup, string>> = {
  attention: 'Needs attention',
  fine: 'Running',
  key: 'Needs a key',
  off: 'Off',
  own: 'Own',
}

/** A run in progress does not move a source: it stays where its last run put it. */
export const groupOf = ({ health, needs, lastRun }: SourceCard): Exclude<SourceGroup, 'own'> => {
  if (health === 'failing' || health === 'stale') return 'attention'
  if (needs.length > 0) return 'key'
  if (health === 'off' || health === 'paused') return 'off'
  const isRecovering = health === 'running' && lastRun !== null && lastRun.outcome !== null && !isHealthy(lastRun.outcome)
  return isRecovering ? 'attention' : 'fine'
}

export const inGroup = (card: SourceCard, group: SourceGroup): boolean => (group === 'own' ? card.own : groupOf(card) === group)

/** Every word must occur somewhere. */
export const matchesText = (card: SourceCard, text: string): boolean => {
  const said = `${card.id} ${card.name} ${card.provider} ${card.description}`.toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => said.includes(word))
}

export const byName = (a: SourceCard, b: SourceCard): number => a.name.localeCompare(b.name, 'en')
