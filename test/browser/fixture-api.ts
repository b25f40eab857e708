/** A small server with the dashboard's API and made-up data, for browser tests and for work on the dashboard alone. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  LinkKind,
  ListAction,
  type LiveEvent,
  type LookupResult,
  ScoringSettings,
  type VerdictEntry,
  VerdictWord,
  Watch,
} from '@keysguard/model'
import { z } from 'zod'
import { changed, SourceChange, Tried, trialOf } from './fixture-connect.ts'
import { fixtureDetail } from './fixture-detail.ts'
import { changeEnricher, EnricherChange, EnrichRequest, enrichmentsOf, fixtureEnrichers } from './fixture-enrichment.ts'
import { decideOnPair, fixtureEntities, fixtureEntity, fixturePairs, SameOrder, samePairs } from './fixture-entities.ts'
import {
  checkOf,
  Declared,
  declaredSource,
  draftOf,
  FeedStart,
  feedOf,
  makeFeeds,
  TriedFeed,
  tryFeedOf,
} from './fixture-feeds.ts'
import { arrivalOf, fixtureIndicators } from './fixture-indicators.ts'
import { fixtureLinked, fixtureLinks } from './fixture-links.ts'
import { fixtureOverview, fixtureTape } from './fixture-overview.ts'
import { FixtureProblem, fixtureProblem } from './fixture-problem.ts'
import {
  FIXTURE_WATCH,
  fixtureAssets,
  fixtureLists,
  fixtureRejudgements,
  fixtureVerdict,
  routingOf,
} from './fixture-protection.ts'
import { fixtureQuality, fixtureQualityOf } from './fixture-quality.ts'
import {
  addFixtureReport,
  changeFixtureReport,
  fixtureReport,
  fixtureReports,
  listFixtureReports,
  NewReport,
  ReportPatch,
  ReviewBody,
  removeFixtureReport,
  reviewFixture,
  undoFixture,
} from './fixture-reports.ts'
import { checkRuleOf, fixtureDetections, fixtureRules, RuleSwitch, RuleYaml, replayOf, ruleOf } from './fixture-rules.ts'
import { changeScoring, fixtureScoring, stepBack } from './fixture-scoring.ts'
import { fixtureSearch } from './fixture-search.ts'
import { fixtureSources, quarantineOf, runOf, runsOf } from './fixture-sources.ts'
import { fixtureThreat, fixtureThreats, ThreatChange, threatOf } from './fixture-threats.ts'
import { sendStatic } from './static-files.ts'

export const PASSWORD = 'correct horse'
const COOKIE = 'keysguard_session=fixture'

/** A change that the dashboard asked for. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

export interface FixtureApi {
  readonly baseUrl: string
  /** Every change asked for, oldest first. */
  readonly asked: readonly Asked[]
  /** Sends an event to every open page. */
  announce(event: LiveEvent): void
  /** One more indicator has come in: 198.51.100.200, newest of all. */
  arrive(): void
  /** Makes every API request fail as if nothing listened. */
  silence(on: boolean): void
  close(): Promise<void>
}

const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString('utf8')
  if (body === '') return {}
  return request.headers['content-type'] === 'application/json' ? JSON.parse(body) : body
}

const makeState = () => ({
  indicators: fixtureIndicators(),
  sources: fixtureSources(),
  feeds: makeFeeds(),
  enrichers: fixtureEnrichers(),
  rules: fixtureRules(),
  enriched: new Set<string>(),
  lists: fixtureLists(),
  assets: fixtureAssets(),
  watch: FIXTURE_WATCH,
  verdicts: [] as VerdictEntry[],
  threats: fixtureThreats(),
  pairs: fixturePairs(),
  scoring: fixtureScoring(),
  reports: fixtureReports(),
  sample: true,
  asked: [] as Asked[],
})
type State = ReturnType<typeof makeState>

