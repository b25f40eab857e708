import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, type ReplayStage, sampleJson } from '../provider.ts'

const PER_PAGE = 2
const REFUSAL =
  'Authentication failed. Please make sure you pass the API key of an API enabled user along in the Authorization header.'

/** Events changed since a time, in pages. */
const events: Provider = ({ path, method, headers, body }, stage) => {
  if (headers.authorization !== REPLAY_SECRET) return answer({ name: REFUSAL, message: REFUSAL, url: path }, 403)
  if (path === '/events/index' && method === 'POST') return answer(eventsOf(stage).map(indexed))
  if (path !== '/events/restSearch' || method !== 'POST')
    return answer({ name: 'Not Found', message: 'Not Found', url: path }, 404)
  const asked: unknown = JSON.parse(body)
  const since = Number(at(asked, 'timestamp'))
  const changed = eventsOf(stage).filter(entry => Number(at(entry, 'Event.timestamp')) >= since)
  const page = Number(at(asked, 'page'))
  return answer({ response: changed.slice((page - 1) * PER_PAGE, page * PER_PAGE) })
}

const indexed = (entry: unknown): unknown => ({
  id: at(entry, 'Event.id'),
  timestamp: at(entry, 'Event.timestamp'),
  published: at(entry, 'Event.published'),
  uuid: at(entry, 'Event.uuid'),
})

const eventsOf = (stage: ReplayStage): readonly unknown[] => {
  const list = at(sampleJson(stage, 'events.json'), 'response')
  return Array.isArray(list) ? list : []
}

export const misp: Protocol = { answer: events, authorises: true }

/** A folder of events and its manifest. */
export const mispFeed: Provider = ({ path }, stage) => {
  if (path === '') return answer(stage.sample('manifest.json'))
  return Object.keys(sampleJson(stage, 'manifest.json') as object).includes(path.replace(/\.json$/, ''))
    ? answer(stage.sample(path))
    : answer('<html><head><title>404 Not Found</title></head></html>\n', 404)
}
