/** Each source against each thing that goes wrong with feeds: the outcome is the right one, the ledger balances, the last good data stays. */
import { isHealthy, type Outcome, type Run } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Source } from '../../server/src/kit/source.ts'
import { FAULTS, type Fault } from '../../server/src/replay/faults.ts'
import { sources } from '../../server/src/sources/index.ts'
import { type Facts, factsOf } from '../support/fault-facts.ts'
import { type FaultStage, openFaultStage } from '../support/fault-stage.ts'
import { balance } from '../support/knowing.ts'

/** Their rows lie in several lists or files: what befalls one of them costs its rows, and is only drift where it befalls what leads to all. */
const SPREAD: ReadonlySet<string> = new Set(['misp', 'circl-osint', 'botvrij'])
const BEFALLS_ONE: ReadonlySet<Fault> = new Set(['schema-drift', 'nul'])

/** Feeds of fewer rows may shrink. */
const SMALL = 20

/** Lists that say how long they are, so that a part of them is known as such; where that stands in a line of its own, the line is missed. */
const SHRUNK: Readonly<Record<string, Outcome>> = {
  threatfox: 'failed',
  malwarebazaar: 'failed',
  sslbl: 'failed',
  'cisa-kev': 'failed',
  'spamhaus-drop': 'schema-drift',
  // Events that are gone take their indicators with them, unless they are most of those that were known.
  misp: 'ok',
  'circl-osint': 'ok',
  botvrij: 'shrunk-suspect',
}

/** What is known of a source before it meets a fault. */
interface Known extends Facts {
  readonly source: Source
  /** Asked only for what is new: few rows, or none, are nothing suspicious. */
  readonly incremental: boolean
  /** Rows of its first run. */
  readonly rows: number
}

/** Where nothing is withdrawn because less is listed, less is nothing new. */
const withLess = ({ source, incremental }: Known): Outcome =>
  source.presence === 'full-set' && !incremental ? 'ok' : 'unchanged'

/** The one outcome that is right, or null where the fault cannot befall the source. */
const EXPECTED: Readonly<Record<Fault, Outcome | ((known: Known) => Outcome | null)>> = {
  'status-500': 'unreachable',
  'status-401': 'unauthorised',
  'status-404': 'unreachable',
  'status-429': 'rate-limited',
  'status-503-retry': 'rate-limited',
  reset: 'unreachable',
  'reset-body': 'failed',
  hang: 'unreachable',
  'hang-body': 'unreachable',
  slow: 'unreachable',
  truncated: 'failed',
  'truncated-gzip': 'failed',
  html: 'schema-drift',
  'login-page': 'schema-drift',
  'wrong-content': 'schema-drift',
  // No bytes are no JSON document; they are an empty list of lines, which only some sources may send.
  empty: known => (known.document || !(known.incremental || known.source.mayBeEmpty) ? 'empty-suspect' : withLess(known)),
  shrunk: known => SHRUNK[known.source.id] ?? (known.incremental || known.rows < SMALL ? withLess(known) : 'shrunk-suspect'),
  'schema-drift': 'schema-drift',
  'envelope-drift': ({ document }) => (document ? 'schema-drift' : null),
  'future-dates': ({ dated, retold }) => (dated ? 'partial' : retold['future-dates'] ? 'ok' : 'unchanged'),
  // Clocks differ: a few hours are tolerated, and what is dated anew has changed.
  'clock-skew': ({ retold }) => (retold['clock-skew'] ? 'ok' : 'unchanged'),
  'invalid-utf8': ({ value }) => (value === null ? null : 'partial'),
  // JSON forbids it, so that the document is none; anywhere else it costs its row.
  nul: ({ value, document }) => (value === null ? null : document ? 'schema-drift' : 'partial'),
  bom: 'unchanged',
  'long-line': ({ document }) => (document ? 'schema-drift' : 'partial'),
  // A quarter of a gigabyte each: once for each format, below.
  'zero-bomb': () => null,
}

const BOMBED = ['openphish', 'urlhaus', 'spamhaus-drop', 'cisa-kev'] as const

describe('sources against faults', () => {
  let stage: FaultStage
  const known = new Map<string, Known>()

  beforeAll(async () => {
    stage = await openFaultStage()
    for (const source of sources) {
      const { id } = source
      const run = await stage.run(id)
      expect([id, run.outcome, run.rejections], run.reason).toEqual([id, 'ok', {}])
      known.set(id, {
        source,
        incremental: stage.partsOf(source).every(part => part.incremental),
        rows: run.counts.received,
        ...(await factsOf(source, stage.now)),
      })
    }
  })
  afterAll(() => stage.close())

  const factsFor = (id: string): Known => {
    const facts = known.get(id)
    if (!facts) throw new Error(`${id} did not run`)
    return facts
  }
  const expectedOf = (id: string, fault: Fault): Outcome | null => {
    const expected = EXPECTED[fault]
    return typeof expected === 'string' ? expected : expected(factsFor(id))
  }

  const listed = async (): Promise<ReadonlyMap<string, number>> => {
    const rows = await stage.store.database.query<{ id: string; n: number }>(
      `select s.id, count(*)::int as n from assertion a join source s on s.num = a.source where a.withdrawn_at is null group by s.id`,
    )
    return new Map(rows.map(({ id, n }) => [id, n]))
  }

  it('knows every sample again', async () => {
    for (const { id } of sources) {
      const run = await stage.run(id)
      expect([id, run.outcome, run.rejections]).toEqual([id, 'unchanged', {}])
    }
  })

  for (const fault of FAULTS) {
    describe(fault, () => {
      const runs = new Map<string, { readonly run: Run; readonly before: number; readonly after: number; readonly healed: Run }>()

      // All at once: providers that hang, hang together.
      beforeAll(async () => {
        const befallen = sources.filter(({ id }) => expectedOf(id, fault) !== null)
        const before = await listed()
        await stage.forget()
        const ended = await Promise.all(befallen.map(({ id }) => stage.runWith(id, fault, { within: factsFor(id).value ?? '' })))
        const after = await listed()
        await stage.forget()
        const healed = await Promise.all(befallen.map(({ id }) => stage.run(id)))
        for (const [index, { id }] of befallen.entries()) {
          const [run, mended] = [ended[index], healed[index]]
          if (run && mended) runs.set(id, { run, before: before.get(id) ?? 0, after: after.get(id) ?? 0, healed: mended })
        }
      })

      for (const { id } of sources) {
        it(id, () => {
          const met = runs.get(id)
          if (!met) return
          const { run, before, after, healed } = met
          const right = [expectedOf(id, fault), ...(SPREAD.has(id) && BEFALLS_ONE.has(fault) ? ['partial'] : [])]
          expect(right, run.reason).toContain(run.outcome)
          expect(run.reason.length).toBeGreaterThan(10)
          expect(balance(run)).toBe(0)
          expect(before - after).toBe(run.counts.withdrawn)
          if (!isHealthy(run.outcome ?? 'failed')) expect([run.counts.withdrawn, healed.outcome]).toEqual([0, 'unchanged'])
          expect(isHealthy(healed.outcome ?? 'failed'), healed.reason).toBe(true)
        })
      }
    })
  }

  for (const id of BOMBED) {
    it(`${id}: zero-bomb`, async () => {
      const before = await listed()
      const run = await stage.runWith(id, 'zero-bomb')
      expect(run.outcome, run.reason).toBe('failed')
      expect(await listed()).toEqual(before)
    })
  }
})
