import { z } from 'zod'
import { tags } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

/** Addresses that attacked Turris routers, with the service they attacked. A greylist: some are victims themselves. */
export const turris = source({
  id: 'turris',
  name: 'Turris Sentinel greylist',
  provider: 'CZ.NIC',
  homepage: 'https://view.sentinel.turris.cz',
  description: 'Addresses that attacked the small honeypots on Turris routers.',
  licence: 'CC BY-NC-SA 4.0',
  terms: 'non-commercial',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://view.sentinel.turris.cz/greylist-data/greylist-latest.csv' },
  samples: { url: 'greylist-latest.csv' },

  collect: ({ fetch, at }) => fetch.csv(at('url')),
  row: z.looseObject({ address: z.string(), tags: z.string() }),
  parse: row => {
    const seen = tags(row.tags) ?? []
    const scans = seen.every(tag => tag === 'port_scan')
    return observe(typed('ipv4', row.address), { threat: scans ? 'scanner' : 'bruteforce', tags: seen })
  },
})
