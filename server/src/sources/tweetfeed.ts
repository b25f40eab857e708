import type { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { present, said, utc } from '../kit/fields.ts'
import { address, choice } from '../kit/settings.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

const TYPES: Readonly<Record<string, IndicatorType>> = { ip: 'ipv4', domain: 'domain', url: 'url', md5: 'md5', sha256: 'sha256' }

/** The first that fits: hashtags come in no order. */
const THREATS: readonly (readonly [RegExp, ThreatType])[] = [
  [/^(?:c2|c&c|botnet|cobaltstrike|sliver|havoc|bruteratel)$/, 'c2'],
  [/^(?:phishing|phish|phishingkit)$/, 'phishing'],
  [/^(?:scam|fraud)$/, 'fraud'],
  [/^ransomware$/, 'ransomware'],
  [/^(?:opendir|maldoc|malspam|payload)$/, 'malware-delivery'],
  [/^(?:malware|stealer|rat|banker|trojan|loader|webshell)$/, 'malware'],
]

/** Indicators that researchers posted, with who did and a link to the post. Anybody can post: the tags are theirs. */
export const tweetfeed = source({
  id: 'tweetfeed',
  name: 'TweetFeed',
  provider: 'Daniel López',
  homepage: 'https://tweetfeed.live',
  description: 'Indicators shared by researchers on X, with their hashtags.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'D',
  tlp: 'clear',
  everyMinutes: 15,
  presence: 'append',
  dates: 'activity',
  config: {
    url: address('https://raw.githubusercontent.com/0xDanielLopez/TweetFeed/master/today.csv', 'List'),
    period: choice('today', 'How far back it goes', ['today', 'week', 'month', 'year']),
  },
  samples: { url: 'today.csv' },

  // Some of the files have a header and some have none.
  collect: ({ fetch, at, setting }) => {
    const { name, url } = at('url')
    const address = { name, url: url.replace(/\/today\.csv$/, `/${setting('period')}.csv`) }
    return fetch.csv(address, { header: ['date', 'user', 'type', 'value', 'tags', 'tweet'], comments: '# ' })
  },

  row: z.looseObject({
    date: z.string(),
    user: z.string(),
    type: z.string(),
    value: z.string(),
    tags: z.string(),
    tweet: z.string(),
  }),

  parse: row => {
    if (row.type === 'type') return null
    const type = TYPES[row.type.toLowerCase()]
    if (type === undefined) return refuse('schema', `${row.type.slice(0, 40)} is no kind of indicator that TweetFeed has.`)
    const seen = utc(row.date)
    const tags = row.tags
      .toLowerCase()
      .split(/[\s#]+/)
      .filter(tag => tag !== '')
    return observe(
      typed(type, row.value),
      said<Statement>({
        threat: THREATS.find(([pattern]) => tags.some(tag => pattern.test(tag)))?.[1] ?? 'unknown',
        tags: tags.length === 0 ? undefined : tags,
        firstSeen: seen,
        lastSeen: seen,
        reporter: present(row.user),
        reference: present(row.tweet),
      }),
    )
  },
})
