/** Every question the dashboard asks, with how long its answer stays good. */
import type { EntityKind, SearchInput } from '@keysguard/model'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './http.ts'

/** Live events refresh sooner; this is for when the event stream is cut. */
const REFRESH_MS = 60_000
const MEASURING_MS = 2_000

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => call('/session', 'Session', { signal }),
  staleTime: 5 * REFRESH_MS,
})

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: ({ signal }) => call('/overview', 'Overview', { signal }),
  refetchInterval: REFRESH_MS,
})

export const tapeQuery = queryOptions({
  queryKey: ['tape'],
  queryFn: ({ signal }) => call('/tape', 'Tape', { signal }),
  refetchInterval: REFRESH_MS,
})

export const sourcesQuery = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => call('/sources', 'Sources', { signal }),
  refetchInterval: REFRESH_MS,
})

/** While the first measurement goes on it is waited for. */
export const qualityQuery = queryOptions({
  queryKey: ['quality'],
  queryFn: ({ signal }) => call('/sources/quality', 'QualityReport', { signal }),
  staleTime: 5 * REFRESH_MS,
  refetchInterval: ({ state }) => (state.data?.at === null ? MEASURING_MS : false),
})

export const sourceQualityQuery = (id: string) =>
  queryOptions({
    queryKey: ['source-quality', id],
    queryFn: ({ signal }) => call(`/sources/${encodeURIComponent(id)}/quality`, 'SourceQualityDetail', { signal }),
    staleTime: 5 * REFRESH_MS,
  })

export const sourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['sources', id],
    queryFn: ({ signal }) => call(`/sources/${encodeURIComponent(id)}`, 'Source', { signal }),
  })

export const runsQuery = (id: string) =>
  queryOptions({
    queryKey: ['sources', id, 'runs'],
    queryFn: ({ signal }) => call(`/sources/${encodeURIComponent(id)}/runs?limit=50`, 'Runs', { signal }),
  })

export const quarantineQuery = (id: string) =>
  queryOptions({
    queryKey: ['sources', id, 'quarantine'],
    queryFn: ({ signal }) => call(`/sources/${encodeURIComponent(id)}/quarantine?limit=50`, 'Quarantine', { signal }),
  })

