/** Comparisons of STIX patterns (STIX 2.1 §9) that name an indicator, or the port it was met on. */
import type { IndicatorType } from '@keysguard/model'
import { recognise } from '../../indicators/index.ts'
import { typed } from '../../kit/source.ts'

export interface PatternFindings {
  readonly indicators: readonly { readonly type: IndicatorType; readonly value: string }[]
  readonly port: number | undefined
}

/** Longer patterns are cut: nobody compares that much. */
const LONGEST = 262_144
const STRING = String.raw`'(?:[^'\\]|\\.){0,8000}'`
/** `object:path = value`; negated ones (`!=`, `NOT =`) are not about what they name. */
const COMPARISON = new RegExp(
  String.raw`(?<![a-z0-9-])([a-z0-9-]{1,64}):((?:[A-Za-z0-9_.*-]|'[^'\\]{1,64}'|\[[*0-9]{1,6}\]){1,200})\s{0,9}` +
    String.raw`(?:(?:=|ISSUBSET)\s{0,9}(${STRING}|\d{1,10})|IN\s{0,9}\(((?:${STRING}|[\s,\d]){1,4000})\))`,
  'g',
)
const LITERAL = new RegExp(`${STRING}|\\d{1,10}`, 'g')

/** By object and path, quotes left out; null: the value tells what it is. */
const PATHS: Readonly<Record<string, IndicatorType | null>> = {
  'ipv4-addr:value': 'ipv4',
  'ipv6-addr:value': 'ipv6',
  'domain-name:value': 'domain',
  'domain-name:resolves_to_refs[*].value': null,
  'network-traffic:dst_ref.value': null,
  'network-traffic:src_ref.value': null,
  'network-traffic:extensions.http-request-ext.request_header.user-agent': 'useragent',
  'url:value': 'url',
  'email-addr:value': 'email',
  'email-message:from_ref.value': 'email',
  'email-message:sender_ref.value': 'email',
  'mac-addr:value': 'mac',
  'mutex:name': 'mutex',
  'file:name': 'filename',
  'windows-registry-key:key': 'regkey',
  'autonomous-system:number': 'asn',
  'x509-certificate:hashes.sha-1': 'certificate',
  'x509-certificate:hashes.sha-256': 'certificate',
}

/** Names of hashes, in small letters. */
const HASHES: Readonly<Record<string, IndicatorType>> = {
  md5: 'md5',
  'sha-1': 'sha1',
  sha1: 'sha1',
  'sha-256': 'sha256',
  sha256: 'sha256',
  'sha-512': 'sha512',
  sha512: 'sha512',
  ssdeep: 'ssdeep',
  tlsh: 'tlsh',
  imphash: 'imphash',
}

/** The type of a hash by the name STIX gives it. */
export const hashType = (name: string): IndicatorType | undefined => HASHES[name.toLowerCase()]

/** Every comparison of a pattern that names an indicator. */
export const patternFindings = (pattern: string): PatternFindings => {
  const indicators: { type: IndicatorType; value: string }[] = []
  let port: number | undefined
  for (const [, object = '', quoted = '', single, several] of pattern.slice(0, LONGEST).matchAll(COMPARISON)) {
    const path = quoted.replace(/'/g, '').toLowerCase()
    for (const value of single === undefined ? literals(several ?? '') : [plain(single)]) {
      if (object === 'network-traffic' && path === 'dst_port') port ??= portOf(value)
      indicators.push(...indicatorAt(object, path, value))
    }
  }
  return { indicators, port }
}

const indicatorAt = (object: string, path: string, value: string): { type: IndicatorType; value: string }[] => {
  if (value === '') return []
  const hash = /^(?:file|artifact):(?:content_ref\.)?hashes\.(.+)$/.exec(`${object}:${path}`)?.[1]
  const type = hash === undefined ? PATHS[`${object}:${path}`] : hashType(hash)
  if (type === undefined) return []
  if (type !== null) return [typed(type, type === 'asn' ? `AS${value}` : value)]
  return [recognise(value) ?? []].flat()
}

const portOf = (value: string): number | undefined => {
  const port = Number(value)
  return Number.isInteger(port) && port > 0 && port <= 65_535 ? port : undefined
}

const literals = (list: string): string[] => [...list.matchAll(LITERAL)].map(([literal]) => plain(literal))

const plain = (literal: string): string => (literal.startsWith("'") ? literal.slice(1, -1).replace(/\\(.)/gs, '$1') : literal)
