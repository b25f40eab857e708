/** Country and AS of an address, from the lists that ship with KeysGuard. They are opened when the first address is asked for. */
import { countries } from '../../enrichers/offline/countries.ts'
import { announcing } from '../../enrichers/offline/networks.ts'
import { at } from '../../kit/path.ts'
import type { Place } from './rule-events.ts'

export const placeOffline: Place = async address => {
  const [{ database }, announced] = await Promise.all([countries(), announcing(address)])
  const country = at(database.get(address), 'country_code')
  return { country: typeof country === 'string' ? country : undefined, asn: announced?.number }
}
