/** All sources due at once, as on a first start, while the providers of the first ones hang: nobody waits for them. */
import { join } from 'node:path'
import { createEgress } from '../server/dist/egress.js'
import { openPglite } from '../server/dist/engines/database/pglite.js'
import { fetcher } from '../server/dist/kit/parts.js'
import { startReplay } from '../server/dist/replay/replay-server.js'
import { Scheduler } from '../server/dist/runtime/scheduler.js'
import { SourceRunner } from '../server/dist/runtime/source-runner.js'
import { UnitSettings } from '../server/dist/runtime/unit-settings.js'
import { createSeal } from '../server/dist/sealing.js'
import { sources } from '../server/dist/sources/index.js'
import { prepareStore } from './bench-source.ts'
import { type Figure, rounded } from './figure.ts'

const HANGING = 4
const LATEST_START_S = 60
/** A provider that hangs is given up after three tries of half a minute; by then the last has started, late. */
const PATIENCE_MS = 150_000
const LOOK_MS = 50

const registry = sources.map(source => ({ ...source, onByDefault: true }))
/** Those that are due first, so that they take what places there are. */
const hanging = new Set(registry.slice(0, HANGING).map(({ id }) => id))

const figure = (bench: string, seconds: number, reference: string): Figure => ({
  bench,
  value: rounded(seconds, 2),
  unit: 's',
  reference,
  ratio: null,
  bar: `<= ${LATEST_START_S} s`,
  holds: seconds <= LATEST_START_S,
})

export const dueBench = async (folder: string): Promise<Figure[]> => {
  const knowing = await prepareStore(await openPglite(join(folder, 'due')), registry)
  const replay = await startReplay()
  for (const id of hanging) replay.fault(id, 'hang')
  const began = performance.now()
  const started = new Map<string, number>()
  const ended = new Map<string, number>()
  const unread: string[] = []
  const runner = new SourceRunner({
    knowing,
    egress: createEgress({ allow: [new URL(replay.url).host] }),
    fetcher,
    registry,
    settings: await UnitSettings.load({
      database: knowing.database,
      seal: createSeal(Buffer.alloc(32)),
      fixed: replay.config,
      secretsFolder: join(folder, 'secrets'),
    }),
    publish: event => {
      const at = (performance.now() - began) / 1_000
      if (event.kind === 'run-started' && !started.has(event.source)) started.set(event.source, at)
      if (event.kind !== 'run-finished' || hanging.has(event.source) || ended.has(event.source)) return
      ended.set(event.source, at)
      if (event.run.counts.received === 0) unread.push(`${event.source} ${event.run.outcome}`)
    },
    now: Date.now,
  })
  const scheduler = new Scheduler({
    runner,
    due: () => runner.due(),
    onError: (id, error) => {
      throw new Error(`${id} could not be run`, { cause: error })
    },
  })
  scheduler.start()
  const answering = registry.length - HANGING
  while (ended.size < answering && performance.now() - began < PATIENCE_MS)
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
  const took = (performance.now() - began) / 1_000
  const lastStart = started.size < registry.length ? took : Math.max(...started.values())
  const lastEnd = ended.size < answering ? took : Math.max(...ended.values())
  if (unread.length > 0) throw new Error(`sources that answer were not read: ${unread.join(', ')}`)
  const reference = 'three tries of a provider that hangs take 90 s'
  // Those that hang are answered with a reset, and give up.
  await Promise.all([replay.close(), scheduler.stop()])
  await knowing.database.close()
  const which = `of ${registry.length} due at once, ${HANGING} hanging, embedded`
  return [
    figure(`last source started, ${which}`, lastStart, reference),
    figure(`last source that answers ended, ${which}`, lastEnd, reference),
  ]
}
