/** What rules see: one source said something of one indicator at one time. */
import { createHash } from 'node:crypto'
import type { Indicator, IndicatorKey, Statement, Tlp } from '@keysguard/model'
import { formatIpv4, formatIpv6, maskIpv4, maskIpv6, parseIpv4, parseIpv6 } from '../../indicators/addresses.ts'
import { hostOf, registrableDomain } from '../../indicators/index.ts'
import { fuse, riskAt, type SourceProfile } from '../fusion.ts'
import type { FieldName } from './fields.ts'

export type FieldValue = string | number | boolean | readonly string[]
export type EventFields = Readonly<Partial<Record<FieldName, FieldValue>>>

export interface RuleEvent {
  /** 32 hex digits: the same saying has the same id, however often it is read. */
  readonly id: string
  /** Milliseconds since 1970: when it was said. */
  readonly at: number
  readonly key: IndicatorKey
  readonly fields: EventFields
}

/** One observation, or a withdrawal, as it is read. */
export interface Said extends Indicator {
  readonly key: IndicatorKey
  readonly event: 'reported' | 'changed' | 'withdrawn'
  readonly at: number
  readonly source: SourceProfile
  readonly sourceTlp: Tlp
  readonly statement: Statement
  readonly run: string
  readonly backfill: boolean
  readonly sample: boolean
}

/** Where an address belongs, as far as this machine knows. */
export type Placing = (address: string) => { readonly country?: string | undefined; readonly asn?: number | undefined } | null

const HOUR_MS = 3_600_000

/** The network around an address that its neighbours are looked for in. */
const networkOf = (address: string): string | undefined => {
  const four = parseIpv4(address)
  if (four !== null) return `${formatIpv4(maskIpv4(four, 24))}/24`
  const six = parseIpv6(address)
  return six === null ? undefined : `${formatIpv6(maskIpv6(six, 48))}/48`
}

const bare = (host: string): string => (host.startsWith('[') ? host.slice(1, -1) : host)
const isAddress = (host: string): boolean => parseIpv4(host) !== null || parseIpv6(host) !== null

/** Host, registrable domain, address and network of an indicator. */
const placesOf = (indicator: Indicator): EventFields => {
  const { type, value } = indicator
  const named = hostOf(indicator)
  const host = named === null ? null : bare(named)
  const own = type === 'ipv4' || type === 'ipv6' ? value : null
  const address = own ?? (host !== null && isAddress(host) ? host : null)
  const domain = host === null || address !== null ? null : registrableDomain(host)
  return defined({
    host: host ?? undefined,
    domain: domain ?? undefined,
    address: address ?? undefined,
    network: type === 'cidr' ? value : address === null ? undefined : networkOf(address),
  })
}

/** The address an indicator is or names, if it does. */
export const addressOf = (indicator: Indicator): string | null => {
  const { address } = placesOf(indicator)
  return typeof address === 'string' ? address : null
}

const defined = (fields: Readonly<Partial<Record<FieldName, FieldValue | undefined>>>): EventFields => {
  const kept: Partial<Record<FieldName, FieldValue>> = {}
  for (const [name, value] of Object.entries(fields) as [FieldName, FieldValue | undefined][])
    if (value !== undefined && (!Array.isArray(value) || value.length > 0)) kept[name] = value
  return kept
}

/** The risk that one word makes by itself: it does not change when others speak later, so that a past read again is the same past. */
const riskOf = ({ type, source, statement, at }: Said): number => {
  const { threat = 'unknown', confidence = null, lastSeen } = statement
  const activeAt = Math.min(at, lastSeen === undefined ? at : Date.parse(lastSeen))
  const fused = fuse(type, [{ source, threat, confidence, activeAt, listed: true }], false)
  return Math.round(riskAt(fused, at) * 10) / 10
}

/** Every field of a saying. `placing` fills in country and AS of addresses where the source is silent. */
export const eventOf = (said: Said, placing: Placing = () => null): RuleEvent => {
  const { type, value, source, statement, at, event, run } = said
  const places = placesOf(said)
  const placed = typeof places.address === 'string' ? placing(places.address) : null
  const { firstSeen: _first, lastSeen, actors, killChain, file, report, details: _details, threat, ...rest } = statement
  const fields = defined({
    ...rest,
    ...places,
    event,
    type,
    value,
    source: source.id,
    // A source that copies is no independent voice; the least of its origins stands for all that share one.
    lineage: [...source.lineage].sort()[0] ?? source.id,
    reliability: source.reliability,
    backfill: said.backfill,
    sample: said.sample,
    threat: threat ?? 'unknown',
    risk: riskOf(said),
    tlp: statement.tlp ?? said.sourceTlp,
    country: statement.country ?? placed?.country,
    asn: statement.asn ?? placed?.asn,
    actors,
    kill_chain: killChain,
    report: report?.title,
    file_name: file?.name,
    file_kind: file?.kind,
    file_size: file?.sizeBytes,
    age_hours: lastSeen === undefined ? undefined : Math.max(0, Math.round((at - Date.parse(lastSeen)) / HOUR_MS)),
  })
  const text = JSON.stringify([said.key, source.id, event, run, at, statement])
  return { id: createHash('sha256').update(text).digest('hex').slice(0, 32), at, key: said.key, fields }
}
