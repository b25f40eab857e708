import { cursorMs } from '../kit/cursor.ts'
import { itemsAt } from '../kit/formats/json.ts'
import { pages } from '../kit/pages.ts'
import { withQuery } from '../kit/parts.ts'
import { at as within } from '../kit/path.ts'
import type { Ask, Fetcher, Part } from '../kit/rows.ts'
import { address, choice, number, secret } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { parseObject, VirusTotalRow, withoutBulk } from './virustotal/object.ts'
import { hoursSince, listed, NOT_FOUND, walkHours } from './virustotal/threat-list.ts'

const STREAM = 'ioc_stream'
const THREAT_LISTS = [
  'ransomware',
  'malicious-network-infrastructure',
  'malware',
  'threat-actor',
  'trending',
  'mobile',
  'osx',
  'linux',
  'iot',
  'cryptominer',
  'phishing',
  'first-stage-delivery-vectors',
  'vulnerability-weaponization',
  'infostealer',
]

/** As many as one answer may hold. */
const STREAM_PAGE = 40
const LIST_PAGE = 4_000
const DAY_MS = 86_400_000
/** Notifications are stored with some delay. */
const OVERLAP_MS = 600_000

const notifiedSince = (since: string | null, days: number, now: number): string => {
  const from = since === null ? now - days * DAY_MS : cursorMs(since)
  return new Date(from - OVERLAP_MS).toISOString().slice(0, 19)
}

/** What it takes to ask for a feed. */
interface Asking {
  readonly feed: string
  readonly url: string
  readonly since: string | null
  readonly now: number
  readonly headers: Readonly<Record<string, string>>
  /** A row of an object and how far the feed was read with it. */
  readonly rowOf: (object: unknown, reached?: unknown) => unknown
}

const next = pages.cursor('meta.cursor', 'cursor')

const stream = (fetch: Fetcher, { feed, url, since, now, headers, rowOf }: Asking, days: number): Part<unknown> =>
  fetch.json(
    { name: feed, url: `${url}/${STREAM}` },
    {
      query: { limit: STREAM_PAGE, order: 'date+', filter: `date:${notifiedSince(since, days, now)}+` },
      headers,
      items: document =>
        itemsAt(document, 'data', 'array').map(object => rowOf(object, within(object, 'context_attributes.notification_date'))),
      next,
      incremental: true,
    },
  )

const listAt = ({ feed, url }: Asking, time: string): string => `${url}/threat_lists/${encodeURIComponent(feed)}/${time}`

const latest = (fetch: Fetcher, asking: Asking): Part<unknown> =>
  fetch.json(
    { name: asking.feed, url: listAt(asking, 'latest') },
    {
      query: { limit: LIST_PAGE },
      headers: asking.headers,
      items: document => listed(document).map(object => asking.rowOf(object)),
      next,
      incremental: true,
    },
  )

const hourByHour = (fetch: Fetcher, asking: Asking, most: number): Part<unknown> => {
  const { feed, headers, rowOf } = asking
  const hours = hoursSince(asking.since, most, asking.now)
  const askFor = (hour: string): Ask => ({
    url: withQuery(listAt(asking, hour), { limit: LIST_PAGE }),
    headers,
    answers: [NOT_FOUND],
  })
  const options = { query: { limit: LIST_PAGE }, headers, answers: [NOT_FOUND], incremental: true }
  return fetch.walk({ name: feed, url: listAt(asking, hours[0]) }, walkHours(hours, most, askFor, rowOf), options)
}

/** What your hunting rules and subscriptions match on VirusTotal, or one of its hourly threat lists. An engine or two find something in anything, so that it takes several. */
export const virustotal = source({
  id: 'virustotal',
  name: 'VirusTotal',
  provider: 'Google',
  homepage: 'https://www.virustotal.com',
  description:
    'Files, URLs, domains and addresses from your IoC stream or a threat list, with the verdicts of some seventy engines.',
  licence: 'Terms of VirusTotal: needs VirusTotal Enterprise or Google Threat Intelligence, not to be passed on',
  terms: 'own-contract',
  reliability: 'B',
  tlp: 'amber',
  everyMinutes: 60,
  presence: 'append',
  dates: 'activity',
  cursor: { at: 'at', as: 'seconds', order: 'oldest-first' },
  config: {
    url: address('https://www.virustotal.com/api/v3', 'API'),
    key: secret('API key of a premium account, from https://www.virustotal.com/gui/my-apikey'),
    feed: choice(STREAM, 'What to read: your IoC stream, or a threat list of Google Threat Intelligence', [
      STREAM,
      ...THREAT_LISTS,
    ]),
    least: number(5, 'Least engines that have to agree before it counts, unless Google itself calls it malicious', {
      least: 1,
      most: 100,
    }),
    days: number(7, 'Days of the stream to read back at first', { least: 1, most: 365 }),
    hours: number(
      24,
      'Hours of a threat list to read at first, and at most in a run; 0 where your key may read the latest only',
      {
        least: 0,
        most: 168,
      },
    ),
  },
  samples: { url: 'ioc_stream.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const { url } = at('url')
    const feed = setting('feed')
    const asking: Asking = {
      feed,
      url,
      since: since(feed),
      now,
      headers: { 'x-apikey': setting('key'), accept: 'application/json' },
      rowOf: (object, reached) => ({ least: Number(setting('least')), at: reached, object: withoutBulk(object) }),
    }
    if (feed === STREAM) return stream(fetch, asking, Number(setting('days')))
    const hours = Number(setting('hours'))
    return hours === 0 ? latest(fetch, asking) : hourByHour(fetch, asking, hours)
  },

  row: VirusTotalRow,
  parse: parseObject,
})
