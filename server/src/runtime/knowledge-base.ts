/** Knowledge over the store and the sources of this process. */
import { isHealthy, type QuarantinedRow, type Run, type SourceCard, type SourceHealth } from '@keysguard/model'
import type { Events } from '../engines/events/events.ts'
import { sniffFormat } from '../kit/formats/sniff.ts'
import type { Source } from '../kit/source.ts'
import type {
  Attacking,
  Enriching,
  Entities,
  Judgement,
  Knowledge,
  Quality,
  Reporting,
  Ruling,
  ScoringFigures,
  Upload,
} from '../knowledge.ts'
import type { Suppressing } from '../pipeline/judge.ts'
import { replayRows } from '../pipeline/replay-rows.ts'
import { Problem } from '../problem.ts'
import { draftFeed } from '../sources/declared/index.ts'
import { genericSource } from '../sources/generic.ts'
import { countBy, readCube, total } from '../store/cube.ts'
import { readDetail } from '../store/detail.ts'
import { exportAll } from '../store/export.ts'
import { readIndicatorLinks, readValueLinks } from '../store/links/read-links.ts'
import { readOverview, readStatistics, readTape } from '../store/overview.ts'
import { listQuarantine } from '../store/quarantine.ts'
import { removeSample } from '../store/remove-sample.ts'
import { listRuns, recentRuns } from '../store/runs.ts'
import { search } from '../store/search.ts'
import { type SourceState, setDue, setEnabled, setPaused, sourceStates } from '../store/sources.ts'
import { readSummaries } from '../store/summaries.ts'
import { changeThreat, undoThreatEvent } from '../store/threats/change-threats.ts'
import { listThreats, readThreat } from '../store/threats/read-threats.ts'
import type { Knowing } from '../store/write-rows.ts'
import type { DeclaredFeeds } from './declared-feeds.ts'
import { acceptedSource } from './reports/accepted-source.ts'
import { isEnabled, type SourceRunner } from './source-runner.ts'
import type { UnitSettings } from './unit-settings.ts'

const RECENT_RUNS = 30
/** A source is stale when its last success is older than this many of its intervals. */
const STALE_INTERVALS = 3
const MINUTE_MS = 60_000
/** Not expected to run. */
const RESTING: readonly SourceHealth[] = ['paused', 'off', 'needs-key']

export interface KnowledgeBaseOptions {
  readonly knowing: Knowing
  readonly runner: SourceRunner
  readonly feeds: DeclaredFeeds
  readonly settings: UnitSettings
  readonly enriching: Enriching
  readonly rules: Ruling
  readonly judgement: Judgement
  readonly scoring: ScoringFigures
  readonly quality: Quality
  readonly firewall: Suppressing
  readonly attack: Attacking
  readonly entities: Entities
  readonly reports: Reporting
  readonly events: Events
  readonly now: () => number
  readonly version: string
}

