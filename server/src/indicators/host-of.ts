import type { Indicator } from '@keysguard/model'
import { hostOfUrl } from './urls.ts'

/** The host an indicator speaks of: of a URL, an e-mail address, or the domain itself; null for everything else. IPv6 hosts keep their brackets. */
export const hostOf = ({ type, value }: Indicator): string | null => {
  switch (type) {
    case 'url':
      return hostOfUrl(value)
    case 'email':
      return value.slice(value.lastIndexOf('@') + 1)
    case 'domain':
      return value
    default:
      return null
  }
}
