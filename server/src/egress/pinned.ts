/** Connections to checked addresses only. */
import { Agent } from 'undici'
import { Problem } from '../problem.ts'
import { reachable } from './reach.ts'
import { redactUrl } from './redact.ts'

export interface Timeouts {
  readonly connectMs: number
  /** From the request to the first line of the answer. */
  readonly headersMs: number
  /** Between two pieces of a body. */
  readonly idleMs: number
}

/** Throws 'egress-refused' for what is no plain web address. */
export const parseUrl = (text: string, base?: string): URL => {
  const url = URL.canParse(text, base) ? new URL(text, base) : null
  if (url && (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === '') return url
  throw new Problem('egress-refused', `${redactUrl(text)} is not an http or https address without credentials in it.`, {
    todo: 'Correct the address in the configuration.',
  })
}

/** An agent that connects only to the checked addresses of the URL's host. */
export const pinned = async (url: URL, allow: readonly string[], timeouts: Timeouts): Promise<Agent> => {
  const addresses = await reachable(url, allow)
  return new Agent({
    connect: {
      timeout: timeouts.connectMs,
      lookup: (_host, options, done) =>
        options.all ? done(null, addresses) : done(null, addresses[0]!.address, addresses[0]!.family),
    },
    headersTimeout: timeouts.headersMs,
    bodyTimeout: timeouts.idleMs,
    pipelining: 0,
  })
}
