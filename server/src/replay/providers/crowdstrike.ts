import { at } from '../../kit/path.ts'
import {
  answer,
  type Protocol,
  type Provider,
  REPLAY_SECRET,
  type ReplayAnswer,
  type ReplayRequest,
  type ReplayStage,
  sampleJson,
} from '../provider.ts'

const PER_PAGE = 10
const LIFETIME_S = 1_799

const refused = (status: number, message: string): ReplayAnswer =>
  answer({ meta: { query_time: 0.001, powered_by: 'replay' }, errors: [{ code: status, message }], resources: [] }, status)

/** A token says until when it is valid. */
const tokenUntil = (seconds: number): string => `replay-token-${seconds}`
const validUntil = (token: string | undefined): number => Number(/^Bearer replay-token-(\d+)$/.exec(token ?? '')?.[1] ?? 0)

const grant = ({ method, body }: ReplayRequest, nowS: number): ReplayAnswer => {
  const form = new URLSearchParams(body)
  if (method !== 'POST') return refused(405, 'method not allowed')
  if (form.get('client_id') !== REPLAY_SECRET || form.get('client_secret') !== REPLAY_SECRET)
    return refused(401, 'access denied, invalid client credentials')
  return answer({ access_token: tokenUntil(nowS + LIFETIME_S), expires_in: LIFETIME_S, token_type: 'bearer' }, 201)
}

/** Tokens that expire, before anything else. */
const behindTokens =
  (path: string, list: (query: URLSearchParams, stage: ReplayStage) => ReplayAnswer): Provider =>
  (request, stage) => {
    const nowS = Math.floor(stage.now / 1_000)
    if (request.path === '/oauth2/token') return grant(request, nowS)
    if (validUntil(request.headers.authorization) <= nowS) return refused(401, 'access denied, invalid bearer token')
    return request.path === path ? list(request.query, stage) : refused(404, 'not found')
  }

const resourcesIn = (stage: ReplayStage, file: string): readonly unknown[] => {
  const resources = at(sampleJson(stage, file), 'resources')
  return Array.isArray(resources) ? resources : []
}

const paged = (page: readonly unknown[], total: number, offset: number): ReplayAnswer =>
  answer({
    meta: { query_time: 0.01, pagination: { limit: page.length, total, offset } },
    errors: [],
    resources: page,
  })

/** Indicators from a marker on, that one included. */
const indicators = behindTokens('/intel/combined/indicators/v1', (query, stage) => {
  const from = /^_marker:>='([0-9a-f]+)'$/.exec(query.get('filter') ?? '')?.[1]
  if (from === undefined || query.get('sort') !== '_marker.asc') return refused(400, 'invalid filter or sort')
  const due = resourcesIn(stage, 'indicators.json').filter(indicator => String(at(indicator, '_marker')) >= from)
  return paged(due.slice(0, Math.min(PER_PAGE, Number(query.get('limit') ?? 10))), due.length, 0)
})

/** What has changed from a time on, oldest change first, by offset. */
const changes = (kind: 'actors' | 'reports'): Provider =>
  behindTokens(`/intel/combined/${kind}/v1`, (query, stage) => {
    const from = /^last_modified_date:>=(\d+)$/.exec(query.get('filter') ?? '')?.[1]
    const offset = Number(query.get('offset') ?? 0)
    const limit = Number(query.get('limit') ?? 10)
    if (from === undefined || query.get('sort') !== 'last_modified_date|asc') return refused(400, 'invalid filter or sort')
    if (limit > 5_000 || offset + limit > 10_000) return refused(400, 'offset and limit reach too far')
    const changed = (resource: unknown): number => Number(at(resource, 'last_modified_date'))
    const due = resourcesIn(stage, `${kind}.json`)
      .filter(resource => changed(resource) >= Number(from))
      .toSorted((a, b) => changed(a) - changed(b))
    return paged(due.slice(offset, offset + Math.min(PER_PAGE, limit)), due.length, offset)
  })

export const crowdstrike: Protocol = { answer: indicators, authorises: true }
export const crowdstrikeActors: Protocol = { answer: changes('actors'), authorises: true }
export const crowdstrikeReports: Protocol = { answer: changes('reports'), authorises: true }
