/** How much it means to have a value in common: by its kind, by how rare it is, and less where strangers share it. */
import type { IndicatorType, LinkKind } from '@keysguard/model'
import { SHIPPED_FIREWALL } from '../firewall.ts'

interface KindOfLink {
  /** 0..1: of a value that only two have. */
  readonly weight: number
  /** Two indicators have it together when it was seen on them at most so many days apart: addresses move, files do not. */
  readonly slackDays: number
}

const FOR_EVER = 36_500

/** Weights are judged, not fitted: bench/threats.ts shows what they do to campaigns whose truth is known. */
export const KINDS_OF_LINK: Readonly<Record<LinkKind, KindOfLink>> = {
  file: { weight: 0.95, slackDays: FOR_EVER },
  certificate: { weight: 0.9, slackDays: 730 },
  host: { weight: 0.8, slackDays: 180 },
  campaign: { weight: 0.8, slackDays: FOR_EVER },
  report: { weight: 0.7, slackDays: FOR_EVER },
  address: { weight: 0.7, slackDays: 45 },
  domain: { weight: 0.6, slackDays: 365 },
  folder: { weight: 0.6, slackDays: 180 },
  fuzzy: { weight: 0.6, slackDays: FOR_EVER },
  path: { weight: 0.5, slackDays: 180 },
  'email-domain': { weight: 0.5, slackDays: 365 },
  imphash: { weight: 0.5, slackDays: FOR_EVER },
  actor: { weight: 0.4, slackDays: 365 },
  jarm: { weight: 0.35, slackDays: 365 },
  ja3: { weight: 0.3, slackDays: 365 },
  malware: { weight: 0.3, slackDays: 90 },
  filename: { weight: 0.3, slackDays: 365 },
  cve: { weight: 0.25, slackDays: 365 },
  network: { weight: 0.25, slackDays: 45 },
  tag: { weight: 0.2, slackDays: 90 },
  asn: { weight: 0.08, slackDays: 45 },
}

/** What is left of the weight where strangers share the value: content networks, resolvers, hosts that give everybody a page. */
const SHARED = 0.1
/** From this many indicators on a value connects nothing. */
export const HUB = 500

const isShared = (kind: LinkKind, value: string): boolean => {
  if (kind === 'address') return isHarmless(value.includes(':') ? 'ipv6' : 'ipv4', value)
  if (kind === 'network') return isHarmless('cidr', value)
  return (kind === 'host' || kind === 'domain' || kind === 'email-domain') && isHarmless('domain', value)
}

const isHarmless = (type: IndicatorType, value: string): boolean => SHIPPED_FIREWALL.suppressor({ type, value }) !== null

/** 0..1 from idf = ln(N/df) (Spärck Jones 1972) over its largest value ln(N): 1 for a value of one indicator, 0 for one of all. */
export const rarity = (indicators: number, total: number): number => {
  const all = Math.max(total, indicators, 2)
  return Math.log(all / Math.max(indicators, 1)) / Math.log(all)
}

/** 0..1: what a value that `indicators` of `total` have says of two that have it. */
export const linkWeight = (kind: LinkKind, value: string, indicators: number, total: number): number =>
  KINDS_OF_LINK[kind].weight * rarity(indicators, total) * (isShared(kind, value) ? SHARED : 1)

/** When an indicator had a value, in days since 1970, both included. */
export interface Days {
  readonly since: number
  readonly until: number
}

/** Whether two had a value at the same time, as far as sightings can tell. */
export const seenTogether = (kind: LinkKind, a: Days, b: Days): boolean => {
  const { slackDays } = KINDS_OF_LINK[kind]
  return a.since <= b.until + slackDays && b.since <= a.until + slackDays
}
