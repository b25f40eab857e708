import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { present, said, tags, utc } from '../kit/fields.ts'
import { unzip } from '../kit/formats/unzip.ts'
import { address, choice, optional } from '../kit/settings.ts'
import { type Observed, observe, source, typed } from '../kit/source.ts'
import { authKey, fileHashes, fileIndicators, records } from './abuse-ch/api.ts'

/** Each list by its name in the address that anybody may ask, and by its file among the exports for those with a key; of what is online there is none. */
const LISTS = {
  recent: { open: 'csv_recent', keyed: 'recent.csv' },
  online: { open: 'csv_online', keyed: null },
  full: { open: 'csv', keyed: 'full.csv' },
} as const

const text = z.union([z.string(), z.number()]).transform(String).nullish()
const Row = z.looseObject({
  dateadded: text,
  date_added: text,
  'dateadded (utc)': text,
  url: text,
  url_status: text,
  last_online: text,
  tags: z.union([z.string(), z.array(z.string())]).nullish(),
  urlhaus_link: text,
  urlhaus_reference: text,
  reporter: text,
  asnumber: text,
  country: text,
  ...fileHashes,
  firstseen: text,
  signature: text,
  file_type: text,
  file_size: text,
})

/** URLs that serve malware, from abuse.ch: recent ones (regenerated every five minutes), those online, or all of 90 days (zipped). With an Auth-Key also the payloads they served. */
export const urlhaus = source({
  id: 'urlhaus',
  name: 'URLhaus',
  provider: 'abuse.ch',
  homepage: 'https://urlhaus.abuse.ch',
  description: 'URLs used to distribute malware, and with a key the files they served.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 15,
  presence: 'append',
  dates: 'activity',
  version: 3,
  config: {
    url: address('https://urlhaus.abuse.ch/downloads/csv_recent/', 'List of URLs, read without a key'),
    export: address('https://urlhaus-api.abuse.ch/files/exports/recent.csv', 'List of URLs, read with a key'),
    list: choice('recent', 'Which list: the last 30 days, those online, or all of 90 days', Object.keys(LISTS)),
    payloads: address('https://urlhaus-api.abuse.ch/v1/payloads/recent/', 'Payloads, read with a key'),
    key: optional(authKey),
  },
  samples: { url: 'csv_recent.csv', export: 'csv_recent.csv', payloads: 'payloads.json' },

  collect: ({ fetch, at, setting }) => {
    const { name, url } = at('url')
    const list = LISTS[setting('list') as keyof typeof LISTS] ?? LISTS.recent
    const key = setting('key')
    const isExport = key !== '' && list.keyed !== null
    const urls = fetch.csv(
      {
        // Each list is remembered by itself, wherever it is read.
        name: list === LISTS.recent ? name : `${name} ${setting('list')}`,
        url: isExport
          ? at('export').url.replace(/\/exports\/recent\.csv$/, `/exports/${list.keyed}`)
          : url.replace(/\/downloads\/csv_recent\/$/, `/downloads/${list.open}/`),
      },
      { header: 'last-comment', unpack: unzip(), ...(isExport ? { query: { 'auth-key': key } } : {}) },
    )
    if (key === '') return urls
    const headers = { 'Auth-Key': key }
    return [urls, fetch.json(at('payloads'), { items: records('payloads'), headers, incremental: true })]
  },

  row: Row,
  parse: (row, { part }) => (part === 'payloads' ? payload(row) : url(row)),
})

const url = (row: z.infer<typeof Row>): Observed => {
  const added = utc(row.dateadded ?? row.date_added ?? row['dateadded (utc)'])
  return observe(
    typed('url', row.url ?? ''),
    said<Statement>({
      threat: 'malware-delivery',
      online: row.url_status === 'online' ? true : row.url_status === 'offline' ? false : undefined,
      firstSeen: added,
      lastSeen: utc(row.last_online) ?? added,
      tags: tags(row.tags),
      reference: present(row.urlhaus_link ?? row.urlhaus_reference),
      reporter: present(row.reporter),
      country: present(row.country),
      asn: present(row.asnumber) === undefined ? undefined : Number(row.asnumber),
    }),
  )
}

const payload = (row: z.infer<typeof Row>): Observed[] =>
  fileIndicators(
    row,
    said<Statement>({
      threat: 'malware',
      malware: present(row.signature),
      firstSeen: utc(row.firstseen),
      file: said<NonNullable<Statement['file']>>({
        kind: present(row.file_type),
        sizeBytes: present(row.file_size) === undefined ? undefined : Number(row.file_size),
        name: undefined,
      }),
    }),
  )
