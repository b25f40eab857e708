import { basename } from 'node:path'
import { LIST_ACTIONS, type ListCard, type ListImport, type ListPage } from '@keysguard/model'
import { answer, count, inert, line, note, type Output, table } from './output.ts'
import { readText } from './read-text.ts'
import { askOperator } from './with-operator.ts'

const path = (id: string): string => `/lists/${encodeURIComponent(id)}`

export const showLists = async (output: Output): Promise<void> => {
  const { items } = await askOperator<{ items: ListCard[] }>({ method: 'GET', path: '/lists' })
  answer(items, output, lists =>
    table(lists, [
      { title: 'LIST', read: ({ id }) => id },
      { title: 'NAME', read: ({ name }) => name },
      { title: 'ACTION', read: ({ action, enabled }) => (enabled ? action : 'off') },
      { title: 'ENTRIES', read: ({ entries }) => count(entries), right: true },
      { title: 'SUPPRESSES', read: ({ suppressed }) => count(suppressed), right: true },
      { title: 'DATED', read: ({ dated }) => dated },
    ]),
  )
}

export const showList = async (
  id: string,
  { containing = '', ...output }: Output & { readonly containing?: string },
): Promise<void> => {
  const page = await askOperator<ListPage>({ method: 'GET', path: `${path(id)}?${new URLSearchParams({ containing })}` })
  answer(page, output, ({ name, dated, why, action, matching, entries, found }) => {
    note(inert(`${name} (${dated}): ${why}`))
    note(`${LIST_ACTIONS[action]}. ${count(matching)} of ${count(entries)} entries.`)
    for (const entry of found) line(inert(entry))
  })
}

interface ImportOptions extends Output {
  readonly id?: string
  readonly name?: string
  readonly why?: string
  readonly action?: string
  readonly match?: string
  readonly beneath?: boolean
}

/** The id is the name of the file unless one is given. */
export const importList = async (file: string, { json, id, ...about }: ImportOptions): Promise<void> => {
  const text = await readText(file)
  const own =
    id ??
    (basename(file)
      .toLowerCase()
      .replace(/\.[a-z0-9]+$/, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') ||
      'list')
  const result = await askOperator<ListImport>({ method: 'PUT', path: path(own), json: { text, ...about } })
  answer(result, { json }, ({ list, taken, refused, refusedCount }) => {
    line(inert(`${list.name} (${list.id}): ${count(taken)} entries, ${list.action}.`))
    if (refusedCount > 0) note(`${count(refusedCount)} entries were refused:`)
    for (const { entry, problem } of refused.slice(0, 10)) note(inert(`  ${entry}: ${problem}`))
  })
}

export const changeList = async (id: string, change: { readonly enabled?: boolean; readonly action?: string }): Promise<void> => {
  const card = await askOperator<ListCard>({ method: 'PATCH', path: path(id), json: change })
  line(inert(`${card.name} (${card.id}) is ${card.enabled ? `on: ${card.action}` : 'off'}.`))
}

export const removeList = async (id: string): Promise<void> => {
  await askOperator({ method: 'DELETE', path: path(id) })
  line(`${inert(id)} is removed; what it suppressed is released.`)
}
