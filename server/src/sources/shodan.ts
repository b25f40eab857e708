import { itemsAt } from '../kit/formats/json.ts'
import { withQuery } from '../kit/parts.ts'
import { at as within } from '../kit/path.ts'
import type { JsonOptions } from '../kit/rows.ts'
import { address, number, secret, text } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { Banner, parseBanner, withoutBulk } from './shodan/banner.ts'

const PAGE = 100
/** It answers one request a second. */
const PAUSE_MS = 1_000

/** Pages are counted, and every one costs a credit. */
const nextPage =
  (most: number): NonNullable<JsonOptions['next']> =>
  ({ document, ask, rows, number }, tell) => {
    const total = Number(within(document, 'total'))
    if (rows === 0 || number * PAGE >= total) return null
    if (number < most) return { ...ask, url: withQuery(ask.url, { page: number + 1 }), afterMs: PAUSE_MS }
    tell?.leaves(`${number * PAGE} of ${total} services were read; the others are not read. "pages" sets how many.`)
    return null
  }

/** Services that a search finds on the Internet: command-and-control servers, unless you look for something else. What Shodan says of weaknesses is guessed from versions, so it is told and not taken for an indicator. */
export const shodan = source({
  id: 'shodan',
  name: 'Shodan',
  provider: 'Shodan',
  homepage: 'https://www.shodan.io',
  description: 'Hosts and services found by a search of yours, by default what Shodan recognises as servers of malware.',
  licence: 'Terms of Shodan: for members, not to be passed on',
  terms: 'own-contract',
  reliability: 'B',
  tlp: 'amber',
  everyMinutes: 1_440,
  presence: 'append',
  dates: 'activity',
  config: {
    url: address('https://api.shodan.io/shodan/host/search', 'Search of hosts'),
    key: secret('API key, from https://account.shodan.io'),
    query: text('category:malware', 'What to search for'),
    pages: number(5, 'Pages of 100 services to read at most; each costs a query credit', { least: 1, most: 1_000 }),
  },
  samples: { url: 'search.json' },

  collect: ({ fetch, at, setting }) =>
    fetch.json(at('url'), {
      query: { key: setting('key'), query: setting('query'), page: 1 },
      items: document => itemsAt(document, 'matches', 'array').map(withoutBulk),
      next: nextPage(Number(setting('pages'))),
    }),

  row: Banner,
  parse: parseBanner,
})
