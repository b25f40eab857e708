/** Everything known of one indicator, but for what the firewall of this moment says of it. */
import type { IndicatorDetail, IndicatorKey, IndicatorSummary, Statement } from '@keysguard/model'
import { defang, hostOf, registrableDomain, stixIdOf } from '../indicators/index.ts'
import { explain } from '../intelligence/explain.ts'
import { readAppraisal } from './appraisals.ts'
import { threatCodes, typeCodes } from './codes.ts'
import { reverseHost } from './search-text.ts'
import { INDICATOR_COLUMNS, type IndicatorRow, summarise } from './summaries.ts'
import type { Knowing } from './write-rows.ts'

const HISTORY = 100
const RELATED = 20
/** Neighbours looked at to find the riskiest. */
const NEAR = 500

interface AssertionRow {
  readonly source: number
  readonly threat: number
  readonly confidence: number | null
  readonly reports: number
  readonly active_at: string
  readonly first_reported: string
  readonly last_reported: string
  readonly withdrawn_at: string | null
  readonly statement: string
}

interface ObservationRow {
  readonly at: string
  readonly source: number
  /** Null for a first report: see the migration 0004. */
  readonly statement: string | null
  readonly earlier: string | null
  readonly raw: string
}

const statementOf = (text: string): Statement => JSON.parse(text) as Statement

export const readDetail = async (knowing: Knowing, key: IndicatorKey, now: number): Promise<IndicatorDetail | null> => {
  const { database, dictionary, sources } = knowing
  const [row] = await database.query<IndicatorRow>(`select ${INDICATOR_COLUMNS} from indicator i where i.key = $1`, [key])
  if (!row) return null
  const assertions = await database.query<AssertionRow>(
    `select source, threat, confidence, reports, active_at, first_reported, last_reported, withdrawn_at, statement from assertion where indicator = $1 order by first_reported, source`,
    [key],
  )
  const history = await database.query<ObservationRow>(
    `select at, source, statement, earlier, raw from observation where indicator = $1 order by at desc limit ${HISTORY}`,
    [key],
  )
  const { appraisal, since } = await readAppraisal(database, key)
  const [summary] = await summarise([row], dictionary, now)
  if (!summary) return null
  const indicator = { type: typeCodes.name(row.type), value: row.value }
  const profileOf = (num: number) => {
    const source = sources.get(num)
    if (!source) throw new Error(`the store holds the word of an unknown source: ${num}`)
    return source.profile
  }
  const evidence = assertions.map(assertion => ({
    source: profileOf(assertion.source),
    threat: threatCodes.name(assertion.threat),
    confidence: assertion.confidence,
    activeAt: Date.parse(assertion.active_at),
    listed: assertion.withdrawn_at === null,
  }))
  /** What a source's first report said. */
  const firstSaid = (source: number): string =>
    history.find(entry => entry.source === source && entry.earlier !== null)?.earlier ??
    assertions.find(assertion => assertion.source === source)?.statement ??
    '{}'
  const nameOf = (num: number) => ({ source: profileOf(num).id, sourceName: profileOf(num).name })
  return {
    ...summary,
    defanged: defang(indicator),
    stixId: stixIdOf(indicator),
    suppressedSince: row.suppressed_by === null ? null : (since ?? row.added_at),
    suppression: null,
    lists: [],
    verdicts: [],
    explanation: explain(
      { type: indicator.type, evidence, suppressedBy: row.suppressed_by, appraisal },
      now,
      knowing.scoring.current,
    ),
    assertions: assertions.map(assertion => ({
      ...nameOf(assertion.source),
      reliability: profileOf(assertion.source).reliability,
      statement: statementOf(assertion.statement),
      firstReported: assertion.first_reported,
      lastReported: assertion.last_reported,
      reports: assertion.reports,
      withdrawnAt: assertion.withdrawn_at,
      raw: history.find(({ source }) => source === assertion.source)?.raw ?? null,
    })),
    history: history.map(entry => ({
      at: entry.at,
      ...nameOf(entry.source),
      statement: statementOf(entry.statement ?? firstSaid(entry.source)),
      raw: entry.raw,
    })),
    related: await related(knowing, summary, now),
  }
}

/** What shares its registered domain, or lies in or around its network; the riskiest first. */
const related = async (knowing: Knowing, of: IndicatorSummary, now: number): Promise<IndicatorDetail['related']> => {
  const near = nearOf(of)
  if (near === null) return []
  const rows = await knowing.database.query<IndicatorRow>(
    `select ${INDICATOR_COLUMNS} from (${near.sql}) as near join indicator i on i.key = near.key where i.key <> $1::uuid`,
    [of.id, ...near.parameters],
  )
  const summaries = await summarise(rows, knowing.dictionary, now)
  return summaries
    .sort((a, b) => b.risk - a.risk)
    .slice(0, RELATED)
    .map(indicator => ({ relation: near.relation, indicator }))
}

interface Near {
  readonly relation: string
  readonly sql: string
  readonly parameters: readonly string[]
}

const UNDER_DOMAIN = `select t.key from indicator_text t where t.host = $2 or (t.host > $3 and t.host < $4) limit ${NEAR}`
const AROUND_ADDRESS = `(select t.key from indicator_text t where t.address <<= $2::inet limit ${NEAR})
  union (select t.key from indicator_text t where t.address = any(array(
    select network(set_masklen($3::inet, bits))::inet from generate_series(8, masklen($3::inet) - 1) as bits)) limit ${NEAR})`

const nearOf = (of: IndicatorSummary): Near | null => {
  if (of.type === 'ipv4' || of.type === 'ipv6' || of.type === 'cidr') {
    return { relation: 'in or around its network', sql: AROUND_ADDRESS, parameters: [neighbourhood(of.value), of.value] }
  }
  const host = hostOf(of)
  const domain = host === null ? null : registrableDomain(host)
  return domain === null ? null : { relation: `on ${domain}`, sql: UNDER_DOMAIN, parameters: underDomain(domain) }
}

const underDomain = (domain: string): readonly string[] => {
  const host = reverseHost(domain)
  return [host, `${host}.`, `${host}/`]
}

/** The /24 (or /48) around an address. */
const neighbourhood = (address: string): string => {
  if (address.includes('/')) return address
  if (address.includes(':')) return `${address}/48`
  return `${address.slice(0, address.lastIndexOf('.'))}.0/24`
}
