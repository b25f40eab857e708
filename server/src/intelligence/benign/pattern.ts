/**
 * Regular expressions without backtracking: what can be decided in one pass over the text. Back references, look-around and word
 * boundaries cannot, and are an error. Read from the PCRE notation that MISP's lists are written in, with or without delimiters.
 */

/** ASCII by code, and one place for everything beyond. */
export const ALPHABET = 129
const BEYOND = 128

export type Node =
  | { readonly kind: 'set'; readonly members: Uint8Array }
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Node[] }
  | { readonly kind: 'repeat'; readonly part: Node; readonly least: number; readonly most: number }
  | { readonly kind: 'begin' | 'end' }

export type ReadPattern = { readonly ok: true; readonly node: Node } | { readonly ok: false; readonly problem: string }

const LONGEST = 1_000
const MOST_REPEATS = 200
const DEEPEST = 50

class Unreadable extends Error {}

/** Reads `text`; never throws. */
export const readPattern = (text: string): ReadPattern => {
  if (text.length > LONGEST) return { ok: false, problem: `is longer than ${LONGEST} characters` }
  const delimited = /^([/#~!@%])(.*)\1([a-zA-Z]*)$/s.exec(text)
  const [body, flags] = delimited ? [delimited[2]!, delimited[3]!] : [text, '']
  if (/[^isuD]/.test(flags)) return { ok: false, problem: `has a flag that is not known here: ${flags}` }
  try {
    return { ok: true, node: new Reader(body, flags.includes('i')).whole() }
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, problem: error.message }
    throw error
  }
}

/** A literal text as a pattern. */
export const literal = (text: string): Node => ({
  kind: 'all',
  parts: [...text].map(character => ({ kind: 'set', members: setOf([character.codePointAt(0)!], false) })),
})

const codeIn = (code: number): number => (code < BEYOND ? code : BEYOND)

const setOf = (codes: Iterable<number>, ignoreCase: boolean): Uint8Array => {
  const members = new Uint8Array(ALPHABET)
  for (const code of codes) {
    members[codeIn(code)] = 1
    if (!ignoreCase) continue
    if (code >= 65 && code <= 90) members[code + 32] = 1
    if (code >= 97 && code <= 122) members[code - 32] = 1
  }
  return members
}

function* codes(from: number, to: number): Generator<number> {
  for (let code = from; code <= Math.min(to, BEYOND); code += 1) yield code
}

const inverted = (members: Uint8Array): Uint8Array => members.map(member => 1 - member)
const CLASSES: Readonly<Record<string, Uint8Array>> = {
  d: setOf(codes(48, 57), false),
  w: setOf([...codes(48, 57), ...codes(65, 90), 95, ...codes(97, 122)], false),
  s: setOf([9, 10, 11, 12, 13, 32], false),
}
const ESCAPES: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, f: 12, v: 11, 0: 0 }

class Reader {
  readonly #text: string
  readonly #ignoreCase: boolean
  #at = 0
  #depth = 0

  constructor(text: string, ignoreCase: boolean) {
    this.#text = text
    this.#ignoreCase = ignoreCase
  }

