/** What scores are made with, asked and told; and what a change of it comes to, before it is made. */
import type { Reliability, ScoringReport, ScoringSettings } from '@keysguard/model'
import { queryOptions } from '@tanstack/react-query'
import { call } from './http.ts'

const REFRESH_MS = 60_000
/** While indicators are scored anew, one looks how far it is. */
const RESCORING_MS = 2_000

export const scoringQuery = queryOptions({
  queryKey: ['scoring'],
  queryFn: ({ signal }) => call('/scoring', 'Scoring', { signal }),
  refetchInterval: ({ state }) => ((state.data?.left ?? 0) > 0 ? RESCORING_MS : REFRESH_MS),
})

export const setScoring = (settings: ScoringSettings): Promise<ScoringReport> =>
  call('/scoring', 'Scoring', { method: 'PUT', body: settings })

/** False where too little is known to learn from. */
export const learnScoring = (): Promise<{ learnt: boolean }> => call('/scoring/learn', 'Learnt', { method: 'POST', body: {} })

export const backScoring = (): Promise<ScoringReport> => call('/scoring/back', 'Scoring', { method: 'POST', body: {} })

const withOne = <Value>(record: Readonly<Record<string, Value>>, key: string, value: Value | null): Record<string, Value> => {
  const { [key]: _, ...rest } = record
  return value === null ? rest : { ...rest, [key]: value }
}

/** Null takes back what was set. */
export const withHalfLife = (settings: ScoringSettings, decayClass: number, days: number | null): ScoringSettings => ({
  ...settings,
  halfLives: withOne(settings.halfLives, String(decayClass), days),
})

/** Null takes back what was set. */
export const withGrade = (settings: ScoringSettings, source: string, grade: Reliability | null): ScoringSettings => ({
  ...settings,
  reliability: withOne(settings.reliability, source, grade),
})

/** Share of a class that is still active so many days after the last evidence. */
export const survival = ({ halfLifeDays, s0 }: { halfLifeDays: number; s0: number }, days: number): number =>
  Math.min(1, s0 * 2 ** (-days / halfLifeDays))

/** From here on an indicator counts as active. */
const ACTIVE = 0.2

/** Days until a sure thing falls under the active threshold of 20. */
export const daysActive = ({ halfLifeDays, s0 }: { halfLifeDays: number; s0: number }): number =>
  Math.max(0, halfLifeDays * Math.log2(s0 / ACTIVE))

/** A half-life as it is typed; null for what is none. */
export const readDays = (text: string): number | null => {
  const days = Number(text)
  return text.trim() !== '' && days >= 0.01 && days <= 36_500 ? days : null
}
