import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { utc } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

/** The longer list, `exit-addresses`, has blocks of lines; only this one of each holds an address. */
const EXIT = /^ExitAddress (\S+) (\S+ \S+)$/
const OTHER = /^(?:ExitNode|Published|LastStatus) /
const EXITS: Statement = { threat: 'anonymiser', confidence: 20, tags: ['tor'] }

/** Exit nodes of the Tor network. They are context, not evil in themselves: hence the low confidence. Either list of the project can be set. */
export const torExits = source({
  id: 'tor-exits',
  name: 'Tor exit nodes',
  provider: 'The Tor Project',
  homepage: 'https://check.torproject.org/torbulkexitlist',
  description: 'Addresses from which traffic leaves the Tor network.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://check.torproject.org/torbulkexitlist' },
  samples: { url: 'torbulkexitlist' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => {
    if (!row.includes(' ')) return observe(typed('ipv4', row), EXITS)
    if (OTHER.test(row)) return null
    const [, address = row, tested] = EXIT.exec(row) ?? []
    const lastSeen = utc(tested)
    return observe(typed('ipv4', address), lastSeen === undefined ? EXITS : { ...EXITS, lastSeen })
  },
})
