/** The values an indicator can have in common with others: what stands in it, what sources say of it, what enrichers found. */
import { hash } from 'node:crypto'
import { type Indicator, type LinkEvidence, type LinkKind, type Statement, TLP_LEVELS, type Tlp } from '@keysguard/model'
import { hostOf, recognise, registrableDomain } from '../../indicators/index.ts'
import { ssdeepBuckets, tlshBuckets } from './fuzzy.ts'
import { type KindAndValue, urlNodes } from './url-nodes.ts'
import { KINDS_OF_LINK } from './weights.ts'

export interface Said {
  /** Id of a source. */
  readonly by: string
  readonly tlp: Tlp
  readonly statement: Statement
}

/** What is known of one indicator. Statements that were withdrawn are not among `said`. */
export interface LinkSubject {
  readonly indicator: Indicator
  readonly said: readonly Said[]
  readonly found: readonly { readonly enricher: string; readonly related: readonly Indicator[]; readonly asn: number | null }[]
}

export interface ValueNode {
  readonly kind: LinkKind
  readonly value: string
  /** The most open marking under which it is known. */
  readonly tlp: Tlp
  readonly evidence: readonly LinkEvidence[]
}

/** More than this of one indicator is noise; the kinds that weigh least are left out. */
const MOST_NODES = 48
const LONGEST = 300

/** Without a statement that stands there are none: a source that withdraws takes its links with it. */
export const nodesOf = (subject: LinkSubject): readonly ValueNode[] => {
  const { indicator, said, found } = subject
  if (said.length === 0) return []
  const nodes = new Nodes()
  const open = said.reduce((most, { tlp }) => Math.min(most, TLP_LEVELS.indexOf(tlp)), TLP_LEVELS.length - 1)
  const itself: LinkEvidence = { by: 'value', name: indicator.type }
  for (const [kind, value] of ofValue(indicator)) nodes.add(kind, value, open, itself)
  for (const { by, tlp, statement } of said)
    for (const [kind, value] of ofStatement(statement, indicator))
      nodes.add(kind, value, TLP_LEVELS.indexOf(tlp), { by: 'source', name: by })
  for (const { enricher, related, asn } of found) {
    const evidence: LinkEvidence = { by: 'enricher', name: enricher }
    for (const one of related) for (const [kind, value] of ofFound(one)) nodes.add(kind, value, open, evidence)
    if (asn !== null) nodes.add('asn', `AS${asn}`, open, evidence)
  }
  return nodes.heaviest()
}

class Nodes {
  readonly #all = new Map<string, { kind: LinkKind; value: string; tlp: number; evidence: LinkEvidence[] }>()

  add(kind: LinkKind, raw: string, tlp: number, evidence: LinkEvidence): void {
    const value = canonical(kind, raw)
    if (value === '' || value.length > LONGEST) return
    const known = this.#all.get(`${kind}\0${value}`)
    if (!known) this.#all.set(`${kind}\0${value}`, { kind, value, tlp, evidence: [evidence] })
    else {
      known.tlp = Math.min(known.tlp, tlp)
      if (!known.evidence.some(({ by, name }) => by === evidence.by && name === evidence.name)) known.evidence.push(evidence)
    }
  }

