import { at } from '../../kit/path.ts'
import { answer, type Provider, type ReplayStage, sampleJson } from '../provider.ts'

const PER_PAGE = 2

/** Pulses in pages, changed since a time; the rest of a long pulse's indicators at a place of its own. */
export const otx: Provider = ({ path, query }, stage) => {
  if (path.endsWith('/indicators')) return answer(sampleJson(stage, 'more-indicators.json') as object)
  if (path !== '/subscribed') return answer({ detail: 'endpoint not found' }, 404)
  const since = query.get('modified_since') ?? ''
  const pulses = pulsesOf(stage).filter(pulse => String(at(pulse, 'modified')) >= since)
  const page = Number(query.get('page') ?? 1)
  const results = pulses.slice((page - 1) * PER_PAGE, page * PER_PAGE)
  const following = new URLSearchParams(query)
  following.set('page', String(page + 1))
  const next = page * PER_PAGE < pulses.length ? `${stage.base('url')}/subscribed?${following}` : null
  return answer({ results, count: pulses.length, previous: null, next })
}

const pulsesOf = (stage: ReplayStage): readonly unknown[] => {
  const results = at(sampleJson(stage, 'pulses.json'), 'results')
  return Array.isArray(results) ? results : []
}