const lookup = (state: State, input: string): LookupResult => {
  const value = input.replaceAll('[.]', '.').replace(/^hxxp/, 'http').toLowerCase()
  const found = state.indicators.find(row => row.value.toLowerCase() === value) ?? null
  const looksLikeAddress = /^\d+\.\d+\.\d+\.\d+$/.test(value)
  const type = found?.type ?? (looksLikeAddress ? 'ipv4' : null)
  return { input, type, value: type === null ? null : value, found, problem: type === null ? 'This is no indicator.' : null }
}

const sourceOf = (state: State, id: string) => {
  const source = state.sources.find(each => each.id === id)
  if (source === undefined) throw fixtureProblem(404, 'not-found', `There is no source “${id}”.`, 'Look at the list of sources.')
  return source
}

/** What can be asked of a declaration that is not saved. */
const feedQuestion = (verb: string, body: unknown): unknown => {
  if (verb === 'draft') return draftOf(FeedStart.parse(body))
  if (verb === 'check') return checkOf(Declared.parse(body).yaml)
  return tryFeedOf(TriedFeed.parse(body).yaml)
}

const Values = z.object({ values: z.array(z.string()), verdict: VerdictWord.default('none'), reason: z.string().default('') })
const ListChange = z.strictObject({ enabled: z.boolean().optional(), action: ListAction.optional() })

const protectionOf = (state: State, resource: string): unknown => {
  if (resource === 'lists') return { items: state.lists }
  if (resource === 'assets') return { items: state.assets }
  return resource === 'watch' ? state.watch : { items: fixtureRejudgements() }
}

const changeList = (state: State, id: string, { enabled, action }: z.infer<typeof ListChange>): unknown => {
  state.lists = state.lists.map(list =>
    list.id === id ? { ...list, enabled: enabled ?? list.enabled, action: action ?? list.action } : list,
  )
  return state.lists.find(list => list.id === id)
}

const decideOn = (state: State, { values, verdict, reason }: z.infer<typeof Values>): unknown => {
  const found = state.indicators.find(({ value }) => values.includes(value))
  if (found)
    state.verdicts.unshift(
      fixtureVerdict(found, { id: state.verdicts.length + 2, verdict, reason, undoneAt: null, undoneBy: null, counts: true }),
    )
  return { batch: '7f1f3a52-3a3c-4b8a-9d53-1b6d4f0a9c12', given: values.length, known: 1, refused: [] }
}

