import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

/** The twenty most attacking /24 networks of the last three days, from the SANS Internet Storm Center. */
export const dshield = source({
  id: 'dshield',
  name: 'DShield block list',
  provider: 'SANS Internet Storm Center',
  homepage: 'https://www.dshield.org/block.txt',
  description: 'The /24 networks that attacked most targets in the last three days.',
  licence: 'CC BY-NC-SA 2.5',
  terms: 'non-commercial',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://feeds.dshield.org/block.txt' },
  samples: { url: 'block.txt' },

  collect: ({ fetch, at }) =>
    fetch.csv(at('url'), { delimiter: '\t', header: ['start', 'end', 'netmask', 'attacks', 'name', 'country', 'email'] }),

  row: z.looseObject({
    start: z.string(),
    netmask: z.string(),
    attacks: z.string().optional(),
    name: z.string().optional(),
    country: z.string().optional(),
  }),

  parse: row => {
    if (row.start === 'Start') return null
    return observe(
      typed('cidr', `${row.start}/${row.netmask}`),
      said<Statement>({
        threat: 'scanner',
        country: present(row.country),
        details: details({ 'Targets attacked': row.attacks, Network: row.name }),
      }),
    )
  },
})
