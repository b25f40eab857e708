import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, sampleJson } from '../provider.ts'

const MOST = 12

/** Results by scroll until they are complete. */
const gnql: Provider = ({ query, headers }, stage) => {
  if (headers.key !== REPLAY_SECRET) return answer({ message: 'unauthorized' }, 401)
  const asked = query.get('query')
  if (asked === null || asked === '') return answer({ message: 'query is required' }, 400)
  const list = at(sampleJson(stage, 'gnql.json'), 'data')
  const data = Array.isArray(list) ? list : []
  const from = Number(Buffer.from(query.get('scroll') ?? '', 'base64').toString('utf8'))
  const until = from + Math.min(MOST, Number(query.get('size') ?? 1_000))
  const complete = until >= data.length
  return answer({
    data: data.slice(from, until),
    request_metadata: {
      complete,
      count: data.length,
      message: 'ok',
      query: asked,
      adjusted_query: asked,
      restricted_fields: [],
      ...(complete ? {} : { scroll: Buffer.from(String(until)).toString('base64') }),
    },
  })
}

export const greynoise: Protocol = { answer: gnql, authorises: true }
