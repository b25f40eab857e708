/** Lists as people handle them: which there are, bringing one, switching one, taking one away. */
import type { ListAction, ListCard, ListImport, ListPage } from '@keysguard/model'
import type { BenignList } from '../../intelligence/benign/list.ts'
import { importedList, MOST_ENTRIES, type ReadList, readList } from '../../intelligence/benign/read-list.ts'
import type { ListToBring } from '../../knowledge.ts'
import { Problem } from '../../problem.ts'
import { countSuppressed, deleteList, writeChoice, writeList } from '../../store/benign-lists.ts'
import { putLabelled, putListEntries } from '../../store/rejudge-queue.ts'
import type { Judging } from './judging.ts'

const SHOWN = 200

interface Standing {
  readonly list: BenignList
  readonly enabled: boolean
}

const cardOf = ({ list, enabled }: Standing, suppressed: ReadonlyMap<string, number>): ListCard => ({
  id: list.id,
  name: list.name,
  why: list.why,
  action: list.action,
  match: list.match,
  beneath: list.beneath,
  types: list.types === null ? null : [...list.types],
  dated: list.dated,
  origin: list.origin,
  enabled,
  entries: list.entries.length,
  suppressed: suppressed.get(list.name) ?? 0,
})

export const listCards = async (judging: Judging): Promise<ListCard[]> => {
  const suppressed = await countSuppressed(judging.options.knowing.database)
  return judging.lists.map(standing => cardOf(standing, suppressed))
}

export const listPage = async (judging: Judging, id: string, containing: string): Promise<ListPage> => {
  const standing = find(judging, id)
  const text = containing.toLowerCase()
  const matching = standing.list.entries.filter(entry => entry.toLowerCase().includes(text))
  const suppressed = await countSuppressed(judging.options.knowing.database)
  return { ...cardOf(standing, suppressed), found: matching.slice(0, SHOWN), matching: matching.length }
}

/** Takes a list in the place of the one with this id. Only what came or went is judged again. */
export const bringList = async (judging: Judging, brought: ListToBring): Promise<ListImport> => {
  const before = judging.lists.find(({ list }) => list.id === brought.id)
  if (before?.list.origin === 'shipped')
    throw new Problem('conflict', `${brought.id} is a list that ships.`, { todo: 'Give yours another id.' })
  const read = readOrRefuse(brought)
  const list = importedList(read, {
    id: brought.id,
    name: brought.name ?? before?.list.name ?? read.name ?? brought.id,
    why: brought.why ?? read.why ?? before?.list.why ?? 'It stands on a list that was imported here.',
    action: brought.action ?? before?.list.action ?? 'evidence',
    beneath: brought.beneath ?? before?.list.beneath ?? (brought.action ?? 'evidence') === 'evidence',
    dated: read.dated ?? new Date(judging.options.now()).toISOString().slice(0, 10),
  })
  checkRoom(judging, list)
  await judging.change(`The list “${list.name}” was ${before ? 'brought anew' : 'imported'}.`, async (transaction, job) => {
    await writeList(transaction, list, judging.options.now())
    const gone = before ? difference(before.list, list) : []
    const come = before ? difference(list, before.list) : list.entries
    if (before && before.list.match !== list.match) await putListEntries(transaction, job, before.list, before.list.entries)
    await putListEntries(transaction, job, list, [...gone, ...come])
    if (before) await putLabelled(transaction, job, before.list.name)
  })
  const { refused, refusedCount } = read
  const suppressed = await countSuppressed(judging.options.knowing.database)
  return { list: cardOf(find(judging, list.id), suppressed), taken: list.entries.length, refused: [...refused], refusedCount }
}

const readOrRefuse = ({ text, match }: ListToBring): ReadList => {
  try {
    const read = readList(text, match ?? null)
    if (read.entries.length > 0) return read
    throw new RangeError('Nothing in it can be read as an entry.')
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Problem('bad-feed', error.message, {
      todo: 'Give a MISP warning list (JSON), or one address, network, name or value a line.',
      cause: error,
    })
  }
}

const checkRoom = (judging: Judging, { id, name, entries }: BenignList): void => {
  const others = judging.lists.filter(({ list }) => list.id !== id)
  if (others.some(({ list }) => list.name === name))
    throw new Problem('conflict', `There is a list called “${name}” already.`, { todo: 'Give it another name.' })
  const total = others.reduce((sum, { list }) => sum + list.entries.length, entries.length)
  if (total > MOST_ENTRIES)
    throw new Problem('too-large', `All lists together would hold ${total} entries; at most ${MOST_ENTRIES} are kept.`, {
      todo: 'Remove a list, or bring a shorter one.',
    })
}

/** Entries that weigh differently under `a` than under `b`: all of them when anything but the entries has changed. */
const difference = (a: BenignList, b: BenignList): readonly string[] => {
  if (a.action !== b.action || a.beneath !== b.beneath || a.match !== b.match || a.name !== b.name) return a.entries
  const there = new Set(b.entries)
  return a.entries.filter(entry => !there.has(entry))
}

/** Switches a list, or changes what follows from it; what is null stays. */
export const chooseForList = async (
  judging: Judging,
  id: string,
  { enabled, action }: { readonly enabled: boolean | null; readonly action: ListAction | null },
): Promise<ListCard> => {
  const before = find(judging, id)
  await judging.change(`The list “${before.list.name}” was changed.`, async (transaction, job) => {
    await writeChoice(transaction, id, { enabled: enabled ?? before.enabled, action: action ?? before.list.action })
    await putListEntries(transaction, job, before.list, before.list.entries)
    await putLabelled(transaction, job, before.list.name)
  })
  return cardOf(find(judging, id), await countSuppressed(judging.options.knowing.database))
}

export const dropList = async (judging: Judging, id: string): Promise<void> => {
  const { list } = find(judging, id)
  if (list.origin === 'shipped') throw new Problem('conflict', `${id} is a list that ships.`, { todo: 'Switch it off instead.' })
  await judging.change(`The list “${list.name}” was removed.`, async (transaction, job) => {
    await deleteList(transaction, id)
    await putListEntries(transaction, job, list, list.entries)
    await putLabelled(transaction, job, list.name)
  })
}

const find = (judging: Judging, id: string): Standing => {
  const found = judging.lists.find(({ list }) => list.id === id)
  if (found) return found
  throw new Problem('not-found', `There is no list ${id}.`, { todo: 'See them with `keysguard lists`.' })
}
