import type { IndicatorType, Statement, Tlp } from '@keysguard/model'
import { z } from 'zod'
import { cursorMs, readUnfinished, unfinished } from '../kit/cursor.ts'
import { details, present, said, tags, utc } from '../kit/fields.ts'
import { itemsAt, readJson } from '../kit/formats/json.ts'
import { sameHost } from '../kit/pages.ts'
import { at as within } from '../kit/path.ts'
import type { Ask, Telling, Walk } from '../kit/rows.ts'
import { address, number, secret } from '../kit/settings.ts'
import { observe, refuse, source, typed } from '../kit/source.ts'

const TYPES: Readonly<Record<string, IndicatorType>> = {
  IPv4: 'ipv4',
  IPv6: 'ipv6',
  CIDR: 'cidr',
  domain: 'domain',
  hostname: 'domain',
  URL: 'url',
  URI: 'url',
  email: 'email',
  CVE: 'cve',
  'FileHash-MD5': 'md5',
  'FileHash-SHA1': 'sha1',
  'FileHash-SHA256': 'sha256',
  'FileHash-IMPHASH': 'imphash',
  FilePath: 'filepath',
  Mutex: 'mutex',
  YARA: 'yara',
  JA3: 'ja3',
  SSLCertFingerprint: 'certificate',
  BitcoinAddress: 'btc',
}
const TLPS: Readonly<Record<string, Tlp>> = { white: 'clear', clear: 'clear', green: 'green', amber: 'amber', red: 'red' }

const PAGE = 50
const DAY_MS = 86_400_000
/** Pulses are indexed with some delay. */
const OVERLAP_MS = 3_600_000

/** Times without a zone are UTC here. */
const modifiedSince = (since: string | null, days: number, now: number): string => {
  return new Date(since === null ? now - days * DAY_MS : cursorMs(since) - OVERLAP_MS).toISOString().slice(0, 19)
}

/** Where reading begins: where it ended, or in the middle of a list that took longer than a run may. */
const beginning = (since: string | null, days: number, now: number): Beginning => {
  const begun = readUnfinished(since)
  return begun ?? { since: modifiedSince(since, days, now), page: 1, until: null }
}

interface Beginning {
  readonly since: string
  readonly page: number
  readonly until: string | null
}

const listAt = (document: unknown, path: string): readonly unknown[] => itemsAt(document, path, 'array')

/** Each pulse brings its indicators; long ones bring the first few hundred and say so: the rest is a list of its own, in pages. */
const walkPulses = (first: Ask, pulses: string, { since, page: from, until: known }: Beginning, now: number): Walk =>
  async function* walk(answer, get, tell) {
    let until = known
    let page = answer
    for (let number = from; ; number += 1) {
      const document = await readJson(page.body)
      for (const pulse of listAt(document, 'results')) {
        until = later(until, within(pulse, 'modified'), now)
        const { indicators: _, ...about } = pulse as Readonly<Record<string, unknown>>
        tellPulse(about, tell)
        yield listAt(pulse, 'indicators').map(indicator => ({ pulse: about, indicator }))
        if (about.more_indicators !== true) continue
        const asked = new Set<string>()
        let next: string | null = `${pulses}/${encodeURIComponent(String(about.id))}/indicators?limit=500`
        while (next !== null && !asked.has(next)) {
          asked.add(next)
          const more: unknown = await readJson((await get({ ...first, url: next })).body)
          yield listAt(more, 'results').map(indicator => ({ pulse: about, indicator }))
          next = following(more, first.url)
        }
      }
      const next = following(document, first.url)
      if (next === null) {
        if (until !== null) tell.reached(until)
        return
      }
      // Pages move on while pulses are published, so the last one is read again: of one page nothing is gained.
      if (until !== null && number > from) tell.reached(unfinished({ since, page: number, until }))
      page = await get({ ...first, url: next })
    }
  }

const later = (known: string | null, modified: unknown, now: number): string | null => {
  const text = String(modified).replace(' ', 'T')
  const ms = cursorMs(text)
  return ms <= now && (known === null || ms > cursorMs(known)) ? text : known
}

const following = (document: unknown, from: string): string | null => {
  const next = within(document, 'next')
  return typeof next === 'string' && next !== '' ? sameHost(next, from) : null
}

const named = z.union([z.string(), z.looseObject({ id: z.string().nullish(), display_name: z.string().nullish() })])
const text = z.union([z.string(), z.number()]).transform(String).nullish()

const idOf = (entry: z.infer<typeof named>): string[] =>
  present(typeof entry === 'string' ? entry : entry.id)
    ?.split(' ')
    .slice(0, 1) ?? []
const nameOf = (entry: z.infer<typeof named>): string[] => {
  const name = present(typeof entry === 'string' ? entry : (entry.display_name ?? entry.id))
  return name === undefined ? [] : [name]
}

const Pulse = z.looseObject({
  id: z.string(),
  name: z.string(),
  created: text,
  author_name: text,
  tlp: text,
  TLP: text,
  adversary: text,
  description: text,
  malware_families: z.array(named).nullish(),
  attack_ids: z.array(named).nullish(),
  references: z.array(z.string()).nullish(),
})

