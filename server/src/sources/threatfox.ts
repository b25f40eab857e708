import type { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { addressAndPort, details, present, said, tags, utc } from '../kit/fields.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

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

/** Indicators with their malware family, from abuse.ch: the recent export, without a key. Columns have moved over the years, so they are read by name. */
export const threatfox = source({
  id: 'threatfox',
  name: 'ThreatFox',
  provider: 'abuse.ch',
  homepage: 'https://threatfox.abuse.ch',
  description: 'Indicators of malware with family, confidence and reporter.',
  licence: 'CC0',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 15,
  presence: 'append',
  dates: 'activity',
  config: { url: 'https://threatfox.abuse.ch/export/csv/recent/' },
  samples: { url: 'recent.csv' },

  collect: ({ fetch, at }) => fetch.csv(at('url'), { header: 'last-comment' }),

  row: z.looseObject({
    first_seen_utc: z.string(),
    ioc_value: z.string(),
    ioc_type: z.string(),
    threat_type: z.string(),
    fk_malware: z.string().optional(),
    malware_printable: z.string().optional(),
    last_seen_utc: z.string().optional(),
    confidence_level: z.string().optional(),
    is_compromised: z.string().optional(),
    reference: z.string().optional(),
    tags: z.string().optional(),
    reporter: z.string().optional(),
  }),

  parse: row => {
    const endpoint = row.ioc_type === 'ip:port' ? addressAndPort(row.ioc_value) : null
    const type = endpoint ? 'ipv4' : row.ioc_type.endsWith('_hash') ? BY_LENGTH[row.ioc_value.length] : TYPES[row.ioc_type]
    if (type === undefined) return refuse('unknown-type', `ThreatFox calls it ${row.ioc_type}, which is not read.`)
    const family = present(row.malware_printable)
    const confidence = Number(present(row.confidence_level))
    return observe(
      typed(type, endpoint?.address ?? row.ioc_value),
      said<Statement>({
        threat: THREATS[row.threat_type] ?? 'unknown',
        malware: family === 'Unknown malware' ? undefined : family,
        confidence: confidence >= 0 && confidence <= 100 ? confidence : undefined,
        port: endpoint?.port,
        firstSeen: utc(row.first_seen_utc),
        lastSeen: utc(row.last_seen_utc) ?? utc(row.first_seen_utc),
        tags: tags(row.tags),
        reference: present(row.reference),
        reporter: present(row.reporter),
        details: details({
          Malpedia: row.fk_malware,
          'Compromised site': row.is_compromised?.toLowerCase() === 'true' ? 'yes' : undefined,
        }),
      }),
    )
  },
})
