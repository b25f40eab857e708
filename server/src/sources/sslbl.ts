import type { Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { present, said, utc } from '../kit/fields.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

const text = z.string().nullish()

/** What stands behind a family in a reason: `AsyncRAT C&C`. */
const KINDS: readonly (readonly [RegExp, ThreatType])[] = [
  [/ C&C$/i, 'c2'],
  [/ malware distribution$/i, 'malware-delivery'],
  [/ ransomware$/i, 'ransomware'],
  [/ MITM$/i, 'malware'],
]
const GENERIC: ReadonlySet<string> = new Set(['malware', 'malicious', 'adware', 'tofsee and others'])

const reasonOf = (reason: string): { readonly threat: ThreatType; readonly malware: string | undefined } => {
  const [kind, threat] = KINDS.find(([pattern]) => pattern.test(reason)) ?? [/$/, 'malware' as const]
  const family = reason.replace(kind, '').trim()
  return { threat, malware: GENERIC.has(family.toLowerCase()) ? undefined : present(family) }
}

/** TLS certificates of malware's servers by their SHA-1, JA3 fingerprints of malware itself, and servers by address. Nothing is ever taken from the first two lists but mistakes. */
export const sslbl = source({
  id: 'sslbl',
  name: 'SSLBL',
  provider: 'abuse.ch',
  homepage: 'https://sslbl.abuse.ch',
  description: 'Certificates and TLS fingerprints that malware uses, with its family.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'membership',
  config: {
    certificates: 'https://sslbl.abuse.ch/blacklist/sslblacklist.csv',
    ja3: 'https://sslbl.abuse.ch/blacklist/ja3_fingerprints.csv',
    addresses: 'https://sslbl.abuse.ch/blacklist/sslipblacklist.csv',
  },
  samples: { certificates: 'sslblacklist.csv', ja3: 'ja3_fingerprints.csv', addresses: 'sslipblacklist.csv' },

  collect: ({ fetch, at }) =>
    (['certificates', 'ja3', 'addresses'] as const).map(key => fetch.csv(at(key), { header: 'last-comment' })),

  row: z.looseObject({
    listingdate: text,
    sha1: text,
    listingreason: text,
    ja3_md5: text,
    firstseen: text,
    lastseen: text,
    dstip: text,
    dstport: z.coerce.number().int().optional(),
  }),

  parse: row => {
    const reason = present(row.listingreason)
    const firstSeen = utc(row.listingdate ?? row.firstseen)
    const statement = said<Statement>({
      ...(reason === undefined ? { threat: 'c2' } : reasonOf(reason)),
      // A JA3 fingerprint is that of a TLS library: harmless programs may share it.
      confidence: row.ja3_md5 ? 40 : undefined,
      firstSeen,
      lastSeen: utc(row.lastseen) ?? firstSeen,
      port: row.dstport,
      reference: row.sha1 ? `https://sslbl.abuse.ch/ssl-certificates/sha1/${encodeURIComponent(row.sha1)}/` : undefined,
    })
    if (row.sha1) return observe(typed('certificate', row.sha1), statement)
    if (row.ja3_md5) return observe(typed('ja3', row.ja3_md5), statement)
    return row.dstip
      ? observe(typed('ipv4', row.dstip), statement)
      : refuse('schema', 'The row has no fingerprint and no address.')
  },
})
