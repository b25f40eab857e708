import { basename } from 'node:path'
import { LIST_ACTIONS, type ListCard, type ListImport, type ListPage } from '@keysguard/model'
import { count, inert, line, note, json as printJson, table } from './output.ts'
import { askOperator, readText } from './with-operator.ts'

interface Output {
  readonly json?: boolean
}

const path = (id: string): string => `/lists/${encodeURIComponent(id)}`

export const showLists = async ({ json }: Output): Promise<void> => {
  const { items } = await askOperator<{ items: ListCard[] }>({ method: 'GET', path: '/lists' })
  if (json) printJson(items)
  else
    table(items, [
      { title: 'LIST', read: ({ id }) => id },
      { title: 'NAME', read: ({ name }) => name },
      { title: 'ACTION', read: ({ action, enabled }) => (enabled ? action : 'off') },
      { title: 'ENTRIES', read: ({ entries }) => count(entries), right: true },
      { title: 'SUPPRESSES', read: ({ suppressed }) => count(suppressed), right: true },
      { title: 'DATED', read: ({ dated }) => dated },
    ])
}

export const showList = async (
  id: string,
  { json, containing = '' }: Output & { readonly containing?: string },
): Promise<void> => {
  const page = await askOperator<ListPage>({ method: 'GET', path: `${path(id)}?${new URLSearchParams({ containing })}` })
  if (json) {
    printJson(page)
    return
  }
  note(inert(`${page.name} (${page.dated}): ${page.why}`))
  note(`${LIST_ACTIONS[page.action]}. ${count(page.matching)} of ${count(page.entries)} entries.`)
  for (const entry of page.found) line(inert(entry))
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
  if (json) printJson(result)
  else {
    line(inert(`${result.list.name} (${result.list.id}): ${count(result.taken)} entries, ${result.list.action}.`))
    if (result.refusedCount > 0) note(`${count(result.refusedCount)} entries were refused:`)
    for (const { entry, problem } of result.refused.slice(0, 10)) note(inert(`  ${entry}: ${problem}`))
  }
}

export const changeList = async (id: string, change: { readonly enabled?: boolean; readonly action?: string }): Promise<void> => {
  const card = await askOperator<ListCard>({ method: 'PATCH', path: path(id), json: change })
  line(inert(`${card.name} (${card.id}) is ${card.enabled ? `on: ${card.action}` : 'off'}.`))
}

export const removeList = async (id: string): Promise<void> => {
  await askOperator({ method: 'DELETE', path: path(id) })
  line(`${inert(id)} is removed; what it suppressed is released.`)
}
