/** What stands against blocking something, asked and told: lists, own assets, verdicts, the exit gate, the watch. */
import type {
  AssetImport,
  ListAction,
  ListCard,
  ListImport,
  RoutingAnswer,
  VerdictResult,
  VerdictWord,
  Watch,
} from '@keysguard/model'
import { queryOptions } from '@tanstack/react-query'
import { call } from './http.ts'

export const listsQuery = queryOptions({
  queryKey: ['lists'],
  queryFn: ({ signal }) => call('/lists', 'Lists', { signal }),
})

export const assetsQuery = queryOptions({
  queryKey: ['assets'],
  queryFn: ({ signal }) => call('/assets', 'Assets', { signal }),
})

export const watchQuery = queryOptions({
  queryKey: ['watch'],
  queryFn: ({ signal }) => call('/watch', 'Watch', { signal }),
})

export const rejudgementsQuery = queryOptions({
  queryKey: ['rejudgements'],
  queryFn: ({ signal }) => call('/rejudgements', 'Rejudgements', { signal }),
})

export const giveVerdict = (value: string, verdict: VerdictWord, reason: string): Promise<VerdictResult> =>
  call('/verdicts', 'VerdictResult', { method: 'POST', body: { values: [value], verdict, reason } })

export const undoVerdict = (batch: string): Promise<unknown> =>
  call('/verdicts/undo', 'Nothing', { method: 'POST', body: { batch } })

/** One a line, with a note behind a comma. */
export const addAssets = (text: string): Promise<AssetImport> =>
  call('/assets', 'AssetImport', { method: 'POST', body: { text } })

export const removeAsset = (value: string): Promise<unknown> =>
  call('/assets/remove', 'Nothing', { method: 'POST', body: { values: [value] } })

const at = (id: string): string => `/lists/${encodeURIComponent(id)}`

export const changeList = (id: string, change: { readonly enabled?: boolean; readonly action?: ListAction }): Promise<ListCard> =>
  call(at(id), 'List', { method: 'PATCH', body: change })

export const importList = (id: string, text: string, action: ListAction): Promise<ListImport> =>
  call(at(id), 'ListImport', { method: 'PUT', body: { text, action } })

export const removeList = (id: string): Promise<unknown> => call(at(id), 'Nothing', { method: 'DELETE' })

/** Asks whether they may be blocked. Nothing is routed. */
export const checkRouting = (values: readonly string[]): Promise<{ items: RoutingAnswer[] }> =>
  call('/routable', 'Routing', { method: 'POST', body: { values } })

export const setWatch = (watch: Watch): Promise<unknown> => call('/watch', 'Nothing', { method: 'PUT', body: watch })
