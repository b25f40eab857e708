import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { address, optional, secret, text } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'

/** Phishing pages that people have verified, the whole list each time: what is gone is offline. It answers 509 to whoever comes too often or hides who they are. */
export const phishtank = source({
  id: 'phishtank',
  name: 'PhishTank',
  provider: 'Cisco Talos',
  homepage: 'https://phishtank.org',
  description: 'Phishing pages that are online and verified by people, with the brand they imitate.',
  licence: 'Free; see phishtank.org/developer_info.php',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 360,
  presence: 'full-set',
  dates: 'activity',
  config: {
    url: address('https://data.phishtank.com/data/online-valid.json', 'List'),
    key: optional(secret('Application key, from your PhishTank account; without one a few downloads a day are allowed')),
    user: text('keysguard', 'Name to tell PhishTank, which refuses nameless programs'),
  },
  samples: { url: 'online-valid.json' },

  collect: ({ fetch, at, setting }) => {
    const { name, url } = at('url')
    const keyed = setting('key') === '' ? url : url.replace(/\/data\/(?=[^/]*$)/, `/data/${encodeURIComponent(setting('key'))}/`)
    return fetch.json({ name, url: keyed }, { headers: { 'user-agent': `phishtank/${setting('user')}` } })
  },

  row: z.looseObject({
    phish_id: z.coerce.string(),
    url: z.string(),
    phish_detail_url: z.string().nullish(),
    submission_time: z.string().nullish(),
    verified: z.string().nullish(),
    verification_time: z.string().nullish(),
    online: z.string().nullish(),
    target: z.string().nullish(),
    details: z
      .array(
        z.looseObject({
          ip_address: z.string().nullish(),
          announcing_network: z.string().nullish(),
          country: z.string().nullish(),
        }),
      )
      .nullish(),
  }),

  parse: row => {
    const target = row.target === 'Other' ? undefined : present(row.target)
    const [host] = row.details ?? []
    return observe(
      typed('url', row.url),
      said<Statement>({
        threat: 'phishing',
        online: row.online === 'yes' ? true : undefined,
        firstSeen: utc(row.submission_time),
        lastSeen: utc(row.verification_time),
        targets: target === undefined ? undefined : [target],
        reference: present(row.phish_detail_url),
        country: present(host?.country),
        details: details({ Address: host?.ip_address, Network: host?.announcing_network }),
      }),
    )
  },
})
