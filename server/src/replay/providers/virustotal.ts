import { at } from '../../kit/path.ts'
import {
  answer,
  type Protocol,
  type Provider,
  REPLAY_SECRET,
  type ReplayAnswer,
  type ReplayStage,
  sampleJson,
} from '../provider.ts'

const MOST = 12

const refused = (status: number, code: string, message: string): ReplayAnswer => answer({ error: { code, message } }, status)

const HOUR_MS = 3_600_000
const LAG_HOURS = 2
const KEPT_HOURS = 168
const HOURS = 24

/** The list of an hour: in a day each object is listed once. */
const hourly = (time: string, stage: ReplayStage): ReplayAnswer => {
  const [, year, month, day, hour] = /^(\d{4})(\d\d)(\d\d)(\d\d)$/.exec(time) ?? []
  const number = Math.floor(Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`) / HOUR_MS)
  const age = Math.floor(stage.now / HOUR_MS) - number
  if (!(age >= LAG_HOURS && age < LAG_HOURS + KEPT_HOURS)) return refused(404, 'NotFoundError', `No list of ${time}.`)
  const iocs = at(sampleJson(stage, 'threat_list.json'), 'iocs')
  return answer({ iocs: (Array.isArray(iocs) ? iocs : []).filter((_, index) => index % HOURS === number % HOURS) })
}

/** Notifications from a time on, oldest first, a cursor from page to page; and threat lists, which wrap each object once more. */
const api: Provider = ({ path, query, headers }, stage) => {
  if (headers['x-apikey'] !== REPLAY_SECRET) return refused(401, 'WrongCredentialsError', 'Wrong API key')
  const list = /^\/threat_lists\/[^/]+\/(latest|\d{10})$/.exec(path)?.[1]
  if (list === 'latest') return answer(stage.sample('threat_list.json'))
  if (list !== undefined) return hourly(list, stage)
  if (path !== '/ioc_stream') return refused(404, 'NotFoundError', 'Resource not found.')
  const since = Date.parse(`${/^date:(\S+)\+$/.exec(query.get('filter') ?? '')?.[1]}Z`)
  if (Number.isNaN(since) || query.get('order') !== 'date+') return refused(400, 'BadRequestError', 'Invalid filter or order.')
  const data = at(sampleJson(stage, 'ioc_stream.json'), 'data')
  const notified = (object: unknown): number => Number(at(object, 'context_attributes.notification_date')) * 1_000
  const due = (Array.isArray(data) ? data : []).filter(object => notified(object) >= since)
  const from = Number(Buffer.from(query.get('cursor') ?? '', 'base64url').toString('utf8'))
  const until = from + Math.min(MOST, Number(query.get('limit') ?? 10))
  const more = until < due.length
  const cursor = Buffer.from(String(until)).toString('base64url')
  return answer({
    data: due.slice(from, until),
    meta: more ? { count: due.length, cursor } : { count: due.length },
    links: more
      ? { self: stage.base('url'), next: `${stage.base('url')}/ioc_stream?cursor=${cursor}` }
      : { self: stage.base('url') },
  })
}

export const virustotal: Protocol = { answer: api, authorises: true }
