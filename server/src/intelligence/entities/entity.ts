/** What entities are made of: records that describe one with its aliases, and bare names that sources say of indicators. */
import type { EntityKind } from '@keysguard/model'

/** Kinds that go by names; vulnerabilities and techniques go by numbers that everybody shares. */
export type NamedKind = Exclude<EntityKind, 'vulnerability' | 'technique'>

/** What can be the same: a tool that one calls malware is no other thing. */
export type Family = 'actor' | 'software' | 'campaign'
export const familyOf = (kind: EntityKind): Family | null =>
  kind === 'actor' || kind === 'campaign' ? kind : kind === 'malware' || kind === 'tool' ? 'software' : null

/** One authority's account of one entity. */
export interface EntityRecord {
  readonly kind: NamedKind
  readonly name: string
  readonly aliases: readonly string[]
  /** Id of the source. */
  readonly by: string
  readonly attackId: string | null
}

/** A name that a source says of indicators, and the days between which those were seen. */
export interface Mention {
  readonly kind: 'actor' | 'malware' | 'campaign'
  readonly name: string
  readonly by: string
  readonly since: number
  readonly until: number
}

export interface CalledBy {
  readonly name: string
  readonly by: readonly string[]
}

export interface KnownEntity {
  readonly kind: NamedKind
  readonly id: string
  readonly name: string
  readonly records: readonly EntityRecord[]
  readonly mentions: readonly Mention[]
  /** Its own first. Those that only the same letters tell apart are one. */
  readonly names: readonly CalledBy[]
  /** Entities that were decided to be the same and stand under this one. */
  readonly joined: readonly KnownEntity[]
}

export const keyOf = ({ kind, id }: Pick<KnownEntity, 'kind' | 'id'>): string => `${kind}/${id}`

export const attackIdOf = ({ records }: KnownEntity): string | null =>
  records.find(({ attackId }) => attackId !== null)?.attackId ?? null
