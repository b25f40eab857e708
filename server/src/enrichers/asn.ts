import { looks } from '../kit/enricher.ts'
import { announcementOf, announcing } from './offline/networks.ts'

/** The AS that announces an address and who runs it, from lists that ship with KeysGuard. */
export const asn = looks({
  id: 'asn',
  name: 'AS and operator',
  provider: 'RouteViews, NRO and DB-IP',
  homepage: 'https://db-ip.com',
  description: 'The AS that announces an address and who runs it, without asking anybody.',
  licence: 'CC BY 4.0: RouteViews (routeviews.org), NRO (nro.net), IP geolocation by DB-IP (db-ip.com)',
  terms: 'free',
  accepts: ['ipv4', 'ipv6', 'cidr', 'asn'],
  tells: 'nobody',
  holds: 'static',
  budget: null,
  automatic: true,
  config: {},

  look: async ({ subject: { type, value } }) => {
    if (type === 'asn') {
      const found = await announcementOf(Number(value.slice(2)))
      if (found === null) return null
      const { organisation, ipv4, ipv6, made } = found
      return { facts: { Operator: organisation, 'IPv4 ranges': String(ipv4), 'IPv6 ranges': String(ipv6), 'Data of': made } }
    }
    const [address = ''] = value.split('/')
    const found = await announcing(address)
    if (found === null) return null
    const { number, organisation, first, last, made } = found
    return {
      facts: { 'AS number': `AS${number}`, Operator: organisation, Range: `${first} – ${last}`, 'Data of': made },
      statement: { asn: number },
      related: [{ type: 'asn', value: `AS${number}` }],
    }
  },
})
