/** Sigma's wildcards: `*` is any text, `?` one character, and a backslash makes either plain. Linear in text times pattern, at most. */

export interface Glob {
  readonly test: (text: string) => boolean
}

const ANY = Symbol('any text')
const ONE = Symbol('one character')
type Part = string | typeof ANY | typeof ONE

const partsOf = (pattern: string): readonly Part[] => {
  const parts: Part[] = []
  const characters = [...pattern]
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!
    const next = characters[at + 1]
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      parts.push(next)
      at += 1
    } else if (character === '*') {
      if (parts.at(-1) !== ANY) parts.push(ANY)
    } else parts.push(character === '?' ? ONE : character)
  }
  return parts
}

/** Goes back to the last `*` only: what stood before it has been found for good. */
const matches = (parts: readonly Part[], text: readonly string[]): boolean => {
  let part = 0
  let star = -1
  let mark = 0
  for (let at = 0; at < text.length; ) {
    const wanted = parts[part]
    if (wanted !== undefined && wanted !== ANY && (wanted === ONE || wanted === text[at])) {
      part += 1
      at += 1
    } else if (wanted === ANY) {
      star = part
      mark = at
      part += 1
    } else if (star >= 0) {
      part = star + 1
      mark += 1
      at = mark
    } else return false
  }
  while (parts[part] === ANY) part += 1
  return part === parts.length
}

/** Texts are compared as they are: fold the case of both before, where it does not matter. */
export const glob = (pattern: string): Glob => {
  const parts = partsOf(pattern)
  if (parts.every(part => typeof part === 'string')) {
    const plain = parts.join('')
    return { test: text => text === plain }
  }
  return { test: text => matches(parts, [...text]) }
}
