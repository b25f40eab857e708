import type { Watch } from '@keysguard/model'
import { answer, inert, line, type Output } from './output.ts'
import { askOperator } from './with-operator.ts'

type Changes = Partial<Record<keyof Watch, readonly string[]>>

interface WatchOptions extends Changes, Output {
  readonly remove?: boolean
}

const FIELDS: readonly (keyof Watch)[] = ['keywords', 'sectors', 'countries', 'families']

/** Shows what is watched; adds words, or removes them. */
export const runWatch = async ({ json, remove = false, ...changes }: WatchOptions): Promise<void> => {
  const before = await askOperator<Watch>({ method: 'GET', path: '/watch' })
  const changed = FIELDS.some(field => changes[field] !== undefined)
  const watch: Watch = { ...before }
  for (const field of FIELDS) {
    const words = changes[field] ?? []
    watch[field] = remove ? before[field].filter(word => !words.includes(word)) : [...new Set([...before[field], ...words])]
  }
  if (changed) await askOperator({ method: 'PUT', path: '/watch', json: watch })
  answer(watch, { json }, () => {
    for (const field of FIELDS) line(inert(`${field}: ${watch[field].join(', ') || '-'}`))
  })
}