export const createKnowledge = (options: KnowledgeBaseOptions): Knowledge => {
  const {
    knowing,
    runner,
    feeds,
    settings,
    enriching,
    attack,
    entities,
    judgement,
    scoring,
    quality,
    firewall,
    rules,
    reports,
    events,
    now,
    version,
  } = options
  const { database, dictionary } = knowing
  const sources = (at: number): Promise<SourceCard[]> => readCards({ knowing, runner, feeds, settings }, at)
  return {
    search: (query, request) => search(knowing, query, request),
    summaries: (keys, at) => readSummaries(database, dictionary, keys, at),
    detail: async (key, at) => {
      const detail = await readDetail(knowing, key, at)
      return detail && judgement.explain(detail)
    },
    links: (key, request) => readIndicatorLinks(knowing, key, request),
    linkedBy: (kind, value, request) => readValueLinks(knowing, kind, value, request),
    exportAll: (query, at) => exportAll(knowing, query, at),
    tape: at => readTape(database, at),
    statistics: () => readStatistics(knowing),
    sources,
    runs: (id, limit) => listRuns(database, id, limit),
    quarantine: (id, limit): Promise<QuarantinedRow[]> => listQuarantine(database, id, limit),
    setPaused: async (id, paused) => {
      runner.source(id)
      await setPaused(database, id, paused)
    },
    setEnabled: async (id, enabled) => {
      runner.source(id)
      await setEnabled(database, id, enabled)
    },
    setSettings: async (id, values) => {
      await settings.set(runner.source(id), values)
      await setDue(database, id)
    },
    trySource: (id, values) => runner.try(runner.source(id), values),
    runSource: (id, since) => runner.run(id, 'manual', since),
    replayQuarantine: async id => {
      const state = (await sourceStates(database)).find(entry => entry.id === id)
      const source = state && !runner.registry.some(known => known.id === id) ? uploaded(state) : runner.source(id)
      const stored = state && knowing.sources.get(state.num)
      if (!stored) throw new Problem('not-found', `${source.name} has never run.`, { todo: 'Run it first.' })
      return replayRows(knowing, { source, stored, firewall, publish: event => events.publish(event), now })
    },
    ingest: upload => ingest(runner, upload),
    feed: async id => feeds.read(id),
    checkFeed: yaml => feeds.check(yaml),
    tryFeed: async (yaml, values) => runner.try(feeds.source(yaml), values),
    putFeed: async (id, yaml) => runner.declare(await feeds.put(id, yaml)),
    removeFeed: async id => {
      await feeds.remove(id)
      settings.forget(id)
      runner.retire(id)
    },
    draftFeed,
    removeSample: () => removeSample(knowing, now()),
    count: async () => total(await readCube(database)),
    ready: () =>
      database.query(`select 1`).then(
        () => true,
        () => false,
      ),
    enriching,
    rules,
    judgement,
    attack,
    entities,
    scoring,
    quality,
    reports,
    threats: {
      list: listing => listThreats(database, listing),
      read: (id, reads, at) => readThreat(knowing, id, reads, at),
      change: async (id, change, by) => {
        if (!(await changeThreat(knowing, id, change, by, now())))
          throw new Problem('not-found', `There is no threat ${id}.`, { todo: 'List them with `keysguard threats`.' })
      },
      undo: (id, event, by) => undoThreatEvent(knowing, id, event, by, now()),
    },
    subscribe: listener => events.subscribe(listener),
    overview: async at => {
      const [overview, cards] = await Promise.all([readOverview(knowing, at), sources(at)])
      return {
        ...overview,
        sources: cards,
        sourcesHealthy: cards.filter(({ health }) => health === 'healthy' || health === 'running').length,
        sourcesTotal: cards.filter(({ health }) => !RESTING.includes(health)).length,
        quarantined: cards.reduce((sum, { quarantined }) => sum + quarantined, 0),
        version,
        store: database.description,
      }
    },
  }
}

const ingest = async (runner: SourceRunner, upload: Upload): Promise<Run> => {
  const chunks = upload.body[Symbol.asyncIterator]()
  const first = await chunks.next()
  const head = first.done ? new Uint8Array() : first.value
  const format = upload.format === 'auto' ? sniffFormat(head, upload.name) : upload.format
  const { source, part } = genericSource({ name: upload.name, format, tlp: upload.tlp, threat: upload.threat })
  const body = async function* (): AsyncGenerator<Uint8Array> {
    yield head
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value
  }
  return runner.runWith(
    source,
    [part],
    async ({ url }) => ({ unchanged: false, url, status: 200, headers: {}, validators: {}, body: body() }),
    'upload',
  )
}

/** The source of an earlier upload, a feed that was removed or one that no longer reads: its rows are read as they stand. */
const uploaded = ({ id, name }: SourceState, about: Partial<Source> = {}): Source => ({
  ...genericSource({ name, format: 'text', tlp: 'amber', threat: null }).source,
  id,
  ...about,
})

const REMOVED = { provider: 'Removed', description: 'No longer asked; what it said is kept.' }
const BROKEN = { provider: 'Declared here', description: 'Not asked, because its declaration no longer reads: correct it.' }

type Shown = Pick<KnowledgeBaseOptions, 'knowing' | 'runner' | 'feeds' | 'settings'>