  whole(): Node {
    const node = this.#choice()
    if (this.#at < this.#text.length) throw new Unreadable('has a bracket that was never opened')
    return node
  }

  #choice(): Node {
    this.#depth += 1
    if (this.#depth > DEEPEST) throw new Unreadable('is nested too deep')
    const parts = [this.#sequence()]
    while (this.#text[this.#at] === '|') {
      this.#at += 1
      parts.push(this.#sequence())
    }
    this.#depth -= 1
    return parts.length === 1 ? parts[0]! : { kind: 'any', parts }
  }

  #sequence(): Node {
    const parts: Node[] = []
    for (let next = this.#text[this.#at]; next !== undefined && next !== '|' && next !== ')'; next = this.#text[this.#at])
      parts.push(this.#repeated(this.#atom()))
    return { kind: 'all', parts }
  }

  #atom(): Node {
    const character = this.#text[this.#at]!
    this.#at += 1
    switch (character) {
      case '^':
        return { kind: 'begin' }
      case '$':
        return { kind: 'end' }
      case '.':
        return { kind: 'set', members: inverted(setOf([10], false)) }
      case '(':
        return this.#group()
      case '[':
        return { kind: 'set', members: this.#bracket() }
      case '\\':
        return this.#escape()
      case '*':
      case '+':
      case '?':
        throw new Unreadable(`repeats nothing (${character})`)
      default:
        return { kind: 'set', members: setOf([character.codePointAt(0)!], this.#ignoreCase) }
    }
  }

  #group(): Node {
    if (this.#text[this.#at] === '?') {
      if (this.#text[this.#at + 1] !== ':')
        throw new Unreadable('looks around or names a group, which cannot be decided in one pass')
      this.#at += 2
    }
    const node = this.#choice()
    if (this.#text[this.#at] !== ')') throw new Unreadable('has a bracket that is never closed')
    this.#at += 1
    return node
  }

  #escape(): Node {
    const character = this.#text[this.#at]
    this.#at += 1
    if (character === 'A') return { kind: 'begin' }
    if (character === 'z' || character === 'Z') return { kind: 'end' }
    return { kind: 'set', members: this.#escaped(character) }
  }

  #escaped(character: string | undefined): Uint8Array {
    if (character === undefined) throw new Unreadable('ends with a backslash')
    const known = CLASSES[character.toLowerCase()]
    if (known) return character === character.toLowerCase() ? known : inverted(known)
    const code = ESCAPES[character]
    if (code !== undefined) return setOf([code], false)
    if (/[a-zA-Z1-9]/.test(character)) throw new Unreadable(`uses \\${character}, which cannot be decided in one pass`)
    return setOf([character.codePointAt(0)!], this.#ignoreCase)
  }

  #bracket(): Uint8Array {
    const negated = this.#text[this.#at] === '^'
    if (negated) this.#at += 1
    const members = new Uint8Array(ALPHABET)
    for (let first = true; ; first = false) {
      const character = this.#text[this.#at]
      if (character === undefined) throw new Unreadable('has a class that is never closed')
      this.#at += 1
      if (character === ']' && !first) return negated ? inverted(members) : members
      this.#add(members, character)
    }
  }

  #add(members: Uint8Array, character: string): void {
    if (character === '[' && this.#text[this.#at] === ':') throw new Unreadable('uses a named class')
    let found: Uint8Array
    if (character === '\\') {
      found = this.#escaped(this.#text[this.#at])
      this.#at += 1
    } else found = setOf([character.codePointAt(0)!], this.#ignoreCase)
    const from = character.codePointAt(0)!
    const to = this.#text[this.#at + 1]
    if (character !== '\\' && this.#text[this.#at] === '-' && to !== undefined && to !== ']' && to !== '\\') {
      this.#at += 2
      if (to.codePointAt(0)! < from) throw new Unreadable('has a range that runs backwards')
      found = setOf(codes(from, to.codePointAt(0)!), this.#ignoreCase)
    }
    for (let code = 0; code < ALPHABET; code += 1) if (found[code] === 1) members[code] = 1
  }

  #repeated(part: Node): Node {
    const found = /^(?:([*+?])|\{(\d{1,4})(?:(,)(\d{0,4}))?\})[?+]?/.exec(this.#text.slice(this.#at, this.#at + 16))
    if (!found) return part
    this.#at += found[0].length
    const [, sign, least, comma, most] = found
    const [from, to] =
      sign === '*'
        ? [0, Number.POSITIVE_INFINITY]
        : sign === '+'
          ? [1, Number.POSITIVE_INFINITY]
          : sign === '?'
            ? [0, 1]
            : [Number(least), comma === undefined ? Number(least) : most === '' ? Number.POSITIVE_INFINITY : Number(most)]
    if (from > to) throw new Unreadable('has a count that runs backwards')
    if (from > MOST_REPEATS || (to !== Number.POSITIVE_INFINITY && to > MOST_REPEATS))
      throw new Unreadable(`repeats more than ${MOST_REPEATS} times`)
    return { kind: 'repeat', part, least: from, most: to }
  }
}
