/** What a single value is, when nobody says. */
import type { Indicator, IndicatorType } from '@keysguard/model'
import { canonicalise } from './canonicalise.ts'
import { refang } from './refang.ts'

/** In the order they are tried: the strict shapes first. Imphash, JA3 and JA3S look like MD5 and are only known by their label. */
const ORDER: readonly IndicatorType[] = [
  'ipv4',
  'cve',
  'md5',
  'sha1',
  'sha256',
  'sha512',
  'jarm',
  'tlsh',
  'eth',
  'btc',
  'xmr',
  'regkey',
  'mac',
  'ssdeep',
]

const LABELLED = /^\s*(imphash|ja3s?|jarm|tlsh|ssdeep|md5|sha-?1|sha-?256|sha-?512)\s*[:=]\s*(\S+)\s*$/i

/** The indicator a whole value is (it may be defanged), or null. */
export const recognise = (text: string): Indicator | null => {
  if (text.length > 8_192) return null
  const labelled = LABELLED.exec(text)
  if (labelled) {
    const found = canonicalise(labelled[1]!.toLowerCase().replace('-', '') as IndicatorType, labelled[2]!)
    if (found.ok) return found.indicator
  }
  const value = refang(text).trim()
  for (const type of ORDER) {
    const found = canonicalise(type, value)
    if (found.ok) return found.indicator
  }
  if (/^ASN?\s?\d+$/i.test(value)) return first(['asn'], value)
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) return first(['url'], value)
  if (/^(?:[a-z]:\\|\\\\[^\\]+\\|\/(?:bin|dev|etc|home|lib|opt|proc|root|sbin|tmp|usr|var)\/)/i.test(value))
    return first(['filepath'], value)
  if (/\s/.test(value)) return null
  if (value.includes('@')) return first(['email'], value)
  if (value.includes('/')) return first(['url'], value)
  return first(['domain'], value)
}

const first = (types: readonly IndicatorType[], value: string): Indicator | null => {
  for (const type of types) {
    const found = canonicalise(type, value)
    if (found.ok) return found.indicator
  }
  return null
}
