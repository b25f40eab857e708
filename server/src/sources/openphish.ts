import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { address, optional, secret } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'

const text = z.string().nullish()

/** Phishing pages, the whole list each time: one URL a line for everybody, with brand, sector and host for subscribers. */
export const openphish = source({
  id: 'openphish',
  name: 'OpenPhish',
  provider: 'OpenPhish',
  homepage: 'https://openphish.com',
  description: 'Phishing pages seen in the last hours (community feed, or the one of your subscription).',
  licence: 'Non-commercial use; see openphish.com/terms.html',
  terms: 'non-commercial',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 360,
  presence: 'full-set',
  dates: 'activity',
  config: {
    url: address('https://raw.githubusercontent.com/openphish/public_feed/refs/heads/main/feed.txt', 'Community feed'),
    premium: address('https://openphish.com/prvt-intell/', 'Feed of a subscription'),
    user: optional(secret('User name of a subscription')),
    password: optional(secret('Password of a subscription')),
  },
  samples: { url: 'feed.txt', premium: 'premium.jsonl' },

  collect: ({ fetch, at, setting }) => {
    if (setting('user') === '') return fetch.lines(at('url'), { comments: [] })
    const credentials = Buffer.from(`${setting('user')}:${setting('password')}`, 'utf8').toString('base64')
    return fetch.jsonLines(at('premium'), { headers: { authorization: `Basic ${credentials}` } })
  },

  row: z.union([
    z.string(),
    z.looseObject({
      url: z.string(),
      brand: text,
      sector: text,
      ip: text,
      asn: text,
      asn_name: text,
      country_code: text,
      isotime: text,
      family_id: text,
      page_language: text,
      emails: z.array(z.string()).nullish(),
    }),
  ]),

  parse: row => {
    if (typeof row === 'string') return observe(typed('url', row), { threat: 'phishing' })
    const targets = [present(row.brand), present(row.sector)].flatMap(target => target ?? [])
    const asn = Number(/^AS(\d{1,10})$/.exec(row.asn ?? '')?.[1])
    const seen = utc(row.isotime)
    return observe(
      typed('url', row.url),
      said<Statement>({
        threat: 'phishing',
        firstSeen: seen,
        lastSeen: seen,
        targets: targets.length === 0 ? undefined : targets,
        country: present(row.country_code),
        asn: asn > 0 ? asn : undefined,
        details: details({
          Address: row.ip,
          Network: row.asn_name,
          'Kit family': row.family_id,
          Language: row.page_language?.split(':')[0],
          'Mail addresses of the kit': row.emails?.join(', '),
        }),
      }),
    )
  },
})
