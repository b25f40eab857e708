/** Own assets as people bring them: a paste, lines, CSV; each line on its own, so that one that cannot be read holds up no other. */
import { type AssetImport, type Indicator, indicatorTypes } from '@keysguard/model'
import type { Transaction } from '../../engines/database/database.ts'
import { canonicalise, recognise } from '../../indicators/index.ts'
import { Problem } from '../../problem.ts'
import { addAssets, removeAssets } from '../../store/assets.ts'
import { putListEntries, putWhole } from '../../store/rejudge-queue.ts'
import type { Judging } from './judging.ts'
import { matchOfAsset } from './own-lists.ts'

const MOST = 200_000
const MOST_AT_ONCE = 100_000
const KEPT_REFUSALS = 50
const LONGEST_NOTE = 500

interface ReadAssets {
  readonly assets: readonly (Indicator & { readonly note: string })[]
  readonly refused: AssetImport['refused']
  readonly refusedCount: number
}

const isPrivate = (text: string): Indicator | null => {
  const found = canonicalise('cidr', text)
  return found.ok ? found.indicator : null
}

/** `value`, or `value,note`; a line may carry a comment behind #. A first line of column names is passed over. */
export const readAssets = (text: string): ReadAssets => {
  const assets = new Map<string, Indicator & { readonly note: string }>()
  const refused: AssetImport['refused'] = []
  let refusedCount = 0
  const lines = text.split(/\r?\n/)
  if (lines.length > MOST_AT_ONCE)
    throw new Problem('too-large', `At most ${MOST_AT_ONCE} lines are taken at once.`, { todo: 'Send them in parts.' })
  for (const [index, line] of lines.entries()) {
    const [, value = '', note = ''] = /^\s*"?([^",;\t#]+)"?\s*(?:[,;\t#]\s*"?(.*?)"?\s*)?$/.exec(line) ?? []
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    if (index === 0 && /^(value|indicator|asset|address|domain|ip|cidr|network|host)$/i.test(value.trim())) continue
    const indicator = isPrivate(value.trim()) ?? recognise(value.trim())
    if (indicator !== null && indicatorTypes.includes(indicator.type))
      assets.set(`${indicator.type} ${indicator.value}`, { ...indicator, note: note.slice(0, LONGEST_NOTE) })
    else {
      refusedCount += 1
      if (refused.length < KEPT_REFUSALS)
        refused.push({ line: index + 1, text: line.slice(0, 200), problem: 'This is no network, address, domain or hash.' })
    }
  }
  return { assets: [...assets.values()], refused, refusedCount }
}

export const bringAssets = async (judging: Judging, text: string, by: string): Promise<AssetImport> => {
  const { assets, refused, refusedCount } = readAssets(text)
  if (judging.assets.length + assets.length > MOST)
    throw new Problem('too-large', `At most ${MOST} assets are kept.`, {
      todo: 'Name networks and domains instead of each address.',
    })
  if (assets.length === 0) return { added: 0, known: 0, refused, refusedCount }
  const added = await judging.change(`${count(assets.length)} added.`, async (transaction, job) => {
    const fresh = await addAssets(transaction, assets, by, judging.options.now())
    await putAssets(transaction, job, fresh)
    return fresh.length
  })
  return { added, known: assets.length - added, refused, refusedCount }
}

export const dropAssets = async (judging: Judging, values: readonly string[]): Promise<number> => {
  const named = values.flatMap(value => isPrivate(value) ?? recognise(value) ?? [])
  if (named.length === 0) return 0
  return judging.change(`${count(named.length)} removed.`, async (transaction, job) => {
    const gone = await removeAssets(transaction, named)
    await putAssets(transaction, job, gone)
    return gone.length
  })
}

const putAssets = async (transaction: Transaction, job: number, assets: readonly Indicator[]): Promise<void> => {
  for (const match of ['cidr', 'hostname', 'string'] as const) {
    const entries = assets.filter(asset => matchOfAsset(asset) === match).map(({ value }) => value)
    await putListEntries(transaction, job, { match }, entries)
    // Others may wear the name: that is told by reading, not by an index.
    if (match === 'hostname' && entries.length > 0) await putWhole(transaction, job)
  }
}

const count = (n: number): string => `${n} own asset${n === 1 ? ' was' : 's were'}`
