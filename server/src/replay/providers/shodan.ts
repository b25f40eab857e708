import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, sampleJson } from '../provider.ts'

const PER_PAGE = 100

/** Matches in pages; the key is in the address. */
const search: Provider = ({ query }, stage) => {
  if (query.get('key') !== REPLAY_SECRET) return answer({ error: 'Invalid API key' }, 401)
  if ((query.get('query') ?? '') === '') return answer({ error: 'Empty search query' }, 400)
  const matches = at(sampleJson(stage, 'search.json'), 'matches')
  const all = Array.isArray(matches) ? matches : []
  const page = Number(query.get('page') ?? 1)
  return answer({ matches: all.slice((page - 1) * PER_PAGE, page * PER_PAGE), total: all.length })
}

export const shodan: Protocol = { answer: search, authorises: true }

/** How many there are, and what of the facets that are asked for; no credits, and no matches. */
const count: Provider = ({ query }, stage) => {
  if (query.get('key') !== REPLAY_SECRET) return answer({ error: 'Invalid API key' }, 401)
  if ((query.get('query') ?? '') === '') return answer({ error: 'Empty search query' }, 400)
  const counted = sampleJson(stage, 'count.json')
  const facets = (query.get('facets') ?? '').split(',').flatMap(facet => {
    const [name = '', most = '10'] = facet.split(':')
    const values: unknown = new Map(Object.entries(at(counted, 'facets') ?? {})).get(name)
    return Array.isArray(values) ? [[name, values.slice(0, Number(most))] as const] : []
  })
  return answer({ matches: [], facets: Object.fromEntries(facets), total: at(counted, 'total') })
}

export const shodanFacets: Protocol = { answer: count, authorises: true }
