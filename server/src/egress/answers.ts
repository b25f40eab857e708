/** What an answer that is not the resource means, and what a connection that failed does. */
import type { Dispatcher } from 'undici'
import { Problem } from '../problem.ts'
import { isSpent, waitMs } from './waits.ts'

/** An answer that will be the same the next time: the resource is not there, or the request is wrong. */
export class Final extends Problem {}

/** `at` is the address as it may be shown; `keyed`: whether credentials went along; `limitedBy`: what else means "too many requests" here. */
export const refusal = (
  { statusCode, headers }: Dispatcher.ResponseData,
  at: string,
  { keyed, limitedBy }: { readonly keyed: boolean; readonly limitedBy: readonly number[] },
): Problem => {
  const retryAfterMs = waitMs(headers, Date.now())
  const limited = statusCode === 429 || statusCode === 509 || limitedBy.includes(statusCode)
  const limitedInOtherWords =
    (statusCode === 503 && retryAfterMs > 0) || (statusCode === 403 && (retryAfterMs > 0 || isSpent(headers)))
  if (limited || limitedInOtherWords) {
    const howLong = retryAfterMs > 0 ? ` ${spoken(retryAfterMs)}` : ''
    return new Problem('rate-limited', `${at} asks to wait${howLong} (${statusCode}).`, {
      todo: 'It is asked again when the time is up; nothing needs to be done.',
      retryAfterMs,
    })
  }
  if (statusCode === 401 || statusCode === 403) {
    return new Problem('unauthorised', `${at} answered ${statusCode}.`, {
      todo: keyed
        ? 'It does not take the key that was sent: look whether it is whole, still valid, and allowed to read this.'
        : "It wants a key, or does not serve this network: look at the provider's page.",
    })
  }
  const todo = 'If it goes on, look whether the feed has moved.'
  return new (statusCode < 500 && statusCode !== 408 ? Final : Problem)('unreachable', `${at} answered ${statusCode}.`, { todo })
}

const spoken = (ms: number): string => {
  const seconds = Math.ceil(ms / 1_000)
  return seconds < 120 ? `${seconds} s` : seconds < 7_200 ? `${Math.ceil(seconds / 60)} min` : `${Math.ceil(seconds / 3_600)} h`
}

const SILENT = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])

/** A request that got no answer. A signal that was raised with a Problem says what it was raised for. */
export const unanswered = (error: unknown, at: string, signal: AbortSignal | undefined): Problem => {
  if (signal?.aborted && signal.reason instanceof Problem) return signal.reason
  if (error instanceof Problem) return error
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
  return new Problem(
    'unreachable',
    SILENT.has(code) ? `${at} takes connections and stays silent.` : `${at} cannot be reached (${code}).`,
    {
      todo: 'Check the network and the proxy; if others work, the provider is down.',
      cause: error,
    },
  )
}
