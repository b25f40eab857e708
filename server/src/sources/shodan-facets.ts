import { threatTypes } from '@keysguard/model'
import { address, choice, secret, text } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { Facet, facetRows, facetsIn, parseFacet } from './shodan/facets.ts'

/** It answers one request a second. */
const PAUSE_MS = 1_000
const MOST_QUERIES = 50

const queriesIn = (setting: string): readonly string[] => [
  ...new Set(
    setting
      .split(';')
      .map(query => query.trim())
      .filter(query => query !== ''),
  ),
]

/** What searches of yours find, counted: which addresses, fingerprints and networks, without a credit for each page. What is found is what you searched for, so you say what it is. */
export const shodanFacets = source({
  id: 'shodan-facets',
  name: 'Shodan facets',
  provider: 'Shodan',
  homepage: 'https://www.shodan.io',
  description: 'Addresses, certificates, fingerprints and networks that searches of yours find, with how many services each has.',
  licence: 'Terms of Shodan: for members, not to be passed on',
  terms: 'own-contract',
  reliability: 'B',
  tlp: 'amber',
  everyMinutes: 1_440,
  presence: 'append',
  dates: 'activity',
  mayBeEmpty: true,
  config: {
    url: address('https://api.shodan.io/shodan/host/count', 'Count of hosts'),
    key: secret('API key, from https://account.shodan.io'),
    queries: text('category:malware', 'What to search for; several searches with semicolons between them'),
    facets: text(
      'ip:1000, ssl.cert.fingerprint, ssl.jarm:20, asn, country, port, product',
      'Facets, each with how many of its values; those that are no indicators are told with the others',
    ),
    threat: choice('c2', 'What it is that you search for', threatTypes),
  },
  samples: { url: 'count.json' },

  collect: ({ fetch, at, setting }) =>
    queriesIn(setting('queries'))
      .slice(0, MOST_QUERIES)
      .map((query, index) =>
        fetch.json(
          { name: query, url: at('url').url },
          {
            query: { key: setting('key'), query, facets: facetsIn(setting('facets')) },
            items: document => facetRows(document, query, setting('threat')),
            ...(index === 0 ? {} : { afterMs: PAUSE_MS }),
          },
        ),
      ),

  row: Facet,
  parse: parseFacet,
})
