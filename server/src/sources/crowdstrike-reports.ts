import { withQuery } from '../kit/parts.ts'
import { number } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { changedSince, changesFrom, clientAt, connection, walkChanges } from './crowdstrike/api.ts'
import { parseReport, Report, reportRows } from './crowdstrike/report.ts'

const SCOPE = 'Reports (Falcon Intelligence)'

/** The vulnerabilities that CrowdStrike's reports are about, with the actors, malware and targets a report names. Other indicators of a report come with the indicators themselves, which name it. */
export const crowdstrikeReports = source({
  id: 'crowdstrike-reports',
  name: 'CrowdStrike reports',
  provider: 'CrowdStrike',
  homepage: 'https://www.crowdstrike.com',
  description:
    'Vulnerabilities in the reports of CrowdStrike, with actors, malware families, targets, tags and the report itself.',
  licence: 'Your contract with CrowdStrike (Falcon Adversary Intelligence)',
  terms: 'own-contract',
  reliability: 'A',
  tlp: 'amber',
  everyMinutes: 120,
  presence: 'append',
  dates: 'activity',
  cursor: { at: 'report.last_modified_date', as: 'seconds', order: 'oldest-first' },
  config: {
    ...connection(SCOPE),
    days: number(90, 'Days to read back at first', { least: 1, most: 7_300 }),
  },
  samples: { url: 'reports.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const { name, url } = at('url')
    const { base, headers, token } = clientAt(url, setting)
    const place = `${base}/intel/combined/reports/v1`
    const from = changedSince(since(name), Number(setting('days')), now)
    const query = changesFrom(from)
    const ask = { url: withQuery(place, query), headers, token }
    return fetch.walk({ name, url: place }, walkChanges(ask, from, SCOPE, reportRows), {
      query,
      headers,
      token,
      incremental: true,
    })
  },

  row: Report,
  parse: parseReport,
})
