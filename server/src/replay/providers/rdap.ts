import { answer, type Provider } from '../provider.ts'
import { byKey } from './by-key.ts'

const REGISTRY = '/registry'
const registry = byKey({
  file: 'registry.json',
  key: ({ path }) => path.slice(REGISTRY.length + 1),
  unknown: { errorCode: 404, title: 'Not Found', description: ['The object is not in the registry.'] },
})

/** rdap.org knows nothing itself: it leads to the registry. */
export const rdap: Provider = (request, stage) =>
  request.path.startsWith(`${REGISTRY}/`)
    ? registry(request, stage)
    : answer({ title: 'See the registry.' }, 302, { location: `${stage.base('url')}${REGISTRY}${request.path}` })
