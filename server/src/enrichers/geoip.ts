import { looks } from '../kit/enricher.ts'
import { at } from '../kit/path.ts'
import { countries } from './offline/countries.ts'

const NAMES = new Intl.DisplayNames(['en'], { type: 'region' })

/** Names of countries by code; asking ICU takes longer than finding the address. */
const names = new Map<string, string>()

/** Codes that ISO 3166 does not know stay as they are. */
const countryName = (code: string): string => {
  const known = names.get(code)
  if (known !== undefined) return known
  const name = /^[A-Z]{2}$/.test(code) ? NAMES.of(code) : undefined
  const shown = name === undefined || name === code ? code : `${name} (${code})`
  names.set(code, shown)
  return shown
}

/** The country an address is registered in, from registry data that ships with KeysGuard. It is not where the machine stands. */
export const geoip = looks({
  id: 'geoip',
  name: 'Country of registration',
  provider: 'NRO and regional registries',
  homepage: 'https://github.com/sapics/ip-location-db',
  description: 'The country an address is registered in, without asking anybody.',
  licence: 'CC0 1.0',
  terms: 'free',
  accepts: ['ipv4', 'ipv6', 'cidr'],
  tells: 'nobody',
  holds: 'static',
  budget: null,
  automatic: true,
  config: {},

  look: async ({ subject }) => {
    const { database, made } = await countries()
    const [address = ''] = subject.value.split('/')
    const [record, prefix] = database.getWithPrefixLength(address)
    const code = at(record, 'country_code')
    if (typeof code !== 'string') return null
    return {
      facts: {
        Country: countryName(code),
        'Inside of': `a network of /${prefix}`,
        'Data of': made,
      },
      statement: { country: code },
    }
  },
})
