import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'
import { dateReader } from './declared/dates.ts'

const dayFirst = dateReader('DD-MM-YYYY')

/** Log-in panels of malware, all that were ever found, the day before the month. The address behind a panel is told, not accused: it is often shared. */
export const viriback = source({
  id: 'viriback',
  name: 'ViriBack C2 Tracker',
  provider: 'ViriBack',
  homepage: 'https://tracker.viriback.com',
  description: 'URLs of malware control panels, with family and address.',
  licence: 'Free of charge',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 720,
  presence: 'append',
  dates: 'membership',
  config: { url: 'https://tracker.viriback.com/dump.php' },
  samples: { url: 'dump.php' },

  collect: ({ fetch, at }) => fetch.csv(at('url')),
  row: z.looseObject({ family: z.string(), url: z.string(), ip: z.string().optional(), firstseen: z.string().optional() }),
  parse: row =>
    observe(
      typed('url', row.url),
      said<Statement>({
        threat: 'c2',
        malware: present(row.family),
        firstSeen: dayFirst(row.firstseen),
        details: details({ Address: row.ip }),
      }),
    ),
})
