import type { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { addressAndPort, details, present, said, tags, utc } from '../kit/fields.ts'
import { unzip } from '../kit/formats/unzip.ts'
import { address, choice, optional } from '../kit/settings.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'
import { authKey, records } from './abuse-ch/api.ts'

const THREATS: Readonly<Record<string, ThreatType>> = {
  botnet_cc: 'c2',
  payload_delivery: 'malware-delivery',
  payload: 'malware',
  cc_skimming: 'skimming',
}
const TYPES: Readonly<Record<string, IndicatorType>> = {
  domain: 'domain',
  url: 'url',
  md5_hash: 'md5',
  sha1_hash: 'sha1',
  sha256_hash: 'sha256',
  envelope_from: 'email',
  body_from: 'email',
}
/** The feed has hashes under the wrong name; their length tells. */
const BY_LENGTH: Readonly<Record<number, IndicatorType>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' }

const DAY_MS = 86_400_000
/** The API looks back seven days at most; a day of overlap, because its clock is not ours. */
const daysSince = (since: string | null, now: number): number =>
  since === null ? 7 : Math.min(7, Math.max(1, Math.ceil((now - Date.parse(`${since.slice(0, 10)}T00:00:00Z`)) / DAY_MS) + 1))

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String).nullish()

/** Columns have moved over the years, so they are read by name; the whole export is zipped. */
const EXPORT = { header: 'last-comment', unpack: unzip({ member: '*.csv' }) } as const

/** Indicators with their malware family, from abuse.ch: the recent export, with an Auth-Key what is new from the API, or the whole export each time. */
export const threatfox = source({
  id: 'threatfox',
  name: 'ThreatFox',
  provider: 'abuse.ch',
  homepage: 'https://threatfox.abuse.ch',
  description: 'Indicators of malware with family, confidence and reporter.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 15,
  presence: 'append',
  dates: 'activity',
  cursor: { at: 'first_seen', as: 'time', order: 'any' },
  version: 2,
  config: {
    url: address('https://threatfox.abuse.ch/export/csv/recent/', 'Export, read without a key'),
    api: address('https://threatfox-api.abuse.ch/api/v1/', 'API, read with a key'),
    full: address('https://threatfox-api.abuse.ch/files/exports/full.csv.zip', 'Whole export, read with a key'),
    list: choice('recent', 'What is recent, or all of six months (a million rows) each time', ['recent', 'full']),
    key: optional(authKey),
  },
  samples: { url: 'recent.csv', api: 'get_iocs.json', full: 'recent.csv' },

  collect: ({ fetch, at, setting, since, now }) => {
    const key = setting('key')
    const { name, url } = at('url')
    if (setting('list') === 'full')
      return key === ''
        ? fetch.csv({ name: 'full', url: url.replace(/\/export\/csv\/recent\/$/, '/export/csv/full/') }, EXPORT)
        : fetch.csv(at('full'), { ...EXPORT, query: { 'auth-key': key } })
    if (key === '') return fetch.csv({ name, url }, EXPORT)
    return fetch.json(at('api'), {
      json: { query: 'get_iocs', days: daysSince(since('api'), now) },
      headers: { 'Auth-Key': key },
      items: records(),
      incremental: true,
    })
  },

  row: z.looseObject({
    first_seen_utc: text,
    first_seen: text,
    last_seen_utc: text,
    last_seen: text,
    ioc_value: text,
    ioc: text,
    ioc_type: z.string(),
    threat_type: z.string(),
    fk_malware: text,
    malware: text,
    malware_printable: text,
    confidence_level: text,
    is_compromised: text,
    reference: text,
    tags: z.union([z.string(), z.array(z.string())]).nullish(),
    reporter: text,
    comment: text,
  }),

  parse: row => {
    const value = row.ioc_value ?? row.ioc ?? ''
    const endpoint = row.ioc_type === 'ip:port' ? addressAndPort(value) : null
    const ip = endpoint?.address.includes(':') ? 'ipv6' : 'ipv4'
    const type = endpoint ? ip : row.ioc_type.endsWith('_hash') ? BY_LENGTH[value.length] : TYPES[row.ioc_type]
    if (value === '') return refuse('schema', 'The row has no indicator.')
    if (type === undefined) return refuse('unknown-type', `ThreatFox calls it ${row.ioc_type}, which is not read.`)
    const family = present(row.malware_printable)
    const confidence = Number(present(row.confidence_level))
    const firstSeen = utc(row.first_seen_utc ?? row.first_seen)
    return observe(
      typed(type, endpoint?.address ?? value),
      said<Statement>({
        threat: THREATS[row.threat_type] ?? 'unknown',
        malware: family === 'Unknown malware' ? undefined : family,
        confidence: confidence >= 0 && confidence <= 100 ? confidence : undefined,
        port: endpoint?.port,
        firstSeen,
        lastSeen: utc(row.last_seen_utc ?? row.last_seen) ?? firstSeen,
        tags: tags(row.tags),
        reference: present(row.reference),
        reporter: present(row.reporter),
        description: present(row.comment),
        details: details({
          Malpedia: row.fk_malware ?? row.malware,
          'Compromised site': row.is_compromised?.toLowerCase() === 'true' ? 'yes' : undefined,
        }),
      }),
    )
  },
})
