/** What a result consists of, by field. */
import { type Facet, type FacetField, INDICATOR_TYPES, type IndicatorSummary, THREAT_TYPES } from '@keysguard/model'
import { type Cell, commonTerms, countBy } from './cube.ts'
import type { Knowing } from './write-rows.ts'

const MOST = 30

type Counted = { readonly value: string; readonly count: number }

const facet = (field: FacetField, counted: readonly Counted[], label: (value: string) => string = value => value): Facet => ({
  field,
  values: counted.slice(0, MOST).map(({ value, count }) => ({ value, count, label: label(value) })),
})

const typeLabel = (value: string): string =>
  value in INDICATOR_TYPES ? INDICATOR_TYPES[value as keyof typeof INDICATOR_TYPES] : value
const threatLabel = (value: string): string => (value in THREAT_TYPES ? THREAT_TYPES[value as keyof typeof THREAT_TYPES] : value)

const sourceLabels = (knowing: Knowing): ((id: string) => string) => {
  const names = new Map([...knowing.sources.values()].map(({ profile }) => [profile.id, profile.name]))
  return id => names.get(id) ?? id
}

/** Facets from the counters; families and tags only where nothing narrows the result (they are counted over everything). */
export const facetsOfCells = async (knowing: Knowing, cells: readonly Cell[], everything: boolean): Promise<Facet[]> => {
  const sources = countBy(cells, cell => cell.sources.flatMap(id => knowing.dictionary.term(id)?.name ?? []))
  const facets = [
    facet(
      'type',
      countBy(cells, cell => [cell.type]),
      typeLabel,
    ),
    facet(
      'threat',
      countBy(cells, cell => [cell.threat]),
      threatLabel,
    ),
    facet('source', sources, sourceLabels(knowing)),
  ]
  if (!everything) return facets
  const named = async (field: 'malware' | 'tag'): Promise<Facet> =>
    facet(
      field,
      (await commonTerms(knowing.database, field, MOST)).map(({ name, count }) => ({ value: name, count })),
    )
  return [...facets, await named('malware'), await named('tag')]
}

/** Facets of the rows at hand. */
export const facetsOfSummaries = (knowing: Knowing, summaries: readonly IndicatorSummary[]): Facet[] => {
  const count = (read: (summary: IndicatorSummary) => readonly string[]): Counted[] => {
    const counts = new Map<string, number>()
    for (const summary of summaries) for (const value of read(summary)) counts.set(value, (counts.get(value) ?? 0) + 1)
    return [...counts].map(([value, n]) => ({ value, count: n })).sort((a, b) => b.count - a.count)
  }
  return [
    facet(
      'type',
      count(({ type }) => [type]),
      typeLabel,
    ),
    facet(
      'threat',
      count(({ threat }) => [threat]),
      threatLabel,
    ),
    facet(
      'source',
      count(({ sources }) => sources),
      sourceLabels(knowing),
    ),
    facet(
      'malware',
      count(({ malware }) => malware),
    ),
    facet(
      'tag',
      count(({ tags }) => tags),
    ),
  ]
}
