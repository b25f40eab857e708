/** The notation of Sigma's regular expressions, as a tree. What is not in it (look-around, back references) is a fault. */
import type { PatternFlags } from './pattern.ts'

const MOST_REPEATS = 200

export class PatternFault extends Error {}

export type Accepts = (character: string) => boolean
export type Node =
  | { readonly kind: 'one'; readonly accepts: Accepts }
  | { readonly kind: 'start' | 'end' | 'boundary' }
  | { readonly kind: 'all' | 'either'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly of: Node; readonly least: number; readonly most: number }

const isDigit: Accepts = character => character >= '0' && character <= '9'
export const isWord: Accepts = character => /^[A-Za-z0-9_]$/.test(character)
const isSpace: Accepts = character => /^\s$/.test(character)
const not =
  (accepts: Accepts): Accepts =>
  character =>
    !accepts(character)
const CLASSES: Readonly<Record<string, Accepts>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
}
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

export class PatternReader {
  readonly #text: readonly string[]
  readonly #flags: PatternFlags
  #at = 0

  constructor(text: string, flags: PatternFlags) {
    this.#text = [...text]
    this.#flags = flags
  }

  whole(): Node {
    const node = this.#either(0)
    if (this.#at < this.#text.length) throw new PatternFault(`a ")" too many at character ${this.#at + 1}`)
    return node
  }

  #peek(): string | undefined {
    return this.#text[this.#at]
  }

  #either(depth: number): Node {
    if (depth > 50) throw new PatternFault('nested too deeply')
    const parts = [this.#sequence(depth)]
    while (this.#peek() === '|') {
      this.#at += 1
      parts.push(this.#sequence(depth))
    }
    return parts.length === 1 ? parts[0]! : { kind: 'either', parts }
  }

  #sequence(depth: number): Node {
    const parts: Node[] = []
    for (let next = this.#peek(); next !== undefined && next !== '|' && next !== ')'; next = this.#peek())
      parts.push(this.#repeated(this.#atom(depth)))
    return { kind: 'all', parts }
  }

  #repeated(node: Node): Node {
    const sign = this.#peek()
    const [least, most] =
      sign === '*' ? [0, Infinity] : sign === '+' ? [1, Infinity] : sign === '?' ? [0, 1] : sign === '{' ? this.#bounds() : [1, 1]
    if (sign !== '*' && sign !== '+' && sign !== '?' && sign !== '{') return node
    this.#at += 1
    // Whether it is greedy or not decides where a match ends, not whether there is one.
    if (this.#peek() === '?') this.#at += 1
    if (['*', '+', '?', '{'].includes(this.#peek() ?? ''))
      throw new PatternFault(`nothing to repeat at character ${this.#at + 1}`)
    return { kind: 'repeat', of: node, least, most }
  }

  #bounds(): readonly [number, number] {
    const end = this.#text.indexOf('}', this.#at)
    const found = /^(\d{1,4})(,(\d{0,4}))?$/.exec(this.#text.slice(this.#at + 1, end < 0 ? this.#at : end).join(''))
    if (!found) throw new PatternFault(`"{" at character ${this.#at + 1}: write {2}, {2,} or {2,5}`)
    this.#at = end
    const least = Number(found[1])
    const most = found[2] === undefined ? least : found[3] === '' ? Infinity : Number(found[3])
    if (most < least || least > MOST_REPEATS || (most !== Infinity && most > MOST_REPEATS))
      throw new PatternFault(`repeats must be ${MOST_REPEATS} or fewer`)
    return [least, most]
  }

  #atom(depth: number): Node {
    const character = this.#text[this.#at]!
    this.#at += 1
    switch (character) {
      case '(':
        return this.#group(depth)
      case '[':
        return { kind: 'one', accepts: this.#set() }
      case '.':
        return { kind: 'one', accepts: this.#flags.dotAll ? () => true : one => one !== '\n' }
      case '^':
        return { kind: 'start' }
      case '$':
        return { kind: 'end' }
      case '*':
      case '+':
      case '?':
        throw new PatternFault(`nothing to repeat at character ${this.#at}`)
      case '\\':
        return this.#escaped()
      default:
        return { kind: 'one', accepts: this.#same(character) }
    }
  }

  #group(depth: number): Node {
    if (this.#peek() === '?') {
      if (this.#text[this.#at + 1] !== ':') throw new PatternFault(`"(?" at character ${this.#at}: only (?: is supported`)
      this.#at += 2
    }
    const inner = this.#either(depth + 1)
    if (this.#peek() !== ')') throw new PatternFault('a ")" is missing')
    this.#at += 1
    return inner
  }

  #escaped(): Node {
    const character = this.#text[this.#at]
    this.#at += 1
    if (character === undefined) throw new PatternFault('ends with a backslash')
    if (character === 'b') return { kind: 'boundary' }
    const known = CLASSES[character]
    if (known) return { kind: 'one', accepts: known }
    return { kind: 'one', accepts: this.#same(this.#plain(character)) }
  }

  #plain(character: string): string {
    const control = CONTROLS[character]
    if (control !== undefined) return control
    if (/[A-Za-z0-9]/.test(character)) throw new PatternFault(`"\\${character}" is not supported`)
    return character
  }

  #same(character: string): Accepts {
    if (!this.#flags.insensitive) return one => one === character
    const [low, high] = [character.toLowerCase(), character.toUpperCase()]
    return one => one === low || one === high
  }

  #set(): Accepts {
    const inverted = this.#peek() === '^'
    if (inverted) this.#at += 1
    const accepts: Accepts[] = []
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      const from = this.#member()
      if (this.#peek() !== '-' || this.#text[this.#at + 1] === ']') {
        accepts.push(typeof from === 'string' ? this.#same(from) : from)
        continue
      }
      this.#at += 1
      const to = this.#member()
      if (typeof from !== 'string' || typeof to !== 'string' || to < from) throw new PatternFault('a range in [] goes nowhere')
      accepts.push(this.#range(from, to))
    }
    this.#at += 1
    const some: Accepts = character => accepts.some(accept => accept(character))
    return inverted ? not(some) : some
  }

  #range(from: string, to: string): Accepts {
    const within: Accepts = one => one >= from && one <= to
    return this.#flags.insensitive ? one => within(one.toLowerCase()) || within(one.toUpperCase()) : within
  }

  #member(): string | Accepts {
    const character = this.#text[this.#at]
    if (character === undefined) throw new PatternFault('a "]" is missing')
    this.#at += 1
    if (character !== '\\') return character
    const escaped = this.#text[this.#at]
    if (escaped === undefined) throw new PatternFault('a "]" is missing')
    this.#at += 1
    return CLASSES[escaped] ?? this.#plain(escaped)
  }
}
