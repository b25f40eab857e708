import { answer, type Provider } from '../provider.ts'
import { byKey } from './by-key.ts'

/** A hash by GET, terms by POST; who does not call itself Falcon Sandbox is sent away. */
export const hybridAnalysisLookup: Provider = (request, stage) => {
  if (request.headers['user-agent'] !== 'Falcon Sandbox') return answer({ message: 'User agent not allowed' }, 403)
  const terms = request.path === '/terms'
  if (terms !== (request.method === 'POST')) return answer({ message: 'Method Not Allowed' }, 405)
  const unknown = terms ? { search_terms: [], count: 0, result: [] } : { sha256s: [], reports: [] }
  const asked = terms ? new URLSearchParams(request.body) : request.query
  return byKey({ file: 'search.json', key: () => [...asked].map(pair => pair.join('=')).join('&'), unknown, status: 200 })(
    request,
    stage,
  )
}
