/** Entities as a reader may know of them: read when somebody asks and anything has changed, and then held. */
import { TLP_LEVELS, type Tlp } from '@keysguard/model'
import type { Queries } from '../../engines/database/database.ts'
import type { Attack } from '../../intelligence/attack/attack.ts'
import { type Catalogue, catalogueOf } from '../../intelligence/entities/catalogue.ts'
import type { EntityRecord, KnownEntity, Mention, NamedKind } from '../../intelligence/entities/entity.ts'
import { CRIME } from '../../intelligence/names/names.ts'
import { type StoredDecision, standingDecisions } from '../../store/entities/decisions.ts'
import { entityStamp, readMentions, type StoredMention } from '../../store/entities/mentions.ts'
import { readTaughtNames, type TaughtName } from '../../store/names.ts'
import type { StoredSource } from '../../store/standing.ts'
import type { AttackLibrary } from '../attack/library.ts'

export interface Taught extends TaughtName {
  /** Id of the source. */
  readonly by: string
}

export interface Known {
  readonly reads: Tlp
  readonly attack: Attack
  readonly catalogue: Catalogue
  /** By ATT&CK id. */
  readonly byAttackId: ReadonlyMap<string, KnownEntity>
  /** What counts of each pair. */
  readonly decisions: readonly StoredDecision[]
  readonly taught: readonly Taught[]
  /** Who names a technique. */
  readonly techniques: ReadonlyMap<string, readonly StoredMention[]>
}

/** The table of families that ships with the product. */
export const OWN_TABLE = { id: 'keysguard', name: 'KeysGuard' } as const
export const ATTACK_SOURCE = { id: 'mitre-attack', name: 'MITRE ATT&CK' } as const

/** Another process, or the links that trail, may have changed it: looked at as often as this. */
const FRESH_MS = 2_000

interface Held {
  readonly stamp: string
  readonly attack: Attack
  readonly known: Promise<Known>
  readonly lookedAt: number
}

export class EntityLibrary {
  readonly #queries: Queries
  readonly #attack: AttackLibrary
  readonly #sources: ReadonlyMap<number, StoredSource>
  readonly #held = new Map<Tlp, Held>()

  constructor(queries: Queries, attack: AttackLibrary, sources: ReadonlyMap<number, StoredSource>) {
    this.#queries = queries
    this.#attack = attack
    this.#sources = sources
  }

  async current(reads: Tlp): Promise<Known> {
    const held = this.#held.get(reads)
    if (held && performance.now() - held.lookedAt < FRESH_MS) return held.known
    const [stamp, attack] = await Promise.all([entityStamp(this.#queries), this.#attack.current()])
    const known =
      held && held.stamp === stamp && held.attack === attack
        ? held.known
        : this.#read(reads, attack).catch((error: unknown) => {
            this.#held.delete(reads)
            throw error
          })
    this.#held.set(reads, { stamp, attack, known, lookedAt: performance.now() })
    return known
  }

  /** Looks again when next asked. */
  forget(): void {
    this.#held.clear()
  }

  async #read(reads: Tlp, attack: Attack): Promise<Known> {
    const [mentions, names, decisions] = await Promise.all([
      readMentions(this.#queries, reads),
      readTaughtNames(this.#queries),
      standingDecisions(this.#queries),
    ])
    const taught = names.flatMap((name): Taught[] => {
      const source = this.#sources.get(name.source)
      if (!source || TLP_LEVELS.indexOf(source.tlp) > TLP_LEVELS.indexOf(reads)) return []
      return [{ ...name, by: source.profile.id }]
    })
    const records = [...ofAttack(attack), ...ofTable(), ...taught.map(ofTaught)]
    const same = decisions.filter(({ decision }) => decision === 'same')
    const catalogue = catalogueOf(records, mentions.flatMap(asMention), same)
    return { reads, attack, catalogue, byAttackId: byAttackId(catalogue), decisions, taught, techniques: techniquesIn(mentions) }
  }
}

const ATTACK_NAMED: Readonly<Record<string, NamedKind>> = {
  group: 'actor',
  malware: 'malware',
  tool: 'tool',
  campaign: 'campaign',
}

const ofAttack = (attack: Attack): EntityRecord[] =>
  [...attack.objects.values()].flatMap(({ id, kind, name, aliases }): EntityRecord[] => {
    const named = ATTACK_NAMED[kind]
    return named === undefined ? [] : [{ kind: named, name, aliases, by: ATTACK_SOURCE.id, attackId: id }]
  })

const ofTable = (): EntityRecord[] =>
  CRIME.map(([name = '', ...aliases]) => ({ kind: 'malware', name, aliases, by: OWN_TABLE.id, attackId: null }))

const ofTaught = ({ kind, name, aliases, by }: Taught): EntityRecord => ({ kind, name, aliases, by, attackId: null })

const asMention = ({ kind, name, source, since, until }: StoredMention): Mention[] =>
  kind === 'technique' ? [] : [{ kind, name, by: source, since, until }]

const byAttackId = ({ entities }: Catalogue): Map<string, KnownEntity> => {
  const found = new Map<string, KnownEntity>()
  for (const entity of entities.values())
    for (const { attackId } of entity.records) if (attackId !== null) found.set(attackId, entity)
  return found
}

const techniquesIn = (mentions: readonly StoredMention[]): Map<string, StoredMention[]> => {
  const found = new Map<string, StoredMention[]>()
  for (const mention of mentions)
    if (mention.kind === 'technique') found.set(mention.name, [...(found.get(mention.name) ?? []), mention])
  return found
}
