/** What a MISP attribute says, with its event, object and tags. */
import type { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { details, present, said, tags as tagList, utc } from '../../kit/fields.ts'
import { observe, type Parsed, refuse } from '../../kit/source.ts'
import { type AttributeValues, isDescription, valuesOf } from './attributes.ts'
import type { MispRow } from './rows.ts'
import { readTags, type Tagged } from './tags.ts'

type Attribute = NonNullable<MispRow['attribute']>

const THREAT_LEVELS: Readonly<Record<string, string>> = { '1': 'high', '2': 'medium', '3': 'low' }
const ANALYSES: Readonly<Record<string, string>> = { '0': 'initial', '1': 'ongoing', '2': 'completed' }
const FILES: ReadonlySet<IndicatorType> = new Set(['md5', 'sha1', 'sha256', 'sha512', 'ssdeep', 'tlsh', 'imphash'])
const SERVERS: ReadonlySet<IndicatorType> = new Set(['url', 'domain', 'ipv4'])

/**
 * One row of an event. What MISP does not flag for detection (`to_ids`) is context: it is kept with a confidence of 0, which is no
 * evidence. What is flagged says 100 where no tag says less, so that it takes back an earlier 0; the grade of the source then speaks alone.
 */
export const parseMispRow = ({ event, object, attribute }: MispRow): Parsed => {
  if (event.unread) return refuse(event.unread, `The feed lists the event ${event.uuid}; ${event.link} does not hold it.`)
  if (attribute === null || isDescription(attribute.type)) return null
  const values = valuesOf(attribute.type, attribute.value)
  if (values === null)
    return attribute.to_ids ? refuse('unknown-type', `MISP calls it ${attribute.type}, which is not read.`) : null
  const own = readTags(attribute.tags)
  const all = readTags(event.tags)
  return values.indicators.map(indicator => {
    const partner = values.indicators.find(other => other !== indicator)?.value
    return observe(indicator, statementOf({ type: indicator.type, partner, values, attribute, event, object, own, all }))
  })
}

interface Said extends Pick<MispRow, 'event' | 'object'> {
  readonly type: IndicatorType
  /** The other indicator of the same attribute. */
  readonly partner: string | undefined
  readonly values: AttributeValues
  readonly attribute: Attribute
  /** Tags of the attribute, and those of its event. */
  readonly own: Tagged
  readonly all: Tagged
}

const statementOf = ({ type, partner, values, attribute, event, object, own, all }: Said): Statement => {
  const families = own.malware.length > 0 ? own.malware : all.malware
  const changed = seconds(attribute.timestamp) ?? seconds(event.timestamp) ?? utc(event.date)
  const firstSeen = utc(attribute.first_seen) ?? utc(object?.first_seen)
  return said<Statement>({
    threat: attribute.to_ids ? (own.threat ?? all.threat ?? threatOf(type, attribute)) : undefined,
    confidence: attribute.to_ids ? (own.confidence ?? all.confidence ?? 100) : 0,
    malware: families.length === 1 ? families[0] : undefined,
    firstSeen: firstSeen ?? changed,
    lastSeen: utc(attribute.last_seen) ?? utc(object?.last_seen) ?? changed ?? firstSeen,
    port: values.port ?? portOf(object),
    tlp: own.tlp ?? all.tlp,
    tags: tagList([...own.rest, ...all.rest].slice(0, 30)),
    actors: listed(own.actors, all.actors),
    campaigns: listed(own.campaigns, all.campaigns),
    techniques: listed(own.techniques, all.techniques),
    killChain: listed(own.killChain, all.killChain),
    targets: listed(own.targets, all.targets),
    file: FILES.has(type) ? fileOf(values, object) : undefined,
    description: present(attribute.comment) ?? present(object?.comment),
    reporter: present(event.org),
    reference: present(event.reference),
    report: { title: event.info, url: event.link },
    details: details({
      Category: attribute.category,
      Object: object?.name,
      'Seen with': partner,
      'Registry value': values.written,
      'Meant for detection': attribute.to_ids ? undefined : 'no, context only',
      'Malware families': families.length > 1 ? families.join(', ') : undefined,
      'Threat level': THREAT_LEVELS[event.threat_level_id ?? ''],
      Analysis: ANALYSES[event.analysis ?? ''],
      'Event date': event.date,
      PAP: own.pap ?? all.pap,
      'Reliability of the reporter': own.reliability ?? all.reliability,
    }),
  })
}

/** Where no tag tells: a file is malware, and what delivers the payload delivers it. */
const threatOf = (type: IndicatorType, { category }: Attribute): ThreatType | undefined => {
  if (FILES.has(type)) return 'malware'
  return SERVERS.has(type) && category === 'Payload delivery' ? 'malware-delivery' : undefined
}

/** Seconds since 1970, as text; 0 is "not yet". */
const seconds = (text: string | null | undefined): string | undefined => {
  const value = Number(text ?? 0)
  return value > 0 && value < 1e11 ? new Date(value * 1_000).toISOString() : undefined
}

const listed = (own: readonly string[], all: readonly string[]): string[] | undefined => {
  const list = [...new Set([...own, ...all])]
  return list.length === 0 ? undefined : list
}

const portOf = (object: MispRow['object']): number | undefined => {
  const port = Number(object?.values['dst-port'] ?? object?.values.port ?? 0)
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
}

const fileOf = ({ fileName }: AttributeValues, object: MispRow['object']): Statement['file'] => {
  const size = Number(object?.values['size-in-bytes'] ?? Number.NaN)
  const file = said<NonNullable<Statement['file']>>({
    name: present(fileName) ?? present(object?.values.filename),
    sizeBytes: Number.isFinite(size) && size >= 0 ? size : undefined,
    kind: present(object?.values.mimetype),
  })
  return Object.keys(file).length === 0 ? undefined : file
}
