import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, type ReplayRequest, sampleJson } from '../provider.ts'

interface Keyed {
  readonly file: string
  /** What is asked for, where the address alone does not say it. */
  readonly query?: string
}

/** Lists are there for anybody; what an API says is for those with a key in a header, a whole export for those with one in the address. */
const platform =
  (lists: Readonly<Record<string, string>>, keyed: Readonly<Record<string, Keyed>>): Provider =>
  (request, stage) => {
    const { setting, path } = request
    const list = lists[setting]
    if (list !== undefined && path === '') return answer(stage.sample(list))
    const found = keyed[setting]
    if (found === undefined || path !== '') return answer('Not Found\n', 404)
    if (!isKeyed(request)) return answer({ error: 'Unauthorized' }, 401)
    return queryOf(request, 'query') === found.query
      ? answer(stage.sample(found.file))
      : answer({ query_status: 'unknown_operation' })
  }

const isKeyed = ({ headers, query }: ReplayRequest): boolean =>
  headers['auth-key'] === REPLAY_SECRET || query.get('auth-key') === REPLAY_SECRET

/** A field of a form or of a JSON body. */
const queryOf = ({ headers, body }: ReplayRequest, field: string): string | undefined => {
  if (body === '') return undefined
  const value =
    headers['content-type'] === 'application/json' ? at(JSON.parse(body), field) : new URLSearchParams(body).get(field)
  return typeof value === 'string' ? value : undefined
}

export const malwarebazaar: Protocol = {
  answer: platform({ url: 'recent.csv' }, { api: { file: 'get_recent.json', query: 'get_recent' } }),
}

export const threatfox: Protocol = {
  answer: platform({ url: 'recent.csv' }, { api: { file: 'get_iocs.json', query: 'get_iocs' }, full: { file: 'recent.csv' } }),
}

export const urlhaus: Protocol = {
  answer: platform({ url: 'csv_recent.csv' }, { payloads: { file: 'payloads.json' }, export: { file: 'csv_recent.csv' } }),
}

/** The newest rules, and what a rule matched. */
export const yaraify: Protocol = {
  answer: (request, stage) => {
    if (!isKeyed(request)) return answer({ error: 'Unauthorized' }, 401)
    if (queryOf(request, 'query') === 'recent_yararules') return answer(stage.sample('recent_yararules.json'))
    const files = at(sampleJson(stage, 'get_yara.json'), queryOf(request, 'search_term') ?? '')
    if (queryOf(request, 'query') !== 'get_yara') return answer({ query_status: 'unknown_operation' })
    return Array.isArray(files) ? answer({ query_status: 'ok', data: files }) : answer({ query_status: 'no_results', data: [] })
  },
}