/** `METHOD path` to answer; `:id` is the third part of the path. */
const answer = (state: State, method: string, url: URL, body: unknown): unknown => {
  const [resource = '', id = '', part = '', verb = ''] = url.pathname.replace('/api/v1/', '').split('/').map(decodeURIComponent)
  switch (`${method} ${[resource, id && ':id', part, verb].filter(Boolean).join('/')}`) {
    case 'GET session':
      return { account: 'admin', role: 'admin', expiresAt: null }
    case 'GET overview':
      return fixtureOverview(state.indicators, state.sources, state.sample)
    case 'GET tape':
      return fixtureTape()
    case 'GET indicators':
      return fixtureSearch(state.indicators, url.searchParams)
    case 'GET indicators/:id': {
      const row = state.indicators.find(each => each.id === id)
      if (row === undefined) throw fixtureProblem(404, 'not-found', 'No indicator has this id.', 'Look its value up instead.')
      const detail = fixtureDetail(row, state.indicators)
      return { ...detail, verdicts: [...state.verdicts.filter(({ indicator }) => indicator === id), ...detail.verdicts] }
    }
    case 'GET entities':
      return fixtureEntities(url.searchParams)
    case 'GET entities/:id':
      return samePairs(state.pairs, url.searchParams.get('state') ?? 'open')
    case 'POST entities/:id':
      return decideOnPair(state.pairs, SameOrder.parse(body))
    case `GET entities/:id/${part}`:
      return fixtureEntity(id, part, state.indicators, state.pairs)
    case 'GET threats':
      return { items: state.threats, next: null }
    case 'GET threats/:id':
      return fixtureThreat(threatOf(state.threats, id), state.indicators)
    case 'PATCH threats/:id':
      return fixtureThreat(Object.assign(threatOf(state.threats, id), ThreatChange.parse(body)), state.indicators)
    case `POST threats/:id/events/${verb}`:
      return fixtureThreat(threatOf(state.threats, id), state.indicators)
    case 'GET reports':
      return listFixtureReports(state.reports, url.searchParams)
    case 'POST reports':
      return addFixtureReport(state.reports, NewReport.parse(body))
    case 'POST reports/:id':
      return addFixtureReport(state.reports, { text: String(body), title: url.searchParams.get('name') ?? '' })
    case 'GET reports/:id':
      return fixtureReport(state.reports, id)
    case 'PATCH reports/:id':
      return changeFixtureReport(state.reports, id, ReportPatch.parse(body))
    case 'DELETE reports/:id':
      return removeFixtureReport(state.reports, id)
    case 'POST reports/:id/review':
      return reviewFixture(state.reports, id, ReviewBody.parse(body))
    case 'POST reports/:id/undo':
      return undoFixture(state.reports, id)
    case 'GET indicators/:id/links':
      return fixtureLinks(id, state.indicators)
    case `GET links/:id/${part}`:
      return fixtureLinked(LinkKind.parse(id), part, state.indicators)
    case 'GET indicators/:id/enrichments':
      return { items: enrichmentsOf(state.enrichers, state.indicators[0]?.id ?? '', state.enriched) }
    case 'POST indicators/:id/enrich': {
      const { enricher } = EnrichRequest.parse(body)
      for (const card of state.enrichers)
        if (card.state === 'ready' && (enricher ?? card.id) === card.id) state.enriched.add(card.id)
      return { items: enrichmentsOf(state.enrichers, state.indicators[0]?.id ?? '', state.enriched) }
    }
    case 'GET lists':
    case 'GET assets':
    case 'GET watch':
    case 'GET rejudgements':
      return protectionOf(state, resource)
    case 'PATCH lists/:id':
      return changeList(state, id, ListChange.parse(body))
    case 'PUT watch':
      state.watch = Watch.parse(body)
      return { done: true }
    case 'POST assets':
      return { added: 1, known: 0, refused: [], refusedCount: 0 }
    case 'POST routable':
      return { items: Values.parse(body).values.map(routingOf) }
    case 'POST verdicts':
      return decideOn(state, Values.parse(body))
    case 'POST verdicts/:id':
      state.verdicts.shift()
      return { undone: 1 }
    case 'GET scoring':
      return state.scoring
    case 'PUT scoring':
      state.scoring = changeScoring(state.scoring, ScoringSettings.parse(body))
      return state.scoring
    case 'POST scoring/:id':
      if (id === 'learn') return { learnt: false }
      state.scoring = stepBack(state.scoring)
      return state.scoring
    case 'GET enrichers':
      return { items: state.enrichers }
    case 'PATCH enrichers/:id':
      return changeEnricher(state.enrichers, id, EnricherChange.parse(body))
    case 'GET lookup':
      return lookup(state, url.searchParams.get('value') ?? '')
    case 'GET sources':
      return { items: state.sources }
    case 'POST sources/:id':
      return fixtureQuality(state.sources)
    case 'GET sources/:id/quality':
      return fixtureQualityOf(state.sources, id)
    case 'GET sources/:id':
      return id === 'quality' ? fixtureQuality(state.sources) : sourceOf(state, id)
    case 'GET sources/:id/runs':
      return { items: runsOf(sourceOf(state, id)) }
    case 'GET sources/:id/quarantine':
      return { items: quarantineOf(sourceOf(state, id)) }
    case 'POST sources/:id/run':
      return runOf(id, 0, 'ok', sourceOf(state, id).everyMinutes)
    case 'POST sources/:id/quarantine/replay':
      return runOf(id, 0, 'partial', sourceOf(state, id).everyMinutes)
    case 'PATCH sources/:id':
      return changed(sourceOf(state, id), SourceChange.parse(body))
    case 'POST sources/:id/try':
      return trialOf(sourceOf(state, id), Tried.parse(body).settings)
    case 'GET feeds/:id':
      return feedOf(state.feeds, id)
    case 'POST feeds/:id':
      return feedQuestion(id, body)
    case 'PUT feeds/:id': {
      const { yaml } = Declared.parse(body)
      const card = declaredSource(id, yaml)
      state.feeds.set(id, yaml)
      state.sources = [...state.sources.filter(source => source.id !== id), card]
      return card
    }
    case 'DELETE feeds/:id':
      state.feeds.delete(id)
      state.sources = state.sources.filter(source => source.id !== id)
      return { removed: true }
    case 'GET rules':
      return { items: state.rules }
    case 'GET rules/:id':
      return ruleOf(state.rules, id)
    case 'PATCH rules/:id': {
      const { enabled } = RuleSwitch.parse(body)
      state.rules = state.rules.map(rule => (rule.id === id ? { ...rule, enabled } : rule))
      return ruleOf(state.rules, id)
    }
    case 'PUT rules/:id':
      return { ...ruleOf(state.rules, id), ...RuleYaml.parse(body) }
    case 'POST rules/:id': {
      const { yaml } = RuleYaml.parse(body)
      return id === 'check' ? checkRuleOf(yaml) : replayOf(state.indicators[0]?.id ?? '')
    }
    case 'GET detections':
      return { items: fixtureDetections(state.indicators[0]?.id ?? '') }
    case 'DELETE sample':
      state.sample = false
      return { removed: state.indicators.length }
    default:
      throw fixtureProblem(404, 'not-found', 'No such address.', 'Read /api/openapi.json.')
  }
}

