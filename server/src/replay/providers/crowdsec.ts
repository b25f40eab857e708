import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, type ReplayStage, sampleJson } from '../provider.ts'

const MOST = 15
const DAY_MS = 86_400_000

/** Addresses seen in the last days, in pages. */
const smoke: Provider = ({ query, headers }, stage) => {
  if (headers['x-api-key'] !== REPLAY_SECRET) return answer({ message: 'Forbidden' }, 403)
  const days = Number(/^(\d+)d$/.exec(query.get('since') ?? '14d')?.[1])
  if (!Number.isInteger(days) || (query.get('query') ?? '') === '') return answer({ message: 'Invalid request', errors: {} }, 400)
  const items = seenAfter(stage, stage.now - days * DAY_MS)
  const page = Number(query.get('page') ?? 1)
  const limit = Math.min(MOST, Number(query.get('limit') ?? 10))
  const link = (to: number): object => ({ href: `${stage.base('url')}?page=${to}` })
  return answer({
    _links: {
      self: link(page),
      first: link(1),
      prev: page > 1 ? link(page - 1) : null,
      next: page * limit < items.length ? link(page + 1) : null,
    },
    total: items.length,
    items: items.slice((page - 1) * limit, page * limit),
  })
}

const seenAfter = (stage: ReplayStage, ms: number): readonly unknown[] => {
  const items = at(sampleJson(stage, 'smoke.json'), 'items')
  return (Array.isArray(items) ? items : []).filter(item => Date.parse(String(at(item, 'history.last_seen'))) >= ms)
}

export const crowdsec: Protocol = { answer: smoke, authorises: true }
