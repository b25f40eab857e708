import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, said, utc } from '../kit/fields.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

/** `address  # last reported  count  id`: what looks like a comment is the second column. */
const LINE = /^(\S+)\s+# (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s+(\d+)\s+\d+$/

/** Addresses that tried passwords at SSH servers which run BruteForceBlocker, with the number of reports. */
export const bruteforceblocker = source({
  id: 'bruteforceblocker',
  name: 'BruteForceBlocker',
  provider: 'Daniel Gerzo',
  homepage: 'https://danger.rulez.sk/index.php/bruteforceblocker/',
  description: 'Addresses that tried passwords at SSH servers.',
  licence: 'Free of charge',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://danger.rulez.sk/projects/bruteforceblocker/blist.php' },
  samples: { url: 'blist.php' },

  collect: ({ fetch, at }) => fetch.lines(at('url'), { comments: [] }),
  row: z.string(),
  parse: row => {
    if (row.startsWith('#')) return null
    const [, address, reported, count] = LINE.exec(row) ?? []
    if (address === undefined) return refuse('schema', 'The line is not an address, a time, a count and a number.')
    return observe(
      typed('ipv4', address),
      said<Statement>({ threat: 'bruteforce', tags: ['ssh'], lastSeen: utc(reported), details: details({ Reports: count }) }),
    )
  },
})
