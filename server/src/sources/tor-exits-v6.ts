import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { addressAndPort, details, said, utc } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

const addresses = z.array(z.string()).nullish()

/** IPv6 addresses of Tor's exit nodes, which the lists of exits leave out: those of relays whose policy lets IPv6 traffic out. */
export const torExitsV6 = source({
  id: 'tor-exits-v6',
  name: 'Tor exit nodes, IPv6',
  provider: 'The Tor Project',
  homepage: 'https://metrics.torproject.org/onionoo.html',
  description: 'IPv6 addresses from which traffic leaves the Tor network.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: {
    url: 'https://onionoo.torproject.org/details?type=relay&running=true&flag=Exit&fields=nickname,or_addresses,exit_addresses,exit_policy_v6_summary,last_seen',
  },
  samples: { url: 'details.json' },

  collect: ({ fetch, at }) => fetch.json(at('url'), { path: 'relays' }),

  row: z.looseObject({
    nickname: z.string().nullish(),
    or_addresses: z.array(z.string()),
    exit_addresses: addresses,
    exit_policy_v6_summary: z.unknown().optional(),
    last_seen: z.string().nullish(),
  }),

  parse: row => {
    const exits: string[] = []
    const add = (address: string): void => {
      if (address.includes(':') && !exits.includes(address)) exits.push(address)
    }
    // An address of IPv4 with its port has one colon.
    if (row.exit_policy_v6_summary) for (const one of row.or_addresses) if (one.startsWith('[')) add(addressAndPort(one).address)
    for (const address of row.exit_addresses ?? []) add(address)
    if (exits.length === 0) return []
    const statement = said<Statement>({
      threat: 'anonymiser',
      confidence: 20,
      tags: ['tor'],
      lastSeen: utc(row.last_seen),
      details: details({ Relay: row.nickname }),
    })
    return exits.map(address => observe(typed('ipv6', address), statement))
  },
})
