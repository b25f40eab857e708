/** What a trail of Maltrail is: nothing but its form tells. */
import type { IndicatorType } from '@keysguard/model'
import { addressAndPort } from '../../kit/fields.ts'
import { typed } from '../../kit/source.ts'

export interface Trail {
  readonly type: IndicatorType
  readonly value: string
  readonly port?: number
}

/** A path alone names no host, and a pattern nothing at all: both are left out. */
export const trailOf = (text: string): Trail | null => {
  if (text.startsWith('/') || /[(*\\]/.test(text)) return null
  const slash = text.indexOf('/')
  if (slash === -1) {
    const address = addressType(text)
    return address === null ? named(text) : typed(address, text)
  }
  const isNetwork = addressType(text.slice(0, slash)) !== null && /^\d{1,3}$/.test(text.slice(slash + 1))
  return typed(isNetwork ? 'cidr' : 'url', text)
}

const named = (text: string): Trail => {
  const { address, port } = addressAndPort(text)
  return { ...typed(addressType(address) ?? 'domain', address), ...(port === undefined ? {} : { port }) }
}

const addressType = (text: string): 'ipv4' | 'ipv6' | null => {
  if (/^[\d.]+$/.test(text)) return 'ipv4'
  return /^[\da-f:.]+$/i.test(text) && text.split(':').length > 2 ? 'ipv6' : null
}
