import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { at } from '../kit/path.ts'
import { observe, source, typed } from '../kit/source.ts'

const text = z.string().nullish()

const Row = z.looseObject({
  ip_address: z.string(),
  port: z.coerce.number(),
  status: text,
  hostname: text,
  as_number: z.coerce.number().nullish(),
  as_name: text,
  country: text,
  first_seen: text,
  last_online: text,
  malware: text,
})

/** The columns of the CSV lists, of now and of before 2021, by the names of JSON. */
const columns = (row: unknown): unknown => {
  if (typeof row !== 'object' || row === null || 'ip_address' in row) return row
  const of = (...names: readonly string[]): unknown => names.map(name => at(row, name)).find(value => value !== undefined)
  return {
    ip_address: of('dst_ip', 'dstip'),
    port: of('dst_port', 'dstport'),
    status: of('c2_status'),
    first_seen: of('first_seen_utc', 'firstseen'),
    last_online: of('last_online', 'lastonline'),
    malware: of('malware'),
  }
}

/** Botnet command-and-control servers from abuse.ch. A handful of entries is normal, and none is possible: the botnets it tracks were taken down. An address may be set to one of the CSV lists. */
export const feodo = source({
  id: 'feodo',
  name: 'Feodo Tracker',
  provider: 'abuse.ch',
  homepage: 'https://feodotracker.abuse.ch',
  description: 'Command-and-control servers of the botnets Dridex, Emotet, TrickBot, QakBot and their heirs.',
  licence: 'CC0',
  terms: 'free',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 15,
  presence: 'full-set',
  dates: 'activity',
  mayBeEmpty: true,
  config: { url: 'https://feodotracker.abuse.ch/downloads/ipblocklist.json' },
  samples: { url: 'ipblocklist.json' },

  collect: ({ fetch, at: address }) => {
    const list = address('url')
    return /\.(?:csv|txt)$/.test(list.url) ? fetch.csv(list, { header: 'last-comment' }) : fetch.json(list)
  },

  row: z.preprocess(columns, Row),

  parse: row =>
    observe(
      typed('ipv4', row.ip_address),
      said<Statement>({
        threat: 'c2',
        malware: present(row.malware),
        port: row.port,
        online: row.status === 'online' ? true : row.status === 'offline' ? false : undefined,
        firstSeen: utc(row.first_seen),
        lastSeen: utc(row.last_online),
        country: present(row.country),
        asn: row.as_number ?? undefined,
        details: details({ Hostname: row.hostname, Network: row.as_name }),
      }),
    ),
})
