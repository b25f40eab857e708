import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Addresses that attacked the servers of blocklist.de's members in the last 48 hours. */
export const blocklistDe = source({
  id: 'blocklist-de',
  name: 'blocklist.de',
  provider: 'blocklist.de',
  homepage: 'https://www.blocklist.de',
  description: 'Addresses reported for attacks on SSH, mail, web and other services in the last 48 hours.',
  licence: 'Free of charge',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://lists.blocklist.de/lists/all.txt' },
  samples: { url: 'all.txt' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => observe(typed('ipv4', row), { threat: 'bruteforce' }),
})