const pulsePage = (id: string): string => `https://otx.alienvault.com/pulse/${id}`

/** A pulse is a short text and some fields: written beneath it, they are read with it. */
const tellPulse = (about: unknown, tell: Telling): void => {
  const read = Pulse.safeParse(about)
  if (!read.success) return
  const { id, name, created, author_name, tlp, TLP, adversary, description, malware_families, attack_ids, references } = read.data
  const fields = {
    Adversary: adversary ?? '',
    'Malware families': (malware_families ?? []).flatMap(nameOf).join(', '),
    'ATT&CK': (attack_ids ?? []).flatMap(idOf).join(', '),
    References: (references ?? []).join('\n'),
  }
  const lines = Object.entries(fields).flatMap(([label, value]) => (value === '' ? [] : [`${label}: ${value}`]))
  tell.report?.({
    ref: id,
    title: name,
    url: pulsePage(id),
    text: [name, description ?? '', lines.join('\n')].join('\n\n'),
    reporter: present(author_name),
    date: created ?? undefined,
    tlp: TLPS[(tlp ?? TLP ?? '').toLowerCase()],
  })
}

/** Pulses of the users one follows. Anybody can publish them, so an author is named with each indicator, and what is context (inactive) is left out. */
export const otx = source({
  id: 'otx',
  name: 'AlienVault OTX',
  provider: 'LevelBlue',
  homepage: 'https://otx.alienvault.com',
  description: 'Indicators of the pulses you subscribe to, with adversary, malware families and ATT&CK techniques.',
  licence: 'Terms of OTX: free with an account; ask before passing it on',
  terms: 'own-contract',
  reliability: 'C',
  tlp: 'green',
  everyMinutes: 30,
  presence: 'append',
  dates: 'activity',
  cursor: { at: 'pulse.modified', as: 'time', order: 'any' },
  config: {
    url: address('https://otx.alienvault.com/api/v1/pulses', 'API of pulses'),
    key: secret('OTX key, on your settings page at https://otx.alienvault.com'),
    days: number(30, 'Days to read back at first', { least: 1, most: 3_650 }),
  },
  samples: { url: 'pulses.json' },

  collect: ({ fetch, at, setting, since, now }) => {
    const { name, url } = at('url')
    const headers = { 'X-OTX-API-KEY': setting('key') }
    const first = `${url}/subscribed`
    const from = beginning(since(name), Number(setting('days')), now)
    const query = { limit: PAGE, page: from.page, modified_since: from.since }
    return fetch.walk({ name, url: first }, walkPulses({ url: first, headers }, url, from, now), {
      headers,
      query,
      incremental: true,
    })
  },

  row: z.object({
    pulse: z.looseObject({
      id: z.string(),
      name: z.string(),
      modified: z.string(),
      author_name: text,
      tlp: text,
      TLP: text,
      adversary: text,
      description: text,
      tags: z.array(z.string()).nullish(),
      targeted_countries: z.array(z.string()).nullish(),
      industries: z.array(z.string()).nullish(),
      malware_families: z.array(named).nullish(),
      attack_ids: z.array(named).nullish(),
      references: z.array(z.string()).nullish(),
    }),
    indicator: z.looseObject({
      indicator: z.string(),
      type: z.string(),
      created: text,
      expiration: text,
      is_active: z.coerce.number().nullish(),
      role: text,
      title: text,
      description: text,
    }),
  }),

  parse: ({ pulse, indicator }) => {
    const type = TYPES[indicator.type]
    if (type === undefined) return refuse('unknown-type', `OTX calls it ${indicator.type}, which is not read.`)
    const created = utc(indicator.created)
    const families = (pulse.malware_families ?? []).flatMap(nameOf)
    return observe(
      typed(type, indicator.indicator),
      said<Statement>({
        threat: indicator.role?.includes('command_and_control')
          ? 'c2'
          : indicator.role?.includes('phish')
            ? 'phishing'
            : 'unknown',
        malware: families.length === 1 ? families[0] : undefined,
        firstSeen: created,
        lastSeen: created,
        online: indicator.is_active === 0 ? false : undefined,
        tlp: TLPS[(pulse.tlp ?? pulse.TLP ?? '').toLowerCase()],
        tags: tags(pulse.tags),
        reporter: present(pulse.author_name),
        description: present(indicator.description) ?? present(indicator.title),
        actors: listed(present(pulse.adversary)?.split(/\s*,\s*/)),
        techniques: listed((pulse.attack_ids ?? []).flatMap(idOf)),
        targets: listed([...(pulse.targeted_countries ?? []), ...(pulse.industries ?? [])]),
        reference: present(pulse.references?.[0]),
        report: { title: pulse.name, url: pulsePage(pulse.id) },
        details: details({ Role: indicator.role, 'Malware families': families.length > 1 ? families.join(', ') : undefined }),
      }),
    )
  },
})

const listed = (list: readonly string[] | undefined): string[] | undefined =>
  list === undefined || list.length === 0 ? undefined : [...new Set(list)]