const send = (response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

const session = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  if (request.method === 'DELETE') return send(response, 200, {}, { 'set-cookie': `${COOKIE}; Path=/; Max-Age=0` })
  const wanted = JSON.stringify({ account: 'admin', password: PASSWORD })
  if (JSON.stringify(await bodyOf(request)) === wanted) {
    return send(
      response,
      200,
      { account: 'admin', role: 'admin', expiresAt: null },
      { 'set-cookie': `${COOKIE}; HttpOnly; SameSite=Strict; Path=/` },
    )
  }
  send(
    response,
    401,
    fixtureProblem(401, 'wrong-password', 'Account or password is wrong.', 'Try again, or make a new password.').details,
  )
}

const api = async (
  state: State,
  live: Set<ServerResponse>,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> => {
  const method = request.method ?? 'GET'
  if (method !== 'GET' && request.headers['x-keysguard'] !== '1') {
    return send(
      response,
      403,
      fixtureProblem(403, 'foreign-origin', 'The request came from another site.', 'Use the dashboard.').details,
    )
  }
  if (url.pathname === '/api/v1/session' && method !== 'GET') return session(request, response)
  if (!request.headers.cookie?.includes(COOKIE)) {
    return send(response, 401, fixtureProblem(401, 'not-signed-in', 'Sign in first.', 'Open /login.').details)
  }
  if (url.pathname === '/api/v1/live') {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }).write(': hello\n\n')
    live.add(response)
    request.on('close', () => live.delete(response))
    return
  }
  try {
    const body = await bodyOf(request)
    if (method !== 'GET') state.asked.push({ method, path: url.pathname.replace('/api/v1', ''), body })
    send(response, 200, answer(state, method, url, body))
  } catch (error) {
    if (!(error instanceof FixtureProblem)) throw error
    send(response, error.details.status, error.details)
  }
}

/** Serves the API and the built dashboard in `distDir` on a free loopback port (or on `port`). */
export const startFixtureApi = async (distDir: string, port = 0): Promise<FixtureApi> => {
  const state = makeState()
  const live = new Set<ServerResponse>()
  let silenced = false
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://fixture')
    if (!url.pathname.startsWith('/api/')) return sendStatic(distDir, url.pathname, response)
    if (silenced) return void request.socket.destroy()
    api(state, live, request, response, url).catch(error => send(response, 500, { error: String(error) }))
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const { port: bound } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${bound}`,
    asked: state.asked,
    announce: event => {
      for (const response of live) response.write(`event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`)
    },
    arrive: () => {
      state.indicators.push(arrivalOf(state.indicators))
    },
    silence: on => {
      silenced = on
    },
    close: () =>
      new Promise(resolve => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
