/** From what is said to techniques: ids that stand there, then names, then careful phrases; families by what they are known to use. */
import type { AttackObject, Statement, TechniqueMatch } from '@keysguard/model'
import { malwareName } from '../names/names.ts'
import { type Attack, isSoftware, refOf, usedBy } from './attack.ts'
import { EVERYDAY, PHRASES, TAGS, THREATS } from './phrases.ts'

type Evidence = TechniqueMatch['evidence'][number]

/** 0..100: an id is what somebody decided; a name may be mentioned in passing; a family does not use all it can at once. */
const CONFIDENCE: Readonly<Record<Evidence['by'], number>> = { id: 95, name: 70, phrase: 55, software: 45, tag: 50, threat: 40 }
/** What is said in several ways is surer, but words never add up to certainty. */
const SUREST = 97
const LONGEST_NAME = 6
const LONGEST_TEXT = 2_000_000
const SHORTEST_SOFTWARE = 4

export interface TextMatches {
  readonly techniques: TechniqueMatch[]
  /** Software, groups and campaigns that are named, each with the places it stands at. */
  readonly named: { readonly object: AttackObject; readonly text: string; readonly start: number }[]
}

class Matches {
  readonly #found = new Map<string, { readonly object: AttackObject; miss: number; readonly evidence: Evidence[] }>()

  add(object: AttackObject | undefined, evidence: Evidence, confidence = CONFIDENCE[evidence.by]): void {
    if (object?.kind !== 'technique') return
    const known = this.#found.get(object.id) ?? { object, miss: 1, evidence: [] }
    const fresh = known.evidence.every(({ by, text }) => by !== evidence.by || text !== evidence.text)
    if (fresh) {
      known.miss *= 1 - confidence / 100
      known.evidence.push(evidence)
    }
    this.#found.set(object.id, known)
  }

  /** The surest first. */
  list(): TechniqueMatch[] {
    return [...this.#found.values()]
      .map(({ object, miss, evidence }) => ({
        technique: refOf(object),
        confidence: Math.min(SUREST, Math.round((1 - miss) * 100)),
        evidence,
      }))
      .sort((a, b) => b.confidence - a.confidence || (a.technique.id < b.technique.id ? -1 : 1))
  }
}

interface Word {
  readonly lower: string
  readonly start: number
  readonly end: number
}

const wordsOf = (text: string): Word[] =>
  [...text.matchAll(/[\p{L}\p{N}$]+/gu)].map(match => ({
    lower: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }))

const keyOf = (name: string): string =>
  wordsOf(name)
    .map(({ lower }) => lower)
    .join(' ')

/** Names by their words. A single everyday word is no name; short names of software only as they are written. */
const lexicons = new WeakMap<Attack, ReadonlyMap<string, readonly AttackObject[]>>()
const lexiconOf = (attack: Attack): ReadonlyMap<string, readonly AttackObject[]> => {
  const known = lexicons.get(attack)
  if (known) return known
  const lexicon = new Map<string, AttackObject[]>()
  for (const object of attack.objects.values()) {
    if (object.kind === 'tactic' || object.kind === 'mitigation') continue
    for (const name of [object.name, ...object.aliases]) {
      const key = keyOf(name)
      if (key.length < SHORTEST_SOFTWARE || EVERYDAY.has(key)) continue
      const own = lexicon.get(key)
      if (own) own.push(object)
      else lexicon.set(key, [object])
    }
  }
  lexicons.set(attack, lexicon)
  return lexicon
}

/** A name of one word counts as it is written: `Reaver` is a family, `reaver` may be anything. */
const standsAsWritten = (object: AttackObject, text: string, words: number): boolean =>
  words > 1 || [object.name, ...object.aliases].includes(text)

const ID = /\bT\d{4}(?:\.\d{3})?\b/g

/** Techniques a text speaks of, and the software, groups and campaigns it names. Linear in the text; what is longer than two million characters is cut. */
export const mapText = (attack: Attack, whole: string): TextMatches => {
  const text = whole.slice(0, LONGEST_TEXT)
  const matches = new Matches()
  const named: TextMatches['named'] = []
  for (const match of text.matchAll(ID)) matches.add(attack.find(match[0]), { by: 'id', text: match[0], start: match.index })
  const lexicon = lexiconOf(attack)
  const words = wordsOf(text)
  for (let at = 0; at < words.length; at += 1) {
    const first = words[at]!
    let key = ''
    let longest = 0
    for (let length = 1; length <= LONGEST_NAME && at + length <= words.length; length += 1) {
      const last = words[at + length - 1]!
      if (length > 1 && /[.;:!?\n]/.test(text.slice(words[at + length - 2]!.end, last.start))) break
      key = length === 1 ? last.lower : `${key} ${last.lower}`
      const said = text.slice(first.start, last.end)
      const phrase = Object.hasOwn(PHRASES, key) ? PHRASES[key] : undefined
      if (phrase !== undefined) matches.add(attack.find(phrase), { by: 'phrase', text: said, start: first.start })
      for (const object of lexicon.get(key) ?? []) {
        if (!standsAsWritten(object, said, length)) continue
        longest = length
        if (object.kind === 'technique') matches.add(object, { by: 'name', text: said, start: first.start })
        else named.push({ object, text: said, start: first.start })
      }
    }
    if (longest > 1) at += longest - 1
  }
  return { techniques: matches.list(), named }
}

/** Software by a family's name, as feeds call it. */
export const softwareOf = (attack: Attack, family: string): AttackObject[] =>
  [...new Set([...attack.named(malwareName(family)), ...attack.named(family)])].filter(isSoftware)

/** Techniques that follow from what a source says of an indicator. What it says itself comes first; the rest is inferred. */
export const mapStatement = (
  attack: Attack,
  { techniques, malware, tags, threat }: Pick<Statement, 'techniques' | 'malware' | 'tags' | 'threat'>,
): TechniqueMatch[] => {
  const matches = new Matches()
  for (const id of techniques ?? []) matches.add(attack.find(id), { by: 'id', text: id, start: null })
  for (const tag of tags ?? []) {
    const word = tag.toLowerCase()
    const id = /\bt\d{4}(?:\.\d{3})?\b/.exec(word)?.[0]
    if (id !== undefined) matches.add(attack.find(id), { by: 'id', text: tag, start: null })
    else if (Object.hasOwn(TAGS, word)) matches.add(attack.find(TAGS[word] ?? ''), { by: 'tag', text: tag, start: null })
  }
  for (const software of malware === undefined ? [] : softwareOf(attack, malware))
    for (const id of usedBy(software, 'techniques'))
      matches.add(attack.find(id), { by: 'software', text: software.name, start: null })
  for (const [id, confidence] of (threat && THREATS[threat]) ?? [])
    matches.add(attack.find(id), { by: 'threat', text: threat ?? '', start: null }, confidence)
  return matches.list()
}
