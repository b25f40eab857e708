/**
 * Runs one rule over events. Events are worked in the order of their time, then of their id, once their time is complete: in which order they
 * came before that makes no difference. What it finds next depends on the last `memoryMs` alone, so that a restart can rebuild it.
 */
import { anchorsOf, answer, answerAround } from './answer.ts'
import { Clock, type Moment } from './clock.ts'
import type { RuleEvent } from './event.ts'
import { type Evidence, evidenceOf, type Find, type Hit, hitOf, idOf } from './find.ts'
import { Finds } from './finds.ts'
import { type Group, groupsOf } from './group.ts'
import { Groups } from './groups.ts'
import { type Dropped, LIMITS, type Limits, MOST_EVENTS, nothingDropped } from './limits.ts'
import type { Correlation, Rule } from './rule.ts'
import type { Entry } from './window.ts'

export interface CorrelatorOptions {
  readonly limits?: Limits
  /** Milliseconds since 1970: what was found before is not told, it only is remembered. */
  readonly silentBefore?: number
  /** Finds told before a restart; those that still go on are gone on with. */
  readonly resume?: readonly Find[]
}

interface Due extends Moment {
  readonly node: Correlation
  readonly group: Group
  /** Null for the end of a span. */
  readonly entry: Entry | null
}

interface Waiting {
  readonly event: RuleEvent
  /** Base rules that picked it. */
  readonly picked: readonly string[]
}

type Found = Map<string, readonly Hit[]>

const inOrder = ({ event: a }: Waiting, { event: b }: Waiting): number => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

export class Correlator {
  readonly #rule: Rule
  readonly #correlations: readonly Correlation[]
  readonly #anchors: ReadonlyMap<string, ReadonlySet<string>>
  readonly #groups: Groups
  readonly #finds: Finds
  readonly #clock = new Clock<Due>()
  readonly #limits: Limits
  readonly dropped: Dropped = nothingDropped()
  #waiting: Waiting[] = []
  #complete = Number.NEGATIVE_INFINITY

  constructor(rule: Rule, { limits = LIMITS, silentBefore = Number.NEGATIVE_INFINITY, resume = [] }: CorrelatorOptions = {}) {
    this.#rule = rule
    this.#limits = limits
    this.#correlations = rule.nodes.flatMap(node => (node.kind === 'correlation' ? [node] : []))
    this.#anchors = new Map(this.#correlations.map(node => [node.name, anchorsOf(node)]))
    this.#groups = new Groups(limits, this.dropped)
    this.#finds = new Finds(rule, silentBefore, resume)
  }

