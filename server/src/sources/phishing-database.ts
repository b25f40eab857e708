import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Phishing sites that answered when they were tested last: half a million names and addresses of pages, so it is not on by itself. */
export const phishingDatabase = source({
  id: 'phishing-database',
  name: 'Phishing.Database',
  provider: 'Phishing.Database',
  homepage: 'https://github.com/Phishing-Database/Phishing.Database',
  description: 'Domains and URLs of phishing that are active, tested by PyFunceble.',
  licence: 'MIT',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 720,
  presence: 'full-set',
  dates: 'activity',
  derivedFrom: ['openphish', 'phishtank'],
  onByDefault: false,
  config: {
    domains: 'https://raw.githubusercontent.com/Phishing-Database/Phishing.Database/master/phishing-domains-ACTIVE.txt',
    links: 'https://raw.githubusercontent.com/Phishing-Database/Phishing.Database/master/phishing-links-ACTIVE.txt',
  },
  samples: { domains: 'phishing-domains-ACTIVE.txt', links: 'phishing-links-ACTIVE.txt' },

  collect: ({ fetch, at }) => [fetch.lines(at('domains')), fetch.lines(at('links'), { comments: [] })],
  row: z.string(),
  parse: (row, { part }) => observe(typed(part === 'links' ? 'url' : 'domain', row), { threat: 'phishing', online: true }),
})
