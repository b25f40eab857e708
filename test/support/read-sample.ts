/** Reads a source's sample through its own parts, its provider played in this process: for tests of sources. */
import type { AttackObject } from '@keysguard/model'
import { Tokens } from '../../server/src/egress/tokens.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Answer, Ask, Telling } from '../../server/src/kit/rows.ts'
import type { Values } from '../../server/src/kit/settings.ts'
import type { KnownName, Observed, Parsed, Refused, Source } from '../../server/src/kit/source.ts'
import type { Protocol } from '../../server/src/replay/provider.ts'
import { play, replayValues } from '../../server/src/replay/replay.ts'

const ORIGIN = 'http://replay.invalid'
/** The day the samples were written for: their dates stay as they are. */
const SAMPLE_DAY = Date.UTC(2026, 0, 15, 23)

export interface SampleRead {
  readonly rows: readonly unknown[]
  readonly observed: readonly Observed[]
  readonly refused: readonly Refused[]
  readonly named: readonly KnownName[]
  /** What the parts say they left unread, and how far they say they came. */
  readonly left: readonly string[]
  readonly reached: readonly string[]
  readonly taught: readonly AttackObject[]
}

export interface SampleOptions {
  readonly protocol?: Protocol
  /** How far each part was read before. */
  readonly since?: string
  readonly now?: number
  /** Settings beside those that point it at its sample. */
  readonly values?: Values
  /** Answers every request with this body in place of the sample. */
  readonly body?: Uint8Array
  /** What the answers become on their way. */
  readonly alter?: (body: Buffer) => Buffer
}

/** Throws what the source's parts throw, and the answer's status where the provider refuses. */
export const readSample = async (
  source: Source,
  { protocol, since, now = SAMPLE_DAY, values: given = {}, body: instead, alter = body => body }: SampleOptions = {},
): Promise<SampleRead> => {
  const values: Values = { ...replayValues(source, ORIGIN), ...given }
  const stage = { players: [source], protocols: protocol ? { [source.id]: protocol } : {}, origin: ORIGIN, now }
  const tokens = new Tokens(async ask => ({ ...(await get(ask)), unchanged: false, validators: {} }))
  const get = async ({ url, method = 'GET', headers = {}, body = '', answers = [], token }: Ask): Promise<Answer> => {
    if (instead) return { url, status: 200, headers: {}, body: once(instead) }
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    if (token) lower.authorization = `Bearer ${await tokens.take(token)}`
    const played = play(stage, { url, method, headers: lower, body })
    if (played.status !== 200 && !answers.includes(played.status))
      throw new Error(`${url} answered ${played.status}: ${played.body}`)
    return { url, status: played.status, headers: played.headers ?? {}, body: once(alter(played.body)) }
  }
  const collected = source.collect({
    fetch: fetcher,
    at: key => ({ name: key, url: values[key] ?? '' }),
    setting: key => values[key] ?? '',
    since: () => since ?? null,
    now,
  })
  const read = { rows: [] as unknown[], left: [] as string[], reached: [] as string[], ...nothing() }
  const tell: Telling = {
    groups: () => undefined,
    remark: () => undefined,
    reached: cursor => read.reached.push(cursor),
    leaves: what => read.left.push(what),
  }
  for (const part of 'name' in collected ? [collected] : collected) {
    for await (const batch of part.read(await get(part.ask), get, tell)) {
      for (const row of batch) {
        const decoded = row.decode()
        read.rows.push(decoded)
        sort(parseRow(source, decoded, part.name), read)
      }
    }
  }
  return read
}

/** What a source makes of one decoded row; throws when the row is not of its schema. */
export const parseRow = (source: Source, row: unknown, part = 'url'): Parsed => source.parse(source.row.parse(row), { part })

interface Sorted {
  readonly observed: Observed[]
  readonly refused: Refused[]
  readonly named: KnownName[]
  readonly taught: AttackObject[]
}

const nothing = (): Sorted => ({ observed: [], refused: [], named: [], taught: [] })

const sort = (parsed: Parsed, into: Sorted): void => {
  if (parsed === null) return
  if ('refused' in parsed) into.refused.push(parsed)
  else if ('named' in parsed) into.named.push(parsed.named)
  else if ('taught' in parsed) into.taught.push(parsed.taught)
  else if ('value' in parsed) into.observed.push(parsed)
  else into.observed.push(...parsed)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The parts of a source with settings beside their defaults: what is asked for, without asking. */
export const partsOf = (source: Source, values: Values = {}, since: string | null = null): { name: string; url: string }[] => {
  const given: Values = {
    ...Object.fromEntries(Object.entries(source.config).map(([key, { value }]) => [key, value])),
    ...values,
  }
  const collected = source.collect({
    fetch: fetcher,
    at: key => ({ name: key, url: given[key] ?? '' }),
    setting: key => given[key] ?? '',
    since: () => since,
    now: SAMPLE_DAY,
  })
  return ('name' in collected ? [collected] : collected).map(({ name, ask }) => ({ name, url: ask.url }))
}
