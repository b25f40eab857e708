import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

/** Botnet command-and-control servers from abuse.ch. A handful of entries is normal, and none is possible: the botnets it tracks were taken down. */
export const feodo = source({
  id: 'feodo',
  name: 'Feodo Tracker',
  provider: 'abuse.ch',
  homepage: 'https://feodotracker.abuse.ch',
  description: 'Command-and-control servers of the botnets Dridex, Emotet, TrickBot, QakBot and their heirs.',
  licence: 'CC0',
  reliability: 'A',
  tlp: 'clear',
  everyMinutes: 15,
  presence: 'full-set',
  dates: 'activity',
  mayBeEmpty: true,
  config: { url: 'https://feodotracker.abuse.ch/downloads/ipblocklist.json' },
  samples: { url: 'ipblocklist.json' },

  collect: ({ fetch, at }) => fetch.json(at('url')),

  row: z.looseObject({
    ip_address: z.string(),
    port: z.coerce.number(),
    status: z.string().nullish(),
    hostname: z.string().nullish(),
    as_number: z.coerce.number().nullish(),
    as_name: z.string().nullish(),
    country: z.string().nullish(),
    first_seen: z.string().nullish(),
    last_online: z.string().nullish(),
    malware: z.string().nullish(),
  }),

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
