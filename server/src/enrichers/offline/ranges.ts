/** Ranges of addresses in order, each with the AS that announces it; names are kept once each, as bytes. */
import { createReadStream } from 'node:fs'
import { formatIpv4, formatIpv6, parseIpv4, parseIpv6 } from '../../indicators/addresses.ts'

const FIRST_ROOM = 1 << 17
const PIECE_BYTES = 1 << 18
const FIRST_NAMES_BYTES = 1 << 20

/** An address as words of 32 bits: one, or four. */
export const wordsOf = (address: string): readonly number[] | null => {
  if (!address.includes(':')) {
    const number = parseIpv4(address)
    return number === null ? null : [number]
  }
  const groups = parseIpv6(address)
  return groups === null ? null : [0, 2, 4, 6].map(at => groups[at]! * 65_536 + groups[at + 1]!)
}

const twice = (words: Uint32Array): Uint32Array => {
  const larger = new Uint32Array(words.length * 2)
  larger.set(words)
  return larger
}

/** The ranges of one family: `width` words an address. */
export class Ranges {
  readonly #width: number
  #starts: Uint32Array
  #ends: Uint32Array
  #numbers: Uint32Array = new Uint32Array(FIRST_ROOM)
  /** Where the name of a range's AS begins and ends among the names. */
  #named: Uint32Array = new Uint32Array(FIRST_ROOM * 2)
  #names = Buffer.alloc(FIRST_NAMES_BYTES)
  #namesBytes = 0
  #count = 0

  private constructor(width: number) {
    this.#width = width
    this.#starts = new Uint32Array(FIRST_ROOM * width)
    this.#ends = new Uint32Array(FIRST_ROOM * width)
  }

  /** Reads lines of `first,last,number,name`, in order, a piece at a time: others get their turn between. */
  static async read(file: string, width: number): Promise<Ranges> {
    const ranges = new Ranges(width)
    /** The first range of each AS. */
    const firsts = new Map<number, number>()
    let rest = ''
    for await (const piece of createReadStream(file, { encoding: 'latin1', highWaterMark: PIECE_BYTES })) {
      const lines = `${rest}${piece}`.split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) ranges.#enter(line, firsts)
    }
    ranges.#enter(rest, firsts)
    return ranges
  }

  #enter(line: string, firsts: Map<number, number>): void {
    const second = line.indexOf(',')
    const third = line.indexOf(',', second + 1)
    const start = wordsOf(line.slice(0, second))
    const end = wordsOf(line.slice(second + 1, third))
    const number = Number.parseInt(line.slice(third + 1), 10)
    if (start?.length !== this.#width || end?.length !== this.#width || !(number > 0)) return
    const place = this.#count
    if (place === this.#numbers.length) {
      this.#starts = twice(this.#starts)
      this.#ends = twice(this.#ends)
      this.#numbers = twice(this.#numbers)
      this.#named = twice(this.#named)
    }
    this.#starts.set(start, place * this.#width)
    this.#ends.set(end, place * this.#width)
    this.#numbers[place] = number
    const first = firsts.get(number)
    if (first === undefined) {
      firsts.set(number, place)
      this.#named[place * 2] = this.#namesBytes
      this.#name(line.slice(line.indexOf(',', third + 1) + 1))
      this.#named[place * 2 + 1] = this.#namesBytes
    } else this.#named.copyWithin(place * 2, first * 2, first * 2 + 2)
    this.#count += 1
  }

  /** Takes a name in, as the file has it in CSV. */
  #name(written: string): void {
    const name = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
    if (this.#namesBytes + name.length > this.#names.length) this.#names = Buffer.concat([this.#names, this.#names])
    this.#namesBytes += this.#names.write(name, this.#namesBytes, 'latin1')
  }

  /** The place of the range an address lies in, or null. */
  find(address: readonly number[]): number | null {
    let low = 0
    let high = this.#count - 1
    while (low <= high) {
      const middle = (low + high) >>> 1
      if (this.#compare(this.#starts, middle, address) <= 0) low = middle + 1
      else high = middle - 1
    }
    return high >= 0 && this.#compare(this.#ends, high, address) >= 0 ? high : null
  }

  #compare(words: Uint32Array, place: number, address: readonly number[]): number {
    for (let word = 0; word < this.#width; word += 1) {
      const difference = words[place * this.#width + word]! - address[word]!
      if (difference !== 0) return difference
    }
    return 0
  }

  /** The places of all ranges that an AS announces. */
  of(number: number): number[] {
    const places: number[] = []
    for (let place = 0; place < this.#count; place += 1) if (this.#numbers[place] === number) places.push(place)
    return places
  }

  number(place: number): number {
    return this.#numbers[place]!
  }

  /** First and last address. */
  bounds(place: number): readonly [string, string] {
    return [this.#bound(this.#starts, place), this.#bound(this.#ends, place)]
  }

  #bound(words: Uint32Array, place: number): string {
    if (this.#width === 1) return formatIpv4(words[place]!)
    const groups = [...words.subarray(place * this.#width, (place + 1) * this.#width)]
    return formatIpv6(groups.flatMap(word => [word >>> 16, word & 0xffff]))
  }

  /** Who runs the AS. */
  organisation(place: number): string {
    return this.#names.toString('utf8', this.#named[place * 2]!, this.#named[place * 2 + 1]!)
  }
}
