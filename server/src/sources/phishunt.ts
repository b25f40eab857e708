import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

const text = z.union([z.string(), z.number()]).transform(String).nullish()
const flag = z.boolean().nullish()

/** Suspicious sites that imitate a brand, all that are up, each looked at again and again; it says which other services know them. */
export const phishunt = source({
  id: 'phishunt',
  name: 'phishunt.io',
  provider: 'Daniel López',
  homepage: 'https://phishunt.io',
  description: 'Phishing sites with the brand they imitate, their address, network and certificate.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://phishunt.io/feed.json' },
  samples: { url: 'feed.json' },

  collect: ({ fetch, at }) => fetch.json(at('url')),

  row: z.looseObject({
    url: z.string(),
    company: text,
    date: text,
    first_seen: text,
    ip: text,
    country: text,
    asn: text,
    org: text,
    cert: text,
    malicious_google: flag,
    malicious_openphish: flag,
    malicious_phishtank: flag,
    malicious_tweetfeed: flag,
    malicious_urlscan: flag,
  }),

  parse: row => {
    const company = present(row.company)
    const asn = Number(present(row.asn))
    const known = [
      ['Google Safe Browsing', row.malicious_google],
      ['OpenPhish', row.malicious_openphish],
      ['PhishTank', row.malicious_phishtank],
      ['TweetFeed', row.malicious_tweetfeed],
      ['urlscan.io', row.malicious_urlscan],
    ].flatMap(([name, does]) => (does === true ? [name] : []))
    return observe(
      typed('url', row.url),
      said<Statement>({
        threat: 'phishing',
        // Alone it is a suspicion.
        confidence: known.length > 0 ? 90 : 60,
        firstSeen: utc(row.first_seen ?? row.date),
        lastSeen: utc(row.date),
        targets: company === undefined ? undefined : [company],
        asn: Number.isInteger(asn) && asn > 0 ? asn : undefined,
        details: details({
          Address: row.ip,
          Network: row.org,
          Country: row.country,
          'Certificate of': row.cert,
          'Known to': known.join(', '),
        }),
      }),
    )
  },
})
