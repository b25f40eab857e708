/**
 * Rows in the binary format of COPY (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"): neither side writes or
 * reads numbers and times as text, which costs a third of the whole. Fields are put down in the order of the columns; the server refuses
 * a field that has not the size of its column.
 */

import { writeKey } from './hex.ts'

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const HEADER_BYTES = SIGNATURE.length + 8
const TRAILER_BYTES = 2
/** More than the fields of a row take that are not text. */
const FIXED_BYTES = 256
const MOST_UTF8_BYTES = 3
const INT4_OID = 23
const UUID_OID = 2950
/** 2000-01-01, where times begin. */
const EPOCH_S = 946_684_800
const WORD = 2 ** 32

export class CopyRows {
  readonly #fields: number
  #bytes: Buffer<ArrayBuffer>
  #view: DataView
  #used = HEADER_BYTES
  /** Where each row begins. */
  #starts: number[] = []

  /** Every row has this many fields; all rows together have about so many bytes. */
  constructor(fields: number, bytes = 1 << 14) {
    this.#fields = fields
    this.#bytes = Buffer.allocUnsafeSlow(Math.max(bytes, HEADER_BYTES + TRAILER_BYTES))
    this.#view = new DataView(this.#bytes.buffer)
    SIGNATURE.copy(this.#bytes)
    this.#bytes.fill(0, SIGNATURE.length, HEADER_BYTES)
  }

  /** Begins a row; `characters` is the length of all its texts and arrays, at least. */
  row(characters: number): void {
    const most = this.#used + FIXED_BYTES + characters * MOST_UTF8_BYTES + TRAILER_BYTES
    if (most > this.#bytes.length) this.#grow(most)
    this.#starts.push(this.#used)
    this.#view.setInt16(this.#used, this.#fields)
    this.#used += 2
  }

  /** 32 hex digits. */
  uuid(key: string): void {
    this.#view.setInt32(this.#used, 16)
    writeKey(this.#bytes, this.#used + 4, key)
    this.#used += 20
  }

  uuids(keys: readonly string[]): void {
    this.#array(keys.length, UUID_OID, 20)
    for (const key of keys) this.uuid(key)
  }

  int4s(values: readonly number[]): void {
    this.#array(values.length, INT4_OID, 8)
    for (const value of values) this.int4(value)
  }

  int2(value: number | null): void {
    if (value === null) {
      this.none()
      return
    }
    this.#view.setInt32(this.#used, 2)
    this.#view.setInt16(this.#used + 4, value)
    this.#used += 6
  }

  int4(value: number): void {
    this.#view.setInt32(this.#used, 4)
    this.#view.setInt32(this.#used + 4, value)
    this.#used += 8
  }

  float8(value: number): void {
    this.#view.setInt32(this.#used, 8)
    this.#view.setFloat64(this.#used + 4, value)
    this.#used += 12
  }

  boolean(value: boolean): void {
    this.#view.setInt32(this.#used, 1)
    this.#bytes[this.#used + 4] = value ? 1 : 0
    this.#used += 5
  }

  /** Milliseconds since 1970, to the second above; null for none. */
  time(ms: number | null): void {
    if (ms === null) {
      this.none()
      return
    }
    const micros = (Math.ceil(ms / 1_000) - EPOCH_S) * 1_000_000
    const high = Math.floor(micros / WORD)
    this.#view.setInt32(this.#used, 8)
    this.#view.setInt32(this.#used + 4, high)
    this.#view.setUint32(this.#used + 8, micros - high * WORD)
    this.#used += 12
  }

  text(value: string | null): void {
    if (value === null) {
      this.none()
      return
    }
    const length = this.#bytes.write(value, this.#used + 4)
    this.#view.setInt32(this.#used, length)
    this.#used += 4 + length
  }

  blob(value: Uint8Array): void {
    this.#view.setInt32(this.#used, value.length)
    this.#bytes.set(value, this.#used + 4)
    this.#used += 4 + value.length
  }

  none(): void {
    this.#view.setInt32(this.#used, -1)
    this.#used += 4
  }

  get isEmpty(): boolean {
    return this.#starts.length === 0
  }

  /** Puts the rows into another order, given as their numbers. */
  arrange(order: ArrayLike<number>): void {
    const arranged = Buffer.allocUnsafeSlow(this.#used + TRAILER_BYTES)
    this.#bytes.copy(arranged, 0, 0, HEADER_BYTES)
    const ends = [...this.#starts.slice(1), this.#used]
    const starts: number[] = []
    let at = HEADER_BYTES
    for (let place = 0; place < order.length; place += 1) {
      const row = order[place]!
      starts.push(at)
      at += this.#bytes.copy(arranged, at, this.#starts[row]!, ends[row]!)
    }
    this.#starts = starts
    this.#bytes = arranged
    this.#view = new DataView(arranged.buffer)
  }

  /** The whole; nothing can be added afterwards. */
  get bytes(): Uint8Array<ArrayBuffer> {
    this.#view.setInt16(this.#used, -1)
    return this.#bytes.subarray(0, this.#used + TRAILER_BYTES)
  }

  #array(length: number, oid: number, bytesEach: number): void {
    const view = this.#view
    view.setInt32(this.#used, length === 0 ? 12 : 20 + length * bytesEach)
    view.setInt32(this.#used + 4, length === 0 ? 0 : 1)
    view.setInt32(this.#used + 8, 0)
    view.setInt32(this.#used + 12, oid)
    this.#used += 16
    if (length === 0) return
    view.setInt32(this.#used, length)
    view.setInt32(this.#used + 4, 1)
    this.#used += 8
  }

  #grow(most: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(most, this.#bytes.length * 2))
    this.#bytes.copy(larger, 0, 0, this.#used)
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }
}
