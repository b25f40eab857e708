import type { IndicatorType, Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said } from '../kit/fields.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

const BY_LENGTH: Readonly<Record<number, IndicatorType>> = { 32: 'md5', 40: 'sha1', 64: 'sha256' }

const SAID: Readonly<Record<string, readonly [IndicatorType, Statement]>> = {
  addresses: ['ipv4', { threat: 'scanner' }],
  domains: ['domain', { threat: 'unknown' }],
  links: ['url', { threat: 'malware-delivery' }],
  md5: ['md5', { threat: 'malware' }],
  sha: ['sha1', { threat: 'malware' }],
  bitcoin: ['btc', { threat: 'fraud' }],
}

/** Lists put together daily from many open ones, so a second opinion at best; and servers of Cobalt Strike that Threatview finds itself. */
export const threatview = source({
  id: 'threatview',
  name: 'Threatview.io',
  provider: 'Threatview.io',
  homepage: 'https://threatview.io',
  description: 'Addresses, domains, URLs, hashes, Bitcoin addresses and Cobalt Strike servers, a list of each.',
  licence: 'Free of charge',
  terms: 'free',
  reliability: 'D',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'activity',
  config: {
    addresses: 'https://threatview.io/Downloads/IP-High-Confidence-Feed.txt',
    domains: 'https://threatview.io/Downloads/DOMAIN-High-Confidence-Feed.txt',
    links: 'https://threatview.io/Downloads/URL-High-Confidence-Feed.txt',
    md5: 'https://threatview.io/Downloads/MD5-HASH-ALL.txt',
    sha: 'https://threatview.io/Downloads/SHA-HASH-FEED.txt',
    bitcoin: 'https://threatview.io/Downloads/MALICIOUS-BITCOIN_FEED.txt',
    c2: 'https://threatview.io/Downloads/High-Confidence-CobaltStrike-C2%20-Feeds.txt',
  },
  samples: {
    addresses: 'IP-High-Confidence-Feed.txt',
    domains: 'DOMAIN-High-Confidence-Feed.txt',
    links: 'URL-High-Confidence-Feed.txt',
    md5: 'MD5-HASH-ALL.txt',
    sha: 'SHA-HASH-FEED.txt',
    bitcoin: 'MALICIOUS-BITCOIN_FEED.txt',
    c2: 'High-Confidence-CobaltStrike-C2-Feeds.txt',
  },

  collect: ({ fetch, at }) =>
    (['addresses', 'domains', 'links', 'md5', 'sha', 'bitcoin', 'c2'] as const).map(key =>
      fetch.lines(at(key), { comments: ['#'] }),
    ),
  row: z.string(),
  parse: (row, { part }) => {
    if (part === 'c2') return server(row)
    const [type, statement] = SAID[part] ?? ['domain', {}]
    return observe(typed(part === 'sha' || part === 'md5' ? (BY_LENGTH[row.length] ?? type) : type, row), statement)
  },
})

/** `address,date,host,protocol,…`: the host may be empty, or the address again. */
const server = (row: string) => {
  const [address = '', date, host, protocol] = row.split(',').map(field => field.trim())
  const statement = said<Statement>({
    threat: 'c2',
    malware: 'Cobalt Strike',
    details: details({ Found: date, Protocol: protocol }),
  })
  const named = present(host)
  if (address === '') return refuse('schema', 'The row has no address.')
  return [
    observe(typed('ipv4', address), statement),
    ...(named === undefined || named === address ? [] : [observe(typed('domain', named), statement)]),
  ]
}
