/** Every change the dashboard asks for. */
import type {
  Detection,
  DetectionState,
  EnricherCard,
  Enrichment,
  EntityRef,
  FeedStart,
  QualityReport,
  RuleReplay,
  RuleText,
  Run,
  SamePair,
  Session,
  SourceCard,
  ThreatDetail,
  ThreatStatus,
  Trial,
} from '@keysguard/model'
import { call } from './http.ts'
import type { SettingValues } from './setting-draft.ts'

const at = (id: string): string => `/sources/${encodeURIComponent(id)}`

export const signIn = (account: string, password: string): Promise<Session> =>
  call('/session', 'Session', { method: 'POST', body: { account, password } })

export const signOut = (): Promise<unknown> => call('/session', 'Nothing', { method: 'DELETE' })

/** Answers when the run has ended. `since` (a date) reads the source again from there. */
export const runSource = (id: string, since?: string): Promise<Run> =>
  call(`${at(id)}/run`, 'Run', { method: 'POST', ...(since === undefined ? {} : { body: { since } }) })

export interface SourceChange {
  readonly paused?: boolean
  readonly enabled?: boolean
  readonly settings?: SettingValues
}

export const changeSource = (id: string, change: SourceChange): Promise<SourceCard> =>
  call(at(id), 'Source', { method: 'PATCH', body: change })

/** Asks the source with values that are not saved. Nothing is stored. */
export const trySource = (id: string, settings: SettingValues): Promise<Trial> =>
  call(`${at(id)}/try`, 'Trial', { method: 'POST', body: { settings } })

/** Asks one enricher, or (null) all that can be asked; answers when they have answered. */
export const askEnrichers = (indicator: string, enricher: string | null, fresh: boolean): Promise<{ items: Enrichment[] }> =>
  call(`/indicators/${encodeURIComponent(indicator)}/enrich`, 'Enrichments', {
    method: 'POST',
    body: { fresh, ...(enricher === null ? {} : { enricher }) },
  })

export interface EnricherChange {
  readonly enabled?: boolean
  readonly settings?: SettingValues
}

export const changeEnricher = (id: string, change: EnricherChange): Promise<EnricherCard> =>
  call(`/enrichers/${encodeURIComponent(id)}`, 'Enricher', { method: 'PATCH', body: change })

export const replayQuarantine = (id: string): Promise<Run> => call(`${at(id)}/quarantine/replay`, 'Run', { method: 'POST' })

/** Measures the sources now. */
export const measureQuality = (): Promise<QualityReport> =>
  call('/sources/quality', 'QualityReport', { method: 'POST', body: {} })

export const removeSample = (): Promise<{ removed: number }> => call('/sample', 'Removed', { method: 'DELETE' })

/** A declaration to begin with. */
export const draftFeed = (start: FeedStart): Promise<{ yaml: string }> =>
  call('/feeds/draft', 'Draft', { method: 'POST', body: start })

/** Asks a feed that is not saved. Nothing is stored. */
export const tryFeed = (yaml: string, settings: SettingValues): Promise<Trial> =>
  call('/feeds/try', 'Trial', { method: 'POST', body: { yaml, settings } })

export const putFeed = (id: string, yaml: string): Promise<SourceCard> =>
  call(`/feeds/${encodeURIComponent(id)}`, 'Source', { method: 'PUT', body: { yaml } })

export const removeFeed = (id: string): Promise<unknown> =>
  call(`/feeds/${encodeURIComponent(id)}`, 'Nothing', { method: 'DELETE' })

export interface ThreatChange {
  readonly status?: ThreatStatus
  /** Null: nobody. */
  readonly owner?: string | null
}

export const updateThreat = (id: number, change: ThreatChange): Promise<ThreatDetail> =>
  call(`/threats/${id}`, 'ThreatDetail', { method: 'PATCH', body: change })

/** Takes a merge or a split back. */
export const undoThreatEvent = (id: number, event: number): Promise<ThreatDetail> =>
  call(`/threats/${id}/events/${event}/undo`, 'ThreatDetail', { method: 'POST', body: {} })

export interface SameOrder {
  readonly a: EntityRef
  readonly b: EntityRef
  readonly decision: 'same' | 'different' | 'undone'
}

/** What a person says of two entities. */
export const decideSame = ({ a, b, decision }: SameOrder): Promise<SamePair> =>
  call('/entities/same', 'SamePair', {
    method: 'POST',
    body: { a: { kind: a.kind, id: a.id }, b: { kind: b.kind, id: b.id }, decision },
  })

const rule = (id: string): string => `/rules/${encodeURIComponent(id)}`

export const putRule = (id: string, yaml: string): Promise<RuleText> => call(rule(id), 'Rule', { method: 'PUT', body: { yaml } })

export const switchRule = (id: string, enabled: boolean): Promise<RuleText> =>
  call(rule(id), 'Rule', { method: 'PATCH', body: { enabled } })

export const removeRule = (id: string): Promise<unknown> => call(rule(id), 'Nothing', { method: 'DELETE' })

/** What a rule would have found over so many days. Nothing is stored. */
export const replayRule = (yaml: string, days: number): Promise<RuleReplay> =>
  call('/rules/replay', 'RuleReplay', { method: 'POST', body: { yaml, days } })

export const changeDetection = (id: string, state: DetectionState): Promise<Detection> =>
  call(`/detections/${encodeURIComponent(id)}`, 'Detection', { method: 'PATCH', body: { state } })
