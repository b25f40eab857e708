/** One name per malware family and per actor: aliases that feeds use are resolved, what is unknown or means several things stays as it is. */
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

const MALWARE = tableOf(rowsOf(CRIMEWARE), rowsOf(ATTACK_SOFTWARE).map(withoutId))
const ACTORS = tableOf(rowsOf(ATTACK_GROUPS).map(withoutId))
const IDS: Names = new Map(
  [...rowsOf(ATTACK_SOFTWARE), ...rowsOf(ATTACK_GROUPS)].map(([id = '', name = '']) => [plain(name), id]),
)

/** The family's usual name; the name as given where it is not known. */
export const malwareName = (name: string): string => MALWARE.get(plain(name.replace(PLATFORM, ''))) ?? name

/** The actor's usual name; the name as given where it is not known. Names run together (`SALTYSPIDER`) are found too. */
export const actorName = (name: string): string => ACTORS.get(plain(name)) ?? name

/** The ATT&CK id of a family or an actor by its usual name, or null. */
export const attackIdOf = (name: string): string | null => IDS.get(plain(name)) ?? null
