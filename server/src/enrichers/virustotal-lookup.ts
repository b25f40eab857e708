import type { IndicatorType } from '@keysguard/model'
import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks, type Subject } from '../kit/enricher.ts'
import { address, secret } from '../kit/settings.ts'
import { limitUsed } from '../kit/stated-quota.ts'

const COLLECTIONS: Readonly<Partial<Record<IndicatorType, string>>> = {
  ipv4: 'ip_addresses',
  ipv6: 'ip_addresses',
  domain: 'domains',
  url: 'urls',
}

/** URLs are named by their base64 form; everything else by itself. */
const idOf = ({ type, value }: Subject): string =>
  type === 'url' ? Buffer.from(value, 'utf8').toString('base64url') : encodeURIComponent(value)

const time = z
  .number()
  .transform(seconds => new Date(seconds * 1_000).toISOString())
  .nullish()
  .catch(undefined)
const text = z.string().nullish()

const Attributes = z.object({
  last_analysis_stats: z
    .object({
      malicious: z.number(),
      suspicious: z.number().default(0),
      harmless: z.number().default(0),
      undetected: z.number().default(0),
    })
    .nullish(),
  last_analysis_date: time,
  reputation: z.number().nullish(),
  tags: z.array(z.string()).nullish(),
  categories: z.record(z.string(), z.string()).nullish(),
  meaningful_name: text,
  type_description: text,
  size: z.number().nullish(),
  md5: text,
  sha1: text,
  sha256: text,
  first_submission_date: time,
  last_submission_date: time,
  creation_date: time,
  popular_threat_classification: z.object({ suggested_threat_label: text }).nullish(),
  threat_names: z.array(z.string()).nullish(),
  registrar: text,
  as_owner: text,
  asn: z.number().nullish(),
  country: text,
  network: text,
  last_final_url: text,
  title: text,
})

const Used = z.object({ user: z.object({ used: z.number().int(), allowed: z.number().int() }).nullish() }).nullish()

/** `GET /users/{key}/overall_quotas`. */
const Quotas = z.object({
  data: z.object({ api_requests_hourly: Used, api_requests_daily: Used, api_requests_monthly: Used }),
})

const PERIODS = [
  ['hour', 'api_requests_hourly'],
  ['day', 'api_requests_daily'],
  ['month', 'api_requests_monthly'],
] as const

/** Larger allowances are no limit. */
const UNLIMITED = 1_000_000_000

/** What some seventy engines say. A free key may ask four times a minute and is not for commercial use. */
export const virustotalLookup = asks({
  id: 'virustotal-lookup',
  name: 'VirusTotal',
  provider: 'Google',
  homepage: 'https://www.virustotal.com',
  description: 'How many engines call it malicious, and what is known of the file, name, address or URL.',
  licence: 'Terms of VirusTotal: the free key is not for commercial use',
  terms: 'non-commercial',
  accepts: ['ipv4', 'ipv6', 'domain', 'url', 'md5', 'sha1', 'sha256'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 4, perDay: 500 },
  automatic: false,
  config: {
    url: address('https://www.virustotal.com/api/v3', 'API'),
    key: secret('API key, on your profile at https://www.virustotal.com'),
  },
  samples: { url: 'objects.json' },

  ask: ({ at, setting, subject }) => ({
    url: `${at('url').url}/${COLLECTIONS[subject.type] ?? 'files'}/${idOf(subject)}`,
    headers: { 'x-apikey': setting('key'), accept: 'application/json' },
  }),
  account: {
    ask: ({ at, setting }) => ({
      url: `${at('url').url}/users/${encodeURIComponent(setting('key'))}/overall_quotas`,
      headers: { 'x-apikey': setting('key'), accept: 'application/json' },
    }),
    read: document => {
      const { success, data } = Quotas.safeParse(document)
      if (!success) return []
      return PERIODS.flatMap(([period, name]) => {
        const quota = data.data[name]?.user
        return quota && quota.allowed > 0 && quota.allowed < UNLIMITED ? [limitUsed(period, quota.used, quota.allowed)] : []
      })
    },
  },
  unknown: [404],
  answer: z.object({ data: z.object({ id: z.string(), type: z.string(), attributes: Attributes }) }),
  read: ({ data: { type, attributes: known } }) => {
    const stats = known.last_analysis_stats
    const engines = stats ? stats.malicious + stats.suspicious + stats.harmless + stats.undetected : 0
    const file = type === 'file'
    return enriched({
      facts: {
        Malicious: stats && engines > 0 ? `${stats.malicious} of ${engines} engines` : undefined,
        Suspicious: stats && stats.suspicious > 0 ? `${stats.suspicious} of ${engines} engines` : undefined,
        'Called a': known.popular_threat_classification?.suggested_threat_label ?? known.threat_names ?? undefined,
        'Last analysed': known.last_analysis_date,
        Reputation: known.reputation,
        Name: known.meaningful_name,
        Kind: known.type_description,
        'Size in bytes': known.size,
        Title: known.title,
        'Leads to': known.last_final_url,
        'First submitted': known.first_submission_date,
        'Last submitted': known.last_submission_date,
        [file ? 'Compiled' : 'Registered']: known.creation_date,
        Registrar: known.registrar,
        Operator: known.as_owner,
        Country: known.country,
        Network: known.network,
        Categories: Object.values(known.categories ?? {}),
        Tags: known.tags ?? [],
      },
      statement: {
        asn: known.asn ?? undefined,
        country: known.country ?? undefined,
        tags: known.tags ?? undefined,
        firstSeen: known.first_submission_date ?? undefined,
        file: file
          ? {
              ...(known.meaningful_name ? { name: known.meaningful_name } : {}),
              ...(known.size == null ? {} : { sizeBytes: known.size }),
              ...(known.type_description ? { kind: known.type_description } : {}),
            }
          : undefined,
      },
      related: file
        ? [
            { type: 'md5', value: known.md5 },
            { type: 'sha1', value: known.sha1 },
            { type: 'sha256', value: known.sha256 },
          ]
        : [{ type: 'cidr', value: known.network }],
    })
  },
})
