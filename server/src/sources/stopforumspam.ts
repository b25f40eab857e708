import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { unzip } from '../kit/formats/unzip.ts'
import { observe, source, typed } from '../kit/source.ts'

const STATEMENTS: Readonly<Record<string, Statement>> = {
  addresses: { threat: 'spam', tags: ['forum-spam'] },
  networks: { threat: 'spam', tags: ['forum-spam', 'toxic'] },
  domains: { threat: 'spam', tags: ['forum-spam', 'disposable-mail'] },
}

/** Who spams forums: addresses reported in the last day (zipped), networks that do little else, and domains whose mail addresses are used for it. */
export const stopforumspam = source({
  id: 'stopforumspam',
  name: 'Stop Forum Spam',
  provider: 'Stop Forum Spam',
  homepage: 'https://www.stopforumspam.com',
  description: 'Addresses, networks and mail domains of those who spam forums and wikis.',
  licence: 'CC BY-NC-ND 3.0; see stopforumspam.com/license',
  terms: 'non-commercial',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'activity',
  config: {
    addresses: 'https://www.stopforumspam.com/downloads/listed_ip_1.zip',
    networks: 'https://www.stopforumspam.com/downloads/toxic_ip_cidr.txt',
    domains: 'https://www.stopforumspam.com/downloads/toxic_domains_whole_filtered_50000.txt',
  },
  samples: {
    addresses: 'listed_ip_1.txt',
    networks: 'toxic_ip_cidr.txt',
    domains: 'toxic_domains_whole_filtered_50000.txt',
  },

  collect: ({ fetch, at }) =>
    (['addresses', 'networks', 'domains'] as const).map(key => fetch.lines(at(key), { unpack: unzip() })),
  row: z.string(),
  parse: (row, { part }) =>
    observe(typed(part === 'domains' ? 'domain' : part === 'networks' ? 'cidr' : 'ipv4', row), STATEMENTS[part]),
})
