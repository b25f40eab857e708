/** The quarantine after a fix: rows of a whole list and of a protocol with pages are read again, and known afterwards for what they say. */
import type { Run } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createEgress } from '../../server/src/egress.ts'
import { pages } from '../../server/src/kit/pages.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import { observe, type Parsed, refuse, type Source, typed } from '../../server/src/kit/source.ts'
import { replayRows } from '../../server/src/pipeline/replay-rows.ts'
import type { Open } from '../../server/src/pipeline/run-source.ts'
import { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { balance, listSource, NOW, prepare, settingsFor } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const whole = listSource('whole')
const Row = z.object({ ip: z.string(), seen: z.string() })
const paged: Source = {
  ...listSource('paged', { presence: 'append', cursor: { at: 'seen', as: 'time', order: 'any' }, row: Row }),
  collect: ({ fetch, at, since }) =>
    fetch.json(at('url'), { path: 'items', next: pages.link('next'), query: { since: since('url') ?? '' }, incremental: true }),
  parse: row => observe(typed('ipv4', Row.parse(row).ip), { threat: 'c2' }),
}

const ROWS = 30
const addresses = (net: number, count = ROWS): string[] => Array.from({ length: count }, (_, n) => `45.${net}.0.${n + 1}`)
const page = (from: number, next: string | null): string => {
  const items = addresses(2)
    .slice(from, from + 10)
    .map((ip, n) => ({ ip, seen: `2026-11-20T00:00:${from + n}Z` }))
  return JSON.stringify({ items, next })
}
const BODIES: Readonly<Record<string, string>> = {
  '/whole': addresses(1).join('\n'),
  '/paged': page(0, '/paged/2'),
  '/paged/2': page(10, '/paged/3'),
  '/paged/3': page(20, null),
}

async function* once(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
const open =
  (bodies: Readonly<Record<string, string>>): Open =>
  async ({ url }) => {
    const body = once(bodies[new URL(url).pathname] ?? '')
    return { unchanged: false, url, status: 200, headers: {}, validators: {}, body }
  }

/** A parser with a fault: it does not know what ends with 3. */
const faulty = (source: Source, reason: string): Source => ({
  ...source,
  parse: (row, context): Parsed => {
    const parsed = source.parse(row, context)
    return parsed && 'value' in parsed && parsed.value.endsWith('3') ? refuse(reason, 'The parser has a fault.') : parsed
  },
})

describe.each(stores)('the quarantine after a fix, %s', (_, fresh) => {
  let store: FreshStore
  let knowing: Knowing

  beforeAll(async () => {
    store = await fresh()
    knowing = await prepare(store.database, [whole, paged])
  })
  afterAll(() => store.drop())

  const run = async (source: Source, bodies = BODIES): Promise<Run> => {
    const settings = await settingsFor(store.database, { [source.id]: { url: `https://feed.example/${source.id}` } })
    const options = { knowing, egress: createEgress({ allow: [] }), fetcher, registry: [source], settings }
    const runner = new SourceRunner({ ...options, publish: () => undefined, now: () => NOW })
    return runner.runWith(source, runner.partsOf(source), open(bodies), 'manual')
  }
  const listed = async (id: string): Promise<number> => {
    const rows = await store.database.query(
      `select 1 from assertion a join source s on s.num = a.source where s.id = $1 and a.withdrawn_at is null`,
      [id],
    )
    return rows.length
  }

  it.each([
    ['a whole list', whole, 'misread'],
    ['a protocol with pages and a cursor', paged, 'schema'],
  ])('releases the rows of %s, and the next run knows them for what they say', async (_name, source, reason) => {
    const broken = await run(faulty(source, reason))
    expect([broken.outcome, broken.counts.new, broken.counts.rejected]).toEqual(['partial', 27, 3])
    const stored = [...knowing.sources.values()].find(({ profile }) => profile.id === source.id)
    if (!stored) throw new Error(`${source.id} is not prepared`)
    const replayed = await replayRows(knowing, { source, stored, publish: () => undefined, now: () => NOW })
    expect([replayed.counts.new, balance(replayed), await listed(source.id)]).toEqual([3, 0, ROWS])
    const next = await run(source)
    expect([next.outcome, next.counts.received, next.rejections]).toEqual(['unchanged', ROWS, {}])
  })

  it('withdraws a released row when the list no longer holds it', async () => {
    const gone = await run(whole, { '/whole': addresses(1, 20).join('\n') })
    expect([gone.outcome, gone.counts.withdrawn, await listed('whole')]).toEqual(['ok', 10, 20])
  })
})

describe('reading again from a date on', () => {
  it('is refused in words where the provider has no such thing', async () => {
    const [[, fresh] = []] = stores
    const store = await fresh?.()
    if (!store) throw new Error('there is no store to test on')
    const knowing = await prepare(store.database, [whole, paged])
    const options = { knowing, egress: createEgress({ allow: [] }), fetcher, registry: [whole, paged] }
    const settings = await settingsFor(store.database, {
      whole: { url: 'https://feed.example/whole' },
      paged: { url: 'https://feed.example/paged' },
    })
    const runner = new SourceRunner({ ...options, settings, publish: () => undefined, now: () => NOW })
    await expect(runner.run('whole', 'manual', '2026-01-01')).rejects.toMatchObject({
      code: 'bad-request',
      message: 'test has no way to ask for WHOLE from a date on: it sends what it has.',
    })
    expect(runner.partsOf(paged, '2026-01-01')[0]?.ask.url).toBe('https://feed.example/paged?since=2026-01-01')
    await store.drop()
  })
})
