/**
 * One name per malware family and per actor: aliases that feeds use are resolved, what is unknown or means several things stays as it is.
 * Tables are built in; what sources teach is added to them.
 */
import { ATTACK_GROUPS } from './attack-groups.ts'
import { ATTACK_SOFTWARE } from './attack-software.ts'
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

const withoutId = ([, ...names]: readonly string[]): string[] => names

const CRIME = rowsOf(CRIMEWARE)
const SOFTWARE = rowsOf(ATTACK_SOFTWARE)
const GROUPS = rowsOf(ATTACK_GROUPS)

/** By id, the name that is built in: a family that ATT&CK renames keeps the name its reports are stored under. */
const BUILT_IN: Names = new Map([...SOFTWARE, ...GROUPS].map(([id = '', name = '']) => [id, name]))

/** A name that a source teaches, with its id in ATT&CK where it has one. */
export interface TaughtName {
  readonly kind: 'malware' | 'actor'
  readonly id: string
  readonly name: string
  readonly aliases: readonly string[]
}

interface Tables {
  readonly malware: Names
  readonly actors: Names
  readonly ids: Names
}

const build = (taught: readonly TaughtName[]): Tables => {
  const rows = (kind: TaughtName['kind']): string[][] =>
    taught.filter(one => one.kind === kind).map(({ id, name, aliases }) => [BUILT_IN.get(id) ?? name, name, ...aliases])
  const attack = taught.filter(({ id }) => /^[GS]\d{4}$/.test(id)).map(({ id, name }) => [id, name])
  return {
    malware: tableOf(CRIME, SOFTWARE.map(withoutId), rows('malware')),
    actors: tableOf(GROUPS.map(withoutId), rows('actor')),
    ids: new Map([...attack, ...SOFTWARE, ...GROUPS].map(([id = '', name = '']) => [plain(name), id])),
  }
}

let tables = build([])

/** Adds names to those that are built in, in the place of what was taught before. What is built in comes first: nobody can take a name away. */
export const learnNames = (taught: readonly TaughtName[]): void => {
  tables = build(taught)
}

/** The family's usual name; the name as given where it is not known. */
export const malwareName = (name: string): string => tables.malware.get(plain(name.replace(PLATFORM, ''))) ?? name

/** The actor's usual name; the name as given where it is not known. Names run together (`SALTYSPIDER`) are found too. */
export const actorName = (name: string): string => tables.actors.get(plain(name)) ?? name

/** The ATT&CK id of a family or an actor by its usual name, or null. */
export const attackIdOf = (name: string): string | null => tables.ids.get(plain(name)) ?? null
