import { z } from 'zod'
import { enriched } from '../kit/enriched.ts'
import { asks } from '../kit/enricher.ts'
import { withQuery } from '../kit/parts.ts'

const share = z.coerce.number().min(0).max(1)
const percent = (value: number): string => `${(value * 100).toFixed(value < 0.1 ? 2 : 0)} %`

/** How likely a vulnerability is to be exploited within 30 days (EPSS, asked of FIRST), beside what the KEV catalogue says here. */
export const kevEpss = asks({
  id: 'kev-epss',
  name: 'EPSS and KEV',
  provider: 'FIRST',
  homepage: 'https://www.first.org/epss/',
  description: 'The probability that a vulnerability is exploited within 30 days, and whether it is known to be.',
  licence: 'Free; FIRST asks to be named',
  terms: 'free',
  accepts: ['cve'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 60, perDay: 10_000 },
  automatic: false,
  config: { url: 'https://api.first.org/data/v1/epss' },
  samples: { url: 'epss.json' },

  ask: ({ at, subject }) => ({ url: withQuery(at('url').url, { cve: subject.value }) }),
  unknown: [],
  answer: z.object({
    data: z.array(z.object({ cve: z.string(), epss: share, percentile: share, date: z.string().nullish() })),
  }),
  read: ({ data }, { subject }) => {
    const score = data.find(({ cve }) => cve.toUpperCase() === subject.value)
    const listed = subject.said.find(({ source }) => source === 'cisa-kev')?.statement
    if (score === undefined && listed === undefined) return null
    return enriched({
      facts: {
        'Exploited within 30 days': score && percent(score.epss),
        'More likely than': score && `${percent(score.percentile)} of all vulnerabilities`,
        'Score of': score?.date,
        'In the KEV catalogue': listed ? 'yes' : 'not in the copy kept here',
        'In it since': listed?.firstSeen?.slice(0, 10),
        ...listed?.details,
      },
      statement: { epss: score?.epss },
    })
  },
})
