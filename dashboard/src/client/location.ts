/** How state is written into the address: plain text values, so that a query reads in the address bar as it does on the page. */
import { type EntityKind, entityKinds, REPORT_STATES, type ReportState, SORTS } from '@keysguard/model'

export const parseSearch = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search))

export const stringifySearch = (search: Record<string, unknown>): string => {
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== '') parameters.set(key, String(value))
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

/** A place to return to after signing in: only ever one of our own pages. */
export const ownPath = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/login') ? next : '/'

type Raw = Record<string, unknown>

const text = (value: unknown, longest: number): string | undefined =>
  typeof value === 'string' && value !== '' ? value.slice(0, longest) : undefined

/*
 * What an address says of a page. Anything that cannot be meant is left out, so that a shortened link still works;
 * it is `undefined` rather than absent, because the router hands on what a route does not name.
 */

export const loginSearch = ({ next }: Raw & { next?: string }): { next?: string } =>
  typeof next === 'string' ? { next: next.slice(0, 2_000) } : {}

export interface IndicatorsSearch {
  readonly q?: string | undefined
  readonly sort?: (typeof SORTS)[number] | undefined
  /** Id of the indicator in the drawer. */
  readonly open?: string | undefined
}

export const indicatorsSearch = ({ q, sort, open }: Raw & IndicatorsSearch): IndicatorsSearch => ({
  q: text(q, 4_000),
  sort: SORTS.find(each => each === sort && each !== 'risk'),
  open: text(open, 64),
})

/** What the matrix is coloured by. */
export const HEATS = ['indicators', 'groups', 'coverage'] as const

export interface AttackSearch {
  readonly by?: (typeof HEATS)[number] | undefined
  readonly find?: string | undefined
  /** Ids of techniques that are chosen, comma-separated. */
  readonly pick?: string | undefined
}

export const attackSearch = ({ by, find, pick }: Raw & AttackSearch): AttackSearch => ({
  by: HEATS.find(each => each === by && each !== 'indicators'),
  find: text(find, 100),
  pick: text(pick, 2_000),
})

export interface EntitiesSearch {
  readonly kind?: EntityKind | undefined
  /** A name, or part of one. */
  readonly q?: string | undefined
  /** What may be the same, in the place of the list. */
  readonly show?: 'same' | undefined
}

export const entitiesSearch = ({ kind, q, show }: Raw & EntitiesSearch): EntitiesSearch => ({
  kind: entityKinds.find(each => each === kind),
  q: text(q, 200),
  show: show === 'same' ? show : undefined,
})

export interface ReportsSearch {
  readonly show?: ReportState | undefined
  /** Part of a title, or an address. */
  readonly q?: string | undefined
}

export const reportsSearch = ({ show, q }: Raw & ReportsSearch): ReportsSearch => ({
  show: REPORT_STATES.find(each => each === show),
  q: text(q, 2_000),
})

export interface LinksSearch {
  /** Only those that had the value when this indicator had it. */
  readonly of?: string | undefined
}

export const linksSearch = ({ of }: Raw & LinksSearch): LinksSearch => ({ of: text(of, 64) })

export const SOURCE_GROUPS = ['attention', 'fine', 'key', 'off', 'own'] as const
export type SourceGroup = (typeof SOURCE_GROUPS)[number]

export interface SourcesSearch {
  /** One group only. */
  readonly show?: SourceGroup | undefined
  /** Words of a name, provider or description. */
  readonly q?: string | undefined
}

export const sourcesSearch = ({ show, q }: Raw & SourcesSearch): SourcesSearch => ({
  show: SOURCE_GROUPS.find(each => each === show),
  q: text(q, 200),
})

/** What the figures of the sources are sorted by. */
export const QUALITY_SORTS = [
  'name',
  'volume',
  'exclusive',
  'first',
  'lead',
  'right',
  'corroborated',
  'false',
  'active',
  'age',
  'cost',
] as const
export type QualitySort = (typeof QUALITY_SORTS)[number]

export interface QualitySearch {
  readonly by?: QualitySort | undefined
}

export const qualitySearch = ({ by }: Raw & QualitySearch): QualitySearch => ({
  by: QUALITY_SORTS.find(each => each === by && each !== 'volume'),
})

export const SOURCE_VIEWS = ['runs', 'quality', 'settings', 'quarantine'] as const
export type SourceView = (typeof SOURCE_VIEWS)[number]

export interface SourceSearch {
  /** The part of the page; without it, what the source needs most. */
  readonly view?: SourceView | undefined
}

export const sourceSearch = ({ view }: Raw & SourceSearch): SourceSearch => ({ view: SOURCE_VIEWS.find(each => each === view) })
