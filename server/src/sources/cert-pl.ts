import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

/** Names that Polish operators are asked to block, because they deceive people into giving data or money. What is taken off the list stays in it with a date. */
export const certPl = source({
  id: 'cert-pl',
  name: 'CERT Polska warning list',
  provider: 'CERT Polska (NASK)',
  homepage: 'https://cert.pl/lista-ostrzezen/',
  description: 'Domains of phishing and fraud, reported by the public and checked by the national CERT.',
  licence: 'Free of charge',
  terms: 'free',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://hole.cert.pl/domains/v2/domains.json' },
  samples: { url: 'domains.json' },

  collect: ({ fetch, at }) => fetch.json(at('url')),

  row: z.looseObject({
    RegisterPositionId: z.union([z.string(), z.number()]).transform(String).nullish(),
    DomainAddress: z.string(),
    InsertDate: z.string().nullish(),
    DeleteDate: z.string().nullish(),
  }),

  parse: row => {
    if (present(row.DeleteDate) !== undefined) return null
    return observe(
      typed('domain', row.DomainAddress),
      said<Statement>({
        threat: 'phishing',
        firstSeen: utc(row.InsertDate),
        details: details({ 'Position on the list': row.RegisterPositionId }),
      }),
    )
  },
})
