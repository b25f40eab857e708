import { answer, type Provider, type ReplayRequest, sampleJson } from '../provider.ts'

interface ByKeyOptions {
  readonly file: string
  /** What of a request names the thing; by default the path below the address. */
  readonly key?: (request: ReplayRequest) => string
  /** How the provider says that it does not know a thing. */
  readonly unknown: object
  readonly status?: number
}

const pathOf = ({ path }: ReplayRequest): string => path.replace(/^\//, '')

/** A provider that answers about one thing at a time: the sample is an object of its answers. */
export const byKey = ({ file, key = pathOf, unknown, status = 404 }: ByKeyOptions): Provider => {
  return (request, stage) => {
    const answers = new Map(Object.entries(sampleJson(stage, file) as object))
    const found: unknown = answers.get(key(request))
    return typeof found === 'object' && found !== null ? answer(found) : answer(unknown, status)
  }
}
