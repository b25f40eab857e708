/**
 * The rows of a feed that are in the store already, by digest, with the indicators they spoke of: what was sent before costs a
 * look-up. Kept in typed arrays (open addressing): 34 bytes a slot, half of them empty at worst.
 *
 * As bytes it is a log of entries, later ones winning: digest (8), indicator key (16), count (1). A row is known when as many
 * entries as its count are there; count 0 removes it. So a row of several indicators, written in several transactions,
 * is known only when all of them are.
 */
import { writeKey } from './hex.ts'

export const ENTRY_BYTES = 25

const EMPTY = 0
const KNOWN = 1
const SEEN = 2
const REMOVED = 3

/** `refused`: known, and refused when it came first; `unreadable`: refused because it was not in the format expected. */
export type Sighting = 'unknown' | 'known' | 'refused' | 'unreadable' | 'repeated'

/** The key of a row that could not be read: while such rows stay, what is missing may only be unreadable. No indicator has it. */
export const UNREADABLE = 'f'.repeat(32)

/** One entry of the log. `key` is 32 hex digits, null for a row that spoke of nothing (it was refused), or UNREADABLE. */
export interface Entry {
  readonly low: number
  readonly high: number
  readonly key: string | null
  readonly count: number
}

/** Entries as the bytes of a log; grows as they come. */
export class EntryLog {
  #bytes = new Uint8Array(64 * ENTRY_BYTES)
  #view = new DataView(this.#bytes.buffer)
  #used = 0

