/** Bearer tokens of OAuth 2.0 client credentials (RFC 6749 §4.4), kept until shortly before they end. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { readJson } from '../kit/formats/json.ts'
import type { Ask, Fetched, TokenAsk } from '../kit/rows.ts'
import { Problem } from '../problem.ts'

const EARLIER_MS = 60_000
const Granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().default(600) })

interface Kept {
  readonly token: string
  readonly until: number
}

const nameOf = ({ url, clientId, clientSecret }: TokenAsk): string =>
  createHash('sha256')
    .update(JSON.stringify([url, clientId, clientSecret]))
    .digest('hex')

export class Tokens {
  readonly #fetch: (ask: Ask) => Promise<Fetched>
  readonly #kept = new Map<string, Kept>()

  constructor(fetch: (ask: Ask) => Promise<Fetched>) {
    this.#fetch = fetch
  }

  /** A token that is valid now. Throws 'unauthorised' when the server grants none. */
  async take(ask: TokenAsk): Promise<string> {
    const kept = this.#kept.get(nameOf(ask))
    if (kept && kept.until > Date.now()) return kept.token
    const { url, clientId, clientSecret } = ask
    const answer = await this.#fetch({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'client_credentials',
      }).toString(),
      answers: [201],
    })
    const granted = Granted.safeParse(answer.unchanged ? null : await readJson(answer.body))
    if (!granted.success) {
      throw new Problem('unauthorised', 'The source gave no access token for these credentials.', {
        todo: 'Check the client id and the client secret.',
      })
    }
    const { access_token: token, expires_in: seconds } = granted.data
    this.#kept.set(nameOf(ask), { token, until: Date.now() + Math.max(seconds * 1_000 - EARLIER_MS, seconds * 500) })
    return token
  }

  /** Drops a token that was refused; false when none was kept. */
  forget(ask: TokenAsk): boolean {
    return this.#kept.delete(nameOf(ask))
  }
}
