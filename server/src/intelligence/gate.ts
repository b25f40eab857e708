/** The exit gate: may an indicator be routed out to be blocked, and what would such a block hit? Asked again on the way out, because lists change. */
import type { BlastRadius, Indicator, IndicatorKey, RoutingAnswer } from '@keysguard/model'
import { hostOf, registrableDomain } from '../indicators/index.ts'
import type { BenignList, Hit } from './benign/list.ts'
import { refusalOf } from './false-positives.ts'
import { type Firewall, isTooWide } from './firewall.ts'

export type Routing = Pick<RoutingAnswer, 'allowed' | 'reasons' | 'hostOnly' | 'blast'>

/** Examples named in an answer. */
const NAMED = 20
const MOST_COUNTED = 10_000

interface GateContext {
  readonly firewall: Firewall
  /** What is known of an own asset, by its value. */
  readonly noteOf?: (value: string) => string
  /** Sample data may be routed nowhere real: what is reserved for documentation is refused like everything else that is reserved. */
  readonly sample?: boolean
}

/** Decides by the lists, the assets and the verdicts of this moment. */
export const mayRoute = (indicator: Indicator, key: IndicatorKey, context: GateContext): Routing => {
  const { firewall, noteOf = () => '', sample = false } = context
  const struck = strikes(indicator, firewall)
  const own = struck.filter(({ list }) => list.origin === 'own')
  const popular = struck.filter(({ list }) => list.origin !== 'own')
  const verdict = firewall.verdictOf(key)
  const reasons: string[] = []
  const refused = refusalOf(indicator, { sample })
  if (refused !== null) reasons.push(refused)
  if (own.length > 0) reasons.push(`A block would hit ${counted(own.length, 'own asset')}: ${named(own)}.`)
  if (verdict === 'benign') reasons.push('An analyst says that it is benign.')
  if (isTooWide(indicator)) reasons.push(`${indicator.value} holds a good part of the internet.`)
  if (popular.length > 0 && verdict !== 'malicious') reasons.push(`A block would hit what everybody uses: ${named(popular)}.`)
  return {
    allowed: reasons.length === 0,
    reasons: reasons.length === 0 ? permitted(indicator, firewall, popular) : reasons,
    hostOnly: isHostOnly(indicator, firewall),
    blast: blastRadius(indicator, own, popular, noteOf),
  }
}

/** What a block would take with it: what it lies in, and what lies in or under it. */
const strikes = (indicator: Indicator, { index }: Firewall): readonly Hit[] => {
  const met = index.hits(indicator).filter(({ list }) => isProtected(list))
  if (indicator.type !== 'domain') return met
  return [...met, ...index.namesUnder(indicator.value, MOST_COUNTED).filter(({ list }) => isProtected(list))]
}

const isProtected = ({ action, origin }: BenignList): boolean =>
  origin === 'own' || action === 'suppress' || action === 'host-only'

const blastRadius = (
  indicator: Indicator,
  own: readonly Hit[],
  popular: readonly Hit[],
  noteOf: (value: string) => string,
): BlastRadius => ({
  own: own.slice(0, NAMED).map(({ entry }) => ({ value: entry, note: noteOf(entry) })),
  ownCount: own.length,
  popular: popular.slice(0, NAMED).map(({ list, entry }) => ({ list: list.name, entry })),
  popularCount: popular.length,
  addresses: addressesOf(indicator),
})

/** Under a name that customers share the very host is blocked and nothing above it, on one the very URL. */
const isHostOnly = (indicator: Indicator, { index }: Firewall): boolean => {
  const host = hostOf(indicator)
  if (host === null) return false
  if (indicator.type !== 'domain' && index.strongest({ type: 'domain', value: host }) !== null) return true
  const domain = registrableDomain(host)
  return (
    index.above(host).some(({ list }) => list.action === 'host-only' || list.action === 'suppress') ||
    (domain !== null && domain !== host && index.strongest({ type: 'domain', value: domain }) !== null)
  )
}

const permitted = (indicator: Indicator, { index }: Firewall, popular: readonly Hit[]): string[] => [
  ...(popular.length > 0 ? ['An analyst says that it is malicious; that it is on a list does not hold it back.'] : []),
  ...index.hits(indicator).flatMap(({ list }) => (list.action === 'note' || list.action === 'evidence' ? [list.why] : [])),
]

/** Addresses that a block cuts off: of a network 2 to the power of its free bits. */
const addressesOf = ({ type, value }: Indicator): number | null => {
  if (type === 'ipv4' || type === 'ipv6') return 1
  if (type !== 'cidr') return null
  return 2 ** ((value.includes(':') ? 128 : 32) - Number(value.slice(value.indexOf('/') + 1)))
}

const counted = (count: number, unit: string): string => `${count.toLocaleString('en')} ${unit}${count === 1 ? '' : 's'}`

const named = (hits: readonly Hit[]): string =>
  `${hits
    .slice(0, 3)
    .map(({ list, entry }) => `${entry} (${list.name})`)
    .join(', ')}${hits.length > 3 ? ` and ${(hits.length - 3).toLocaleString('en')} more` : ''}`
