/** Reports, asked and told: lists, texts with what was found in them, and what people decide. */
import type { FindingKind, FindingStatus, ReportDetail, ReportFinding, ReportState, ReviewDecision, Tlp } from '@keysguard/model'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Answer } from './answer.ts'
import { call } from './http.ts'

const FRESH_MS = 60_000

export interface ReportsState {
  readonly show: ReportState | undefined
  readonly q: string
}

const listPath = ({ show, q }: ReportsState, cursor: string | null): string => {
  const parameters = new URLSearchParams({ limit: '50', q })
  if (show !== undefined) parameters.set('state', show)
  if (cursor !== null) parameters.set('cursor', cursor)
  return `/reports?${parameters}`
}

export const reportsQuery = (state: ReportsState) =>
  infiniteQueryOptions({
    queryKey: ['reports', state.show, state.q],
    queryFn: ({ pageParam, signal }) => call(listPath(state, pageParam), 'Reports', { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
    staleTime: FRESH_MS,
  })

const at = (id: string): string => `/reports/${encodeURIComponent(id)}`

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['report', id],
    queryFn: ({ signal }) => call(at(id), 'Report', { signal }),
    staleTime: FRESH_MS,
  })

export type AddedReport = Answer<'ReportAdded'>

export interface ReportText {
  readonly text: string
  readonly title: string
  readonly tlp: Tlp
  /** Empty for none. */
  readonly url: string
}

export const addReport = ({ url, ...report }: ReportText): Promise<AddedReport> =>
  call('/reports', 'ReportAdded', { method: 'POST', body: { ...report, ...(url === '' ? {} : { url }) } })

export interface ReportChange {
  readonly title?: string
  readonly url?: string | null
  readonly tlp?: Tlp
  readonly state?: ReportState
}

export const changeReport = (id: string, change: ReportChange): Promise<ReportDetail> =>
  call(at(id), 'Report', { method: 'PATCH', body: change })

export const removeReport = (id: string): Promise<unknown> => call(at(id), 'Nothing', { method: 'DELETE' })

/** Of these, or of all that are proposed of a kind. */
export type ReviewOrder = { readonly decision: ReviewDecision } & (
  | { readonly findings: readonly number[] }
  | { readonly kind: FindingKind }
)

export const reviewReport = (id: string, order: ReviewOrder): Promise<ReportDetail> =>
  call(`${at(id)}/review`, 'Report', { method: 'POST', body: order })

export const undoReview = (id: string): Promise<ReportDetail> => call(`${at(id)}/undo`, 'Report', { method: 'POST', body: {} })

const STATUS: Readonly<Record<ReviewDecision, FindingStatus>> = { accept: 'accepted', reject: 'rejected', propose: 'proposed' }

const isMeant = (order: ReviewOrder, { id, kind, status }: ReportFinding): boolean =>
  'kind' in order ? kind === order.kind && status === 'proposed' : order.findings.includes(id)

/** The report as it will be once the server has heard of the decision. */
export const decidedReport = (report: ReportDetail, order: ReviewOrder): ReportDetail => {
  const findings = report.findings.map(finding =>
    isMeant(order, finding) ? { ...finding, status: STATUS[order.decision], reason: null } : finding,
  )
  const counts = { proposed: 0, accepted: 0, rejected: 0 }
  for (const { status } of findings) counts[status]++
  return { ...report, findings, counts, state: counts.proposed > 0 ? 'to-review' : 'reviewed', canUndo: true }
}
