/**
 * Rows in the binary format of COPY (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"): neither side writes or
 * reads numbers and times as text, which costs a third of the whole. Fields are put down in the order of the columns; the server refuses
 * a field that has not the size of its column.
 */

import { parseIpv4, parseIpv6 } from '../indicators/addresses.ts'
import { writeKey } from './hex.ts'

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1')
const HEADER_BYTES = SIGNATURE.length + 8
const TRAILER_BYTES = 2
/** More than the fields of a row take that are not text. */
const FIXED_BYTES = 256
const MOST_UTF8_BYTES = 3
/** PGSQL_AF_INET and PGSQL_AF_INET6 (src/include/utils/inet.h). */
const IPV4_FAMILY = 2
const IPV6_FAMILY = 3
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

  /** A canonical address or network, as the type inet; null for none. */
  inet(value: string | null): void {
    if (value === null) {
      this.none()
      return
    }
    const slash = value.indexOf('/')
    const bare = slash === -1 ? value : value.slice(0, slash)
    const four = parseIpv4(bare)
    const bytes = four === null ? 16 : 4
    const view = this.#view
    const at = this.#used
    view.setInt32(at, 4 + bytes)
    view.setUint8(at + 4, four === null ? IPV6_FAMILY : IPV4_FAMILY)
    view.setUint8(at + 5, slash === -1 ? bytes * 8 : Number(value.slice(slash + 1)))
    view.setUint8(at + 6, 0)
    view.setUint8(at + 7, bytes)
    if (four !== null) view.setUint32(at + 8, four)
    else for (const [place, group] of parseIpv6(bare)!.entries()) view.setUint16(at + 8 + place * 2, group)
    this.#used = at + 8 + bytes
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

  /** Puts the rows into another order, given as their numbers. The copy lies behind the rows, in the same piece of memory: moving bytes within one costs a third of moving them between two. */
  arrange(order: ArrayLike<number>): void {
    const from = this.#used
    const ends = [...this.#starts.slice(1), from]
    const whole = 2 * from + TRAILER_BYTES
    if (whole > this.#bytes.length) this.#grow(whole)
    const bytes = this.#bytes
    const starts: number[] = []
    bytes.copyWithin(from, 0, HEADER_BYTES)
    let at = from + HEADER_BYTES
    for (let place = 0; place < order.length; place += 1) {
      const row = order[place]!
      const start = this.#starts[row]!
      const end = ends[row]!
      starts.push(at - from)
      bytes.copyWithin(at, start, end)
      at += end - start
    }
    this.#starts = starts
    this.#bytes = bytes.subarray(from)
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength)
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
