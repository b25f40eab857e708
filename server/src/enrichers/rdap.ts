import type { IndicatorType } from '@keysguard/model'
import { z } from 'zod'
import { hostOf, registrableDomain } from '../indicators/index.ts'
import { enriched } from '../kit/enriched.ts'
import { asks, type Subject } from '../kit/enricher.ts'

const text = z.string().nullish()

/** A contact as jCard (RFC 7095): lists of [name, parameters, type, value]. */
const Contact = z.looseObject({
  roles: z.array(z.string()).default([]),
  handle: text,
  vcardArray: z
    .tuple([z.string(), z.array(z.array(z.unknown()))])
    .nullish()
    .catch(undefined),
})
type Contact = z.infer<typeof Contact>

const Entity = Contact.extend({ entities: z.array(Contact).nullish() })

const PATHS: Readonly<Partial<Record<IndicatorType, string>>> = { ipv4: 'ip', ipv6: 'ip', cidr: 'ip', asn: 'autnum' }

/** Only what was registered has a registration. */
const pathOf = (subject: Subject): string => {
  const { type, value } = subject
  const host = hostOf(subject)
  if (host !== null) return `domain/${registrableDomain(host) ?? host.replace(/^\[|\]$/g, '')}`
  return `${PATHS[type] ?? 'domain'}/${type === 'asn' ? value.slice(2) : value}`
}

const property = ({ vcardArray }: Contact, name: string): string | undefined => {
  const found = vcardArray?.[1].find(entry => entry[0] === name)?.[3]
  return typeof found === 'string' && found !== '' ? found : undefined
}

const withRole = (entities: readonly z.infer<typeof Entity>[], role: string): Contact | undefined =>
  entities.flatMap(entity => [entity, ...(entity.entities ?? [])]).find(({ roles }) => roles.includes(role))

const named = (contact: Contact | undefined): string | undefined =>
  contact && (property(contact, 'fn') ?? property(contact, 'org') ?? contact.handle ?? undefined)

/** The registration of a name, a network or an AS number (RFC 9083). rdap.org leads on to the registry that knows. */
export const rdap = asks({
  id: 'rdap',
  name: 'RDAP registration',
  provider: 'Registries, by way of rdap.org',
  homepage: 'https://about.rdap.org',
  description: 'Who registered a name, a network or an AS number, when, where, and whom to tell of abuse.',
  licence: 'Terms of each registry; many allow no bulk use',
  terms: 'free',
  accepts: ['domain', 'url', 'email', 'ipv4', 'ipv6', 'cidr', 'asn'],
  tells: 'provider',
  holds: 'static',
  budget: { perMinute: 30, perDay: 2_000 },
  automatic: false,
  config: { url: 'https://rdap.org' },
  samples: { url: 'registry.json' },

  ask: ({ at, subject }) => ({
    url: `${at('url').url}/${pathOf(subject)}`,
    headers: { accept: 'application/rdap+json, application/json' },
  }),
  unknown: [404],
  answer: z.looseObject({
    objectClassName: z.enum(['domain', 'ip network', 'autnum']),
    handle: text,
    ldhName: text,
    name: text,
    country: text,
    startAddress: text,
    endAddress: text,
    status: z.array(z.string()).nullish(),
    events: z.array(z.looseObject({ eventAction: z.string(), eventDate: text })).nullish(),
    entities: z.array(Entity).nullish(),
    nameservers: z.array(z.looseObject({ ldhName: text })).nullish(),
  }),
  read: object => {
    const entities = object.entities ?? []
    const abuse = withRole(entities, 'abuse')
    const servers = (object.nameservers ?? []).flatMap(({ ldhName }) => ldhName?.toLowerCase() ?? [])
    const when = (action: string): string | undefined =>
      object.events?.find(({ eventAction }) => eventAction === action)?.eventDate ?? undefined
    return enriched({
      facts: {
        Name: object.name ?? object.ldhName?.toLowerCase(),
        Handle: object.handle,
        Range: object.startAddress && object.endAddress ? `${object.startAddress} – ${object.endAddress}` : undefined,
        Country: object.country,
        Registrar: named(withRole(entities, 'registrar')),
        Registrant: named(withRole(entities, 'registrant')),
        Registered: when('registration'),
        Changed: when('last changed'),
        Expires: when('expiration'),
        Status: object.status ?? [],
        'Name servers': servers,
        'Abuse to': abuse && (property(abuse, 'email') ?? named(abuse)),
      },
      statement: { country: object.country?.length === 2 ? object.country.toUpperCase() : undefined },
      related: servers.map(value => ({ type: 'domain' as const, value })),
    })
  },
})
