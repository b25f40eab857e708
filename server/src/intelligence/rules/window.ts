/** The events of one group, oldest first, with what is counted over them kept as they come and go. */
import type { FieldValue } from './event.ts'
import type { FieldName } from './fields.ts'
import { type Evidence, evidenceOf, type Hit } from './find.ts'
import type { Measure } from './rule.ts'

export interface Entry {
  readonly id: string
  readonly at: number
  /** Rules that picked it. */
  readonly rules: readonly string[]
  readonly hit: Hit
  /** What it adds: texts to be told apart, or one number. */
  readonly texts: readonly string[]
  readonly number: number | null
}

/** Rows that were let go are cleared away when there are so many. */
const CLEAR_AFTER = 256

export class Window {
  readonly #measure: Measure | null
  readonly #entries: Entry[] = []
  #head = 0
  readonly #byId = new Map<string, Entry>()
  readonly #byRule = new Map<string, number>()
  readonly #texts = new Map<string, number>()
  #sum = 0
  #numbers = 0

  constructor(measure: Measure | null) {
    this.#measure = measure
  }

  get size(): number {
    return this.#byId.size
  }

  get newestAt(): number {
    return this.#entries.at(-1)?.at ?? Number.NEGATIVE_INFINITY
  }

  /** Adds an event. One that is there already is not counted again; what another correlation found moves to its newest time. */
  add(hit: Hit, rules: readonly string[]): Entry {
    const before = this.#byId.get(hit.id)
    if (before) this.#count(before, -1)
    const entry: Entry = {
      id: hit.id,
      at: hit.at,
      rules: before ? [...new Set([...before.rules, ...rules])] : rules,
      hit,
      texts: this.#measure?.type === 'value_count' ? textsOf(hit, this.#measure.fields) : [],
      number: this.#measure !== null && 'field' in this.#measure ? numberOf(hit.fields[this.#measure.field]) : null,
    }
    this.#byId.set(entry.id, entry)
    this.#entries.push(entry)
    this.#count(entry, 1)
    return entry
  }

  /** Lets go of what is older than `from`; returns how many. */
  dropBefore(from: number): number {
    let dropped = 0
    for (let next = this.#entries[this.#head]; next !== undefined && next.at < from; next = this.#entries[this.#head])
      dropped += this.#dropOldest()
    return dropped
  }

  /** Lets go of the oldest until `most` are left; returns how many. */
  trim(most: number): number {
    let dropped = 0
    while (this.size > most) dropped += this.#dropOldest()
    return dropped
  }

  /** Those that are there, oldest first. */
  *entries(from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY): Generator<Entry> {
    for (let at = this.#head; at < this.#entries.length; at++) {
      const entry = this.#entries[at]!
      if (entry.at > to) return
      if (entry.at >= from && this.#byId.get(entry.id) === entry) yield entry
    }
  }

  has(rule: string): boolean {
    return (this.#byRule.get(rule) ?? 0) > 0
  }

  /** How many of the rules have an event here. */
  get rules(): number {
    return this.#byRule.size
  }

  /** Null where nothing has been said to measure. */
  measured(): number | null {
    switch (this.#measure?.type) {
      case undefined:
        return null
      case 'event_count':
        return this.size
      case 'value_count':
        return this.#texts.size
      case 'value_sum':
        return this.#numbers === 0 ? null : this.#sum
      case 'value_avg':
        return this.#numbers === 0 ? null : this.#sum / this.#numbers
      case 'value_percentile':
        return percentile(
          [...this.entries()].flatMap(({ number }) => number ?? []),
          this.#measure.percentile,
        )
    }
  }

  evidence(): readonly Evidence[] {
    return [...this.entries()].map(entry => evidenceOf(entry.hit, entry.rules[0] ?? ''))
  }

  #dropOldest(): number {
    const oldest = this.#entries[this.#head]
    if (oldest === undefined) return 0
    this.#head += 1
    const isThere = this.#byId.get(oldest.id) === oldest
    if (isThere) {
      this.#byId.delete(oldest.id)
      this.#count(oldest, -1)
    }
    if (this.#head >= CLEAR_AFTER && this.#head * 2 >= this.#entries.length) {
      this.#entries.splice(0, this.#head)
      this.#head = 0
    }
    return isThere ? 1 : 0
  }

  #count({ rules, texts, number }: Entry, by: 1 | -1): void {
    for (const rule of rules) tally(this.#byRule, rule, by)
    for (const text of texts) tally(this.#texts, text, by)
    if (number === null) return
    this.#numbers += by
    // What is left of a sum that came to nothing is rounding.
    this.#sum = this.#numbers === 0 ? 0 : this.#sum + by * number
  }
}

const tally = (counts: Map<string, number>, of: string, by: number): void => {
  const count = (counts.get(of) ?? 0) + by
  if (count === 0) counts.delete(of)
  else counts.set(of, count)
}

const membersOf = (value: FieldValue | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'object' ? value : [String(value)]

/** Of several fields, what they say together; nothing where one of them is silent. */
const textsOf = ({ fields }: Hit, names: readonly FieldName[]): readonly string[] => {
  const [first, ...more] = names
  if (first === undefined) return []
  let texts = [...new Set(membersOf(fields[first]))]
  for (const name of more) texts = texts.flatMap(text => membersOf(fields[name]).map(member => `${text}\u0000${member}`))
  return texts.slice(0, MOST_TEXTS)
}
const MOST_TEXTS = 100

const numberOf = (value: FieldValue | undefined): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null

/** Between the two nearest, by their distance (the definition of most databases' `percentile_cont`). */
const percentile = (numbers: readonly number[], rank: number): number | null => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const at = (rank / 100) * (sorted.length - 1)
  const low = sorted[Math.floor(at)]
  const high = sorted[Math.ceil(at)]
  return low === undefined || high === undefined ? null : low + (high - low) * (at - Math.floor(at))
}
