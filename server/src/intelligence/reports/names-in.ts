/** Names of malware and of actors in a text: whole words, as they are written, and no everyday word without a word beside it that tells. */
import type { Attack } from '../attack/attack.ts'
import { actorName, malwareName, namesEdition, type Spelling, spellings } from '../names/names.ts'
import { EVERYDAY_NAMES, TELLING_WORDS } from './everyday-names.ts'

export interface NamePlace {
  readonly kind: Spelling['kind']
  /** The usual name. */
  readonly name: string
  readonly start: number
  readonly end: number
  readonly confidence: number
  readonly evidence: string
}

interface Word {
  readonly text: string
  readonly lower: string
  readonly start: number
  readonly end: number
}

/** Spellings by their words in lower case. */
type Lexicon = ReadonlyMap<string, readonly Spelling[]>

const LONGEST_NAME = 5
/** Two letters are a word in some language; `LV` is a family too. */
const SHORTEST = 3
/** Words before and behind a name that may tell what it is. */
const NEARBY = 2

const WORD = /[\p{L}\p{N}]+/gu
const wordsOf = (text: string): Word[] =>
  [...text.matchAll(WORD)].map(match => ({
    text: match[0],
    lower: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))

let made: { readonly edition: number; readonly lexicon: Lexicon } | null = null

const lexicon = (): Lexicon => {
  if (made?.edition === namesEdition()) return made.lexicon
  const lexicon = new Map<string, Spelling[]>()
  for (const spelling of spellings()) {
    const key = wordsOf(spelling.word)
      .map(({ lower }) => lower)
      .join(' ')
    if (key.length < SHORTEST) continue
    const own = lexicon.get(key)
    if (own === undefined) lexicon.set(key, [spelling])
    else if (!own.some(({ kind, word }) => kind === spelling.kind && word === spelling.word)) own.push(spelling)
  }
  made = { edition: namesEdition(), lexicon }
  return lexicon
}

/** Groups that vendors number, whether anybody has described them or not. `TA0011` is a tactic. */
const NUMBERED = /\b(?:UNC\d{3,5}|TA[1-9]\d{2,3}|APT-?(?:C-)?\d{1,3}|FIN\d{1,2}|(?:Storm|DEV)-\d{4})\b/g

/** In the order of the text; two never overlap. `attack` tells tools of the system from malware. */
export const namesIn = (text: string, attack: Attack): readonly NamePlace[] => {
  const known = lexicon()
  const words = wordsOf(text)
  const found: NamePlace[] = []
  for (let at = 0; at < words.length; at += 1) {
    const [place, length] = longest(text, words, at, known, attack)
    if (place === null) continue
    found.push(place)
    at += length - 1
  }
  return [...found, ...numbered(text, found)].sort((a, b) => a.start - b.start)
}

const longest = (
  text: string,
  words: readonly Word[],
  at: number,
  known: Lexicon,
  attack: Attack,
): readonly [NamePlace | null, number] => {
  const first = words[at]
  let best: NamePlace | null = null
  let count = 0
  let key = ''
  for (let length = 1; first !== undefined && length <= LONGEST_NAME; length += 1) {
    const last = words[at + length - 1]
    if (last === undefined || (length > 1 && !isOneName(text.slice(words[at + length - 2]?.end, last.start)))) break
    key = length === 1 ? last.lower : `${key} ${last.lower}`
    const said = text.slice(first.start, last.end)
    for (const spelling of known.get(key) ?? []) {
      const meant = meaning(spelling, said, length, { words, at, attack })
      if (meant === null) continue
      best = { kind: spelling.kind, name: usual(spelling), start: first.start, end: last.end, ...meant }
      count = length
    }
  }
  return [best, count]
}

/** What may stand inside a name. */
const isOneName = (between: string): boolean => /^[ \u00a0_'’&/+-]{1,3}$/.test(between)

const usual = ({ kind, word }: Spelling): string => (kind === 'malware' ? malwareName(word) : actorName(word))

interface Around {
  readonly words: readonly Word[]
  readonly at: number
  readonly attack: Attack
}

/** How surely the name is meant; null where it is not. */
const meaning = (
  { kind, word }: Spelling,
  said: string,
  length: number,
  { words, at, attack }: Around,
): Pick<NamePlace, 'confidence' | 'evidence'> | null => {
  const told = tellingWord(words, at, length)
  const asKnown = said === word || said === word.replaceAll(/[ _-]/g, ' ')
  if (length > 1) return { confidence: 88, evidence: `A name of ${a(kind)}` }
  if (!asKnown || (word === word.toLowerCase() && isSystemTool(attack, word))) return null
  const isPlain = EVERYDAY_NAMES.has(said.toLowerCase()) || said.length <= SHORTEST || word === word.toLowerCase()
  if (isPlain)
    return told === null
      ? null
      : { confidence: 60, evidence: `A name of ${a(kind)} that may be a word; “${told}” stands beside it` }
  return { confidence: told === null ? 75 : 88, evidence: `A name of ${a(kind)}` }
}

const a = (kind: Spelling['kind']): string => (kind === 'malware' ? 'malware' : 'an actor')

const tellingWord = (words: readonly Word[], at: number, length: number): string | null => {
  const around = [...words.slice(Math.max(0, at - NEARBY), at), ...words.slice(at + length, at + length + NEARBY)]
  return around.find(({ lower }) => TELLING_WORDS.has(lower))?.text ?? null
}

/** `net`, `ping`: everybody has them. */
const isSystemTool = (attack: Attack, name: string): boolean => attack.named(name).some(({ kind }) => kind === 'tool')

const numbered = (text: string, found: readonly NamePlace[]): NamePlace[] => {
  const taken = new Set(found.map(({ start }) => start))
  return [...text.matchAll(NUMBERED)].flatMap(match =>
    taken.has(match.index)
      ? []
      : [
          {
            kind: 'actor' as const,
            name: actorName(match[0]),
            start: match.index,
            end: match.index + match[0].length,
            confidence: 80,
            evidence: 'A name as vendors give them to groups they number',
          },
        ],
  )
}
