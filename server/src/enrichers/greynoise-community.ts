import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks } from '../kit/enricher.ts'
import { address, optional, secret } from '../kit/settings.ts'

/** Whether an address scans the whole internet (noise), or belongs to a service everybody uses (RIOT). 404 says that it was not seen doing so. */
export const greynoiseCommunity = asks({
  id: 'greynoise-community',
  name: 'GreyNoise Community',
  provider: 'GreyNoise',
  homepage: 'https://www.greynoise.io',
  description: 'Whether an address scans everybody or is a common business service.',
  licence: 'Community API: free within its limits; see docs.greynoise.io',
  terms: 'free',
  accepts: ['ipv4'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 5, perDay: 10 },
  automatic: false,
  config: {
    url: address('https://api.greynoise.io/v3/community', 'Community API'),
    key: optional(secret('Key from https://viz.greynoise.io/account; without one a few questions a day are allowed')),
  },
  samples: { url: 'community.json' },

  ask: ({ at, setting, subject }) => ({
    url: `${at('url').url}/${subject.value}`,
    headers: { accept: 'application/json', ...(setting('key') === '' ? {} : { key: setting('key') }) },
  }),
  unknown: [404],
  answer: z.object({
    noise: z.boolean(),
    riot: z.boolean(),
    classification: z.string().nullish(),
    name: z.string().nullish(),
    link: z.string().nullish(),
    last_seen: z.string().nullish(),
  }),
  read: ({ noise, riot, classification, name, link, last_seen }) => {
    if (!noise && !riot) return null
    return enriched({
      facts: {
        Classification: classification,
        'Scans the internet': noise,
        'Common business service': riot,
        Name: name,
        'Last seen': last_seen,
        Page: link,
      },
      statement: { threat: noise && classification === 'malicious' ? 'scanner' : undefined },
    })
  },
})
