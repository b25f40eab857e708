/** What of an entity stands in the links: the names that sources say, exactly as they say them. */
import { type EntityKind, type LinkKind, TLP_LEVELS, type Tlp } from '@keysguard/model'
import type { KnownEntity } from '../../intelligence/entities/entity.ts'
import type { Said } from '../../store/entities/members.ts'

export const LINK_KIND_OF: Readonly<Record<Exclude<EntityKind, 'technique'>, LinkKind>> = {
  actor: 'actor',
  malware: 'malware',
  tool: 'malware',
  campaign: 'campaign',
  vulnerability: 'cve',
}

/** An alias that nobody says has no indicators, and one that two entities claim is neither's. */
export const saidOfEntity = ({ kind, mentions }: KnownEntity): Said => ({
  kind: LINK_KIND_OF[kind],
  names: [...new Set(mentions.map(({ name }) => name))],
})

export const isOpen = (tlp: Tlp, reads: Tlp): boolean => TLP_LEVELS.indexOf(tlp) <= TLP_LEVELS.indexOf(reads)

export const dayOf = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10)
