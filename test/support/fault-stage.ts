/** All sources before providers that do what they are told, in one store. */
import type { Run } from '@keysguard/model'
import { createEgress } from '../../server/src/egress.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Source } from '../../server/src/kit/source.ts'
import type { Fault, FaultOptions } from '../../server/src/replay/faults.ts'
import { type Replay, startReplay } from '../../server/src/replay/replay-server.ts'
import { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import { sources } from '../../server/src/sources/index.ts'
import { prepare, settingsFor } from './knowing.ts'
import { type FreshStore, stores } from './stores.ts'

export interface FaultStage {
  readonly store: FreshStore
  readonly replay: Replay
  readonly now: number
  /** As it would run on the sample day: documentation addresses pass. */
  run(id: string): Promise<Run>
  /** Runs while its provider does this wrong. Those that take for ever are cut after a few seconds. */
  runWith(id: string, fault: Fault, options?: FaultOptions): Promise<Run>
  partsOf(source: Source): ReturnType<SourceRunner['partsOf']>
  /** Forgets validators, which would answer "unchanged" before a fault is met, and cursors, which would leave out what it befalls. */
  forget(): Promise<void>
  close(): Promise<void>
}

const SILENT: ReadonlySet<Fault> = new Set(['hang', 'hang-body'])
const IMPATIENT_MS = 300

export const openFaultStage = async (): Promise<FaultStage> => {
  const [[, fresh] = []] = stores
  if (!fresh) throw new Error('there is no store to test on')
  const now = Date.now()
  const store = await fresh()
  const knowing = await prepare(store.database, sources)
  const replay = await startReplay({ now })
  const runnerOf = async (registry: readonly Source[], idleMs: number): Promise<SourceRunner> =>
    new SourceRunner({
      knowing,
      egress: createEgress({
        allow: [new URL(replay.url).host],
        sleep: async () => undefined,
        timeouts: { headersMs: idleMs, idleMs },
      }),
      fetcher,
      registry,
      settings: await settingsFor(store.database, replay.config),
      publish: () => undefined,
      now: Date.now,
    })
  const runner = await runnerOf(sources, 10_000)
  const impatient = await runnerOf(sources, IMPATIENT_MS)
  const hurried = await runnerOf(
    sources.map(source => ({ ...source, deadlineMinutes: 0.05 })),
    IMPATIENT_MS,
  )
  const runnerFor = (fault: Fault): SourceRunner => (fault === 'slow' ? hurried : SILENT.has(fault) ? impatient : runner)
  return {
    store,
    replay,
    now,
    run: id => runner.run(id, 'sample'),
    runWith: async (id, fault, options) => {
      replay.fault(id, fault, options)
      try {
        return await runnerFor(fault).run(id, 'sample')
      } finally {
        replay.fault(id, null)
      }
    },
    partsOf: source => runner.partsOf(source),
    forget: async () => {
      await store.database.query(`update feed_part set etag = null, last_modified = null, cursor = null`)
    },
    close: async () => {
      await replay.close()
      await store.drop()
    },
  }
}
