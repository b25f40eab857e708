/**
 * Regular expressions that somebody brings, by RE2 (re2js): time is linear in the text whatever the pattern is. What that rules out
 * (look-around, back references) is refused.
 */
import { RE2JS, RE2JSException, RE2JSSyntaxException, RE2Set } from 're2js'

export interface PatternFlags {
  /** `i`: case does not matter. */
  readonly insensitive?: boolean | undefined
  /** `m`: `^` and `$` are those of a line. */
  readonly multiline?: boolean | undefined
  /** `s`: `.` is also a line break. */
  readonly dotAll?: boolean | undefined
}

export interface Pattern {
  readonly test: (text: string) => boolean
  /** Instructions of its program. */
  readonly size: number
}

export type ReadPattern = { readonly ok: true; readonly pattern: Pattern } | { readonly ok: false; readonly message: string }

const LONGEST = 1_000
const MOST_REPEATS = 200
/** Instructions of one pattern, and of a whole set. */
const LARGEST = 5_000
const LARGEST_SET = 200_000
const TOO_LARGE = 'is too large once its repeats are written out'
const FULL = 'is one too many: the set is full'
/** More of a text is not looked at. */
const LONGEST_TEXT = 8_192

const flagsOf = ({ insensitive, multiline, dotAll }: PatternFlags): number =>
  (insensitive ? RE2JS.CASE_INSENSITIVE : 0) | (multiline ? RE2JS.MULTILINE : 0) | (dotAll ? RE2JS.DOTALL : 0)

/** Reads a pattern. It is found anywhere in a text, unless it is anchored. Never throws. */
export const readPattern = (source: string, flags: PatternFlags = {}): ReadPattern => {
  if (source.length > LONGEST) return { ok: false, message: `must be ${LONGEST} characters or fewer` }
  // A program is as large as its repeats written out, and takes as long to make.
  for (const [, least, most] of source.matchAll(/\{(\d+)(?:,(\d*))?\}/g))
    if (Math.max(Number(least), Number(most ?? 0)) > MOST_REPEATS)
      return { ok: false, message: `must repeat ${MOST_REPEATS} times or fewer` }
  try {
    const compiled = RE2JS.compile(source, flagsOf(flags))
    const size = compiled.programSize()
    if (size > LARGEST) return { ok: false, message: TOO_LARGE }
    return { ok: true, pattern: { test: text => compiled.test(text.slice(0, LONGEST_TEXT)), size } }
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) return { ok: false, message: faultOf(error) }
    if (error instanceof RE2JSException) return { ok: false, message: error.message }
    throw error
  }
}

const faultOf = (error: RE2JSSyntaxException): string => {
  const where = error.getPattern()
  return where === null ? error.getDescription() : `${error.getDescription()}: ${where}`
}

/** A state of the automaton holds a place in each pattern: with more of them in one, its memory holds too few states, and each is made again. */
const MOST_TOGETHER = 256

/** Begins with `^`, and no alternative at its top begins with anything else: a search may end where nothing that began goes on. Brackets in brackets are not looked into. */
const ANCHORED = /^\^(?:\\.|\[(?:\\.|[^\]\\])+\]|\((?:\\.|\[(?:\\.|[^\]\\])+\]|[^()[\\])*\)|[^|()[\\])*$/s

interface Group {
  readonly anchor: number
  readonly set: RE2Set
  /** By the set's numbers. */
  readonly ids: number[]
}

/** Many patterns, in one pass over a text for some hundreds of them. */
export class PatternSet {
  readonly #groups: Group[] = []
  #size = 0

  get isEmpty(): boolean {
    return this.#groups.length === 0
  }

  /** Adds a pattern under a number; says what is wrong with it, or null. A set takes no more once it has been asked. */
  add(source: string, flags: PatternFlags, id: number): string | null {
    if (this.#size >= LARGEST_SET) return FULL
    const read = readPattern(source, flags)
    if (!read.ok) {
      // It had to be made to be measured: a set takes few of those, too.
      if (read.message === TOO_LARGE) this.#size += LARGEST
      return read.message
    }
    this.#size += read.pattern.size
    if (this.#size > LARGEST_SET) return FULL
    const anchor = !flags.multiline && ANCHORED.test(source) ? RE2Set.ANCHOR_START : RE2Set.UNANCHORED
    const group = this.#groupWith(anchor)
    group.set.add(withFlags(source, flags))
    group.ids.push(id)
    return null
  }

  #groupWith(anchor: number): Group {
    const open = this.#groups.find(group => group.anchor === anchor && group.ids.length < MOST_TOGETHER)
    if (open) return open
    const group: Group = { anchor, set: new RE2Set(anchor), ids: [] }
    this.#groups.push(group)
    return group
  }

  /** Numbers of the patterns found in `text`, each once. */
  found(text: string): readonly number[] {
    const found: number[] = []
    for (const { set, ids } of this.#groups) for (const index of set.match(text)) found.push(ids[index]!)
    return found
  }
}

/** A set has flags of its own: those of one pattern are written into it. */
const withFlags = (source: string, { insensitive, multiline, dotAll }: PatternFlags): string => {
  const letters = `${insensitive ? 'i' : ''}${multiline ? 'm' : ''}${dotAll ? 's' : ''}`
  return letters === '' ? source : `(?${letters})${source}`
}
