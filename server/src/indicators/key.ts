/** Names of indicators: the key in the store, the id in STIX. */
import { createHash, hash } from 'node:crypto'
import type { Indicator, IndicatorKey } from '@keysguard/model'

/** First 16 bytes of SHA-256 over type, NUL and canonical value. */
export const keyOf = ({ type, value }: Indicator): IndicatorKey =>
  hash('sha256', `${type}\0${value}`, 'hex').slice(0, 32) as IndicatorKey

/** Namespace of our STIX ids: stable for ever, so that what is exported again is the same object. */
const NAMESPACE = Buffer.from('8f0d4ac13b0d5a6f9a3c6f9f5f1c7d21', 'hex')

/** `indicator--` and the UUIDv5 (RFC 9562) of type and canonical value. */
export const stixIdOf = ({ type, value }: Indicator): string => {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${type}\0${value}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `indicator--${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
