import type { IndicatorType } from '@keysguard/model'
import { z } from 'zod'
import { registrableDomain } from '../indicators/index.ts'
import { enriched } from '../kit/enriched.ts'
import { asks, type Subject } from '../kit/enricher.ts'
import { utc } from '../kit/fields.ts'
import { address, optional, secret } from '../kit/settings.ts'

const SECTIONS: Readonly<Partial<Record<IndicatorType, string>>> = {
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  url: 'url',
  cve: 'cve',
}

/** OTX tells a registered domain from a host under it. */
const sectionOf = ({ type, value }: Subject): string => {
  if (type === 'domain') return registrableDomain(value) === value ? 'domain' : 'hostname'
  return SECTIONS[type] ?? 'file'
}

const text = z.string().nullish()
const named = z.union([z.string(), z.looseObject({ display_name: text, id: text })])
const nameOf = (entry: z.infer<typeof named>): string =>
  typeof entry === 'string' ? entry : (entry.display_name ?? entry.id ?? '')

const Pulse = z.looseObject({
  name: z.string(),
  created: text,
  tags: z.array(z.string()).nullish(),
  adversary: text,
  malware_families: z.array(named).nullish(),
  attack_ids: z.array(named).nullish(),
  author: z.looseObject({ username: text }).nullish(),
})

const distinct = (list: readonly string[]): string[] => [...new Set(list.filter(one => one !== ''))]

/** In how many pulses of the community it stands, and what they call it. Anybody writes pulses: many are copies. */
export const otxGeneral = asks({
  id: 'otx-general',
  name: 'AlienVault OTX',
  provider: 'LevelBlue',
  homepage: 'https://otx.alienvault.com',
  description: 'Pulses of the community it stands in, with adversaries, malware families and ATT&CK techniques.',
  licence: 'Terms of OTX: free with an account; ask before passing it on',
  terms: 'own-contract',
  accepts: ['ipv4', 'ipv6', 'domain', 'url', 'md5', 'sha1', 'sha256', 'cve'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 15, perDay: 10_000 },
  automatic: false,
  config: {
    url: address('https://otx.alienvault.com/api/v1/indicators', 'API of indicators'),
    key: optional(
      secret('OTX key, on your settings page at https://otx.alienvault.com; without one fewer questions are allowed'),
    ),
  },
  samples: { url: 'general.json' },

  ask: ({ at, setting, subject }) => ({
    url: `${at('url').url}/${sectionOf(subject)}/${encodeURIComponent(subject.value)}/general`,
    headers: setting('key') === '' ? {} : { 'X-OTX-API-KEY': setting('key') },
  }),
  unknown: [404],
  answer: z.looseObject({
    pulse_info: z.looseObject({ count: z.number(), pulses: z.array(Pulse).default([]) }),
    validation: z.array(z.looseObject({ name: text, message: text })).nullish(),
    asn: text,
    country_code: text,
  }),
  read: ({ pulse_info: { count, pulses }, validation, asn, country_code }) => {
    const notes = (validation ?? []).flatMap(({ message, name }) => message ?? name ?? [])
    if (count === 0 && notes.length === 0) return null
    const families = distinct(pulses.flatMap(({ malware_families }) => (malware_families ?? []).map(nameOf)))
    const techniques = distinct(pulses.flatMap(({ attack_ids }) => (attack_ids ?? []).map(nameOf)))
    const adversaries = distinct(pulses.map(({ adversary }) => adversary ?? ''))
    return enriched({
      facts: {
        Pulses: count,
        'First pulse': utc(
          pulses
            .map(({ created }) => created ?? '')
            .filter(created => created !== '')
            .sort()[0],
        ),
        Names: pulses.slice(0, 5).map(({ name }) => name),
        Authors: distinct(pulses.map(({ author }) => author?.username ?? '')),
        Adversaries: adversaries,
        'Malware families': families,
        Techniques: techniques,
        Tags: distinct(pulses.flatMap(({ tags }) => tags ?? [])),
        Network: asn,
        'Known to be harmless': notes,
      },
      statement: {
        malware: families.length === 1 ? families[0] : undefined,
        actors: adversaries,
        country: country_code ?? undefined,
      },
    })
  },
})
