import { itemsAt } from '../kit/formats/json.ts'
import { pages } from '../kit/pages.ts'
import { at as within } from '../kit/path.ts'
import { address, choice, number, secret } from '../kit/settings.ts'
import { source } from '../kit/source.ts'
import { parseObject, VirusTotalRow, withoutBulk } from './virustotal/object.ts'

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

/** The cursor is in seconds since 1970, a back-fill begins at a date. What is neither is as good as none. */
const notifiedSince = (since: string | null, days: number, now: number): string => {
  const read = /^\d+$/.test(since ?? '') ? Number(since) * 1_000 : Date.parse(since ?? '')
  const from = Number.isNaN(read) ? now - days * DAY_MS : Math.min(read, now)
  return new Date(from - OVERLAP_MS).toISOString().slice(0, 19)
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
  reliability: 'B',
  tlp: 'amber',
  everyMinutes: 60,
  presence: 'append',
  dates: 'activity',
  cursor: 'object.context_attributes.notification_date',
  onByDefault: false,
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
  },
  samples: { url: 'ioc_stream.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const { url } = at('url')
    const feed = setting('feed')
    const least = Number(setting('least'))
    const stream = feed === STREAM
    return fetch.json(
      { name: feed, url: stream ? `${url}/${STREAM}` : `${url}/threat_lists/${encodeURIComponent(feed)}/latest` },
      {
        query: stream
          ? { limit: STREAM_PAGE, order: 'date+', filter: `date:${notifiedSince(since(feed), Number(setting('days')), now)}+` }
          : { limit: LIST_PAGE },
        headers: { 'x-apikey': setting('key'), accept: 'application/json' },
        // A list wraps each object once more.
        items: document =>
          itemsAt(document, stream ? 'data' : 'iocs', 'array').map(item => ({
            least,
            object: withoutBulk(stream ? item : within(item, 'data')),
          })),
        next: pages.cursor('meta.cursor', 'cursor'),
        incremental: true,
      },
    )
  },

  row: VirusTotalRow,
  parse: parseObject,
})
