import { address, secret } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { parseReport, Report } from './hybrid-analysis/report.ts'

/** What the public sandbox has analysed last, 250 reports at most. Only what it found malicious or suspicious is read. */
export const hybridAnalysis = source({
  id: 'hybrid-analysis',
  name: 'Hybrid Analysis',
  provider: 'CrowdStrike',
  homepage: 'https://www.hybrid-analysis.com',
  description: 'Files that a public sandbox found malicious, with families, techniques, and what they talked to.',
  licence: 'Terms of Hybrid Analysis: free with an account, not for commercial use',
  terms: 'non-commercial',
  reliability: 'B',
  tlp: 'green',
  everyMinutes: 60,
  presence: 'append',
  dates: 'activity',
  config: {
    url: address('https://www.hybrid-analysis.com/api/v2/feed/latest', 'Latest reports'),
    key: secret('API key, from your profile at https://www.hybrid-analysis.com'),
  },
  samples: { url: 'latest.json' },

  // Any other program than its own it turns away.
  collect: ({ fetch, at, setting }) =>
    fetch.json(at('url'), {
      path: 'data',
      headers: { 'api-key': setting('key'), 'user-agent': 'Falcon Sandbox', accept: 'application/json' },
    }),

  row: Report,
  parse: parseReport,
})
