/** The declaration that reads the made-up feed: as thorough as ThreatFox's. */
import { IndicatorType, type Run, type Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import type { Database } from '../server/dist/engines/database/database.js'
import { INITIAL_SCORING } from '../server/dist/intelligence/scoring.js'
import { present, said, utc } from '../server/dist/kit/fields.js'
import { fetcher } from '../server/dist/kit/parts.js'
import { observe, type Source, source, typed } from '../server/dist/kit/source.js'
import { runSource } from '../server/dist/pipeline/run-source.js'
import { registeredAs } from '../server/dist/runtime/source-runner.js'
import { Dictionary } from '../server/dist/store/dictionary.js'
import { KnownKeys } from '../server/dist/store/known-keys.js'
import { migrate } from '../server/dist/store/migrate.js'
import { ensurePartitions } from '../server/dist/store/partitions.js'
import { registerSources } from '../server/dist/store/sources.js'
import type { Knowing } from '../server/dist/store/write-rows.js'

export const benchSource: Source = source({
  id: 'bench',
  name: 'Bench',
  provider: 'bench',
  homepage: '',
  description: '',
  licence: '',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: '' },
  samples: {},
  collect: ({ fetch, at }) => fetch.csv(at('url')),
  row: z.looseObject({
    value: z.string(),
    type: IndicatorType,
    threat: ThreatType,
    malware: z.string(),
    tags: z.string(),
    confidence: z.string(),
    first_seen: z.string(),
    last_seen: z.string(),
    reporter: z.string(),
  }),
  parse: row =>
    observe(
      typed(row.type, row.value),
      said<Statement>({
        threat: row.threat,
        malware: present(row.malware),
        tags: row.tags.split(';'),
        confidence: Number(row.confidence),
        firstSeen: utc(row.first_seen),
        lastSeen: utc(row.last_seen),
        reporter: row.reporter,
      }),
    ),
})

/** Another one of its kind, to warm up with: what it brings is not missed when the other brings something else. */
export const warmSource: Source = { ...benchSource, id: 'warm', name: 'Warm' }

/** And one that search follows. */
export const followedSource: Source = { ...benchSource, id: 'followed', name: 'Followed' }

export const prepareBench = (database: Database): Promise<Knowing> =>
  prepareStore(database, [benchSource, warmSource, followedSource])

/** A migrated store that knows these sources. */
export const prepareStore = async (database: Database, registry: readonly Source[]): Promise<Knowing> => {
  await migrate(database)
  await ensurePartitions(database, Date.now())
  const dictionary = new Dictionary(database)
  await dictionary.load()
  return {
    database,
    dictionary,
    keys: new KnownKeys(database),
    scoring: { current: INITIAL_SCORING },
    sources: await registerSources(
      database,
      dictionary,
      registry.map(source => registeredAs(source, registry)),
    ),
  }
}

/** Runs a body through the whole pipeline, as a fetched feed would be. */
export const runBody = async (knowing: Knowing, body: AsyncIterable<Uint8Array>, source = benchSource): Promise<Run> => {
  const stored = [...knowing.sources.values()].find(({ profile }) => profile.id === source.id)
  if (!stored) throw new Error('the bench source is not prepared')
  return runSource(knowing, {
    source,
    stored,
    parts: [fetcher.csv({ name: 'url', url: '' })],
    open: async ({ url }) => ({ unchanged: false, url, status: 200, headers: {}, validators: {}, body }),
    trigger: 'manual',
    failuresBefore: 9,
    publish: () => undefined,
    now: Date.now,
  })
}
