/**
 * The only place that opens an outgoing connection. Names are resolved once, every resolved address is checked, and the connection goes
 * to just those addresses: what was checked is what is reached, through redirects too. Sizes and times are capped.
 */
import { Readable } from 'node:stream'
import { type Dispatcher, request } from 'undici'
import { Final, refusal, unanswered } from './egress/answers.ts'
import { type Credentials, hiding, isKeyed, keepAtHome, keepOutOfRedirect, withoutSecrets } from './egress/credentials.ts'
import { decoded, tooLarge } from './egress/decoded.ts'
import { isMailbox, readMailbox } from './egress/mailbox.ts'
import { parseUrl, pinned, type Timeouts } from './egress/pinned.ts'
import { redactUrl } from './egress/redact.ts'
import { Tokens } from './egress/tokens.ts'
import type { Ask, Fetched, Validators } from './kit/rows.ts'
import { asProblem, Problem } from './problem.ts'

export interface FetchRequest {
  readonly ask: Ask
  readonly validators?: Validators
  readonly signal?: AbortSignal
  /** Most bytes, on the wire and after decompression. */
  readonly maxBytes?: number
  /** Secrets in the request, and where they may go. */
  readonly credentials?: Credentials
}

export interface Egress {
  /** Asks for one resource. Throws Problems: 'egress-refused', 'unreachable', 'unauthorised', 'rate-limited'; the body may end with 'truncated', 'unreachable' or 'too-large'. */
  fetch(request: FetchRequest): Promise<Fetched>
}

export interface EgressOptions {
  /** `host:port` pairs that may be reached although their address is private. */
  readonly allow: readonly string[]
  /** Waits between tries; replaced in tests. */
  readonly sleep?: (ms: number) => Promise<void>
  readonly timeouts?: Partial<Timeouts>
}

const USER_AGENT = 'KeysGuard/0.1 (threat-intelligence router)'
const MAX_BYTES = 255 << 20
const MAX_REDIRECTS = 5
const TRIES = 3
const FIRST_WAIT_MS = 500
const TIMEOUTS: Timeouts = { connectMs: 10_000, headersMs: 30_000, idleMs: 30_000 }
const NO_CREDENTIALS: Credentials = { secrets: [], origins: [] }

export const createEgress = ({ allow, sleep = pause, timeouts: given = {} }: EgressOptions): Egress => {
  const timeouts = { ...TIMEOUTS, ...given }
  const send = async (
    url: URL,
    ask: Ask,
    own: boolean,
    token: string | null,
    order: FetchRequest,
  ): Promise<Dispatcher.ResponseData> => {
    const { validators, signal } = order
    return request(url, {
      dispatcher: await pinned(url, allow, timeouts),
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
      url = parseUrl(location, url.href)
      if (url.origin !== first.origin) keepOutOfRedirect(url, order.credentials ?? NO_CREDENTIALS)
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
      throw refusal(response, redactUrl(url.href), {
        keyed: url.origin === parseUrl(order.ask.url).origin && isKeyed(order.ask, order.credentials ?? NO_CREDENTIALS),
        limitedBy: order.ask.limitedBy ?? [],
      })
    }
    const maxBytes = order.maxBytes ?? MAX_BYTES
    const { etag, 'last-modified': lastModified, 'content-length': announced } = response.headers
    if (Number(announced) > maxBytes) {
      response.body.destroy()
      throw tooLarge(maxBytes)
    }
    return {
      unchanged: false,
      url: url.href,
      status: response.statusCode,
      headers: single(response.headers),
      validators: {
        ...(typeof etag === 'string' ? { etag } : {}),
        ...(typeof lastModified === 'string' ? { lastModified } : {}),
      },
      body: decoded(Readable.from(response.body), String(response.headers['content-encoding'] ?? ''), maxBytes, order.signal),
    }
  }

  /** With as many tries as it deserves. */
  const tried = async (order: FetchRequest, token: string | null): Promise<Fetched> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await once(order, token)
      } catch (error) {
        const problem = unanswered(error, redactUrl(order.ask.url), order.signal)
        const retry =
          problem.code === 'unreachable' && !(problem instanceof Final) && attempt < TRIES && order.signal?.aborted !== true
        if (!retry) throw problem
        await sleep(FIRST_WAIT_MS * 2 ** (attempt - 1) * (1 + Math.random()))
      }
    }
  }

  const tokens = new Tokens(ask => tried({ ask }, null))

  const authorised = async (order: FetchRequest): Promise<Fetched> => {
    const { token } = order.ask
    if (token === undefined) return tried(order, null)
    try {
      return await tried(order, await tokens.take(token))
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'unauthorised' || !tokens.forget(token)) throw error
      return tried(order, await tokens.take(token))
    }
  }

  return {
    fetch: async order => {
      const { ask, maxBytes = MAX_BYTES, signal } = order
      const credentials = order.credentials ?? NO_CREDENTIALS
      try {
        if (isMailbox(ask.url)) return await readMailbox({ ask, maxBytes, allow, ...(signal ? { signal } : {}) })
        if (order.credentials) keepAtHome(ask, credentials)
        if (ask.afterMs !== undefined) await sleep(ask.afterMs)
        return await authorised(order)
      } catch (error) {
        throw withoutSecrets(asProblem(error), hiding(credentials.secrets))
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

const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms))
