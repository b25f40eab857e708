/** The taxonomy: every field of an event that a rule may name, and what it holds. */

export type FieldKind = 'text' | 'number' | 'flag' | 'list'

export interface Field {
  readonly kind: FieldKind
  /** For people: a sentence without its full stop. */
  readonly says: string
}

const text = (says: string): Field => ({ kind: 'text', says })
const number = (says: string): Field => ({ kind: 'number', says })
const flag = (says: string): Field => ({ kind: 'flag', says })
const list = (says: string): Field => ({ kind: 'list', says })

export const FIELDS = {
  event: text('`reported` (the first word of this source on this indicator), `changed` (it says something new) or `withdrawn`'),
  type: text('Type of the indicator, such as `ipv4` or `url`'),
  value: text('The indicator in its canonical form'),
  host: text('Host of a URL or an e-mail address, or the domain itself; an address where the URL names one'),
  domain: text('Registrable domain of the host'),
  address: text('The address itself, or the address a URL names as its host'),
  network: text('The /24 of an IPv4 address or the /48 of an IPv6 address'),
  source: text('Id of the source'),
  lineage: text('What the source is or copies from: equal for sources that are not independent'),
  reliability: text('Admiralty grade of the source, `A` to `F`'),
  backfill: flag('True for what came with the first run of a source: a whole list at once'),
  sample: flag('True for the built-in sample day'),
  threat: text('Threat type, such as `c2` or `phishing`'),
  malware: text('Malware family'),
  confidence: number('0 to 100, as the source states it'),
  risk: number('0 to 100: the risk this one word makes by itself, at its time'),
  tlp: text('Marking: `clear`, `green`, `amber`, `amber+strict` or `red`'),
  tags: list('Tags'),
  port: number('Port'),
  country: text('Country, two letters: as the source says, else where the address is registered'),
  asn: number('AS number: as the source says, else who announces the address'),
  reporter: text('Who told the source'),
  reference: text('Address of the report'),
  description: text('Text of the source'),
  online: flag('Whether the source says it is reachable now'),
  actors: list('Threat actors'),
  campaigns: list('Campaigns'),
  techniques: list('ATT&CK ids'),
  kill_chain: list('Phases of the kill chain'),
  targets: list('Sectors, countries or brands it is aimed at'),
  report: text('Title of the report it stood in'),
  file_name: text('Name of the file'),
  file_kind: text('Kind of the file'),
  file_size: number('Size of the file in bytes'),
  cvss: number('CVSS base score, 0 to 10'),
  epss: number('EPSS probability, 0 to 1'),
  age_hours: number('Hours between the last activity the source states and its saying so'),
} as const satisfies Record<string, Field>

export type FieldName = keyof typeof FIELDS

export const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name)

/** The field somebody may have meant, for a message; the first that begins alike. */
export const nearField = (name: string): string | undefined => {
  const wanted = name.toLowerCase().replace(/[^a-z]/g, '')
  return Object.keys(FIELDS).find(field => field.startsWith(wanted.slice(0, 3)) || wanted.startsWith(field))
}
