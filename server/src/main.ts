/** Puts the program together: the only file that chooses engines. */
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { trustAsOperator } from './api/auth.ts'
import { buildServer } from './api/server.ts'
import type { Config } from './config.ts'
import { createNetwork } from './egress/network.ts'
import { createEgress } from './egress.ts'
import type { Database } from './engines/database/database.ts'
import { openPglite } from './engines/database/pglite.ts'
import { openPostgres } from './engines/database/postgres.ts'
import { Events } from './engines/events/events.ts'
import { lockFolder } from './engines/folder-lock.ts'
import { enrichers } from './enrichers/index.ts'
import { learnNames, shipNames } from './intelligence/names/names.ts'
import { namesOf } from './intelligence/names/of-attack.ts'
import { INITIAL_SCORING } from './intelligence/scoring.ts'
import { fetcher } from './kit/parts.ts'
import { withoutNonCommercial } from './kit/terms.ts'
import type { Knowledge } from './knowledge.ts'
import type { Log } from './log.ts'
import { Problem } from './problem.ts'
import { createAttackKnowledge } from './runtime/attack/attack-knowledge.ts'
import { readShippedAttack } from './runtime/attack/shipped.ts'
import { DeclaredFeeds } from './runtime/declared-feeds.ts'
import { Enrichers } from './runtime/enrichment/enrichers.ts'
import { NewIndicators } from './runtime/enrichment/new-indicators.ts'
import { createEntityKnowledge } from './runtime/entities/entity-knowledge.ts'
import { HealthWatch } from './runtime/health-watch.ts'
import { Housekeeping } from './runtime/housekeeping.ts'
import { Attention } from './runtime/judging/attend.ts'
import { Rejudging } from './runtime/judging/background.ts'
import { createJudgement } from './runtime/judging/judgement.ts'
import { Judging } from './runtime/judging/judging.ts'
import { createKnowledge } from './runtime/knowledge-base.ts'
import { QualityKeeper } from './runtime/quality/quality-keeper.ts'
import { nothingReached } from './runtime/reach.ts'
import { acceptedSource } from './runtime/reports/accepted-source.ts'
import { ReportCollector } from './runtime/reports/report-collector.ts'
import { ReportDesk } from './runtime/reports/report-desk.ts'
import { placeOffline } from './runtime/rules/place.ts'
import { RuleBook } from './runtime/rules/rule-book.ts'
import { RuleRunner } from './runtime/rules/rule-runner.ts'
import { createRules } from './runtime/rules/rules.ts'
import { shippedRules } from './runtime/rules/shipped-rules.ts'
import { playSampleDay } from './runtime/sample-day.ts'
import { Scheduler } from './runtime/scheduler.ts'
import { Scorekeeper } from './runtime/scoring/scorekeeper.ts'
import { registeredAs, SourceRunner } from './runtime/source-runner.ts'
import { UnitSettings } from './runtime/unit-settings.ts'
import { createSeal, sealingKey } from './sealing.ts'
import { sources } from './sources/index.ts'
import { Accounts } from './store/accounts.ts'
import { Dictionary } from './store/dictionary.ts'
import { KnownKeys } from './store/known-keys.ts'
import { trailLinks } from './store/links/trail-links.ts'
import { migrate } from './store/migrate.ts'
import { migrateStore } from './store/migrate-store.ts'
import { readNames } from './store/names.ts'
import { ensurePartitions } from './store/partitions.ts'
import { closeOpenRuns } from './store/runs.ts'
import { registerSources } from './store/sources.ts'
import { trailThreats } from './store/threats/trail-threats.ts'
import type { Knowing } from './store/write-rows.ts'
import { VERSION } from './version.ts'

export interface Running {
  readonly knowledge: Knowledge
  readonly accounts: Accounts
  readonly database: Database
  readonly runner: SourceRunner
  readonly knowing: Knowing
  readonly housekeeping: Housekeeping
  readonly healthWatch: HealthWatch
  readonly ruleRunner: RuleRunner
  readonly now: () => number
  /** Serves the folder's socket, which is also its lock. */
  readonly local: Server
  close(): Promise<void>
}

const commercial = { sources: withoutNonCommercial(sources), enrichers: withoutNonCommercial(enrichers) }

