import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { present, said, tags, utc } from '../kit/fields.ts'
import { address, choice, optional, secret } from '../kit/settings.ts'
import { type Observed, observe, source, typed } from '../kit/source.ts'

const LISTS = { recent: 'csv_recent', online: 'csv_online', full: 'csv' } as const

const text = z.union([z.string(), z.number()]).transform(String).nullish()
const Row = z.looseObject({
  dateadded: text,
  date_added: text,
  url: text,
  url_status: text,
  last_online: text,
  tags: z.union([z.string(), z.array(z.string())]).nullish(),
  urlhaus_link: text,
  urlhaus_reference: text,
  reporter: text,
  sha256_hash: text,
  md5_hash: text,
  imphash: text,
  firstseen: text,
  signature: text,
  file_type: text,
  file_size: text,
})

/** URLs that serve malware, from abuse.ch: recent ones (regenerated every five minutes), those online, or all of 90 days. With an Auth-Key also the payloads they served. */
export const urlhaus = source({
  id: 'urlhaus',
  name: 'URLhaus',
  provider: 'abuse.ch',
  homepage: 'https://urlhaus.abuse.ch',
  description: 'URLs used to distribute malware, and with a key the files they served.',
  licence: 'CC0',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 15,
  presence: 'append',
  dates: 'activity',
  version: 2,
  config: {
    url: address('https://urlhaus.abuse.ch/downloads/csv_recent/', 'List of URLs'),
    list: choice('recent', 'Which list: the last 30 days, those online, or all of 90 days', Object.keys(LISTS)),
    payloads: address('https://urlhaus-api.abuse.ch/v1/payloads/recent/', 'Payloads, read with a key'),
    key: optional(secret('Auth-Key, free at https://auth.abuse.ch')),
  },
  samples: { url: 'csv_recent.csv', payloads: 'payloads.json' },

  collect: ({ fetch, at, setting }) => {
    const { name, url } = at('url')
    const list = LISTS[setting('list') as keyof typeof LISTS] ?? LISTS.recent
    const urls = fetch.csv(
      { name, url: url.replace(/\/downloads\/csv_recent\/$/, `/downloads/${list}/`) },
      { header: 'last-comment' },
    )
    if (setting('key') === '') return urls
    return [urls, fetch.json(at('payloads'), { path: 'payloads', headers: { 'Auth-Key': setting('key') }, incremental: true })]
  },

  row: Row,
  parse: (row, { part }) => (part === 'payloads' ? payload(row) : url(row)),
})

const url = (row: z.infer<typeof Row>): Observed =>
  observe(
    typed('url', row.url ?? ''),
    said<Statement>({
      threat: 'malware-delivery',
      online: row.url_status === 'online' ? true : row.url_status === 'offline' ? false : undefined,
      firstSeen: utc(row.dateadded ?? row.date_added),
      lastSeen: utc(row.last_online) ?? utc(row.dateadded ?? row.date_added),
      tags: tags(row.tags),
      reference: present(row.urlhaus_link ?? row.urlhaus_reference),
      reporter: present(row.reporter),
    }),
  )

const payload = (row: z.infer<typeof Row>): Observed[] => {
  const statement = said<Statement>({
    threat: 'malware',
    malware: present(row.signature),
    firstSeen: utc(row.firstseen),
    file: said<NonNullable<Statement['file']>>({
      kind: present(row.file_type),
      sizeBytes: present(row.file_size) === undefined ? undefined : Number(row.file_size),
      name: undefined,
    }),
  })
  return (['sha256', 'md5'] as const).flatMap(type => {
    const hash = present(row[`${type}_hash`])
    return hash === undefined ? [] : [observe(typed(type, hash), statement)]
  })
}
