import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said } from '../kit/fields.ts'
import { jsonLines } from '../kit/formats/json-lines.ts'
import { withTrailer } from '../kit/formats/stated-count.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

/** A line of the older lists: `192.0.2.0/24 ; SBL1`, `AS64500 ; US | A name`. */
const inWords = (line: string): DropRow => {
  const [listed = '', about = ''] = line.split(';').map(part => part.trim())
  if (listed === '') return { type: 'metadata' }
  const number = /^AS(\d{1,10})$/i.exec(listed)?.[1]
  if (number === undefined) return { cidr: listed, ...(about === '' ? {} : { sblid: about }) }
  const [cc = '', asname = ''] = about.split('|').map(part => part.trim())
  return { asn: Number(number), cc, asname }
}

/** The last line: `{"type":"metadata","timestamp":…,"size":…,"records":1692,…}`. */
const DROP = withTrailer(jsonLines(), raw => {
  const [, records] = raw.includes('"metadata"') ? (/"records":\s{0,10}(\d{1,9})/.exec(raw.slice(0, 1_000)) ?? []) : []
  return records === undefined ? null : Number(records)
})

interface DropRow {
  readonly type?: string
  readonly cidr?: string
  readonly asn?: number
  readonly sblid?: string
  readonly rir?: string
  readonly domain?: string
  readonly cc?: string
  readonly asname?: string
}

/** Networks and AS numbers that are hijacked or run by criminals, as JSON lines; the last line of each list is about the list, and says how long it is. The older lists in text are read where an address is set to one. */
export const spamhausDrop = source({
  id: 'spamhaus-drop',
  name: 'Spamhaus DROP',
  provider: 'Spamhaus',
  homepage: 'https://www.spamhaus.org/blocklists/do-not-route-or-peer/',
  description: 'Networks (IPv4, IPv6) and AS numbers not to route or peer with.',
  licence: 'Free of charge; keep the copyright line (c) The Spamhaus Project',
  terms: 'free',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'activity',
  config: {
    v4: 'https://www.spamhaus.org/drop/drop_v4.json',
    v6: 'https://www.spamhaus.org/drop/drop_v6.json',
    asn: 'https://www.spamhaus.org/drop/asndrop.json',
  },
  samples: { v4: 'drop_v4.json', v6: 'drop_v6.json', asn: 'asndrop.json' },

  collect: ({ fetch, at }) =>
    (['v4', 'v6', 'asn'] as const).map(key =>
      /\.(?:txt|lasso)$/.test(at(key).url) ? fetch.lines(at(key), { comments: [] }) : fetch.format(at(key), DROP),
    ),

  row: z.union([
    z.string().transform(inWords),
    z.looseObject({
      type: z.string().optional(),
      cidr: z.string().optional(),
      asn: z.coerce.number().optional(),
      sblid: z.string().optional(),
      rir: z.string().optional(),
      domain: z.string().optional(),
      cc: z.string().optional(),
      asname: z.string().optional(),
    }),
  ]),

  parse: row => {
    if (row.type === 'metadata') return null
    if (row.cidr === undefined && row.asn === undefined) return refuse('schema', 'The line has neither cidr nor asn.')
    const statement = said<Statement>({
      threat: 'hijacked',
      confidence: 100,
      country: present(row.cc),
      reference: row.sblid === undefined ? undefined : `https://check.spamhaus.org/sbl/query/${row.sblid}`,
      details: details({ Registry: row.rir, Name: row.asname, Domain: row.domain, SBL: row.sblid }),
    })
    return observe(row.cidr === undefined ? typed('asn', `AS${row.asn}`) : typed('cidr', row.cidr), statement)
  },
})