/** Opens the store and puts everything together; nothing is served or scheduled yet. Throws 'folder-in-use' when another process holds the folder. */
export const compose = async (config: Config, log: Log): Promise<Running> => {
  const now = Date.now
  const local = createServer((_request, response) => {
    response.writeHead(503, { 'content-type': 'text/plain' }).end('busy')
  })
  const lock = await lockFolder(config.folder, local)
  const database = await openStore(config).catch(async (error: unknown) => {
    await lock.release()
    throw error
  })
  await migrate(database)
  await ensurePartitions(database, now())
  await closeOpenRuns(database, now())
  const dictionary = new Dictionary(database)
  await dictionary.load()
  shipNames((await readShippedAttack()).flatMap(namesOf))
  learnNames(await readNames(database))
  const feeds = await DeclaredFeeds.load({
    database,
    folder: join(config.folder, 'feeds'),
    shipped: [...sources, acceptedSource],
    now,
    onBroken: (feed, reason) => log.warn({ feed, reason }, 'a declared feed cannot be used'),
  })
  const allowed = config.nonCommercial ? { sources, enrichers } : commercial
  const registry = [...allowed.sources, ...feeds.sources]
  const inForce = { current: INITIAL_SCORING }
  const knowing: Knowing = {
    database,
    dictionary,
    keys: new KnownKeys(database),
    scoring: inForce,
    sources: await registerSources(
      database,
      dictionary,
      registry.map(source => registeredAs(source, registry)),
    ),
  }
  const events = new Events()
  const settings = await UnitSettings.load({
    database,
    seal: createSeal(sealingKey(config.folder, config.secretKey)),
    secretsFolder: join(config.folder, 'secrets'),
    fixed: { ...config.sources, ...config.enrichers },
  })
  const egress = createEgress({ allow: config.egressAllow })
  const enriching = new Enrichers({
    knowing,
    outside: { egress, network: createNetwork({ allow: config.egressAllow }) },
    registry: allowed.enrichers,
    settings,
    now,
    offline: config.offline,
  })
  const scorekeeper = await Scorekeeper.load({
    knowing,
    inForce,
    now,
    onError: error => log.error({ error }, 'nothing could be learnt about the scoring'),
  })
  const judging = await Judging.load({ knowing, publish: event => events.publish(event), now })
  const attention = new Attention(judging)
  const rejudging = new Rejudging(judging, attention)
  const arrivals = new NewIndicators(knowing, enriching, now)
  const attack = createAttackKnowledge(knowing, now)
  const runner = new SourceRunner({
    knowing,
    egress,
    fetcher,
    registry,
    settings,
    firewall: judging,
    reports: new ReportCollector({ database, attack: attack.library, firewall: judging, now }),
    publish: event => events.publish(event),
    now,
  })
  const quality = await QualityKeeper.load({
    knowing,
    everyMinutes: id => runner.registry.find(source => source.id === id)?.everyMinutes ?? 0,
    now,
    onError: error => log.error({ error }, 'the sources could not be measured'),
  })
  const reports = new ReportDesk({ knowing, runner, attack: attack.library, firewall: judging, now })
  const housekeeping = new Housekeeping({
    database,
    now,
    onError: error => log.error({ error }, 'housekeeping failed'),
    chores: [() => arrivals.look(), () => rejudging.work(), () => scorekeeper.look(), () => quality.look(), () => reports.take()],
    followers: [() => trailLinks(knowing), () => trailThreats(knowing, now()), () => scorekeeper.rescore()],
    attend: (transaction, rows) => attention.attend(transaction, rows),
  })
  const book = await RuleBook.load({
    database,
    shipped: shippedRules(),
    now,
    onBroken: (rule, reason) => log.warn({ rule, reason }, 'a rule cannot be used'),
  })
  const ruleRunner = new RuleRunner({
    knowing,
    book,
    place: placeOffline,
    now,
    onFound: found =>
      log.info({ detections: found.length, rules: [...new Set(found.map(({ rule }) => rule))] }, 'rules have fired'),
    onError: error => log.error({ error }, 'rules could not be looked at'),
  })
  const rules = createRules({ knowing, book, runner: ruleRunner, place: placeOffline, now })
  const judgement = createJudgement(judging, rejudging)
  const entities = createEntityKnowledge(knowing, attack, now, error =>
    log.error({ error }, 'the indicators of entities could not be counted'),
  )
  const knowledge = createKnowledge({
    knowing,
    runner,
    feeds,
    settings,
    enriching,
    attack,
    entities,
    judgement,
    scoring: scorekeeper,
    quality,
    firewall: judging,
    rules,
    reports,
    events,
    now,
    version: VERSION,
  })
  const healthWatch = new HealthWatch({
    sources: at => knowledge.sources(at),
    publish: event => {
      events.publish(event)
      if (event.kind === 'source-health')
        log[event.to === 'healthy' ? 'info' : 'warn'](
          { source: event.source, from: event.from, to: event.to, reason: event.reason },
          'the health of a source has changed',
        )
    },
    now,
    onError: error => log.error({ error }, 'the health of the sources could not be read'),
  })
  return {
    knowledge,
    accounts: new Accounts(database, now),
    database,
    runner,
    knowing,
    housekeeping,
    healthWatch,
    ruleRunner,
    now,
    local,
    close: async () => {
      await ruleRunner.stop()
      await healthWatch.stop()
      await housekeeping.stop()
      await scorekeeper.stop()
      await quality.settled()
      await enriching.stop()
      await arrivals.settled()
      await attack.settled()
      await entities.settled()
      await database.close()
      await lock.release()
    },
  }
}

