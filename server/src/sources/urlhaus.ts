import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { present, said, tags, utc } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

/** URLs that serve malware, from abuse.ch: the recent ones, regenerated every five minutes. */
export const urlhaus = source({
  id: 'urlhaus',
  name: 'URLhaus',
  provider: 'abuse.ch',
  homepage: 'https://urlhaus.abuse.ch',
  description: 'URLs used to distribute malware in the last 30 days.',
  licence: 'CC0',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 15,
  presence: 'append',
  dates: 'activity',
  config: { url: 'https://urlhaus.abuse.ch/downloads/csv_recent/' },
  samples: { url: 'csv_recent.csv' },

  collect: ({ fetch, at }) => fetch.csv(at('url'), { header: 'last-comment' }),

  row: z.looseObject({
    dateadded: z.string(),
    url: z.string(),
    url_status: z.string(),
    last_online: z.string().optional(),
    threat: z.string(),
    tags: z.string().optional(),
    urlhaus_link: z.string().optional(),
    reporter: z.string().optional(),
  }),

  parse: row =>
    observe(
      typed('url', row.url),
      said<Statement>({
        threat: 'malware-delivery',
        online: row.url_status === 'online' ? true : row.url_status === 'offline' ? false : undefined,
        firstSeen: utc(row.dateadded),
        lastSeen: utc(row.last_online) ?? utc(row.dateadded),
        tags: tags(row.tags),
        reference: present(row.urlhaus_link),
        reporter: present(row.reporter),
      }),
    ),
})