  heaviest(): readonly ValueNode[] {
    const all = [...this.#all.values()].map(node => ({ ...node, tlp: TLP_LEVELS[node.tlp] ?? 'red' }))
    if (all.length <= MOST_NODES) return all
    return all.sort((a, b) => KINDS_OF_LINK[b.kind].weight - KINDS_OF_LINK[a.kind].weight).slice(0, MOST_NODES)
  }
}

/** Case does not make another name. */
const FOLDED: ReadonlySet<LinkKind> = new Set(['malware', 'actor', 'campaign', 'tag', 'filename', 'file', 'certificate', 'host'])

/** A value as nodes have it, where it is written as sources write it. */
export const canonical = (kind: LinkKind, raw: string): string => (FOLDED.has(kind) ? raw.trim().toLowerCase() : raw.trim())

/** A value as a person writes it, as the nodes have it: addresses, names and hashes may be defanged. */
export const nodeValue = (kind: LinkKind, text: string): string => {
  const indicator = recognise(text)
  const node = indicator && ofFound(indicator).find(([found]) => found === kind)
  return node?.[1] ?? canonical(kind, text)
}

const ofValue = (indicator: Indicator): readonly KindAndValue[] => {
  const { type, value } = indicator
  switch (type) {
    case 'ipv4':
    case 'ipv6':
      return ofAddress(value)
    case 'url':
      return [...ofHost(hostOf(indicator) ?? ''), ...urlNodes(value)]
    case 'domain':
      return ofHost(value)
    case 'email':
      return [['email-domain', hostOf(indicator) ?? ''], ...ofHost(hostOf(indicator) ?? '')]
    case 'ssdeep':
      return ssdeepBuckets(value).map(bucket => ['fuzzy', bucket])
    case 'tlsh':
      return tlshBuckets(value).map(bucket => ['fuzzy', bucket])
    default:
      return ofFound(indicator)
  }
}

/** The kind of node that an indicator of a type is itself. */
const AS_NODE: Partial<Record<Indicator['type'], LinkKind>> = {
  cidr: 'network',
  asn: 'asn',
  md5: 'file',
  sha1: 'file',
  sha256: 'file',
  sha512: 'file',
  imphash: 'imphash',
  ja3: 'ja3',
  ja3s: 'ja3',
  jarm: 'jarm',
  certificate: 'certificate',
  cve: 'cve',
  filename: 'filename',
}

const ofFound = (indicator: Indicator): readonly KindAndValue[] => {
  const { type, value } = indicator
  if (type === 'ipv4' || type === 'ipv6') return [['address', value]]
  if (type === 'domain' || type === 'url') return ofHost(hostOf(indicator) ?? '')
  const kind = AS_NODE[type]
  return kind === undefined ? [] : [[kind, value]]
}

const ofAddress = (value: string): readonly KindAndValue[] => {
  const network = networkOf(value)
  return network === null
    ? [['address', value]]
    : [
        ['address', value],
        ['network', network],
      ]
}

/** The /24 or /48 around an address; null where IPv6 is written too short to have one. */
export const networkOf = (address: string): string | null => {
  if (!address.includes(':')) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`
  const [head = ''] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  if (groups.length < 3 && !address.includes('::')) return null
  const three = [...groups, '0', '0', '0'].slice(0, 3)
  while (three.length > 0 && three.at(-1) === '0') three.pop()
  return `${three.join(':')}::/48`
}

/** The registered domain stands for its own host: one node less for most domains. */
const ofHost = (host: string): readonly KindAndValue[] => {
  const bare = host.startsWith('[') ? host.slice(1, -1) : host
  if (bare.includes(':') || /^[\d.]+$/.test(bare)) return ofAddress(bare)
  const domain = registrableDomain(host)
  if (domain === null) return host === '' ? [] : [['host', host]]
  return domain === host
    ? [['domain', domain]]
    : [
        ['host', host],
        ['domain', domain],
      ]
}

const CVE = /^cve-\d{4}-\d{4,19}$/i
/** Of a statement, of each kind. */
export const MOST_TAGS = 16

const ofStatement = (statement: Statement, { value }: Indicator): readonly KindAndValue[] => {
  const nodes: KindAndValue[] = []
  const { malware, actors = [], campaigns = [], tags = [], asn, report, reference, file } = statement
  if (malware !== undefined) nodes.push(['malware', malware])
  for (const actor of actors.slice(0, MOST_TAGS)) nodes.push(['actor', actor])
  for (const campaign of campaigns.slice(0, MOST_TAGS)) nodes.push(['campaign', campaign])
  if (asn !== undefined) nodes.push(['asn', `AS${asn}`])
  for (const tag of tags.slice(0, MOST_TAGS)) {
    if (CVE.test(tag)) nodes.push(['cve', tag.toUpperCase()])
    else if (tag.toLowerCase() !== malware?.toLowerCase()) nodes.push(['tag', tag])
  }
  const from = report?.url ?? report?.title ?? reference
  // A page about this one indicator is nobody else's.
  if (from !== undefined && !from.includes(value)) nodes.push(['report', from])
  if (file?.name !== undefined) nodes.push(['filename', file.name])
  return nodes
}

/** Room for a marking: see {@link nodeId}. */
const MARKINGS = 8n

/**
 * Names a node in the store: 61 bits of SHA-256 over kind, NUL and value, as a signed 64-bit integer whose last three bits are the
 * marking. What a reader may see of a value is one range of ids, so that what he may not see is never read.
 */
export const nodeId = (kind: LinkKind, value: string, tlp: Tlp): bigint => {
  const digest = hash('sha256', `${kind}\0${value}`, 'buffer')
  return (digest.readBigInt64BE(0) & ~(MARKINGS - 1n)) | BigInt(TLP_LEVELS.indexOf(tlp))
}
