/** A few terms of the query language, enough to try the page that speaks it: field:value lists, exclusion, text, and two errors. */
import type { Facet, IndicatorSummary, SearchPage } from '@keysguard/model'
import { fixtureProblem } from './fixture-problem.ts'

const FIELDS = ['type', 'threat', 'source', 'malware', 'tag', 'severity'] as const
type Field = (typeof FIELDS)[number]

const valuesOf = (row: IndicatorSummary, field: Field): readonly string[] => {
  if (field === 'source') return row.sources
  if (field === 'malware') return row.malware
  return field === 'tag' ? row.tags : [row[field]]
}

const matcher = (token: string, position: number): ((row: IndicatorSummary) => boolean) => {
  const [, minus, name, list] = /^(-?)([a-z]+):(.+)$/.exec(token) ?? []
  if (name === undefined || list === undefined) {
    const text = token.replaceAll('"', '').replaceAll('[.]', '.').toLowerCase()
    return row => [row.value, ...row.malware, ...row.tags].some(each => each.toLowerCase().includes(text))
  }
  const field = FIELDS.find(each => each === name)
  if (name === 'active') return () => true
  if (field === undefined) {
    throw fixtureProblem(
      400,
      'bad-query',
      `There is no field “${name}”.`,
      'Use one of type, threat, source, malware, tag, severity.',
      position,
    )
  }
  const wanted = list.split(',').map(value => value.replaceAll('"', '').toLowerCase())
  return row => valuesOf(row, field).some(value => wanted.includes(value.toLowerCase())) !== (minus === '-')
}

const facetsOf = (rows: readonly IndicatorSummary[]): Facet[] =>
  (['type', 'threat', 'source', 'malware', 'tag'] as const).map(field => {
    const counts = new Map<string, number>()
    for (const value of rows.flatMap(row => valuesOf(row, field))) counts.set(value, (counts.get(value) ?? 0) + 1)
    const values = [...counts].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({ value, label: value, count }))
    return { field, values: values.slice(0, 12) }
  })

const SORT: Readonly<Record<string, (a: IndicatorSummary, b: IndicatorSummary) => number>> = {
  risk: (a, b) => b.risk - a.risk,
  newest: (a, b) => b.addedAt.localeCompare(a.addedAt),
}

export const fixtureSearch = (rows: readonly IndicatorSummary[], parameters: URLSearchParams): SearchPage => {
  const q = parameters.get('q') ?? ''
  if ((q.match(/"/g) ?? []).length % 2 === 1) {
    throw fixtureProblem(400, 'bad-query', 'The quotation is not closed.', 'Write a second quotation mark.', q.lastIndexOf('"'))
  }
  const matchers = [...q.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(match => matcher(match[0], match.index))
  const found = rows.filter(row => matchers.every(matches => matches(row))).toSorted(SORT[parameters.get('sort') ?? 'risk'])
  const from = Number(parameters.get('cursor') ?? 0)
  const limit = Number(parameters.get('limit') ?? 50)
  const next = from + limit
  return {
    items: found.slice(from, next),
    next: next < found.length ? String(next) : null,
    total: q === '' ? { count: 10_000, exact: false } : { count: found.length, exact: true },
    facets: facetsOf(found),
    tookMs: 3.2,
  }
}
