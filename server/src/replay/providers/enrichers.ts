/** What enrichers ask: most providers answer about one thing at a time, each with its own way to say "not known". */
import type { Protocol } from '../provider.ts'
import { byKey } from './by-key.ts'
import { hybridAnalysisLookup } from './hybrid-analysis-lookup.ts'
import { rdap } from './rdap.ts'

const neverReported = {
  data: { isPublic: true, isWhitelisted: null, abuseConfidenceScore: 0, hostnames: [], totalReports: 0, numDistinctUsers: 0 },
}

export const enricherProtocols: Readonly<Record<string, Protocol>> = {
  'abuseipdb-check': {
    answer: byKey({
      file: 'check.json',
      key: ({ query }) => query.get('ipAddress') ?? '',
      unknown: neverReported,
      status: 200,
    }),
  },
  'circl-hashlookup': {
    answer: byKey({ file: 'files.json', unknown: { message: 'Non existing hash', query: '' } }),
  },
  'greynoise-community': {
    answer: byKey({
      file: 'community.json',
      unknown: { noise: false, riot: false, message: 'IP not observed scanning the internet or contained in RIOT data set.' },
    }),
  },
  'hybrid-analysis-lookup': { answer: hybridAnalysisLookup },
  internetdb: { answer: byKey({ file: 'hosts.json', unknown: { detail: 'No information available' } }) },
  'kev-epss': {
    answer: byKey({
      file: 'epss.json',
      key: ({ query }) => query.get('cve') ?? '',
      unknown: { status: 'OK', 'status-code': 200, total: 0, data: [] },
      status: 200,
    }),
  },
  'otx-general': { answer: byKey({ file: 'general.json', unknown: { detail: 'endpoint not found' } }) },
  rdap: { answer: rdap },
  'shodan-host': { answer: byKey({ file: 'hosts.json', unknown: { error: 'No information available for that IP.' } }) },
  'urlscan-search': {
    answer: byKey({
      file: 'search.json',
      key: ({ query }) => query.get('q') ?? '',
      unknown: { results: [], total: 0, took: 2, has_more: false },
      status: 200,
    }),
  },
  'virustotal-lookup': {
    answer: byKey({ file: 'objects.json', unknown: { error: { code: 'NotFoundError', message: 'Not found.' } } }),
  },
}