const readCards = async ({ knowing, runner, feeds, settings }: Shown, at: number): Promise<SourceCard[]> => {
  const { database, dictionary } = knowing
  const [states, recent, cells, held] = await Promise.all([
    sourceStates(database),
    recentRuns(database, RECENT_RUNS),
    readCube(database),
    database.query<{ source: number; n: number }>(`select source, count(*)::int as n from quarantine group by source`),
  ])
  const indicators = new Map(
    countBy(cells, cell => cell.sources.flatMap(id => dictionary.term(id)?.name ?? [])).map(({ value, count }) => [value, count]),
  )
  const card = (source: Source, state: SourceState | undefined, sample: boolean): SourceCard => {
    const runs = recent.get(source.id) ?? []
    const real = runs.find(({ outcome, trigger }) => outcome !== null && trigger !== 'sample') ?? null
    const last = real ?? runs.find(({ outcome }) => outcome !== null) ?? null
    return {
      id: source.id,
      name: source.name,
      provider: source.provider,
      homepage: source.homepage,
      description: source.description,
      licence: source.licence,
      terms: source.terms,
      reliability: source.reliability,
      tlp: source.tlp,
      everyMinutes: source.everyMinutes,
      needs: settings.missing(source),
      enabled: isEnabled(source, state),
      incremental: source.cursor !== undefined,
      own: feeds.has(source.id),
      derivedFrom: [...source.derivedFrom],
      settings: settings.cards(source),
      health: healthOf(
        source,
        state,
        real,
        { running: runner.isRunning(source.id), complete: settings.missing(source).length === 0 },
        at,
      ),
      freshness: freshnessOf(source, state, at),
      paused: state?.paused ?? false,
      sample,
      nextRunAt: state?.nextRunAt == null || source.everyMinutes === 0 ? null : new Date(state.nextRunAt).toISOString(),
      lastSuccessAt: state?.lastSuccessAt == null ? null : new Date(state.lastSuccessAt).toISOString(),
      indicators: indicators.get(source.id) ?? 0,
      quarantined: held.find(({ source: num }) => num === state?.num)?.n ?? 0,
      lastRun: last,
      recent: runs.map(({ id, startedAt, outcome, reason, counts }) => ({ id, startedAt, outcome, reason, new: counts.new })),
    }
  }
  const known = runner.registry.map(source => {
    const runs = recent.get(source.id) ?? []
    return card(
      source,
      states.find(({ id }) => id === source.id),
      runs.some(({ trigger }) => trigger === 'sample'),
    )
  })
  const uploads = states
    .filter(({ id }) => !runner.registry.some(source => source.id === id))
    .map(state => {
      if (state.id === acceptedSource.id) return card(acceptedSource, state, false)
      const about = feeds.has(state.id) ? BROKEN : state.id.startsWith('upload-') ? {} : REMOVED
      return card(uploaded(state, about), state, false)
    })
  return [...known, ...uploads]
}

const healthOf = (
  source: Source,
  state: SourceState | undefined,
  last: Run | null,
  { running, complete }: { readonly running: boolean; readonly complete: boolean },
  at: number,
): SourceHealth => {
  if (state?.paused) return 'paused'
  if (running) return 'running'
  if (source.everyMinutes > 0 && !isEnabled(source, state)) return 'off'
  if (!complete) return 'needs-key'
  if (last === null || last.outcome === null) return 'waiting'
  if (!isHealthy(last.outcome) || tookNothing(last)) return 'failing'
  const limit = objectiveMinutes(source)
  return limit > 0 && at - Date.parse(last.finishedAt ?? last.startedAt) > limit * MINUTE_MS ? 'stale' : 'healthy'
}

/** Every row was refused: that is a run, but no intelligence. */
const tookNothing = ({ counts }: Run): boolean => counts.received > 0 && counts.rejected === counts.received

const objectiveMinutes = ({ everyMinutes }: Source): number => STALE_INTERVALS * everyMinutes

const freshnessOf = (source: Source, state: SourceState | undefined, at: number): SourceCard['freshness'] => {
  const objective = objectiveMinutes(source)
  if (objective === 0) return null
  const age = state?.lastSuccessAt == null ? null : Math.max(0, (at - state.lastSuccessAt) / MINUTE_MS)
  return { objectiveMinutes: objective, ageMinutes: age === null ? null : Math.round(age), met: age !== null && age <= objective }
}