/** Edited by one person at a time: not asked for again while it is open. */
export const feedQuery = (id: string) =>
  queryOptions({
    queryKey: ['feed', id],
    queryFn: ({ signal }) => call(`/feeds/${encodeURIComponent(id)}`, 'Feed', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** The same text is judged the same. */
const checkQuery =
  <Name extends 'FeedCheck' | 'RuleCheck'>(path: string, name: Name) =>
  (yaml: string) =>
    queryOptions({
      queryKey: [path, yaml],
      queryFn: ({ signal }) => call(path, name, { method: 'POST', body: { yaml }, signal }),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: REFRESH_MS,
      placeholderData: keepPreviousData,
    })

export const feedCheckQuery = checkQuery('/feeds/check', 'FeedCheck')
export const ruleCheckQuery = checkQuery('/rules/check', 'RuleCheck')

export const rulesQuery = queryOptions({
  queryKey: ['rules'],
  queryFn: ({ signal }) => call('/rules', 'Rules', { signal }),
  refetchInterval: REFRESH_MS,
})

/** Edited by one person at a time: not asked for again while it is open. */
export const ruleQuery = (id: string) =>
  queryOptions({
    queryKey: ['rule', id],
    queryFn: ({ signal }) => call(`/rules/${encodeURIComponent(id)}`, 'Rule', { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

/** Of one rule, or (null) of all. */
export const detectionsQuery = (rule: string | null) =>
  queryOptions({
    queryKey: ['detections', rule],
    queryFn: ({ signal }) =>
      call(`/detections?${new URLSearchParams({ limit: '50', ...(rule === null ? {} : { rule }) })}`, 'Detections', { signal }),
    refetchInterval: REFRESH_MS,
  })

export type SearchState = Pick<SearchInput, 'q' | 'sort'>

const searchPath = ({ q, sort }: SearchState, cursor: string | null): string => {
  const parameters = new URLSearchParams({ q, sort, limit: '100' })
  if (cursor !== null) parameters.set('cursor', cursor)
  return `/indicators?${parameters}`
}

export const searchQuery = (state: SearchState) =>
  infiniteQueryOptions({
    queryKey: ['search', state.q, state.sort],
    queryFn: ({ pageParam, signal }) => call(searchPath(state, pageParam), 'SearchPage', { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS,
  })

export const indicatorQuery = (id: string) =>
  queryOptions({
    queryKey: ['indicator', id],
    queryFn: ({ signal }) => call(`/indicators/${encodeURIComponent(id)}`, 'IndicatorDetail', { signal }),
    staleTime: REFRESH_MS,
  })

export const linksQuery = (id: string) =>
  queryOptions({
    queryKey: ['indicator', id, 'links'],
    queryFn: ({ signal }) => call(`/indicators/${encodeURIComponent(id)}/links`, 'IndicatorLinks', { signal }),
    staleTime: REFRESH_MS,
  })

const linkedPath = (kind: string, value: string, of: string | undefined, cursor: string | null): string => {
  const parameters = new URLSearchParams({ ...(of === undefined ? {} : { of }), ...(cursor === null ? {} : { cursor }) })
  return `/links/${encodeURIComponent(kind)}/${encodeURIComponent(value)}?${parameters}`
}

export const linkedQuery = (kind: string, value: string, of: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['links', kind, value, of ?? ''],
    queryFn: ({ pageParam, signal }) => call(linkedPath(kind, value, of, pageParam), 'LinkPage', { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    staleTime: REFRESH_MS,
  })

/** The board holds what is being worked on: the two hundred riskiest. */
export const threatsQuery = queryOptions({
  queryKey: ['threats'],
  queryFn: ({ signal }) => call('/threats?limit=200', 'Threats', { signal }),
  refetchInterval: REFRESH_MS,
})

export const threatQuery = (id: string) =>
  queryOptions({
    queryKey: ['threats', id],
    queryFn: ({ signal }) => call(`/threats/${encodeURIComponent(id)}`, 'ThreatDetail', { signal }),
    staleTime: REFRESH_MS,
  })

/** While something is being asked, its answer is waited for. */
const ASKING_MS = 1_500

export const enrichmentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['enrichments', id],
    queryFn: ({ signal }) => call(`/indicators/${encodeURIComponent(id)}/enrichments`, 'Enrichments', { signal }),
    staleTime: REFRESH_MS,
    refetchInterval: ({ state }) => (state.data?.items.some(item => item.state === 'asking') ? ASKING_MS : false),
  })

export const enrichersQuery = queryOptions({
  queryKey: ['enrichers'],
  queryFn: ({ signal }) => call('/enrichers', 'Enrichers', { signal }),
  staleTime: REFRESH_MS,
})

export const matrixQuery = queryOptions({
  queryKey: ['attack'],
  queryFn: ({ signal }) => call('/attack/matrix', 'AttackMatrix', { signal }),
  staleTime: 5 * REFRESH_MS,
})

export const attackQuery = (id: string) =>
  queryOptions({
    queryKey: ['attack', id],
    queryFn: ({ signal }) => call(`/attack/${encodeURIComponent(id)}`, 'AttackPage', { signal }),
    staleTime: 5 * REFRESH_MS,
  })

export const layerHref = (of: 'heat' | 'groups' | 'objects', ids: readonly string[] = []): string =>
  `/api/v1/attack/layer?${new URLSearchParams({ of, ids: ids.join(',') })}`

export const lookupQuery = (value: string) =>
  queryOptions({
    queryKey: ['lookup', value],
    queryFn: ({ signal }) => call(`/lookup?value=${encodeURIComponent(value)}`, 'LookupResult', { signal }),
    staleTime: REFRESH_MS,
  })

export const exportHref = (q: string, format: 'csv' | 'jsonl' | 'stix'): string =>
  `/api/v1/export?${new URLSearchParams({ q, format })}`

export interface EntitiesState {
  readonly kind: EntityKind | undefined
  readonly q: string
}

const paged = (path: string, parameters: Readonly<Record<string, string | undefined | null>>): string => {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] != null && pair[1] !== '')
  return `${path}?${new URLSearchParams(given)}`
}

export const entitiesQuery = ({ kind, q }: EntitiesState) =>
  infiniteQueryOptions({
    queryKey: ['entities', 'list', kind, q],
    queryFn: ({ pageParam, signal }) =>
      call(paged('/entities', { kind, q, limit: '60', cursor: pageParam }), 'EntityList', { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS,
  })

/** What the palette shows of a name. */
export const entityNamesQuery = (q: string) =>
  queryOptions({
    queryKey: ['entities', 'names', q],
    queryFn: ({ signal }) => call(paged('/entities', { q, limit: '5' }), 'EntityList', { signal }),
    staleTime: REFRESH_MS,
    placeholderData: keepPreviousData,
  })

export const entityQuery = (kind: string, id: string) =>
  queryOptions({
    queryKey: ['entities', 'one', kind, id],
    queryFn: ({ signal }) => call(`/entities/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`, 'Entity', { signal }),
    staleTime: REFRESH_MS,
  })

export const sameQuery = (state: 'open' | 'same' | 'different', kind: EntityKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ['entities', 'same', state, kind],
    queryFn: ({ pageParam, signal }) =>
      call(paged('/entities/same', { state, kind, limit: '50', cursor: pageParam }), 'SamePairs', { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: page => page.next,
    staleTime: REFRESH_MS,
  })
