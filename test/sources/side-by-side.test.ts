/** One sick source never delays another: forty are due at once, fifteen of them hang or drip. */
import type { LiveEvent, Outcome } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Egress } from '../../server/src/egress.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { Scheduler } from '../../server/src/runtime/scheduler.ts'
import { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import { listSource, prepare, settingsFor } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const SOURCES = 40
const HANGING = 10
const DRIPPING = 5
/** Every source has begun, and every healthy one is done, within so long: the work of all of them, and nobody's waiting. */
const BOUND_MS = 10_000
const DEADLINE_MS = 12_000

/** The sick ones are due first. */
const kindOf = (url: string): 'hangs' | 'drips' | 'answers' => {
  const n = Number(url.split('-').at(-1))
  return n < HANGING ? 'hangs' : n < HANGING + DRIPPING ? 'drips' : 'answers'
}

const raised = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))

const egress: Egress = {
  fetch: async ({ ask: { url }, signal }) => {
    const n = Number(url.split('-').at(-1))
    const kind = kindOf(url)
    const cut = raised(signal)
    if (kind === 'hangs') return cut
    cut.catch(() => undefined)
    async function* body(): AsyncGenerator<Uint8Array> {
      for (let row = 0; row < 50; row += 1) {
        yield Buffer.from(`47.${n}.0.${row + 1}\n`)
        if (kind === 'drips') await Promise.race([new Promise(resolve => setTimeout(resolve, 700)), cut])
      }
    }
    return { unchanged: false, url, status: 200, headers: {}, validators: {}, body: body() }
  },
}

describe('forty sources that are due at once', () => {
  let store: FreshStore
  const events: { readonly event: LiveEvent; readonly atMs: number }[] = []
  const outcomes = (): ReadonlyMap<string, Outcome | null> =>
    new Map(events.flatMap(({ event }) => (event.kind === 'run-finished' ? [[event.source, event.run.outcome] as const] : [])))

  beforeAll(async () => {
    const [[, fresh] = []] = stores
    if (!fresh) throw new Error('there is no store to test on')
    store = await fresh()
  })
  afterAll(() => store.drop())

  it(`have all begun, and those that are well are done, within ${BOUND_MS / 1_000} seconds`, async () => {
    const sources: Source[] = Array.from({ length: SOURCES }, (_, n) =>
      listSource(`list-${n}`, { deadlineMinutes: DEADLINE_MS / 60_000 }),
    )
    const knowing = await prepare(store.database, sources)
    const fixed = Object.fromEntries(sources.map(({ id }) => [id, { url: `https://feed.example/${id}` }]))
    const started = performance.now()
    const runner = new SourceRunner({
      knowing,
      egress,
      fetcher,
      registry: sources,
      settings: await settingsFor(store.database, fixed),
      publish: event => events.push({ event, atMs: performance.now() - started }),
      now: Date.now,
    })
    const failures: unknown[] = []
    const scheduler = new Scheduler({ runner, due: () => runner.due(), onError: (_, error) => failures.push(error) })
    const all = scheduler.settled()
    const healthy = SOURCES - HANGING - DRIPPING
    while ([...outcomes().values()].filter(outcome => outcome === 'ok').length < healthy) {
      expect(performance.now() - started).toBeLessThan(BOUND_MS)
      await new Promise(resolve => setTimeout(resolve, 50))
    }
    const begun = events.filter(({ event }) => event.kind === 'run-started')
    expect(begun).toHaveLength(SOURCES)
    expect(Math.max(...begun.map(({ atMs }) => atMs))).toBeLessThan(BOUND_MS)
    await all
    const counted = (outcome: Outcome): number => [...outcomes().values()].filter(one => one === outcome).length
    expect([counted('ok'), counted('unreachable'), failures]).toEqual([healthy, SOURCES - healthy, []])
  })
})
