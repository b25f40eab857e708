/** How many indicators each entity has, and what entities have in common: taken behind the answers when somebody looks, and not again for a while. */
import { setImmediate } from 'node:timers/promises'
import type { Tlp } from '@keysguard/model'
import { usedBy } from '../../intelligence/attack/attack.ts'
import { commonIndicators, commonTechniques, type Sample } from '../../intelligence/entities/common.ts'
import { type KnownEntity, keyOf } from '../../intelligence/entities/entity.ts'
import type { Common } from '../../intelligence/entities/same.ts'
import { readCube, total } from '../../store/cube.ts'
import { countMembers, sampleMembers } from '../../store/entities/members.ts'
import { readSubjects } from '../../store/links/read-subjects.ts'
import type { Knowing } from '../../store/write-rows.ts'
import { settledWithin } from '../settled-within.ts'
import type { Known } from './library.ts'
import { isOpen, saidOfEntity } from './said.ts'

export interface Gauged {
  /** By entity: indicators, as far as they are counted. */
  readonly counts: ReadonlyMap<string, number>
  readonly common: readonly Common[]
}

const FRESH_MS = 10 * 60_000
/** A first look waits so long. */
const FIRST_WAIT_MS = 2_000
const BATCH = 100
const SAMPLE = 200
/** Of those that nobody describes, techniques are read from what is said of so many of their indicators. */
const MOST_STATED = 100
const STATED_OF = 40

interface Taken {
  readonly of: Known
  readonly at: number
  readonly gauged: Gauged
}

export class EntityGauge {
  readonly #knowing: Knowing
  readonly #now: () => number
  readonly #onError: (error: unknown) => void
  readonly #taken = new Map<Tlp, Taken>()
  readonly #taking = new Map<Tlp, Promise<void>>()

  /** `onError` hears why nothing could be taken; whoever looks next begins anew. */
  constructor(knowing: Knowing, now: () => number, onError: (error: unknown) => void) {
    this.#knowing = knowing
    this.#now = now
    this.#onError = onError
  }

  /** What was taken last; null while that goes on for the first time. */
  async of(known: Known): Promise<Gauged | null> {
    const taken = this.#taken.get(known.reads)
    if (taken?.of === known && this.#now() - taken.at <= FRESH_MS) return taken.gauged
    const taking = this.#taking.get(known.reads) ?? this.#begin(known)
    if (!taken) await settledWithin(taking, FIRST_WAIT_MS)
    return this.#taken.get(known.reads)?.gauged ?? null
  }

  /** Resolves when nothing is being taken. */
  async settled(): Promise<void> {
    await Promise.all(this.#taking.values())
  }

  #begin(known: Known): Promise<void> {
    const at = this.#now()
    const taking = this.#take(known)
      .then(gauged => void this.#taken.set(known.reads, { of: known, at, gauged }))
      .catch(this.#onError)
      .finally(() => this.#taking.delete(known.reads))
    this.#taking.set(known.reads, taking)
    return taking
  }

  async #take(known: Known): Promise<Gauged> {
    const { database } = this.#knowing
    const { entities, own } = known.catalogue
    const counts = new Map<string, number>()
    for await (const batch of batches(seen(entities)))
      for (const [at, n] of (await countMembers(database, batch.map(saidOfEntity), known.reads)).entries())
        counts.set(keyOf(batch[at]!), n)
    const samples: Sample[] = []
    for await (const batch of batches(seen(own)))
      for (const [at, members] of (await sampleMembers(database, batch.map(saidOfEntity), known.reads, SAMPLE)).entries())
        samples.push({ entity: batch[at]!, keys: members.map(({ indicator }) => indicator), whole: members.length < SAMPLE })
    const shared = commonIndicators(samples, total(await readCube(database)))
    return { counts, common: [...shared, ...(await this.#behaviour(known, samples))] }
  }

  /** Techniques of what ATT&CK describes, and of others as far as their sources say them. */
  async #behaviour({ attack, catalogue, reads }: Known, samples: readonly Sample[]): Promise<Common[]> {
    const techniques = new Map<KnownEntity, Set<string>>()
    const seeking = new Set<KnownEntity>()
    for (const entity of catalogue.own.values()) {
      const objects = entity.records.flatMap(({ attackId }) => attack.objects.get(attackId ?? '') ?? [])
      if (entity.kind === 'actor' && objects.length > 0)
        techniques.set(entity, new Set(objects.flatMap(object => usedBy(object, 'techniques'))))
    }
    const undescribed = samples.filter(({ entity }) => entity.kind === 'actor' && !techniques.has(entity)).slice(0, MOST_STATED)
    for (const { entity, keys } of undescribed) {
      const subjects = await readSubjects(this.#knowing.database, new Set(keys.slice(0, STATED_OF)), this.#knowing.sources)
      const said = [...subjects.values()].flatMap(subject => subject.said).filter(({ tlp }) => isOpen(tlp, reads))
      const stated = new Set(said.flatMap(({ statement }) => statement.techniques ?? []))
      if (stated.size === 0) continue
      techniques.set(entity, stated)
      seeking.add(entity)
    }
    const all = [...attack.objects.values()].filter(({ kind }) => kind === 'technique').length
    return commonTechniques(techniques, seeking, all)
  }
}

/** Those that sources say of indicators. */
const seen = (entities: ReadonlyMap<string, KnownEntity>): KnownEntity[] =>
  [...entities.values()].filter(({ mentions }) => mentions.length > 0)

async function* batches(all: readonly KnownEntity[]): AsyncGenerator<readonly KnownEntity[]> {
  for (let from = 0; from < all.length; from += BATCH) {
    yield all.slice(from, from + BATCH)
    await setImmediate()
  }
}
