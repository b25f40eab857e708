import { hostOf } from '../indicators/index.ts'
import { enriched } from '../kit/enriched.ts'
import { type Enriched, looks } from '../kit/enricher.ts'
import type { Network, Resolving } from '../kit/network.ts'
import { optional, text } from '../kit/settings.ts'

const serversOf = (setting: string): string[] => setting.split(/[\s,]+/).filter(server => server !== '')

const ofName = async (name: string, network: Network, by: Resolving): Promise<Enriched | null> => {
  const [a, aaaa, mx, ns, txt] = await Promise.all(
    (['A', 'AAAA', 'MX', 'NS', 'TXT'] as const).map(kind => network.records(name, kind, by)),
  )
  return enriched({
    facts: { A: a, AAAA: aaaa, MX: mx, NS: ns, TXT: txt },
    related: [
      ...(a ?? []).map(value => ({ type: 'ipv4' as const, value })),
      ...(aaaa ?? []).map(value => ({ type: 'ipv6' as const, value })),
      ...(mx ?? []).map(value => ({ type: 'domain' as const, value: value.split(' ')[1] })),
    ],
  })
}

const ofAddress = async (address: string, network: Network, by: Resolving): Promise<Enriched | null> => {
  const names = await network.names(address, by)
  return enriched({ facts: { PTR: names }, related: names.map(value => ({ type: 'domain', value })) })
}

/** What name servers say now: addresses, mail and name servers, texts of a name; names of an address. The question may reach the owner's own servers. */
export const dns = looks({
  id: 'dns',
  name: 'DNS',
  provider: 'The resolvers you choose',
  homepage: 'https://www.rfc-editor.org/rfc/rfc1035',
  description: 'Records of a name (A, AAAA, MX, NS, TXT), names of an address (PTR), as they are now.',
  licence: 'No terms',
  terms: 'free',
  accepts: ['domain', 'url', 'email', 'ipv4', 'ipv6'],
  tells: 'subject',
  holds: 'dynamic',
  budget: null,
  automatic: false,
  config: {
    servers: optional(text('', 'Resolvers, such as 9.9.9.9 or 192.0.2.53:5353; those of this machine when empty')),
  },

  look: async ({ subject, setting, network, signal }) => {
    const by = { servers: serversOf(setting('servers')), signal }
    if (subject.type === 'ipv4' || subject.type === 'ipv6') return ofAddress(subject.value, network, by)
    const host = hostOf(subject)
    if (host === null) return null
    const address = host.startsWith('[') ? host.slice(1, -1) : /^[\d.]+$/.test(host) ? host : null
    return address === null ? ofName(host, network, by) : ofAddress(address, network, by)
  },
})
