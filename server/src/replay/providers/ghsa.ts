import { at } from '../../kit/path.ts'
import { answer, type Protocol, type Provider, REPLAY_SECRET, sampleJson } from '../provider.ts'

const PER_PAGE = 12

/** Advisories of a type updated since a day; the Link header names the next page by a cursor. */
const advisories: Provider = ({ query, headers }, stage) => {
  if (headers.authorization !== undefined && headers.authorization !== `Bearer ${REPLAY_SECRET}`)
    return answer({ message: 'Bad credentials', documentation_url: 'https://docs.github.com/rest', status: '401' }, 401)
  const since = (query.get('modified') ?? '').replace('>=', '')
  const all = sampleJson(stage, 'advisories.json')
  const found = (Array.isArray(all) ? all : []).filter(
    advisory => at(advisory, 'type') === query.get('type') && String(at(advisory, 'updated_at')) >= since,
  )
  const from = Number(query.get('after') ?? 0)
  const next = new URLSearchParams(query)
  next.set('after', String(from + PER_PAGE))
  const link = `<${stage.base('url')}?${next}>; rel="next"`
  return answer(found.slice(from, from + PER_PAGE), 200, from + PER_PAGE < found.length ? { link } : {})
}

export const ghsa: Protocol = { answer: advisories, authorises: true }
