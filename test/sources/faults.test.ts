/** Each source against each thing that goes wrong with feeds: the outcome is named, the ledger balances, the last good data stays. */
import type { Outcome, Run } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEgress } from '../../server/src/egress.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Source } from '../../server/src/kit/source.ts'
import type { Fault } from '../../server/src/replay/faults.ts'
import { type Replay, startReplay } from '../../server/src/replay/replay-server.ts'
import { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import { sources } from '../../server/src/sources/index.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { balance, prepare, settingsFor } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const [[, fresh] = []] = stores

const ANYTHING_GOOD: readonly Outcome[] = ['ok', 'unchanged', 'partial']
const EXPECTED: Readonly<Partial<Record<Fault, readonly Outcome[]>>> = {
  'status-500': ['unreachable'],
  'status-401': ['unauthorised'],
  'status-429': ['rate-limited'],
  reset: ['unreachable'],
  truncated: ['failed', 'schema-drift'],
  'truncated-gzip': ['failed', 'schema-drift'],
  html: ['schema-drift'],
  empty: ['empty-suspect'],
  shrunk: ['shrunk-suspect'],
  'future-dates': ['partial', 'unchanged'],
  'invalid-utf8': ['partial', 'unchanged', 'ok'],
  nul: ['partial', 'unchanged', 'schema-drift', 'ok'],
  bom: ['unchanged', 'ok'],
  'schema-drift': ['schema-drift', 'unchanged', 'ok'],
}
/** Feeds of fewer rows may shrink. */
const SMALL = 20

describe('sources against faults', () => {
  let store: FreshStore
  let knowing: Knowing
  let replay: Replay
  let runner: SourceRunner
  const received = new Map<string, number>()
  /** What is asked only for what is new may be short, or empty. */
  const isIncremental = (source: Source): boolean => runner.partsOf(source).every(part => part.incremental)

  beforeAll(async () => {
    if (!fresh) throw new Error('there is no store to test on')
    store = await fresh()
    knowing = await prepare(store.database, sources)
    replay = await startReplay()
    runner = new SourceRunner({
      knowing,
      egress: createEgress({ allow: [new URL(replay.url).host], sleep: async () => undefined }),
      fetcher,
      registry: sources,
      settings: await settingsFor(store.database, replay.config),
      publish: () => undefined,
      now: Date.now,
    })
    for (const { id } of sources) received.set(id, (await runner.run(id, 'sample')).counts.received)
  })
  afterAll(async () => {
    await replay.close()
    await store.drop()
  })

  const listed = async (): Promise<number> => {
    const [row] = await store.database.query<{ n: number }>(`select count(*)::int as n from assertion where withdrawn_at is null`)
    return row?.n ?? 0
  }
  /** As it would run on the sample day: documentation addresses pass. */
  const runWith = async (id: string, fault: Fault): Promise<Run> => {
    // Validators would answer "unchanged" before the fault is met.
    await store.database.query(`update feed_part set etag = null, last_modified = null`)
    replay.fault(id, fault)
    try {
      return await runner.run(id, 'sample')
    } finally {
      replay.fault(id, null)
    }
  }

  it('takes in every sample whole, and knows it again', async () => {
    for (const { id } of sources) {
      const run = await runner.run(id, 'sample')
      expect([id, run.outcome, run.rejections]).toEqual([id, 'unchanged', {}])
    }
  })

  for (const source of sources) {
    const { id } = source
    for (const [fault, expected] of Object.entries(EXPECTED) as [Fault, readonly Outcome[]][]) {
      it(`${id}: ${fault}`, async () => {
        const before = await listed()
        const incremental = isIncremental(source)
        const excused =
          (fault === 'shrunk' && (incremental || (received.get(id) ?? 0) < SMALL)) ||
          (fault === 'empty' && (incremental || source.mayBeEmpty))
        const allowed = excused ? ANYTHING_GOOD : expected
        const run = await runWith(id, fault)
        expect(allowed, run.reason).toContain(run.outcome)
        expect(run.reason.length).toBeGreaterThan(10)
        expect(balance(run)).toBe(0)
        if (allowed === expected && fault !== 'invalid-utf8' && fault !== 'nul')
          expect(await listed()).toBeGreaterThanOrEqual(before)
        const healed = await runner.run(id, 'sample')
        expect(ANYTHING_GOOD, healed.reason).toContain(healed.outcome)
      })
    }
  }

  for (const [id, fault, expected] of [
    ['openphish', 'long-line', 'partial'],
    ['urlhaus', 'long-line', 'partial'],
    ['feodo', 'long-line', 'schema-drift'],
    ['openphish', 'zero-bomb', 'failed'],
    ['cisa-kev', 'zero-bomb', 'failed'],
  ] as const) {
    it(`${id}: ${fault}`, async () => {
      const before = await listed()
      const run = await runWith(id, fault)
      expect(run.outcome, run.reason).toBe(expected)
      expect(await listed()).toBe(before)
    })
  }
})
