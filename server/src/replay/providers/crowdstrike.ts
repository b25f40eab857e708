import { at } from '../../kit/path.ts'
import {
  answer,
  type Protocol,
  type Provider,
  REPLAY_SECRET,
  type ReplayAnswer,
  type ReplayRequest,
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

/** Tokens that expire, and indicators from a marker on, that one included. */
const api: Provider = (request, stage) => {
  const nowS = Math.floor(stage.now / 1_000)
  if (request.path === '/oauth2/token') return grant(request, nowS)
  if (validUntil(request.headers.authorization) <= nowS) return refused(401, 'access denied, invalid bearer token')
  if (request.path !== '/intel/combined/indicators/v1') return refused(404, 'not found')
  const from = /^_marker:>='([0-9a-f]+)'$/.exec(request.query.get('filter') ?? '')?.[1]
  if (from === undefined || request.query.get('sort') !== '_marker.asc') return refused(400, 'invalid filter or sort')
  const resources = at(sampleJson(stage, 'indicators.json'), 'resources')
  const due = (Array.isArray(resources) ? resources : []).filter(indicator => String(at(indicator, '_marker')) >= from)
  const page = due.slice(0, Math.min(PER_PAGE, Number(request.query.get('limit') ?? 10)))
  return answer({
    meta: { query_time: 0.01, pagination: { limit: page.length, total: due.length, offset: 0 } },
    errors: [],
    resources: page,
  })
}

export const crowdstrike: Protocol = { answer: api, authorises: true }
