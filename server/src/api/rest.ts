/** The REST face: a table of operations. Nothing is decided here. */
import { type AnyOperation, entry } from '../kit/operation.ts'
import { addAccount, createToken, listAccounts, readSession, removeAccount, setPassword } from './operations/accounts.ts'
import {
  attributeActivity,
  exportLayer,
  mapToAttack,
  putCoverage,
  readAttackObject,
  readMatrix,
  removeCoverage,
  searchAttack,
} from './operations/attack.ts'
import { enrichIndicator, enrichValue, listEnrichers, listEnrichments, updateEnricher } from './operations/enrichment.ts'
import { decideSame, listEntities, listSame, readEntity } from './operations/entities.ts'
import { checkFeed, draftFeed, putFeed, readFeed, removeFeed, tryFeed } from './operations/feeds.ts'
import { extractIndicators, lookUpValue, lookUpValues, readIndicator, searchIndicators } from './operations/indicators.ts'
import {
  addAssets,
  checkRouting,
  giveVerdicts,
  listAssets,
  listLists,
  listRejudgements,
  listVerdicts,
  putList,
  readList,
  readWatch,
  removeAssets,
  removeList,
  reportSightings,
  setWatch,
  undoVerdicts,
  updateList,
  verdictHistory,
} from './operations/judgement.ts'
import { listIndicatorLinks, listLinked } from './operations/links.ts'
import { listDestinations, readOverview, readStatistics, readTape, removeSample } from './operations/overview.ts'
import { measureQuality, readOneQuality, readQuality } from './operations/quality.ts'
import { addReport, listReports, readReport, removeReport, reviewReport, undoReview, updateReport } from './operations/reports.ts'
import {
  checkRule,
  listFound,
  listRules,
  putRule,
  readRule,
  removeRule,
  replayRule,
  updateDetection,
  updateRule,
} from './operations/rules.ts'
import { learnScoring, readScoring, undoScoring, updateScoring } from './operations/scoring.ts'
import {
  listQuarantine,
  listRuns,
  listSources,
  readSource,
  replayQuarantine,
  runSource,
  trySource,
  updateSource,
} from './operations/sources.ts'
import { listThreats, readThreat, undoThreatEvent, updateThreat } from './operations/threats.ts'

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below /api/v1, with `:name` for path parameters. */
  readonly path: string
  readonly operation: AnyOperation
  /** Bodies may be so large; 4 MB unless told otherwise. */
  readonly largestMb?: number
}

const route = (method: Route['method'], path: string, operation: AnyOperation, largestMb?: number): Route => ({
  method,
  path,
  operation,
  ...(largestMb === undefined ? {} : { largestMb }),
})

