import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said } from '../kit/fields.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

const text = z.string().nullish()

/** `Possible Cobaltstrike C2 IP`, `Possible Metasploit C2 Domain`. */
const familyOf = (note: string | null | undefined): string | undefined =>
  present(/^(?:Possible )?(.{1,60}?) C2\b/i.exec(note ?? '')?.[1] ?? null)

/** Servers of attack frameworks found by what they answer, over the last 30 days; domains of abused services are filtered out by the maker. */
export const c2intelfeeds = source({
  id: 'c2intelfeeds',
  name: 'C2IntelFeeds',
  provider: 'drb-ra',
  homepage: 'https://github.com/drb-ra/C2IntelFeeds',
  description: 'Command-and-control servers of Cobalt Strike, Metasploit, Empire and others, from internet-wide scans.',
  licence: 'CC BY-NC-SA 4.0',
  terms: 'non-commercial',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'activity',
  config: {
    addresses: 'https://raw.githubusercontent.com/drb-ra/C2IntelFeeds/master/feeds/IPC2s-30day.csv',
    domains: 'https://raw.githubusercontent.com/drb-ra/C2IntelFeeds/master/feeds/domainC2swithURLwithIP-30day-filter-abused.csv',
  },
  samples: { addresses: 'IPC2s-30day.csv', domains: 'domainC2swithURLwithIP-30day-filter-abused.csv' },

  collect: ({ fetch, at }) => (['addresses', 'domains'] as const).map(key => fetch.csv(at(key), { header: 'last-comment' })),

  row: z.looseObject({ ip: text, domain: text, ioc: text, uri_path: text }),
  parse: row => {
    const statement = said<Statement>({
      threat: 'c2',
      malware: familyOf(row.ioc),
      // "Possible", the maker says.
      confidence: 75,
      description: present(row.ioc),
      details: details({ Path: row.uri_path, Address: row.domain ? row.ip : undefined }),
    })
    if (row.domain) return observe(typed('domain', row.domain), statement)
    return row.ip ? observe(typed('ipv4', row.ip), statement) : refuse('schema', 'The row has neither ip nor domain.')
  },
})
