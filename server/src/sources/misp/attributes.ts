/** The values in a MISP attribute, by its type. Types that are no indicator here are not read. */
import type { IndicatorType } from '@keysguard/model'
import { addressAndPort } from '../../kit/fields.ts'
import { typed } from '../../kit/source.ts'

export interface AttributeValues {
  readonly indicators: readonly { readonly type: IndicatorType; readonly value: string }[]
  readonly port?: number | undefined
  readonly fileName?: string
  /** What was written in a registry value. */
  readonly written?: string
}

const TYPES: Readonly<Record<string, IndicatorType>> = {
  'ip-src': 'ipv4',
  'ip-dst': 'ipv4',
  ip: 'ipv4',
  domain: 'domain',
  hostname: 'domain',
  url: 'url',
  uri: 'url',
  email: 'email',
  'email-src': 'email',
  'email-dst': 'email',
  'email-reply-to': 'email',
  'whois-registrant-email': 'email',
  'dns-soa-email': 'email',
  md5: 'md5',
  sha1: 'sha1',
  sha256: 'sha256',
  sha512: 'sha512',
  ssdeep: 'ssdeep',
  tlsh: 'tlsh',
  imphash: 'imphash',
  'x509-fingerprint-md5': 'certificate',
  'x509-fingerprint-sha1': 'certificate',
  'x509-fingerprint-sha256': 'certificate',
  'ja3-fingerprint-md5': 'ja3',
  'jarm-fingerprint': 'jarm',
  AS: 'asn',
  vulnerability: 'cve',
  btc: 'btc',
  xmr: 'xmr',
  'mac-address': 'mac',
  mutex: 'mutex',
  regkey: 'regkey',
  'user-agent': 'useragent',
}

/** They describe the event, or the people who were attacked: never what to look for. */
const DESCRIPTION = /^(?:link|text|comment|other|attachment|datetime|counter|float|boolean|size-in-bytes|port|target-.+)$/

export const isDescription = (type: string): boolean => DESCRIPTION.test(type)

/** Null for a type that is not read. A hash with a file name is the hash: the name alone would say too little. */
export const valuesOf = (type: string, value: string): AttributeValues | null => {
  const single = TYPES[type]
  if (single !== undefined) return { indicators: [typed(single, value)] }
  if (type === 'filename' || type === 'email-attachment') return { indicators: [named(value)] }
  if (type === 'yara') return { indicators: [...value.matchAll(RULE)].map(([, name = '']) => typed('yara', name)) }
  if (type === 'malware-sample') return ofFile('md5', value)
  const [left = '', right = ''] = type.split('|')
  if (left === 'filename') return ofFile(TYPES[right], value)
  const first = TYPES[left]
  if (right === '' || first === undefined) return null
  if (right === 'port') return withPort(first, value)
  const [a, b] = halves(value, value.indexOf('|'))
  if (right === 'value') return { indicators: [typed(first, a)], written: b }
  const second = TYPES[right]
  return second === undefined ? null : { indicators: [typed(first, a), typed(second, b)] }
}

const RULE = /^[ \t]*(?:(?:private|global)[ \t]+){0,2}rule[ \t]+([A-Za-z_]\w{0,127})/gm

const named = (value: string): { readonly type: IndicatorType; readonly value: string } =>
  typed(/[/\\]/.test(value) ? 'filepath' : 'filename', value)

const halves = (value: string, at: number): readonly [string, string] =>
  at === -1 ? [value, ''] : [value.slice(0, at), value.slice(at + 1)]

const ofFile = (type: IndicatorType | undefined, value: string): AttributeValues | null => {
  if (type === undefined) return null
  const [fileName, hash] = halves(value, value.lastIndexOf('|'))
  return hash === '' ? { indicators: [named(value)] } : { indicators: [typed(type, hash)], fileName }
}

/** Old instances wrote a colon between address and port. */
const withPort = (type: IndicatorType, value: string): AttributeValues => {
  if (!value.includes('|')) {
    const { address, port } = addressAndPort(value)
    return { indicators: [typed(type, address)], port }
  }
  const [address, digits] = halves(value, value.lastIndexOf('|'))
  const port = Number(digits)
  return { indicators: [typed(type, address)], port: Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined }
}
