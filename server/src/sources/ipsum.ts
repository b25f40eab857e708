import { z } from 'zod'
import { observe, refuse, source, typed } from '../kit/source.ts'

/** More lists than this say no more about an address. */
const MANY_LISTS = 8

/** Addresses with the number of public lists they are on. An aggregate: it belongs to the lineage of what it copies from. */
export const ipsum = source({
  id: 'ipsum',
  name: 'IPsum',
  provider: 'Miroslav Stampar',
  homepage: 'https://github.com/stamparm/ipsum',
  description: 'Addresses found on thirty and more public block lists, with the number of lists.',
  licence: 'Unlicense',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'activity',
  derivedFrom: ['blocklist-de', 'cins-army', 'emerging-threats'],
  config: { url: 'https://raw.githubusercontent.com/stamparm/ipsum/master/ipsum.txt' },
  samples: { url: 'ipsum.txt' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => {
    const [address = '', count] = row.split(/\s+/)
    // The files of single levels leave the number out.
    if (count === undefined) return observe(typed('ipv4', address), { threat: 'scanner' })
    const lists = Number(count)
    if (!Number.isInteger(lists)) return refuse('schema', 'The second column is not a number of lists.')
    return observe(typed('ipv4', address), {
      threat: 'scanner',
      confidence: Math.round((100 * Math.min(lists, MANY_LISTS)) / MANY_LISTS),
      details: { 'Lists it is on': String(lists) },
    })
  },
})
