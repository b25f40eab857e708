import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, sampleJson } from '../provider.ts'

/** Results of a search by risk, no more than asked for. */
const explore: Provider = ({ query }, stage) => {
  if (query.get('key') !== REPLAY_SECRET) return answer({ error: 'Invalid API key.' }, 401)
  const risks = [...(query.get('q') ?? '').matchAll(/\brisk=(\w+)/g)].map(([, risk]) => risk)
  if (risks.length === 0) return answer({ error: 'Missing or invalid query.' }, 400)
  const list = at(sampleJson(stage, 'explore.json'), 'results')
  const found = (Array.isArray(list) ? list : []).filter(result => risks.includes(String(at(result, 'risk'))))
  return answer({ results: found.slice(0, Number(query.get('limit') ?? 10)) })
}

export const pulsedive: Protocol = { answer: explore, authorises: true }
