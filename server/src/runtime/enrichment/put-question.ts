/** One question to one enricher, and its answer within bounds. */

import type { StatedLimit } from '@keysguard/model'
import type { Egress } from '../../egress.ts'
import type { Enriched, Enricher, Subject } from '../../kit/enricher.ts'
import { readJson } from '../../kit/formats/json.ts'
import type { Network } from '../../kit/network.ts'
import type { Values } from '../../kit/settings.ts'
import { limitsInHeaders } from '../../kit/stated-quota.ts'
import { Problem } from '../../problem.ts'
import type { KeptAnswer } from '../../store/enrichments.ts'

export interface Outside {
  readonly egress: Egress
  readonly network: Network
}

export interface Question {
  readonly enricher: Enricher
  readonly subject: Subject
  readonly values: Values
  readonly signal: AbortSignal
  readonly now: number
  /** Told of what the provider says in its answer of how often it may still be asked. */
  readonly onLimits?: (limits: readonly StatedLimit[]) => void
}

const LARGEST_BYTES = 16 << 20
const LARGEST_ACCOUNT_BYTES = 1 << 20
const MOST_FACTS = 40
const LONGEST_FACT = 2_000
const MOST_RELATED = 100
const LONGEST_VALUE = 8_192
const LARGEST_STATEMENT = 16_384

/** The answer; null when the provider does not know the thing. Throws Problems: those of the egress, and 'bad-feed' for an answer of another form. */
export const putQuestion = async (question: Question, outside: Outside): Promise<KeptAnswer | null> => {
  const { enricher } = question
  const found = enricher.kind === 'looks' ? await look(enricher, question, outside) : await ask(enricher, question, outside)
  return found === null ? null : bounded(found)
}

const look = (
  { look: inspect }: Extract<Enricher, { kind: 'looks' }>,
  { subject, values, signal, now }: Question,
  { network }: Outside,
): Promise<Enriched | null> => inspect({ subject, setting: key => values[key] ?? '', network, signal, now })

const ask = async (
  enricher: Extract<Enricher, { kind: 'asks' }>,
  { subject, values, signal, now, onLimits }: Question,
  { egress }: Outside,
): Promise<Enriched | null> => {
  const wanted = enricher.ask({
    at: key => ({ name: key, url: (values[key] ?? '').replace(/\/+$/, '') }),
    setting: key => values[key] ?? '',
    subject,
  })
  const answer = await egress.fetch({
    ask: { ...wanted, answers: [...enricher.unknown] },
    signal,
    maxBytes: LARGEST_BYTES,
  })
  if (answer.unchanged) throw unreadable(enricher, 'it answered "unchanged" to a first question')
  const limits = limitsInHeaders(answer.headers, now)
  if (limits.length > 0) onLimits?.(limits)
  const document = await documentOf(enricher, answer.body)
  if (enricher.unknown.includes(answer.status)) return null
  const checked = enricher.answer.safeParse(document)
  if (!checked.success) {
    const [issue] = checked.error.issues
    throw unreadable(enricher, `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'not valid'}`)
  }
  return enricher.read(checked.data, { subject, now })
}

/** What the provider says of the account that a key belongs to; nothing where it has no place to ask. Throws the Problems of the egress. */
export const askLimits = async (
  enricher: Enricher,
  values: Values,
  signal: AbortSignal,
  { egress }: Outside,
): Promise<readonly StatedLimit[]> => {
  if (enricher.kind !== 'asks' || enricher.account === undefined) return []
  const wanted = enricher.account.ask({
    at: key => ({ name: key, url: (values[key] ?? '').replace(/\/+$/, '') }),
    setting: key => values[key] ?? '',
  })
  const answer = await egress.fetch({ ask: wanted, signal, maxBytes: LARGEST_ACCOUNT_BYTES })
  return answer.unchanged ? [] : enricher.account.read(await documentOf(enricher, answer.body))
}

/** Undefined for an empty one. */
const documentOf = async (enricher: Enricher, body: AsyncIterable<Uint8Array>): Promise<unknown> => {
  try {
    return await readJson(body)
  } catch (error) {
    if (error instanceof Problem && error.code === 'empty-feed') return undefined
    if (error instanceof Problem && error.code === 'bad-feed') throw unreadable(enricher, 'it is not JSON')
    throw error
  }
}

const unreadable = ({ name }: Enricher, why: string): Problem =>
  new Problem('bad-feed', `${name} answered in another form than expected (${why}).`, {
    todo: 'Check the address in its settings; if it is right, the provider has changed its answers.',
  })

/** Providers are not trusted with the size of our store. */
const bounded = ({ facts, statement, related = [] }: Enriched): KeptAnswer => ({
  facts: Object.entries(facts)
    .slice(0, MOST_FACTS)
    .map(([label, text]) => ({ label: label.slice(0, 100), text: shortened(text) })),
  statement: statement !== undefined && JSON.stringify(statement).length <= LARGEST_STATEMENT ? statement : null,
  related: related.filter(({ value }) => value.length <= LONGEST_VALUE).slice(0, MOST_RELATED),
})

const shortened = (text: string): string => (text.length > LONGEST_FACT ? `${text.slice(0, LONGEST_FACT)}…` : text)
