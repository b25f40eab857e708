import type { Asset, AssetImport } from '@keysguard/model'
import { ago, count, inert, line, note, json as printJson, table } from './output.ts'
import { askOperator, readText } from './with-operator.ts'

interface Output {
  readonly json?: boolean
}

export const listAssets = async ({ json }: Output): Promise<void> => {
  const { items } = await askOperator<{ items: Asset[] }>({ method: 'GET', path: '/assets' })
  if (json) printJson(items)
  else if (items.length === 0) note('There are no own assets yet: add some with `keysguard assets add`.')
  else
    table(items, [
      { title: 'TYPE', read: ({ type }) => type },
      { title: 'VALUE', read: ({ value }) => value },
      { title: 'NOTE', read: asset => asset.note },
      { title: 'ADDED', read: ({ addedAt, addedBy }) => `${ago(addedAt)} by ${addedBy}` },
    ])
}

export const addAssets = (
  values: readonly string[],
  { json, note: about = '' }: Output & { readonly note?: string },
): Promise<void> => bring(values.map(value => `${value},${about.replace(/\s+/g, ' ')}`).join('\n'), json === true)

export const importAssets = async (file: string, { json }: Output): Promise<void> => bring(await readText(file), json === true)

const bring = async (text: string, asJson: boolean): Promise<void> => {
  const result = await askOperator<AssetImport>({ method: 'POST', path: '/assets', json: { text } })
  if (asJson) printJson(result)
  else {
    line(`${count(result.added)} added, ${count(result.known)} known already.`)
    for (const { line: at, text: what, problem } of result.refused) note(inert(`line ${at}: ${what}: ${problem}`))
    if (result.refusedCount > result.refused.length) note(`… and ${count(result.refusedCount - result.refused.length)} more.`)
  }
}

export const removeAssets = async (values: readonly string[]): Promise<void> => {
  const { removed } = await askOperator<{ removed: number }>({ method: 'POST', path: '/assets/remove', json: { values } })
  line(`${count(removed)} removed; what they suppressed is released.`)
}
