/** Everything that is one word. One pass cuts the text into words; only those with a dot or a digit are looked at. */
import type { IndicatorType } from '@keysguard/model'
import { takeName } from './find-names.ts'
import { takeQuads } from './find-quads.ts'
import type { Findings } from './findings.ts'

const HEX = /^[0-9a-fA-F]+$/
const ASCII_PART = /[A-Za-z0-9_.-]{3,}/g
const HASHES: Readonly<Record<number, IndicatorType>> = { 32: 'md5', 40: 'sha1', 64: 'sha256', 128: 'sha512' }

const DOT = 46
const HYPHEN = 45
const UNDERSCORE = 95

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57

/** Letters, digits, `.`, `-`, `_`, and what is beyond ASCII without being punctuation. */
const isWord = (unit: number): boolean => {
  if (unit < 0xc0) return (unit >= 97 && unit <= 122) || isDigit(unit) || (unit >= 65 && unit <= 90) || isJoint(unit)
  return (
    unit !== 0xd7 && unit !== 0xf7 && !(unit >= 0x2000 && unit <= 0x2bff) && !(unit >= 0x3000 && unit <= 0x303f) && unit < 0xfb00
  )
}
const isJoint = (unit: number): boolean => unit === DOT || unit === HYPHEN || unit === UNDERSCORE

export const findWords = (findings: Findings): void => {
  const { text } = findings
  const { length } = text
  let at = 0
  while (at < length) {
    if (!isWord(text.charCodeAt(at))) {
      at += 1
      continue
    }
    const from = at
    let marks = 0
    let unit = text.charCodeAt(at)
    while (at < length && isWord(unit)) {
      if (unit === DOT || isDigit(unit) || unit >= 0xc0) marks += 1
      at += 1
      unit = text.charCodeAt(at)
    }
    if (marks > 0 && at - from >= 3 && !findings.isTaken(from, at)) trimmed(findings, from, at)
  }
}

/** Without the punctuation around it. A leading underscore belongs to a name such as `_dmarc.example.com`, but not where emphasis closes too. */
const trimmed = (findings: Findings, start: number, end: number): void => {
  const { text } = findings
  let from = start
  let to = end
  while (to > from && isJoint(text.charCodeAt(to - 1))) to -= 1
  const emphasis = text.charCodeAt(end - 1) === UNDERSCORE
  while (from < to && isJoint(text.charCodeAt(from)) && (emphasis || text.charCodeAt(from) !== UNDERSCORE)) from += 1
  from += escapeLength(text, from, to)
  if (to - from >= 3) take(findings, from, to)
}

/** `%2F` before a name in an encoded URL, `\n` or `\u003c` before one in a JSON string. */
const escapeLength = (text: string, from: number, to: number): number => {
  const before = text[from - 1]
  if (before === '%' && /^[0-9a-f]{2}$/i.test(text.slice(from, from + 2))) return Math.min(2, to - from)
  if (before !== '\\') return 0
  if (/^u[0-9a-f]{4}/i.test(text.slice(from, from + 5))) return 5
  return /^[nrt]/.test(text.charAt(from)) ? 1 : 0
}

const take = (findings: Findings, from: number, to: number): void => {
  const value = findings.text.slice(from, to)
  if (/[^\u0000-\u007f]/.test(value)) {
    foreign(findings, from, to, value)
    return
  }
  if (value.includes('.')) dotted(findings, from, to, value)
  else single(findings, from, to, value)
}

/** An international name, or a name, address or hash that touches the prose of a script without blanks. */
const foreign = (findings: Findings, from: number, to: number, value: string): void => {
  const mixed = /[A-Za-z0-9][\u3040-\ud7ff]|[\u3040-\ud7ff][A-Za-z0-9]/.test(value)
  if (!mixed && value.includes('.') && takeName(findings, from, to, value)) return
  for (const { 0: part, index } of value.matchAll(ASCII_PART)) {
    const start = part.search(/[^.-]/)
    const end = part.search(/[._-]+$/)
    const word = part.slice(Math.max(start, 0), end === -1 ? undefined : end)
    if (word.length >= 3) take(findings, from + index + start, from + index + start + word.length)
  }
}

const dotted = (findings: Findings, from: number, to: number, value: string): void => {
  if (isDigit(value.charCodeAt(0)) && takeQuads(findings, from, to, value)) return
  if (value.length === 14 && /^[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}$/i.test(value) && findings.add('mac', from, to)) return
  takeName(findings, from, to, value)
}

const single = (findings: Findings, from: number, to: number, value: string): void => {
  const first = value.charCodeAt(0)
  const { length } = value
  if (HASHES[length] !== undefined && HEX.test(value)) hash(findings, from, to, value)
  else if ((first | 32) === 97 && /^(?:ASN?[1-9]\d{0,9}|as[1-9]\d{3,9})$/.test(value)) asn(findings, from, to, value)
  else if (isDigit(first) && length < 11 && /^\d+$/.test(value)) asnApart(findings, from, to)
  else if (length === 17 && /^[0-9a-f]{2}(?:-[0-9a-f]{2}){5}$/i.test(value)) findings.add('mac', from, to)
  else if (length === 42 && value.startsWith('0x')) findings.add('eth', from, to)
  else if (length === 72 && /^T1[0-9A-F]{70}$/i.test(value)) findings.add('tlsh', from, to)
  else if (length >= 14 && length <= 90 && (first === 49 || first === 51 || /^bc1/i.test(value))) findings.add('btc', from, to)
  else if ((length === 95 || length === 106) && (first === 52 || first === 56)) findings.add('xmr', from, to)
  else if (length > 35) prefixed(findings, to, value)
}

/** A digest has letters and more than one of them; a commit is named by the same shape and is not a file. */
const hash = (findings: Findings, from: number, to: number, value: string): void => {
  if (/^\d+$/.test(value) || /^(.)\1+$/.test(value)) return
  if (
    value.length === 40 &&
    /\bcommit(?:ted)?(?:\s+(?:id|hash))?["':=\s]{1,4}$/i.test(findings.text.slice(Math.max(0, from - 20), from))
  )
    return
  findings.add(HASHES[value.length] ?? 'md5', from, to)
}

/** `md5_…`, `sha256-…`, `VirusShare_…`. */
const prefixed = (findings: Findings, to: number, value: string): void => {
  const digits = /^(?:md5|sha-?1|sha-?256|sha-?512|virusshare|hash|sample|file)[-_]([0-9a-f]{32,128})$/i.exec(value)?.[1]
  if (digits !== undefined && HASHES[digits.length] !== undefined) hash(findings, to - digits.length, to, digits)
}

/** AS2 to AS4 are ways to send files, AS400 is a computer. */
const asn = (findings: Findings, from: number, to: number, value: string): void => {
  if (!/^AS(?:[234]|400)$/.test(value)) findings.add('asn', from, to)
}

const asnApart = (findings: Findings, from: number, to: number): void => {
  const label = /(?<![A-Za-z0-9_])(?:ASN?\s?[:#=]\s?|ASN |AS (?=$)|"asn"\s?:\s?)$/i.exec(
    findings.text.slice(Math.max(0, from - 10), from),
  )?.[0]
  if (label === undefined || (/^as/.test(label) && !/^asn/.test(label)) || (label === 'AS ' && to - from < 4)) return
  findings.add('asn', label.startsWith('"') ? from : from - label.length, to, findings.text.slice(from, to))
}
