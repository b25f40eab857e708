import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

/** Vulnerabilities that are known to be exploited, from the United States' cyber security agency. Entries are edited, hardly ever removed. */
export const cisaKev = source({
  id: 'cisa-kev',
  name: 'CISA KEV',
  provider: 'CISA',
  homepage: 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog',
  description: 'The catalogue of vulnerabilities known to be exploited in the wild.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 120,
  presence: 'full-set',
  dates: 'membership',
  config: { url: 'https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json' },
  samples: { url: 'known_exploited_vulnerabilities.json' },

  collect: ({ fetch, at }) => fetch.json(at('url'), { path: 'vulnerabilities', count: 'count' }),

  row: z.looseObject({
    cveID: z.string(),
    vendorProject: z.string(),
    product: z.string(),
    vulnerabilityName: z.string(),
    dateAdded: z.string(),
    shortDescription: z.string().nullish(),
    requiredAction: z.string().nullish(),
    dueDate: z.string().nullish(),
    knownRansomwareCampaignUse: z.string().nullish(),
    notes: z.string().nullish(),
    cwes: z.array(z.string()).nullish(),
  }),

  parse: row => {
    const ransomware = row.knownRansomwareCampaignUse === 'Known'
    return observe(
      typed('cve', row.cveID),
      said<Statement>({
        threat: 'exploit',
        confidence: 100,
        firstSeen: utc(row.dateAdded),
        tags: ransomware ? ['kev', 'ransomware'] : ['kev'],
        description: `${row.vulnerabilityName}. ${row.shortDescription ?? ''}`.trim(),
        reference: row.notes?.split(/\s*;\s*/).find(note => note.startsWith('http')),
        details: details({
          Vendor: row.vendorProject,
          Product: row.product,
          'Required action': row.requiredAction,
          'Due date': row.dueDate,
          'Used by ransomware': ransomware ? 'known' : undefined,
          Weaknesses: present(row.cwes?.join(', ')),
        }),
      }),
    )
  },
})
