import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { address, secret } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'

/** `IP used by shiotob/urlzone/bebloh C&C`, `Domain used by Cryptolocker - Flashback DGA for 10 Nov 2016`. */
const USED_BY = /^(?:IP|Domain) used by (.{1,100}?)(?: C&C)?(?: DGA for .{1,30})?$/i

/** Malware's servers that are known, active and no sinkholes, and names it will generate in the days to come. Families are written with their aliases. */
export const bambenek = source({
  id: 'bambenek',
  name: 'Bambenek feeds',
  provider: 'Bambenek Consulting',
  homepage: 'https://faf.bambenekconsulting.com',
  description:
    'Command-and-control servers by address and name, and domains of generating algorithms from two days ago to three ahead.',
  licence: 'Commercial; a subscription is needed',
  terms: 'own-contract',
  reliability: 'B',
  tlp: 'amber',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: {
    addresses: address('https://faf.bambenekconsulting.com/feeds/c2-ipmasterlist.txt', 'Servers by address'),
    domains: address('https://faf.bambenekconsulting.com/feeds/c2-dommasterlist.txt', 'Servers by name'),
    dga: address('https://faf.bambenekconsulting.com/feeds/dga-feed.txt', 'Generated names'),
    user: secret('User name of your subscription'),
    password: secret('Password of your subscription'),
  },
  samples: { addresses: 'c2-ipmasterlist.txt', domains: 'c2-dommasterlist.txt', dga: 'dga-feed.txt' },

  collect: ({ fetch, at, setting }) => {
    const credentials = Buffer.from(`${setting('user')}:${setting('password')}`, 'utf8').toString('base64')
    const headers = { authorization: `Basic ${credentials}` }
    return (['addresses', 'domains', 'dga'] as const).map(key =>
      fetch.csv(at(key), { header: ['value', 'description', 'date', 'manual'], headers }),
    )
  },

  row: z.looseObject({ value: z.string(), description: z.string(), date: z.string(), manual: z.string() }),
  parse: (row, { part }) => {
    const [family, ...aliases] = (USED_BY.exec(row.description)?.[1] ?? '').split('/')
    const generated = part === 'dga'
    return observe(
      typed(part === 'addresses' ? 'ipv4' : 'domain', row.value),
      said<Statement>({
        threat: 'c2',
        malware: present(family),
        // Most generated names are never registered; the day is that for which they are made, and may be to come.
        confidence: generated ? 30 : undefined,
        tags: generated ? ['dga'] : undefined,
        lastSeen: generated ? undefined : utc(row.date),
        reference: present(row.manual),
        description: present(row.description),
        details: details({ 'Also known as': aliases.join(', '), 'Generated for': generated ? row.date : undefined }),
      }),
    )
  },
})
