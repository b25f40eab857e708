import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Exit nodes of the Tor network. They are context, not evil in themselves: hence the low confidence. */
export const torExits = source({
  id: 'tor-exits',
  name: 'Tor exit nodes',
  provider: 'The Tor Project',
  homepage: 'https://check.torproject.org/torbulkexitlist',
  description: 'Addresses from which traffic leaves the Tor network.',
  licence: 'CC0',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://check.torproject.org/torbulkexitlist' },
  samples: { url: 'torbulkexitlist' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => observe(typed('ipv4', row), { threat: 'anonymiser', confidence: 20, tags: ['tor'] }),
})
