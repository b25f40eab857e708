/**
 * Which indicators are new for sure: a Bloom filter (Bloom, CACM 1970) over the keys in the store, so that a new one is written without
 * being looked up first. Sixteen bits a key and five probes: 2 in 1,000 new keys are looked up for nothing. "New" may be wrong only when
 * another process has written meanwhile; the primary key notices, and the batch is written again after a look-up.
 */
import type { Database } from '../engines/database/database.ts'
import { hexNumber } from './hex.ts'

const BITS_PER_KEY = 16
const PROBES = 5
const SMALLEST_KEYS = 1 << 16
/** Keys are read by their first two digits: pieces that are small at any size met on one machine. */
const PIECES = 256
/** How long look-ups are made for everything after another process was met. */
const DISTRUST_MS = 600_000

class Filter {
  readonly room: number
  readonly #bits: Uint32Array
  readonly #mask: number
  held = 0

  constructor(keys: number) {
    let room = SMALLEST_KEYS
    while (room < keys) room *= 2
    this.room = room
    this.#bits = new Uint32Array((room * BITS_PER_KEY) / 32)
    this.#mask = room * BITS_PER_KEY - 1
  }

  has(first: number, second: number): boolean {
    for (let probe = 0, at = first; probe < PROBES; probe += 1, at = (at + second) | 0) {
      const bit = at & this.#mask
      if ((this.#bits[bit >>> 5]! & (1 << (bit & 31))) === 0) return false
    }
    return true
  }

  add(first: number, second: number): void {
    this.held += 1
    for (let probe = 0, at = first; probe < PROBES; probe += 1, at = (at + second) | 0) {
      const bit = at & this.#mask
      this.#bits[bit >>> 5]! |= 1 << (bit & 31)
    }
  }
}

export class KnownKeys {
  readonly #database: Database
  #filters: Filter[] = []
  #loading: Promise<void> | null = null
  #ready = false
  #distrustedUntil = Number.NEGATIVE_INFINITY

  constructor(database: Database) {
    this.#database = database
  }

  /** Reads the keys in the store, once; until it is done everything is looked up. Called when rows come in: who only reads needs no filter. */
  prepare(): void {
    if (this.#loading !== null || performance.now() < this.#distrustedUntil) return
    this.#filters = [new Filter(SMALLEST_KEYS)]
    this.#loading = this.#load().then(
      () => {
        this.#ready = true
      },
      () => {
        // The store will say so to whoever writes; it is read again with the next rows.
        this.#loading = null
      },
    )
  }

  /** Resolves when the keys of the store are in. */
  async prepared(): Promise<void> {
    this.prepare()
    await this.#loading
  }

  /** Meets a key: whether it is new for sure. It is taken for known from now on. */
  meet(key: string): 'new' | 'unsure' {
    const first = hexNumber(key, 0, 8)
    const second = hexNumber(key, 8, 8) | 1
    const known = this.#filters.some(filter => filter.has(first, second))
    if (!known) this.#add(first, second)
    return known || !this.#ready ? 'unsure' : 'new'
  }

  /** Another process writes to this store. */
  distrust(): void {
    this.#ready = false
    this.#loading = null
    this.#distrustedUntil = performance.now() + DISTRUST_MS
  }

  #add(first: number, second: number): void {
    let filter = this.#filters.at(-1)
    if (filter === undefined || filter.held >= filter.room) {
      filter = new Filter((filter?.room ?? 0) * 2)
      this.#filters.push(filter)
    }
    filter.add(first, second)
  }

  async #load(): Promise<void> {
    const [count] = await this.#database.query<{ n: number }>(`select coalesce(sum(n), 0)::float8 as n from indicator_count`)
    const held = count?.n ?? 0
    if (held === 0) return
    if (held > SMALLEST_KEYS) this.#filters.push(new Filter(2 * held))
    for (let piece = 0; piece < PIECES; piece += 1) {
      const from = piece.toString(16).padStart(2, '0')
      const [row] = await this.#database.query<{ keys: Uint8Array | null }>(
        `select string_agg(substring(uuid_send(key) from 1 for 8), ''::bytea) as keys from indicator where key between $1::uuid and $2::uuid`,
        [from.padEnd(32, '0'), from.padEnd(32, 'f')],
      )
      if (row?.keys) this.#take(row.keys)
    }
  }

  #take(keys: Uint8Array): void {
    const view = new DataView(keys.buffer, keys.byteOffset, keys.byteLength)
    for (let at = 0; at < keys.byteLength; at += 8) this.#add(view.getUint32(at), view.getUint32(at + 4) | 1)
  }
}