  add(low: number, high: number, key: string | null, count: number): void {
    if (this.#used + ENTRY_BYTES > this.#bytes.length) this.#grow()
    this.#view.setUint32(this.#used, low, true)
    this.#view.setUint32(this.#used + 4, high, true)
    if (key !== null) writeKey(this.#bytes, this.#used + 8, key)
    this.#bytes[this.#used + 24] = count
    this.#used += ENTRY_BYTES
  }

  get isEmpty(): boolean {
    return this.#used === 0
  }

  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#used)
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2)
    larger.set(this.#bytes)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}

/** Entries as the bytes of a log. */
export const encodeEntries = (entries: readonly Entry[]): Uint8Array => {
  const log = new EntryLog()
  for (const { low, high, key, count } of entries) log.add(low, high, key, count)
  return log.bytes
}

export class KnownRows {
  #capacity = 1024
  #used = 0
  #live = 0
  #logEntries = 0
  #met = 1
  #metSlot = 0
  #low = new Uint32Array(this.#capacity)
  #high = new Uint32Array(this.#capacity)
  #state = new Uint8Array(this.#capacity)
  #missing = new Uint8Array(this.#capacity)
  #keys = new Uint8Array(this.#capacity * 16)
  readonly #learnt = new Uint8Array(16)
  /** Further indicators of rows that speak of more than one: rare, so kept aside. */
  readonly #more = new Map<string, string[]>()

  /** Rows known now. */
  get size(): number {
    return this.#live
  }

  /** How many indicators the row met last speaks of (1 when it is not known). */
  get indicators(): number {
    return this.#met
  }

  /** The indicators that the row met last speaks of, when it is known or repeated. */
  get keysMet(): readonly string[] {
    return this.#keysOf(this.#metSlot)
  }

  /** Whether the log holds so many dead entries that it should be written anew. */
  get wasteful(): boolean {
    return this.#logEntries > 1000 && this.#logEntries > 2 * this.#live
  }

  /** Plays a piece of the log. */
  load(bytes: Uint8Array): void {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let offset = 0; offset + ENTRY_BYTES <= bytes.length; offset += ENTRY_BYTES) {
      const low = view.getUint32(offset, true)
      const high = view.getUint32(offset + 4, true)
      this.#play(low, high, bytes.subarray(offset + 8, offset + 24), bytes[offset + 24]!)
    }
  }

  /** Meets a row of the feed: marks it as still listed. A row counts as known only when it was complete in the store. */
  meet(low: number, high: number): Sighting {
    const slot = this.#find(low, high)
    this.#met = 1
    this.#metSlot = slot
    switch (this.#state[slot]) {
      case KNOWN:
        if (this.#missing[slot]! > 0) {
          this.#state[slot] = SEEN
          return 'unknown'
        }
        this.#state[slot] = SEEN
        if (isNone(this.#keys, slot * 16)) return 'refused'
        if (isUnreadable(this.#keys, slot * 16)) return 'unreadable'
        if (this.#more.size > 0) this.#met = this.#keysOf(slot).length
        return 'known'
      case SEEN:
        return 'repeated'
      default:
        this.#claim(slot, low, high)
        return 'unknown'
    }
  }

  /** Known rows that were not met, and the indicators that only they spoke of. */
  vanished(): { readonly entries: Entry[]; readonly keys: Set<string> } {
    const entries: Entry[] = []
    const keys = new Set<string>()
    for (let slot = 0; slot < this.#capacity; slot += 1) {
      if (this.#state[slot] !== KNOWN) continue
      entries.push({ low: this.#low[slot]!, high: this.#high[slot]!, key: null, count: 0 })
      for (const key of this.#keysOf(slot)) keys.add(key)
    }
    this.withoutListed(keys)
    return { entries, keys }
  }

  /** Indicators of the rows met in this run. */
  *listed(): Generator<string> {
    for (let slot = 0; slot < this.#capacity; slot += 1) if (this.#state[slot] === SEEN) yield* this.#keysOf(slot)
  }

  /** The whole as a fresh log, in pieces of at most `most` entries; `without` vanished rows. */
  *compact(most: number): Generator<Uint8Array> {
    let entries: Entry[] = []
    for (let slot = 0; slot < this.#capacity; slot += 1) {
      if (this.#state[slot] !== SEEN) continue
      const keys = this.#keysOf(slot)
      const none = isUnreadable(this.#keys, slot * 16) ? UNREADABLE : null
      for (const key of keys.length === 0 ? [none] : keys) {
        entries.push({ low: this.#low[slot]!, high: this.#high[slot]!, key, count: Math.max(1, keys.length) })
      }
      if (entries.length >= most) {
        yield encodeEntries(entries)
        entries = []
      }
    }
    if (entries.length > 0) yield encodeEntries(entries)
  }

  /** Takes the indicators out of `keys` that rows met in this run speak of; with `all`, those of any known row. */
  withoutListed(keys: Set<string>, all = false): void {
    for (let slot = 0; slot < this.#capacity && keys.size > 0; slot += 1) {
      const state = this.#state[slot]
      if (state === SEEN || (all && state === KNOWN)) for (const key of this.#keysOf(slot)) keys.delete(key)
    }
  }

  /** What a row speaks of, learnt while it is stored in this run. */
  learn(low: number, high: number, key: string | null, count: number): void {
    if (key !== null) writeKey(this.#learnt, 0, key)
    this.#play(low, high, key === null ? NO_KEY : this.#learnt, count, SEEN)
  }

  #play(low: number, high: number, key: Uint8Array, count: number, state = KNOWN): void {
    this.#logEntries += 1
    const slot = this.#find(low, high)
    const was = this.#state[slot]
    if (count === 0) {
      if (was === KNOWN || was === SEEN) {
        this.#state[slot] = REMOVED
        this.#live -= 1
        this.#more.delete(name(low, high))
      }
      return
    }
    if (was === EMPTY || was === REMOVED) {
      const claimed = this.#claim(slot, low, high)
      this.#state[claimed] = state
      this.#missing[claimed] = count - 1
      this.#keys.set(key, claimed * 16)
      return
    }
    this.#state[slot] = state
    if (isNone(this.#keys, slot * 16) || isUnreadable(this.#keys, slot * 16)) {
      this.#keys.set(key, slot * 16)
      this.#missing[slot] = count - 1
    } else if (!this.#keysOf(slot).includes(hex(key))) {
      this.#more.set(name(low, high), [...(this.#more.get(name(low, high)) ?? []), hex(key)])
      if (this.#missing[slot]! > 0) this.#missing[slot]! -= 1
    }
  }

  #keysOf(slot: number): readonly string[] {
    if (isNone(this.#keys, slot * 16) || isUnreadable(this.#keys, slot * 16)) return []
    const first = hex(this.#keys.subarray(slot * 16, slot * 16 + 16))
    const more = this.#more.size === 0 ? undefined : this.#more.get(name(this.#low[slot]!, this.#high[slot]!))
    return more ? [first, ...more] : [first]
  }

  #find(low: number, high: number): number {
    const mask = this.#capacity - 1
    let slot = low & mask
    while (this.#state[slot] !== EMPTY && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & mask
    return slot
  }

  #claim(found: number, low: number, high: number): number {
    let slot = found
    if (this.#state[slot] === EMPTY) {
      if ((this.#used + 1) * 2 > this.#capacity) {
        this.#grow()
        slot = this.#find(low, high)
      }
      this.#used += 1
      this.#low[slot] = low
      this.#high[slot] = high
    }
    this.#live += 1
    this.#state[slot] = SEEN
    this.#missing[slot] = 0
    this.#keys.fill(0, slot * 16, slot * 16 + 16)
    return slot
  }

  #grow(): void {
    const before = {
      capacity: this.#capacity,
      low: this.#low,
      high: this.#high,
      state: this.#state,
      missing: this.#missing,
      keys: this.#keys,
    }
    this.#capacity *= 2
    this.#low = new Uint32Array(this.#capacity)
    this.#high = new Uint32Array(this.#capacity)
    this.#state = new Uint8Array(this.#capacity)
    this.#missing = new Uint8Array(this.#capacity)
    this.#keys = new Uint8Array(this.#capacity * 16)
    for (let from = 0; from < before.capacity; from += 1) {
      if (before.state[from] === EMPTY) continue
      const to = this.#find(before.low[from]!, before.high[from]!)
      this.#low[to] = before.low[from]!
      this.#high[to] = before.high[from]!
      this.#state[to] = before.state[from]!
      this.#missing[to] = before.missing[from]!
      this.#keys.set(before.keys.subarray(from * 16, from * 16 + 16), to * 16)
    }
  }
}

const NO_KEY = new Uint8Array(16)
const name = (low: number, high: number): string => `${low}:${high}`
const hex = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex')
const isAll = (bytes: Uint8Array, offset: number, value: number): boolean => {
  for (let index = offset; index < offset + 16; index += 1) if (bytes[index] !== value) return false
  return true
}
const isNone = (bytes: Uint8Array, offset: number): boolean => isAll(bytes, offset, 0)
const isUnreadable = (bytes: Uint8Array, offset: number): boolean => isAll(bytes, offset, 0xff)
