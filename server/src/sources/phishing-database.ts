import type { IndicatorType } from '@keysguard/model'
import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

const TYPES: Readonly<Record<string, IndicatorType>> = { domains: 'domain', links: 'url', addresses: 'ipv4' }

/** Phishing sites that answered when they were tested last, whatever they answered: a million names and addresses of pages, so it is not on by itself. */
export const phishingDatabase = source({
  id: 'phishing-database',
  name: 'Phishing.Database',
  provider: 'Phishing.Database',
  homepage: 'https://github.com/Phishing-Database/Phishing.Database',
  description: 'Domains, URLs and addresses of phishing that are active, tested by PyFunceble.',
  licence: 'MIT',
  terms: 'free',
  large: true,
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 720,
  presence: 'full-set',
  dates: 'activity',
  derivedFrom: ['openphish', 'phishtank'],
  config: {
    domains: 'https://phish.co.za/latest/phishing-domains-ACTIVE.txt',
    links: 'https://phish.co.za/latest/phishing-links-ACTIVE.txt',
    addresses: 'https://phish.co.za/latest/phishing-IPs-ACTIVE.txt',
  },
  samples: {
    domains: 'phishing-domains-ACTIVE.txt',
    links: 'phishing-links-ACTIVE.txt',
    addresses: 'phishing-IPs-ACTIVE.txt',
  },

  collect: ({ fetch, at }) => [
    fetch.lines(at('domains')),
    fetch.lines(at('links'), { comments: [] }),
    fetch.lines(at('addresses')),
  ],
  row: z.string(),
  parse: (row, { part }) => observe(typed(TYPES[part] ?? 'domain', row), { threat: 'phishing', online: true }),
})
