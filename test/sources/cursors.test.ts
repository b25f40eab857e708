/** Cursors that make no sense, and runs that are cut: a source goes on, loses nothing, and says what happened. */
import { isHealthy, type Run } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { source as declare, observe, typed } from '../../server/src/kit/source.ts'
import { goOnFrom } from '../../server/src/pipeline/go-on-from.ts'
import { runSource } from '../../server/src/pipeline/run-source.ts'
import { Problem } from '../../server/src/problem.ts'
import { sources } from '../../server/src/sources/index.ts'
import { readCursors } from '../../server/src/store/feed-parts.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { type FaultStage, openFaultStage } from '../support/fault-stage.ts'
import { listSource, NOW, prepare } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const incremental = sources.filter(({ cursor }) => cursor !== undefined)

describe('a stored cursor', () => {
  let stage: FaultStage
  beforeAll(async () => {
    stage = await openFaultStage()
  })
  afterAll(() => stage.close())

  const cursorsOf = async (id: string): Promise<string[]> =>
    (
      await stage.store.database.query<{ cursor: string }>(
        `select cursor from feed_part where source = (select num from source where id = $1) and cursor is not null`,
        [id],
      )
    ).map(({ cursor }) => cursor)

  for (const source of incremental) {
    const { id } = source
    it(`of ${id} that is none, or of the future, starts it over and is told`, async () => {
      const first = await stage.run(id)
      const good = await cursorsOf(id)
      for (const bad of ['garbage', "1768400000' or '1'='1", '2099-01-01T00:00:00Z', '9999999999', '2026-13-45', '']) {
        await stage.store.database.query(
          `update feed_part set cursor = $2, etag = null, last_modified = null where source = (select num from source where id = $1) and cursor is not null`,
          [id, bad],
        )
        const run = await stage.run(id)
        expect(isHealthy(run.outcome ?? 'failed'), `${bad}: ${run.reason}`).toBe(true)
        if (good.length > 0) {
          expect([run.counts.received, run.reason]).toEqual([first.counts.received, expect.stringContaining('makes no sense')])
          const now = await cursorsOf(id)
          expect([now.length, goOnFrom(source, new Map(now.map((cursor, n) => [String(n), cursor])), Date.now()).notes]).toEqual([
            good.length,
            [],
          ])
        }
      }
    })
  }

  it('slightly ahead of a clock that was set back is now', () => {
    const { cursors, notes } = goOnFrom(
      listSource('a', { cursor: { at: 'x', as: 'time', order: 'any' } }),
      new Map([['url', new Date(NOW + 60_000).toISOString()]]),
      NOW,
    )
    expect([cursors.get('url'), notes]).toEqual([new Date(NOW).toISOString(), []])
  })
})

const PAGES = 6
const PER_PAGE = 3

/** A provider's pages; those from `stuckAt` on are not answered before the run is cut. */
interface Provider {
  stuckAt: number
  fails: Problem | null
  readonly asked: string[]
}

const seenOn = (n: number): string => new Date(NOW - 86_400_000 + n * 60_000).toISOString()

const paged = (order: 'oldest-first' | 'any'): Source =>
  declare({
    ...listSource(`paged-${order}`),
    presence: 'append',
    deadlineMinutes: 0.003,
    cursor: { at: 'seen', as: 'time', order },
    config: { url: 'http://feed-sample.com/' },
    row: z.object({ ip: z.string(), seen: z.string() }),
    parse: row => observe(typed('ipv4', row.ip), { firstSeen: row.seen, lastSeen: row.seen }),
    collect: ({ fetch, since }) =>
      fetch.json(
        { name: 'url', url: `http://feed-sample.com/?since=${since('url') ?? ''}` },
        { incremental: true, next: ({ number }) => (number < PAGES ? `http://feed-sample.com/?page=${number + 1}` : null) },
      ),
  })

describe('a run that is cut', () => {
  let store: FreshStore
  let knowing: Knowing
  const [rising, unordered] = [paged('oldest-first'), paged('any')]
  beforeAll(async () => {
    const [[, fresh] = []] = stores
    if (!fresh) throw new Error('there is no store to test on')
    store = await fresh()
    knowing = await prepare(store.database, [rising, unordered])
  })
  afterAll(() => store.drop())

  const run = async (from: Source, provider: Provider): Promise<Run> => {
    const stored = [...knowing.sources.values()].find(({ profile }) => profile.id === from.id)
    if (!stored) throw new Error('it is not prepared')
    const { cursors, notes } = goOnFrom(from, await readCursors(store.database, stored.num, from.version), NOW)
    const collected = from.collect({
      fetch: fetcher,
      at: key => ({ name: key, url: key }),
      setting: () => '',
      since: part => cursors.get(part) ?? null,
      now: NOW,
    })
    return runSource(knowing, {
      source: from,
      stored,
      parts: 'name' in collected ? [collected] : collected,
      open: async ({ url }, _validators, signal) => {
        provider.asked.push(url)
        const page = Number(new URL(url).searchParams.get('page') ?? 1)
        if (page >= provider.stuckAt && provider.fails) throw provider.fails
        if (page >= provider.stuckAt)
          await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
        const rows = Array.from({ length: PER_PAGE }, (_, n) => (page - 1) * PER_PAGE + n)
        const body = JSON.stringify(rows.map(n => ({ ip: `45.9.20.${n + 1}`, seen: seenOn(n) })))
        return { unchanged: false, url, status: 200, headers: {}, validators: {}, body: once(Buffer.from(body)) }
      },
      trigger: 'manual',
      failuresBefore: 0,
      notes,
      publish: () => undefined,
      now: () => NOW,
    })
  }

  it('by its deadline is partial and gone on with, where rows come oldest first', async () => {
    const provider: Provider = { stuckAt: 4, fails: null, asked: [] }
    const cut = await run(rising, provider)
    expect([cut.outcome, cut.counts.new], cut.reason).toEqual(['partial', 9])
    expect(cut.reason).toContain(`9 rows came in, read up to ${seenOn(7)}: the next run goes on from there`)
    const rest = await run(rising, { ...provider, stuckAt: Number.POSITIVE_INFINITY })
    expect([rest.outcome, rest.counts.new, rest.counts.unchanged]).toEqual(['ok', 9, 9])
    expect(provider.asked.at(-PAGES)).toBe(`http://feed-sample.com/?since=${seenOn(7)}`)
  })

  it('by a provider that wants fewer requests keeps how far it came, and its outcome', async () => {
    await store.database.query(`update feed_part set cursor = null`)
    const wait = new Problem('rate-limited', 'The feed asks to wait (429).', { todo: 'Wait.', retryAfterMs: 42_000 })
    const cut = await run(rising, { stuckAt: 4, fails: wait, asked: [] })
    expect([cut.outcome, cut.reason]).toEqual(['rate-limited', expect.stringContaining(`read up to ${seenOn(7)}`)])
  })

  it('says that it was not done where nothing tells what is left, and keeps no cursor', async () => {
    const cut = await run(unordered, { stuckAt: 4, fails: null, asked: [] })
    expect([cut.outcome, cut.counts.new]).toEqual(['unreachable', 9])
    const stored = [...knowing.sources.values()].find(({ profile }) => profile.id === unordered.id)
    expect(await readCursors(store.database, stored?.num ?? 0, 1)).toEqual(new Map())
  })
})

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