const openStore = (config: Config): Promise<Database> =>
  config.databaseUrl === undefined ? openPglite(join(config.folder, 'store')) : openPostgres(config.databaseUrl)

const DASHBOARD = fileURLToPath(new URL('../../dashboard/dist', import.meta.url))

export interface Served {
  readonly url: string
  /** The admin's password, if this start had to make one up. */
  readonly generatedPassword: string | null
  close(): Promise<void>
}

const buildApp = async ({ knowledge, accounts, now }: Running, log: Log): Promise<FastifyInstance> => {
  const app = await buildServer({
    knowledge,
    accounts,
    dashboard: DASHBOARD,
    version: VERSION,
    now,
    onError: error => log.error({ error }, 'a request failed'),
  })
  await app.ready()
  return app
}

const answerOperator = (local: Server, app: FastifyInstance): void => {
  trustAsOperator(local)
  local.removeAllListeners('request')
  local.on('request', (request, response) => app.routing(request, response))
}

/** Answers the operator on the folder's socket, and nobody else: for a command that found no server running. */
export const serveLocally = async (running: Running, log: Log): Promise<void> => {
  answerOperator(running.local, await buildApp(running, log))
}

/** Serves HTTP and the operator's socket, and starts the schedule. */
export const serve = async (running: Running, config: Config, log: Log): Promise<Served> => {
  const { accounts, healthWatch, housekeeping, ruleRunner, runner } = running
  const generatedPassword = await accounts.ensureAdmin(config.adminPassword)
  const app = await buildApp(running, log)
  answerOperator(running.local, app)
  const url = await app.listen({ port: config.port, host: config.host }).catch((cause: unknown) => {
    throw new Problem('conflict', `Nothing can listen on ${config.host}:${config.port}.`, {
      todo: 'Stop what listens there, or choose another port in KEYSGUARD_PORT.',
      cause,
    })
  })
  housekeeping.start()
  healthWatch.start()
  ruleRunner.start()
  const scheduler = new Scheduler({
    runner,
    due: () => runner.due(),
    onError: (id, error) => log.error({ error, source: id }, 'a run could not be started'),
  })
  const first = startCollecting(running, scheduler, config, log)
  return {
    url,
    generatedPassword,
    close: async () => {
      await first
      await scheduler.stop()
      await app.close()
    },
  }
}

/** A first start never shows an empty room: where nothing can be fetched, the sample day is played. */
const startCollecting = async (running: Running, scheduler: Scheduler, config: Config, log: Log): Promise<void> => {
  const { knowledge, runner, now } = running
  const empty = (await knowledge.count()) === 0
  if (!config.offline) {
    const outOfReach = empty ? nothingReached(knowledge) : null
    scheduler.start()
    if (outOfReach === null) return
    await Promise.race([outOfReach, scheduler.settled()])
    if ((await knowledge.count()) > 0) return
  }
  if (empty)
    await playSampleDay(runner, now(), () => scheduler.settled()).catch((error: unknown) =>
      log.error({ error }, 'the sample day could not be played'),
    )
}

/** Carries the embedded store of the data folder into the server at `to`. Returns the number of rows. */
export const carryStore = async (config: Config, to: string, onTable: (table: string, rows: number) => void): Promise<number> => {
  const lock = await lockFolder(config.folder, createServer())
  const from = await openPglite(join(config.folder, 'store'))
  const target = await openPostgres(to)
  try {
    await migrate(from)
    return await migrateStore(from, target, onTable)
  } finally {
    await target.close()
    await from.close()
    await lock.release()
  }
}