  /** Groups and events that are remembered now. */
  get size(): { readonly groups: number; readonly events: number; readonly waiting: number; readonly moments: number } {
    return { groups: this.#groups.count, events: this.#groups.events, waiting: this.#waiting.length, moments: this.#clock.size }
  }

  /** Takes an event in any order; whether a base rule picks it. */
  put(event: RuleEvent): boolean {
    const picked = this.#rule.nodes.flatMap(node => {
      if (node.kind !== 'base' || (event.fields.event === 'withdrawn' && !node.seesWithdrawals)) return []
      return node.test(event.fields) ? [node.name] : []
    })
    if (picked.length === 0) return false
    if (event.at < this.#complete) this.dropped.late += 1
    else this.#waiting.push({ event, picked })
    if (this.#waiting.length > this.#limits.waiting) this.#makeRoom()
    return true
  }

  /** Says that every event before `to` has come. */
  advance(to: number): void {
    if (to <= this.#complete) return
    this.#complete = to
    this.#waiting.sort(inOrder)
    const end = this.#waiting.findIndex(({ event }) => event.at >= to)
    const due = this.#waiting.splice(0, end < 0 ? this.#waiting.length : end)
    let last: string | null = null
    for (const { event, picked } of due) {
      // The same event, read twice.
      if (event.id === last) continue
      last = event.id
      this.#untilMoment(event.at)
      const hit = hitOf(event)
      for (const name of picked) this.#tellBase(name, hit)
      this.#spread(new Map(picked.map(name => [name, [hit]])))
    }
    this.#untilMoment(to)
    this.#groups.forget(to, this.#correlations)
  }

  /** Finds that are new or have grown since the last time. */
  take(): readonly Find[] {
    return this.#finds.take()
  }

  /** The older half is worked before its time is complete; what still comes for it is late, and counted. */
  #makeRoom(): void {
    this.#waiting.sort(inOrder)
    this.advance(this.#waiting[this.#waiting.length >> 1]!.event.at + 1)
  }

  #untilMoment(to: number): void {
    for (let due = this.#clock.next(to); due !== null; due = this.#clock.next(to)) this.#ring(due)
  }

  /** Hands hits to the correlations over them; those come after what they are over. */
  #spread(found: Found): void {
    for (const node of this.#correlations) {
      const hits: Hit[] = []
      for (const [group, byHit] of this.#arrivals(node, found))
        for (const { hit, rules } of byHit.values()) {
          const own = this.#arrive(node, group, hit, rules)
          if (own !== null) hits.push(own)
        }
      if (hits.length > 0) found.set(node.name, hits)
    }
  }

  /** What comes to which group; a hit that several rules picked comes once. */
  #arrivals(node: Correlation, found: Found): ReadonlyMap<Group, ReadonlyMap<string, { hit: Hit; rules: string[] }>> {
    const arrivals = new Map<Group, Map<string, { hit: Hit; rules: string[] }>>()
    for (const rule of node.rules)
      for (const hit of found.get(rule) ?? [])
        for (const name of groupsOf(node, rule, hit)) {
          const group = this.#groups.at(node, name, hit.at)
          const byHit = arrivals.get(group) ?? new Map<string, { hit: Hit; rules: string[] }>()
          const known = byHit.get(hit.id)
          if (known) known.rules.push(rule)
          else byHit.set(hit.id, { hit, rules: [rule] })
          arrivals.set(group, byHit)
        }
    return arrivals
  }

  /** What the correlation itself found by it, for those over it. */
  #arrive(node: Correlation, group: Group, hit: Hit, rules: readonly string[]): Hit | null {
    const { window } = group
    const { answered, timespanMs } = node
    const from =
      answered === 'span' ? Math.floor(hit.at / timespanMs) * timespanMs : hit.at - timespanMs * (answered === 'absence' ? 2 : 1)
    const before = window.size
    window.dropBefore(from)
    if (window.size === 0 && answered === 'arrival') group.open = null
    const entry = window.add(hit, rules)
    this.dropped.events += window.trim(MOST_EVENTS)
    this.#groups.grow(node, group, window.size - before)
    if (answered === 'arrival') {
      const { holds, measured } = answer(node, group, entry)
      if (holds) return this.#found(node, group, hit, [evidenceOf(hit, rules[0] ?? '')], measured)
      group.open = null
    } else if (answered === 'span') this.#countSpan(node, group, from)
    else if (rules.some(rule => this.#anchors.get(node.name)?.has(rule)))
      this.#clock.set({ at: hit.at + timespanMs, order: `${node.name} ${group.key} ${entry.id}`, node, group, entry })
    return null
  }

  #countSpan(node: Correlation, group: Group, from: number): void {
    if (group.spanFrom === from) return
    group.spanFrom = from
    this.#clock.set({ at: from + node.timespanMs - 1, order: `${node.name} ${group.key}`, node, group, entry: null })
  }

  #ring({ at, node, group, entry }: Due): void {
    if (!this.#groups.has(node, group)) return
    const span = entry === null ? { from: group.spanFrom, to: at } : { from: entry.at - node.timespanMs, to: at }
    const { holds, measured } =
      entry === null ? answer(node, group, null) : { holds: answerAround(node, group.window, entry), measured: null }
    const entries = [...group.window.entries(span.from, span.to)]
    const newest = entries.at(-1)
    if (!holds || newest === undefined) {
      group.open = null
      return
    }
    // Each span is a find of its own; what is looked around from goes on while it overlaps.
    if (entry === null || (group.open !== null && span.from > group.open.find.lastAt)) group.open = null
    const evidence = entries.map(one => evidenceOf(one.hit, one.rules[0] ?? ''))
    const hit = this.#found(node, group, { ...newest.hit, at }, evidence, measured)
    this.#spread(new Map([[node.name, [hit]]]))
  }

  #found(node: Correlation, group: Group, hit: Hit, newly: readonly Evidence[], measured: number | null): Hit {
    const whole = (): readonly Evidence[] => (node.answered === 'arrival' ? group.window.evidence() : newly)
    this.#finds.hold(node, group, { at: hit.at, newly, whole, measured, sample: hit.fields.sample === true })
    return { id: idOf(node.name, group.key), at: hit.at, fields: hit.fields, key: hit.key }
  }

  #tellBase(name: string, hit: Hit): void {
    if (!this.#rule.telling.has(name)) return
    const node = this.#rule.nodes.find(one => one.name === name)
    if (node) this.#finds.single(node, hit)
  }
}