export const REST: readonly Route[] = [
  route('GET', '/session', entry(readSession)),
  route('GET', '/overview', entry(readOverview)),
  route('GET', '/tape', entry(readTape)),
  route('GET', '/statistics', entry(readStatistics)),
  route('GET', '/indicators', entry(searchIndicators)),
  route('GET', '/indicators/:id', entry(readIndicator)),
  route('GET', '/indicators/:id/enrichments', entry(listEnrichments)),
  route('POST', '/indicators/:id/enrich', entry(enrichIndicator)),
  route('GET', '/indicators/:id/links', entry(listIndicatorLinks)),
  route('GET', '/links/:kind/:value', entry(listLinked)),
  route('GET', '/threats', entry(listThreats)),
  route('GET', '/threats/:id', entry(readThreat)),
  route('PATCH', '/threats/:id', entry(updateThreat)),
  route('POST', '/threats/:id/events/:event/undo', entry(undoThreatEvent)),
  route('GET', '/entities', entry(listEntities)),
  route('GET', '/entities/same', entry(listSame)),
  route('POST', '/entities/same', entry(decideSame)),
  route('GET', '/entities/:kind/:id', entry(readEntity)),
  route('GET', '/reports', entry(listReports)),
  route('POST', '/reports', entry(addReport)),
  route('GET', '/reports/:id', entry(readReport)),
  route('PATCH', '/reports/:id', entry(updateReport)),
  route('DELETE', '/reports/:id', entry(removeReport)),
  route('POST', '/reports/:id/review', entry(reviewReport)),
  route('POST', '/reports/:id/undo', entry(undoReview)),
  route('POST', '/enrich', entry(enrichValue)),
  route('GET', '/lookup', entry(lookUpValue)),
  route('POST', '/lookup', entry(lookUpValues)),
  route('POST', '/extract', entry(extractIndicators)),
  route('GET', '/sources', entry(listSources)),
  route('GET', '/sources/quality', entry(readQuality)),
  route('POST', '/sources/quality', entry(measureQuality)),
  route('GET', '/sources/:id', entry(readSource)),
  route('PATCH', '/sources/:id', entry(updateSource)),
  route('POST', '/sources/:id/run', entry(runSource)),
  route('POST', '/sources/:id/try', entry(trySource)),
  route('GET', '/sources/:id/runs', entry(listRuns)),
  route('GET', '/sources/:id/quality', entry(readOneQuality)),
  route('GET', '/sources/:id/quarantine', entry(listQuarantine)),
  route('POST', '/sources/:id/quarantine/replay', entry(replayQuarantine)),
  route('POST', '/feeds/check', entry(checkFeed)),
  route('POST', '/feeds/try', entry(tryFeed)),
  route('POST', '/feeds/draft', entry(draftFeed)),
  route('GET', '/feeds/:id', entry(readFeed)),
  route('PUT', '/feeds/:id', entry(putFeed)),
  route('DELETE', '/feeds/:id', entry(removeFeed)),
  route('GET', '/scoring', entry(readScoring)),
  route('PUT', '/scoring', entry(updateScoring)),
  route('POST', '/scoring/learn', entry(learnScoring)),
  route('POST', '/scoring/back', entry(undoScoring)),
  route('GET', '/rules', entry(listRules)),
  route('POST', '/rules/check', entry(checkRule)),
  route('POST', '/rules/replay', entry(replayRule)),
  route('GET', '/rules/:id', entry(readRule)),
  route('PUT', '/rules/:id', entry(putRule)),
  route('PATCH', '/rules/:id', entry(updateRule)),
  route('DELETE', '/rules/:id', entry(removeRule)),
  route('GET', '/detections', entry(listFound)),
  route('PATCH', '/detections/:id', entry(updateDetection)),
  route('GET', '/enrichers', entry(listEnrichers)),
  route('PATCH', '/enrichers/:id', entry(updateEnricher)),
  route('GET', '/lists', entry(listLists)),
  route('GET', '/lists/:id', entry(readList)),
  route('PUT', '/lists/:id', entry(putList), 80),
  route('PATCH', '/lists/:id', entry(updateList)),
  route('DELETE', '/lists/:id', entry(removeList)),
  route('GET', '/assets', entry(listAssets)),
  route('POST', '/assets', entry(addAssets), 20),
  route('POST', '/assets/remove', entry(removeAssets)),
  route('GET', '/verdicts', entry(listVerdicts)),
  route('POST', '/verdicts', entry(giveVerdicts)),
  route('POST', '/verdicts/undo', entry(undoVerdicts)),
  route('GET', '/indicators/:id/verdicts', entry(verdictHistory)),
  route('POST', '/routable', entry(checkRouting)),
  route('POST', '/sightings', entry(reportSightings)),
  route('GET', '/watch', entry(readWatch)),
  route('PUT', '/watch', entry(setWatch)),
  route('GET', '/rejudgements', entry(listRejudgements)),
  route('GET', '/attack', entry(searchAttack)),
  route('GET', '/attack/matrix', entry(readMatrix)),
  route('GET', '/attack/layer', entry(exportLayer)),
  route('PUT', '/attack/coverage/:name', entry(putCoverage)),
  route('DELETE', '/attack/coverage/:name', entry(removeCoverage)),
  route('POST', '/attack/map', entry(mapToAttack)),
  route('POST', '/attack/attribute', entry(attributeActivity)),
  route('GET', '/attack/:id', entry(readAttackObject)),
  route('GET', '/destinations', entry(listDestinations)),
  route('DELETE', '/sample', entry(removeSample)),
  route('GET', '/users', entry(listAccounts)),
  route('POST', '/users', entry(addAccount)),
  route('DELETE', '/users/:name', entry(removeAccount)),
  route('PUT', '/users/:name/password', entry(setPassword)),
  route('POST', '/users/:name/tokens', entry(createToken)),
]
