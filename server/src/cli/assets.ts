import type { Asset, AssetImport } from '@keysguard/model'
import { ago, answer, count, inert, line, note, type Output, table } from './output.ts'
import { readText } from './read-text.ts'
import { askOperator } from './with-operator.ts'

export const listAssets = async (output: Output): Promise<void> => {
  const { items } = await askOperator<{ items: Asset[] }>({ method: 'GET', path: '/assets' })
  answer(items, output, assets =>
    table(
      assets,
      [
        { title: 'TYPE', read: ({ type }) => type },
        { title: 'VALUE', read: ({ value }) => value },
        { title: 'NOTE', read: asset => asset.note },
        { title: 'ADDED', read: ({ addedAt, addedBy }) => `${ago(addedAt)} by ${addedBy}` },
      ],
      'There are no own assets yet: add some with `keysguard assets add`.',
    ),
  )
}

export const addAssets = (
  values: readonly string[],
  { note: about = '', ...output }: Output & { readonly note?: string },
): Promise<void> => bring(values.map(value => `${value},${about.replace(/\s+/g, ' ')}`).join('\n'), output)

export const importAssets = async (file: string, output: Output): Promise<void> => bring(await readText(file), output)

const bring = async (text: string, output: Output): Promise<void> => {
  const result = await askOperator<AssetImport>({ method: 'POST', path: '/assets', json: { text } })
  answer(result, output, ({ added, known, refused, refusedCount }) => {
    line(`${count(added)} added, ${count(known)} known already.`)
    for (const { line: at, text: what, problem } of refused) note(inert(`line ${at}: ${what}: ${problem}`))
    if (refusedCount > refused.length) note(`… and ${count(refusedCount - refused.length)} more.`)
  })
}

export const removeAssets = async (values: readonly string[]): Promise<void> => {
  const { removed } = await askOperator<{ removed: number }>({ method: 'POST', path: '/assets/remove', json: { values } })
  line(`${count(removed)} removed; what they suppressed is released.`)
}
