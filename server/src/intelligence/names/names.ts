/**
 * One name per malware family and per actor: aliases that feeds use are resolved, what is unknown or means several things stays as it is.
 * ATT&CK's names ship with the product, those of crimeware are built in; what sources teach is added to them.
 */
import { CRIMEWARE } from './crimeware.ts'

/** Spaces, case and punctuation do not make another family. */
const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')

/** Platform prefixes of Malpedia ids: `win.cobalt_strike`. */
const PLATFORM = /^(?:win|elf|osx|apk|js|ps1|vbs|py|php|jar|ios|symbian|aix|asp)\./

type Names = ReadonlyMap<string, string>

/** Lines of `name|alias|…`; the first table that knows a word decides, a word that means two things in one table means nothing. */
const tableOf = (...lists: readonly (readonly (readonly string[])[])[]): Names => {
  const table = new Map<string, string>()
  for (const list of lists) {
    const own = new Map<string, string | null>()
    for (const names of list) {
      const name = table.get(plain(names[0] ?? '')) ?? names[0] ?? ''
      for (const [index, word] of names.entries()) {
        const key = plain(word)
        const taken = own.get(key)
        own.set(key, taken === undefined || taken === name || index === 0 ? name : null)
      }
    }
    for (const [key, name] of own) if (name !== null && key !== '' && !table.has(key)) table.set(key, name)
  }
  return table
}

const rowsOf = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map(line => line.split('|'))

/** A name of a family or an actor, with its id in ATT&CK where it has one. */
export interface Name {
  readonly kind: 'malware' | 'actor'
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

/** Families of the built-in table: the usual name first, then the others. */
export const CRIME: readonly (readonly string[])[] = rowsOf(CRIMEWARE)

interface Tables {
  readonly malware: Names
  readonly actors: Names
}

/** What ships comes first, and a family that a source calls by another name keeps the name its reports are stored under. */
const build = (shipped: readonly Name[], taught: readonly Name[]): Tables => {
  const usual = new Map(shipped.map(({ id, name }) => [id, name]))
  const rows = (names: readonly Name[], of: Name['kind']): string[][] =>
    names.flatMap(({ kind, id, name, aliases }) => (kind === of ? [[usual.get(id) ?? name, name, ...aliases]] : []))
  return {
    malware: tableOf(CRIME, rows(shipped, 'malware'), rows(taught, 'malware')),
    actors: tableOf(rows(shipped, 'actor'), rows(taught, 'actor')),
  }
}

let ships: readonly Name[] = []
let learnt: readonly Name[] = []
let edition = 0
let tables = build([], [])
/** Words as feeds write them, with the name they were found to mean: a feed repeats few words in many rows. */
const met = { malware: new Map<string, string>(), actors: new Map<string, string>() }
const MOST_MET = 10_000

const replaceTables = (next: Tables): void => {
  tables = next
  met.malware.clear()
  met.actors.clear()
}

const remembered = (words: Map<string, string>, word: string, find: (word: string) => string): string => {
  const known = words.get(word)
  if (known !== undefined) return known
  if (words.size === MOST_MET) words.clear()
  const found = find(word)
  words.set(word, found)
  return found
}

/** The names that ship with the product, before any is taught. */
export const shipNames = (names: readonly Name[]): void => {
  ships = names
  learnt = []
  edition += 1
  replaceTables(build(ships, []))
}

/** Adds names to those that ship, in the place of what was taught before. Nobody can take a name away that ships. */
export const learnNames = (taught: readonly Name[]): void => {
  learnt = taught
  edition += 1
  replaceTables(build(ships, taught))
}

/** A name as people write it, and what it is a name of. */
export interface Spelling {
  readonly kind: Name['kind']
  readonly word: string
}

/** Every spelling that is known now. Two kinds may share one. */
export function* spellings(): Generator<Spelling> {
  for (const words of CRIME) for (const word of words) yield { kind: 'malware', word }
  for (const { kind, name, aliases } of [...ships, ...learnt]) for (const word of [name, ...aliases]) yield { kind, word }
}

/** Changes whenever names are learnt: what was made from them before is to be made anew. */
export const namesEdition = (): number => edition

/** The family's usual name; the name as given where it is not known. */
export const malwareName = (name: string): string =>
  remembered(met.malware, name, word => tables.malware.get(plain(word.replace(PLATFORM, ''))) ?? word)

/** The actor's usual name; the name as given where it is not known. Names run together (`SALTYSPIDER`) are found too. */
export const actorName = (name: string): string => remembered(met.actors, name, word => tables.actors.get(plain(word)) ?? word)
