/**
 * The only place that opens an outgoing connection. Names are resolved once, every resolved address is checked, and the connection goes
 * to just those addresses: what was checked is what is reached, through redirects too. Sizes and times are capped.
 */
import { Readable } from 'node:stream'
import { Agent, type Dispatcher, request } from 'undici'
import { decoded } from './egress/decoded.ts'
import { reachable } from './egress/reach.ts'
import { redactUrl } from './egress/redact.ts'
import { Tokens } from './egress/tokens.ts'
import type { Ask, Fetched, Validators } from './kit/rows.ts'
import { asProblem, Problem } from './problem.ts'

export interface FetchRequest {
  readonly ask: Ask
  readonly validators?: Validators
  readonly signal?: AbortSignal
  /** Most bytes after decompression. */
  readonly maxBytes?: number
}

export interface Egress {
  /** Asks for one resource. Throws Problems: 'egress-refused', 'unreachable', 'unauthorised', 'rate-limited'; the body may end with 'truncated' or 'too-large'. */
  fetch(request: FetchRequest): Promise<Fetched>
}

export interface EgressOptions {
  /** `host:port` pairs that may be reached although their address is private. */
  readonly allow: readonly string[]
  /** Waits between tries; replaced in tests. */
  readonly sleep?: (ms: number) => Promise<void>
}

const USER_AGENT = 'KeysGuard/0.1 (threat-intelligence router)'
const MAX_BYTES = 255 << 20
const MAX_REDIRECTS = 5
const TRIES = 3
const FIRST_WAIT_MS = 500
const TIMEOUTS = { connect: 10_000, headersTimeout: 30_000, bodyTimeout: 30_000 } as const

export const createEgress = ({ allow, sleep = pause }: EgressOptions): Egress => {
  const send = async (
    url: URL,
    ask: Ask,
    own: boolean,
    token: string | null,
    order: FetchRequest,
  ): Promise<Dispatcher.ResponseData> => {
    const { validators, signal } = order
    return request(url, {
      dispatcher: await pinned(url, allow),
      method: own ? (ask.method ?? 'GET') : 'GET',
      ...(signal ? { signal } : {}),
      ...(own && ask.body !== undefined ? { body: ask.body } : {}),
      headers: {
        'user-agent': USER_AGENT,
        'accept-encoding': 'gzip, deflate, br',
        accept: '*/*',
        ...(own ? lowerCase(ask.headers ?? {}) : {}),
        ...(own && token !== null ? { authorization: `Bearer ${token}` } : {}),
        ...(validators?.etag === undefined ? {} : { 'if-none-match': validators.etag }),
        ...(validators?.lastModified === undefined ? {} : { 'if-modified-since': validators.lastModified }),
      },
    })
  }

  /** Follows redirects; what opens doors goes to the origin it was meant for only. */
  const follow = async (
    order: FetchRequest,
    token: string | null,
  ): Promise<{ readonly response: Dispatcher.ResponseData; readonly url: URL }> => {
    const first = parseUrl(order.ask.url)
    let url = first
    let ask = order.ask
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
      const response = await send(url, ask, url.origin === first.origin, token, order)
      const location = response.headers.location
      if (![301, 302, 303, 307, 308].includes(response.statusCode) || typeof location !== 'string') return { response, url }
      await response.body.dump()
      url = parseUrl(new URL(location, url).href)
      if (response.statusCode <= 303) ask = { url: ask.url, ...(ask.headers ? { headers: ask.headers } : {}) }
    }
    throw new Problem('unreachable', `${redactUrl(order.ask.url)} redirects more than ${MAX_REDIRECTS} times.`, {
      todo: 'Configure the address it finally leads to.',
    })
  }

  const once = async (order: FetchRequest, token: string | null): Promise<Fetched> => {
    const { response, url } = await follow(order, token)
    if (response.statusCode === 304) {
      await response.body.dump()
      return { unchanged: true }
    }
    if (response.statusCode !== 200 && !order.ask.answers?.includes(response.statusCode)) {
      await response.body.dump({ limit: 16_384 })
      throw refusal(response, url)
    }
    const { etag, 'last-modified': lastModified } = response.headers
    return {
      unchanged: false,
      url: url.href,
      status: response.statusCode,
      headers: single(response.headers),
      validators: {
        ...(typeof etag === 'string' ? { etag } : {}),
        ...(typeof lastModified === 'string' ? { lastModified } : {}),
      },
      body: decoded(
        Readable.from(response.body),
        String(response.headers['content-encoding'] ?? ''),
        order.maxBytes ?? MAX_BYTES,
      ),
    }
  }

  /** With as many tries as it deserves. */
  const tried = async (order: FetchRequest, token: string | null): Promise<Fetched> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(order, token)
      } catch (error) {
        const problem = error instanceof Problem ? error : connectionProblem(error, order)
        const retry =
          problem.code === 'unreachable' && !(error instanceof Final) && attempt < TRIES && order.signal?.aborted !== true
        if (!retry) throw problem
        await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1) * (1 + Math.random()))
      }
    }
  }

  const tokens = new Tokens(ask => tried({ ask }, null))
  return {
    fetch: async order => {
      const { afterMs, token } = order.ask
      if (afterMs !== undefined) await sleep(afterMs)
      if (token === undefined) return tried(order, null)
      try {
        return await tried(order, await tokens.take(token))
      } catch (error) {
        if (!(error instanceof Problem) || error.code !== 'unauthorised' || !tokens.forget(token)) throw error
        return tried(order, await tokens.take(token))
      }
    },
  }
}

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

