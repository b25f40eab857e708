/** One way to talk to the server: every answer is checked against its schema, every failure has a name. */
import type { ProblemDetails } from '@keysguard/model'
import { type Answer, type AnswerName, check } from './answer.ts'
import { heard, silent } from './silence.ts'

/** The server answered with a problem. */
export class ApiProblem extends Error {
  readonly details: ProblemDetails

  constructor(details: ProblemDetails) {
    super(details.detail)
    this.name = 'ApiProblem'
    this.details = details
  }
}

/** The server did not answer at all: it is down, restarting, or the network is. */
export class ServerSilent extends Error {
  constructor() {
    super('The server does not answer.')
    this.name = 'ServerSilent'
  }
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly body?: unknown
  readonly signal?: AbortSignal
}

/** Calls `/api/v1<path>` and gives the checked answer. Throws {@link ApiProblem} or {@link ServerSilent}. */
export const call = async <Name extends AnswerName>(path: string, name: Name, options: Call = {}): Promise<Answer<Name>> => {
  const response = await send(path, options)
  return answered(path, name, response, await bodyOf(response))
}

/** What an answer says, checked. Throws {@link ApiProblem}. */
export const answered = async <Name extends AnswerName>(
  path: string,
  name: Name,
  response: Pick<Response, 'status' | 'statusText'>,
  body: unknown,
): Promise<Answer<Name>> => {
  if (response.status < 200 || response.status > 299) throw new ApiProblem(await problemOf(response, body))
  const checked = await check(name, body)
  if ('data' in checked) return checked.data
  throw new ApiProblem({
    type: 'about:blank',
    title: 'Not understood',
    status: response.status,
    code: 'unexpected-answer',
    detail: `The server's answer to ${path.split('?')[0]} is not in the form this dashboard knows (${checked.mismatch}).`,
    todo: 'Reload the page: the server may have been updated under it.',
  })
}

const send = async (path: string, { method = 'GET', body, signal }: Call): Promise<Response> => {
  const changes = method !== 'GET'
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        // No foreign page can send this header without our consent: it marks the request as ours.
        ...(changes ? { 'x-keysguard': '1' } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    })
    if (response.status !== 502 && response.status !== 504) heard()
    return response
  } catch (error) {
    if (signal?.aborted) throw error
    silent()
    throw new ServerSilent()
  }
}

const bodyOf = async (response: Response): Promise<unknown> => {
  if (response.status === 204) return undefined
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

const problemOf = async (response: Pick<Response, 'status' | 'statusText'>, body: unknown): Promise<ProblemDetails> => {
  const checked = await check('ProblemDetails', body)
  if ('data' in checked) return checked.data
  return {
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: 'unexpected-answer',
    detail: `The server answered ${response.status} without saying why.`,
    todo: 'Look at the server’s log around this time.',
  }
}
