/** What a result consists of, by field. */
import { type Facet, type FacetField, INDICATOR_TYPES, THREAT_TYPES } from '@keysguard/model'
import { threatCodes, typeCodes } from './codes.ts'
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

interface Faceted {
  readonly type: number
  readonly threat: number
  readonly terms: readonly number[]
}

/** Facets of the rows at hand; their terms must have been met by the dictionary. */
export const facetsOfRows = (knowing: Knowing, rows: readonly Faceted[]): Facet[] => {
  const counts: Readonly<Record<FacetField, Map<string, number>>> = {
    type: new Map(),
    threat: new Map(),
    source: new Map(),
    malware: new Map(),
    tag: new Map(),
  }
  const count = (field: FacetField, value: string): void => {
    counts[field].set(value, (counts[field].get(value) ?? 0) + 1)
  }
  for (const { type, threat, terms } of rows) {
    count('type', typeCodes.name(type))
    count('threat', threatCodes.name(threat))
    for (const id of terms) {
      const term = knowing.dictionary.term(id)
      if (term) count(term.kind, term.name)
    }
  }
  const labels = {
    type: typeLabel,
    threat: threatLabel,
    source: sourceLabels(knowing),
    malware: (name: string) => name,
    tag: (name: string) => name,
  }
  return (['type', 'threat', 'source', 'malware', 'tag'] as const).map(field =>
    facet(
      field,
      [...counts[field]].map(([value, n]) => ({ value, count: n })).sort((a, b) => b.count - a.count),
      labels[field],
    ),
  )
}
