/** What may be the same, and what people decide: proposals out of memory, decisions in the store, nothing joined without one. */
import type { EntityRef, SameDecision, SamePair } from '@keysguard/model'
import { groupsOf } from '../../intelligence/entities/catalogue.ts'
import { familyOf, type KnownEntity, keyOf } from '../../intelligence/entities/entity.ts'
import { type Proposal, proposalsOf } from '../../intelligence/entities/same.ts'
import type { EntityId, SameListing, SameOrder } from '../../knowledge.ts'
import { Problem } from '../../problem.ts'
import {
  lockDecisions,
  readHistory,
  type StoredDecision,
  standingDecisions,
  writeDecision,
} from '../../store/entities/decisions.ts'
import type { Knowing } from '../../store/write-rows.ts'
import type { Gauged } from './gauge.ts'
import { type EntityLibrary, type Known, OWN_TABLE } from './library.ts'

export const refOf = ({ kind, id, name }: EntityRef): EntityRef => ({ kind, id, name })

export class SameDesk {
  readonly #knowing: Knowing
  readonly #library: EntityLibrary
  readonly #now: () => number
  readonly #states = new WeakMap<Known, State>()

  constructor(knowing: Knowing, library: EntityLibrary, now: () => number) {
    this.#knowing = knowing
    this.#library = library
    this.#now = now
  }

  /** What has not been decided, the surest first. */
  open(known: Known, gauged: Gauged | null): readonly SamePair[] {
    return this.#state(known, gauged).open
  }

  /** Undecided pairs of each entity that has a page. */
  openCounts(known: Known, gauged: Gauged | null): ReadonlyMap<string, number> {
    return this.#state(known, gauged).counts
  }

  list(
    known: Known,
    gauged: Gauged | null,
    { state, kind, limit, cursor }: SameListing,
  ): { items: SamePair[]; next: string | null } {
    const all = (state === 'open' ? this.open(known, gauged) : this.#decided(known, gauged, state)).filter(
      ({ a, b }) => kind === null || a.kind === kind || b.kind === kind,
    )
    const from = cursor === null ? 0 : Number(cursor)
    const items = all.slice(from, from + limit)
    return { items, next: from + limit < all.length ? String(from + limit) : null }
  }

