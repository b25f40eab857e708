/** Everything that is one word: addresses, names, hashes, CVEs, AS numbers, wallets; and e-mail addresses around their sign. */
import type { IndicatorType } from '@keysguard/model'
import { isCode, isFileName } from './file-names.ts'
import type { Findings } from './findings.ts'

const WORDS = /[A-Za-z0-9_.\u00c0-\u024f\u0370-\u1fff\u3040-\ud7ff-]{3,}/g
const LOCAL = /[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]/
const HEX = /^[0-9a-fA-F]+$/
const QUAD = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/
const RANGE = /^(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})-(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})$/
const ASCII_PART = /[A-Za-z0-9_.-]{4,}/g
/** Words before four numbers that make them a version, a section or an object identifier. */
const NOT_AN_ADDRESS =
  /(?:\b(?:version|ver|vers|v|release|rel|build|firmware|fw|section|sect|chapter|clause|figure|table|oid|rfc|update|patch|sp)[.:\s]{0,2}|§\s?)$/i
const HASHES: Readonly<Record<number, IndicatorType>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' }

export const findWords = (findings: Findings): void => {
  const { text } = findings
  for (const match of text.matchAll(WORDS)) {
    let from = match.index
    let to = from + match[0].length
    while (from < to && isEdge(text.charCodeAt(from))) from += 1
    while (to > from && isEdge(text.charCodeAt(to - 1))) to -= 1
    if (to - from < 3 || !findings.isFree(from, to)) continue
    word(findings, from, to)
  }
}

const isEdge = (unit: number): boolean => unit === 46 || unit === 45 || unit === 95

const word = (findings: Findings, from: number, to: number): void => {
  const value = findings.text.slice(from, to)
  if (value.includes('.')) dotted(findings, from, to, value)
  else single(findings, from, to, value)
}

const single = (findings: Findings, from: number, to: number, value: string): void => {
  const hash = HASHES[value.length]
  if (hash !== undefined && HEX.test(value)) {
    findings.add(hash, from, to)
    return
  }
  const first = value.charCodeAt(0)
  if ((first === 67 || first === 99) && /^CVE-\d{4}-\d{4,19}$/i.test(value)) findings.add('cve', from, to)
  else if (first === 65 && /^ASN?\d{1,10}$/.test(value)) findings.add('asn', from, to)
  else if (value.length === 3 && value === 'ASN') asnApart(findings, from, to)
  else if (value.length === 17 && /^[0-9a-f]{2}(?:-[0-9a-f]{2}){5}$/i.test(value)) findings.add('mac', from, to)
  else if (value.length === 42 && value.startsWith('0x')) findings.add('eth', from, to)
  else if (value.length === 72 && /^T1[0-9A-F]{70}$/i.test(value)) findings.add('tlsh', from, to)
  else if (value.length >= 14 && value.length <= 90 && (first === 49 || first === 51 || /^bc1/i.test(value)))
    findings.add('btc', from, to)
  else if ((value.length === 95 || value.length === 106) && (first === 52 || first === 56)) findings.add('xmr', from, to)
}

const asnApart = (findings: Findings, from: number, to: number): void => {
  const digits = /^[\s:]{1,2}(\d{1,10})\b/.exec(findings.text.slice(to, to + 13))
  if (digits) findings.add('asn', from, to + digits[0].length, digits[1])
}

const dotted = (findings: Findings, from: number, to: number, value: string): void => {
  const { text } = findings
  if (QUAD.test(value)) {
    quad(findings, from, to)
    return
  }
  const range = RANGE.exec(value)
  if (range) {
    findings.add('ipv4', from, from + range[1]!.length)
    findings.add('ipv4', to - range[2]!.length, to)
    return
  }
  if (/^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/i.test(value) && findings.add('mac', from, to)) return
  if (/[^\u0000-\u007f]/.test(value) && name(findings, from, to, value)) return
  if (/[^\u0000-\u007f]/.test(value)) {
    for (const part of value.matchAll(ASCII_PART))
      if (part[0].includes('.')) name(findings, from + part.index, from + part.index + part[0].length, part[0])
    return
  }
  if (!/[A-Za-z]/.test(text.charAt(to - 1)) && !/xn--/i.test(value)) return
  name(findings, from, to, value)
}

const quad = (findings: Findings, from: number, to: number): void => {
  const { text } = findings
  const defanged = findings.isDefanged(from, to)
  if (!defanged && from > 0) {
    const before = text.slice(Math.max(0, from - 12), from)
    if (NOT_AN_ADDRESS.test(before) || /[A-Za-z]\/$/.test(before)) return
  }
  const prefix = /^\/\d{1,2}(?![\d./])/.exec(text.slice(to, to + 4))?.[0] ?? ''
  if (prefix === '' || !findings.add('cidr', from, to + prefix.length)) findings.add('ipv4', from, to)
}

/** A host, a URL without its scheme, or a file. */
const name = (findings: Findings, from: number, to: number, value: string): boolean => {
  const { text } = findings
  const defanged = findings.isDefanged(from, to)
  const labels = value.split('.')
  if (labels.some(label => label === '')) return false
  const next = text.charAt(to)
  if (isFileName(labels, defanged)) return labels[0] !== '' && next !== '(' && findings.add('filename', from, to)
  if (!defanged && (next === '(' || isCode(value, labels))) return false
  if (/^[a-z]$/i.test(labels[0]!) && labels.length === 2 && labels[1]!.length < 3 && !defanged) return false
  if (next === '/' && text.charAt(to + 1) !== '/') {
    const path =
      /^(?::\d{1,5})?\/[^\s<>"'`{}|\\^,;]{1,2000}/.exec(text.slice(to, to + 2010))?.[0].replace(/[.:!?)\]*_~]+$/, '') ?? ''
    if (path.length > 1 && findings.add('url', from, to + path.length)) return true
  }
  return findings.add('domain', from, to)
}

/** E-mail addresses: outward from each @. */
export const findEmails = (findings: Findings): void => {
  const { text } = findings
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let from = at
    while (from > 0 && at - from < 64 && LOCAL.test(text.charAt(from - 1))) from -= 1
    while (from < at && /[.'*/=`{|}~!#$%&?^-]/.test(text.charAt(from))) from += 1
    let to = at + 1
    while (to < text.length && to - at < 254 && /[A-Za-z0-9.\u00c0-\u024f\u0370-\u1fff-]/.test(text.charAt(to))) to += 1
    while (to > at && /[.-]/.test(text.charAt(to - 1))) to -= 1
    if (from < at && to > at + 3) findings.add('email', from, to)
  }
}
