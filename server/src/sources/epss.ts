import { z } from 'zod'
import { details } from '../kit/fields.ts'
import type { Part, RawRow } from '../kit/rows.ts'
import { address, number } from '../kit/settings.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

/** Nine in ten vulnerabilities are hardly ever exploited: their rows are passed over as they stream in. What cannot be read is kept, to be refused. */
const atLeast = (least: number, part: Part<Readonly<Record<string, string>>>): Part<unknown> => ({
  ...part,
  read: async function* rows(answer, get) {
    for await (const batch of part.read(answer, get)) yield batch.filter(row => !(probabilityIn(row) < least))
  },
})

const probabilityIn = (row: RawRow<Readonly<Record<string, string>>>): number => {
  try {
    return Number(row.decode().epss)
  } catch {
    return Number.NaN
  }
}

/**
 * The probability that a vulnerability is exploited within thirty days. It is a forecast, so it is stated with a confidence of 0: no
 * evidence. Rounded to whole percents, because all figures move a little every day.
 */
export const epss = source({
  id: 'epss',
  name: 'EPSS',
  provider: 'FIRST and Empirical Security',
  homepage: 'https://www.first.org/epss/',
  description: 'How likely vulnerabilities are to be exploited within thirty days.',
  licence: 'Free to use; name EPSS at first.org as the source',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'membership',
  config: {
    url: address('https://epss.empiricalsecurity.com/epss_scores-current.csv.gz', 'Scores of the day'),
    least: number(10, 'Least probability to keep, in percent', { least: 0, most: 100 }),
  },
  samples: { url: 'epss_scores-current.csv' },

  collect: ({ fetch, at, setting }) => atLeast(Number(setting('least')) / 100, fetch.csv(at('url'))),

  row: z.looseObject({ cve: z.string(), epss: z.string(), percentile: z.string().optional() }),

  parse: row => {
    const probability = Number(row.epss)
    if (row.epss === '' || !(probability >= 0 && probability <= 1)) return refuse('schema', 'The score is no probability.')
    const percentile = Number(row.percentile)
    return observe(typed('cve', row.cve), {
      confidence: 0,
      epss: Math.round(100 * probability) / 100,
      ...(percentile > 0
        ? { details: details({ 'More likely than': `${Math.floor(100 * percentile)} % of all vulnerabilities` }) ?? {} }
        : {}),
    })
  },
})