  /** Pairs of an entity with others: open ones, then decided ones. */
  of(known: Known, gauged: Gauged | null, parts: ReadonlySet<string>): SamePair[] {
    const concerns = ({ a, b }: SamePair): boolean => parts.has(keyOf(named(a))) || parts.has(keyOf(named(b)))
    return [...this.open(known, gauged), ...this.#decided(known, gauged, null)].filter(concerns)
  }

  async history(known: Known, parts: ReadonlySet<string>): Promise<SameDecision[]> {
    const rows = await readHistory(this.#knowing.database, [...parts])
    return rows.flatMap(row => decisionOf(known, row) ?? [])
  }

  async decide(order: SameOrder): Promise<SamePair> {
    const known = await this.#library.current('red')
    const [a, b] = pairFrom(known, order)
    await this.#knowing.database.transaction(async transaction => {
      await lockDecisions(transaction)
      const standing = await standingDecisions(transaction)
      refuseNonsense({ a: keyOf(a), b: keyOf(b), decision: order.decision }, standing)
      await writeDecision(transaction, { ...order, a: keyOf(a), b: keyOf(b), at: this.#now() })
    })
    this.#library.forget()
    const after = await this.#library.current('red')
    const proposal = this.#proposals(after, null).find(one => keyOf(one.a) === keyOf(a) && keyOf(one.b) === keyOf(b))
    const decision = after.decisions.find(one => one.a === keyOf(a) && one.b === keyOf(b))
    return pairOf(proposal ?? { a, b, confidence: 0, evidence: [] }, (decision && decisionOf(after, decision)) ?? null)
  }

  #decided(known: Known, gauged: Gauged | null, word: 'same' | 'different' | null): SamePair[] {
    const proposals = new Map(this.#proposals(known, gauged).map(one => [`${keyOf(one.a)} ${keyOf(one.b)}`, one]))
    return known.decisions.flatMap(stored => {
      const decision = decisionOf(known, stored)
      if (decision === null || (word !== null && stored.decision !== word)) return []
      const [a, b] = [known.catalogue.own.get(stored.a)!, known.catalogue.own.get(stored.b)!]
      return [pairOf(proposals.get(`${stored.a} ${stored.b}`) ?? { a, b, confidence: 0, evidence: [] }, decision)]
    })
  }

  #proposals(known: Known, gauged: Gauged | null): readonly Proposal[] {
    return this.#state(known, gauged).proposals
  }

  /** Worked out once for what is known and counted. */
  #state(known: Known, gauged: Gauged | null): State {
    const held = this.#states.get(known)
    if (held && held.from === gauged) return held
    const names = new Map([...this.#knowing.sources.values()].map(({ profile }) => [profile.id, profile.name]))
    const proposals = proposalsOf({
      entities: known.catalogue.own,
      common: gauged?.common ?? [],
      called: by => (by === OWN_TABLE.id ? OWN_TABLE.name : (names.get(by) ?? by)),
    })
    const decided = new Decided(known.decisions)
    const open = proposals.flatMap(proposal =>
      decided.has(keyOf(proposal.a), keyOf(proposal.b)) ? [] : [pairOf(proposal, null)],
    )
    const state = { from: gauged, proposals, open, counts: countByPage(known, open) }
    this.#states.set(known, state)
    return state
  }
}

interface State {
  readonly from: Gauged | null
  readonly proposals: readonly Proposal[]
  readonly open: readonly SamePair[]
  readonly counts: ReadonlyMap<string, number>
}

const countByPage = ({ catalogue }: Known, open: readonly SamePair[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { a, b } of open)
    for (const one of [a, b]) {
      const whole = catalogue.find(namedKind(one), one.id)
      if (whole) counts.set(keyOf(whole), (counts.get(keyOf(whole)) ?? 0) + 1)
    }
  return counts
}

/** A decision holds for everything that is joined with either. */
class Decided {
  readonly #groupOf = new Map<string, string>()
  readonly #different = new Set<string>()

  constructor(decisions: readonly StoredDecision[]) {
    for (const group of groupsOf(decisions.filter(({ decision }) => decision === 'same'))) {
      const name = [...group].sort()[0] ?? ''
      for (const key of group) this.#groupOf.set(key, name)
    }
    for (const { a, b, decision } of decisions) if (decision === 'different') this.#different.add(this.#pair(a, b))
  }

  has(a: string, b: string): boolean {
    return this.#group(a) === this.#group(b) || this.#different.has(this.#pair(a, b))
  }

  #group(key: string): string {
    return this.#groupOf.get(key) ?? key
  }

  #pair(a: string, b: string): string {
    return [this.#group(a), this.#group(b)].sort().join(' ')
  }
}

const refuseNonsense = (
  { a, b, decision }: Pick<StoredDecision, 'a' | 'b' | 'decision'>,
  standing: readonly StoredDecision[],
): void => {
  const own = standing.find(one => one.a === a && one.b === b)
  if (decision === 'undone') {
    if (own) return
    throw new Problem('conflict', 'Nothing has been decided about these two.', { todo: 'Look at `keysguard entities same`.' })
  }
  const others = standing.filter(one => one !== own)
  const same = others.filter(one => one.decision === 'same')
  const groups = groupsOf(decision === 'same' ? [...same, { a, b }] : same)
  const together = (x: string, y: string): boolean => groups.some(group => group.has(x) && group.has(y))
  if (decision === 'different' && together(a, b))
    throw new Problem('conflict', 'Both are joined with a third.', { todo: 'Take back one of the decisions that join them.' })
  const against = others.find(one => one.decision === 'different' && together(one.a, one.b))
  if (decision === 'same' && against)
    throw new Problem('conflict', `${against.a} and ${against.b} would be joined, and were decided to be different.`, {
      todo: 'Take that decision back first.',
    })
}

const namedKind = ({ kind }: EntityRef): KnownEntity['kind'] =>
  kind === 'vulnerability' || kind === 'technique' ? 'malware' : kind

const named = (ref: EntityRef): Pick<KnownEntity, 'kind' | 'id'> => ({ kind: namedKind(ref), id: ref.id })

const pairOf = ({ a, b, confidence, evidence }: Proposal, decision: SameDecision | null): SamePair => ({
  a: refOf(a),
  b: refOf(b),
  confidence,
  evidence: [...evidence],
  decision,
})

/** Null where the reader may not know of one of them. */
const decisionOf = ({ catalogue }: Known, { a, b, ...stored }: StoredDecision): SameDecision | null => {
  const [first, second] = [catalogue.own.get(a), catalogue.own.get(b)]
  return first && second ? { ...stored, a: refOf(first), b: refOf(second) } : null
}

/** In the order of their keys. */
const pairFrom = ({ catalogue }: Known, { a, b }: Pick<SameOrder, 'a' | 'b'>): [KnownEntity, KnownEntity] => {
  const find = ({ kind, id }: EntityId): KnownEntity => {
    if (kind === 'vulnerability' || kind === 'technique')
      throw new Problem('bad-request', 'Vulnerabilities and techniques go by numbers that everybody shares.', {
        todo: 'Decide about actors, malware, tools or campaigns.',
      })
    const found = catalogue.own.get(`${kind}/${id.toLowerCase()}`) ?? catalogue.find(kind, id)
    if (found) return catalogue.own.get(keyOf(found)) ?? found
    throw new Problem('not-found', `There is no ${kind} ${id}.`, { todo: 'Look it up with `keysguard entities search`.' })
  }
  const [one, other] = [find(a), find(b)]
  if (keyOf(one) === keyOf(other)) throw new Problem('bad-request', 'These are one already.', { todo: 'Name two entities.' })
  if (familyOf(one.kind) !== familyOf(other.kind))
    throw new Problem('bad-request', `${one.kind} and ${other.kind} are different things.`, {
      todo: 'Name two actors, two campaigns, or two of malware and tools.',
    })
  return keyOf(one) < keyOf(other) ? [one, other] : [other, one]
}
