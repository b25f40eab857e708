/** A migrated store with the registry's sources, and ways to run a feed into it. */
import type { Run, Statement } from '@keysguard/model'
import { z } from 'zod'
import type { Database } from '../../server/src/engines/database/database.ts'
import { INITIAL_SCORING } from '../../server/src/intelligence/scoring.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Ask } from '../../server/src/kit/rows.ts'
import type { Values } from '../../server/src/kit/settings.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { observe, source, typed } from '../../server/src/kit/source.ts'
import type { Suppressing } from '../../server/src/pipeline/judge.ts'
import { runSource } from '../../server/src/pipeline/run-source.ts'
import { DeclaredFeeds } from '../../server/src/runtime/declared-feeds.ts'
import { registeredAs } from '../../server/src/runtime/source-runner.ts'
import { UnitSettings } from '../../server/src/runtime/unit-settings.ts'
import { createSeal } from '../../server/src/sealing.ts'
import { sources } from '../../server/src/sources/index.ts'
import { Dictionary } from '../../server/src/store/dictionary.ts'
import { readCursors } from '../../server/src/store/feed-parts.ts'
import { KnownKeys } from '../../server/src/store/known-keys.ts'
import { migrate } from '../../server/src/store/migrate.ts'
import { ensurePartitions } from '../../server/src/store/partitions.ts'
import { registerSources, sourceStates } from '../../server/src/store/sources.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'

export const NOW = Date.UTC(2026, 10, 23, 12)

/** A list of values, one a line: `address malware tags confidence lastSeen`. */
export const listSource = (id: string, over: Partial<Source> = {}): Source => ({
  ...source({
    id,
    name: id.toUpperCase(),
    provider: 'test',
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
    collect: ({ fetch, at }) => fetch.lines(at('url')),
    row: z.string(),
    parse: row => {
      const [value = '', malware, tag, confidence] = row.split(' ')
      const statement: Statement = { threat: 'c2' }
      if (malware !== undefined && malware !== '-') statement.malware = malware
      if (tag !== undefined && tag !== '-') statement.tags = tag.split(',')
      if (confidence !== undefined) statement.confidence = Number(confidence)
      return observe(typed('ipv4', value), statement)
    },
  }),
  ...over,
})

export const prepare = async (database: Database, sources: readonly Source[]): Promise<Knowing> => {
  await migrate(database)
  await ensurePartitions(database, NOW)
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
      sources.map(one => registeredAs(one, sources)),
    ),
  }
}

export const runText = (knowing: Knowing, from: Source, text: string, at = NOW): Promise<Run> =>
  runTexts(knowing, from, { url: text }, at)

/** Runs a source of several parts: a text for each address, null for "nothing has changed". */
export const runTexts = (
  knowing: Knowing,
  from: Source,
  texts: Readonly<Record<string, string | null>>,
  at = NOW,
): Promise<Run> => runAnswers(knowing, from, ({ url }) => texts[url] ?? null, { at })

export interface AnsweredRun {
  readonly firewall?: Suppressing
  readonly at?: number
  /** Settings; addresses are their own names where none are given. */
  readonly values?: Values
}

/** Runs a source whose provider answers each request with a text, null for "nothing has changed". */
export const runAnswers = async (
  knowing: Knowing,
  from: Source,
  answer: (ask: Ask) => string | null,
  { at = NOW, values = {}, firewall }: AnsweredRun = {},
): Promise<Run> => {
  const stored = [...knowing.sources.values()].find(({ profile }) => profile.id === from.id)
  if (!stored) throw new Error(`${from.id} is not prepared`)
  const state = (await sourceStates(knowing.database)).find(({ num }) => num === stored.num)
  const cursors = await readCursors(knowing.database, stored.num, from.version)
  const collected = from.collect({
    fetch: fetcher,
    at: key => ({ name: key, url: values[key] ?? key }),
    setting: key => values[key] ?? '',
    since: part => cursors.get(part) ?? null,
    now: at,
  })
  return runSource(knowing, {
    source: from,
    stored,
    parts: 'name' in collected ? [collected] : collected,
    open: async ask => {
      const text = answer(ask)
      if (text === null) return { unchanged: true }
      return { unchanged: false, url: ask.url, status: 200, headers: {}, validators: {}, body: once(Buffer.from(text)) }
    },
    trigger: 'manual',
    ...(firewall ? { firewall } : {}),
    failuresBefore: state?.failures ?? 0,
    publish: () => undefined,
    now: () => at,
  })
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

/** The ledger of a run has to balance, whatever happened. */
export const balance = ({ counts }: Run): number =>
  counts.received - counts.new - counts.changed - counts.unchanged - counts.duplicate - counts.rejected

/** Settings that are fixed by what is given, over the declared defaults. */
export const settingsFor = (database: Database, fixed: Readonly<Record<string, Values>> = {}): Promise<UnitSettings> =>
  UnitSettings.load({ database, seal: createSeal(Buffer.alloc(32, 7)), fixed, secretsFolder: '/nowhere' })

/** The feeds people declare, none of them in files unless a folder is given. */
export const feedsFor = (
  database: Database,
  {
    folder = '/nowhere',
    onBroken = () => undefined,
  }: { readonly folder?: string; readonly onBroken?: (where: string, reason: string) => void } = {},
): Promise<DeclaredFeeds> => DeclaredFeeds.load({ database, folder, shipped: sources, now: Date.now, onBroken })