const single = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  )

/** An answer that will be the same the next time: the resource is not there, or the request is wrong. */
class Final extends Problem {}

const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))

const parseUrl = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '') return url
  throw new Problem('egress-refused', `${redactUrl(text)} is not an http or https address without credentials in it.`, {
    todo: 'Correct the address in the configuration.',
  })
}

/** An agent that connects only to the checked addresses of the URL's host. */
const pinned = async (url: URL, allow: readonly string[]): Promise<Agent> => {
  const addresses = await reachable(url, allow)
  return new Agent({
    connect: {
      timeout: TIMEOUTS.connect,
      lookup: (_host, options, done) =>
        options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family),
    },
    headersTimeout: TIMEOUTS.headersTimeout,
    bodyTimeout: TIMEOUTS.bodyTimeout,
    pipelining: 0,
  })
}

const refusal = (response: Dispatcher.ResponseData, url: URL): Problem => {
  const { statusCode, headers } = response
  const at = redactUrl(url.href)
  const retryAfterMs = retryAfter(String(headers['retry-after'] ?? headers['x-rate-limit-reset-after'] ?? ''))
  if (statusCode === 401 || statusCode === 403) {
    return new Problem('unauthorised', `${at} answered ${statusCode}.`, {
      todo: "It wants a key, or does not serve this network: look at the provider's page.",
    })
  }
  if (statusCode === 429 || statusCode === 509 || (statusCode === 503 && retryAfterMs > 0)) {
    return new Problem('rate-limited', `${at} asks to wait (${statusCode}).`, {
      todo: 'It is asked again when the time is up; nothing needs to be done.',
      retryAfterMs,
    })
  }
  const todo = 'If it goes on, look whether the feed has moved.'
  return new (statusCode < 500 && statusCode !== 408 ? Final : Problem)('unreachable', `${at} answered ${statusCode}.`, { todo })
}

const retryAfter = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text) * 1_000
  const at = Date.parse(text)
  return Number.isNaN(at) ? 0 : Math.max(0, at - Date.now())
}

const connectionProblem = (error: unknown, order: FetchRequest): Problem => {
  if (error instanceof Error && !(error instanceof Problem)) {
    const code = 'code' in error ? String(error.code) : error.name
    return new Problem('unreachable', `${redactUrl(order.ask.url)} cannot be reached (${code}).`, {
      todo: 'Check the network and the proxy; if others work, the provider is down.',
      cause: error,
    })
  }
  return asProblem(error)
}
