/**
 * Reads a list that somebody brings: MISP's warning-list format (https://github.com/MISP/misp-warninglists, `list.json`: name, description,
 * version, type, list, matching_attributes) or plain lines. Entries are checked one by one: what cannot be read is refused, and said.
 */
import type { IndicatorType, ListMatch } from '@keysguard/model'
import { canonicalise } from '../../indicators/index.ts'
import { PatternSet } from '../pattern.ts'
import { readDelimited } from './delimited.ts'
import type { BenignList } from './list.ts'

export interface RefusedEntry {
  readonly entry: string
  readonly problem: string
}

/** What a list says of itself; null where it does not. */
export interface ReadList {
  readonly name: string | null
  readonly why: string | null
  readonly match: ListMatch
  readonly types: readonly IndicatorType[] | null
  readonly dated: string | null
  readonly entries: readonly string[]
  readonly refused: readonly RefusedEntry[]
  readonly refusedCount: number
}

export const MOST_ENTRIES = 2_000_000
export const MOST_PATTERNS = 20_000
const LONGEST_ENTRY = 1_000
const KEPT_REFUSALS = 100

/** Types of MISP's attributes as ours; those that are no indicators here are left out. */
const MISP_TYPES: Readonly<Record<string, readonly IndicatorType[]>> = {
  'ip-src': ['ipv4', 'ipv6', 'cidr'],
  'ip-dst': ['ipv4', 'ipv6', 'cidr'],
  'ip-src|port': ['ipv4', 'ipv6'],
  'ip-dst|port': ['ipv4', 'ipv6'],
  'domain|ip': ['domain', 'ipv4', 'ipv6'],
  hostname: ['domain'],
  'hostname|port': ['domain'],
  domain: ['domain'],
  url: ['url'],
  uri: ['url'],
  link: ['url'],
  email: ['email'],
  'email-src': ['email'],
  'email-dst': ['email'],
  'email-reply-to': ['email'],
  'whois-registrant-email': ['email'],
  md5: ['md5'],
  'filename|md5': ['md5'],
  sha1: ['sha1'],
  'filename|sha1': ['sha1'],
  sha256: ['sha256'],
  'filename|sha256': ['sha256'],
  sha512: ['sha512'],
  'filename|sha512': ['sha512'],
  imphash: ['imphash'],
  ssdeep: ['ssdeep'],
  tlsh: ['tlsh'],
  AS: ['asn'],
  filename: ['filename'],
  mutex: ['mutex'],
  regkey: ['regkey'],
  'user-agent': ['useragent'],
  btc: ['btc'],
  vulnerability: ['cve'],
  'x509-fingerprint-sha1': ['certificate'],
  'x509-fingerprint-sha256': ['certificate'],
}

const MATCHES: readonly string[] = ['cidr', 'hostname', 'string', 'substring', 'regex'] satisfies ListMatch[]
const isMatch = (text: string): text is ListMatch => MATCHES.includes(text)

/** Reads a text; `match` says how plain lines are compared, null finds out. Throws a RangeError that says what is wrong with the whole. */
export const readList = (text: string, match: ListMatch | null): ReadList => {
  const start = text.trimStart()
  return start.startsWith('{') ? readMisp(start, match) : readLines(text, match)
}

const readMisp = (text: string, asked: ListMatch | null): ReadList => {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw new RangeError('It begins as JSON, and is not.')
  }
  const {
    name,
    description,
    type,
    version,
    list,
    matching_attributes: attributes,
  } = document as Readonly<Record<string, unknown>>
  if (!Array.isArray(list)) throw new RangeError('It holds no array `list`, as a MISP warning list does.')
  const match = asked ?? (typeof type === 'string' ? type : 'string')
  if (!isMatch(match)) throw new RangeError(`Its type is ${match}: cidr, hostname, string, substring or regex was expected.`)
  return {
    name: typeof name === 'string' && name.trim() !== '' ? name.trim().slice(0, 200) : null,
    why: typeof description === 'string' && description.trim() !== '' ? description.trim().slice(0, 1_000) : null,
    match,
    types: typesOf(attributes),
    dated: datedOf(version),
    ...entriesOf(list, match),
  }
}

const typesOf = (attributes: unknown): readonly IndicatorType[] | null => {
  if (!Array.isArray(attributes) || attributes.length === 0) return null
  const types = new Set(attributes.flatMap(attribute => (typeof attribute === 'string' ? (MISP_TYPES[attribute] ?? []) : [])))
  return types.size === 0 ? null : [...types]
}

/** Versions are dates without dashes. */
const datedOf = (version: unknown): string | null => {
  const found = /^(20\d\d)([01]\d)([0-3]\d)/.exec(String(version))
  return found ? `${found[1]}-${found[2]}-${found[3]}` : null
}

const readLines = (text: string, asked: ListMatch | null): ReadList => {
  const lines = text.split(/\r?\n/).flatMap(line => {
    const entry = line.replace(/\s+#.*$/, '').trim()
    return entry === '' || entry.startsWith('#') || entry.startsWith('//') ? [] : [entry]
  })
  const match = asked ?? guess(lines)
  return { name: null, why: null, match, types: null, dated: null, ...entriesOf(lines, match) }
}

/** By the first line: addresses, names, or whole values. */
const guess = ([first = '']: readonly string[]): ListMatch => {
  if (entryOf(first, 'cidr').ok) return 'cidr'
  return canonicalise('domain', first).ok ? 'hostname' : 'string'
}

type Entry = { readonly ok: true; readonly entry: string } | { readonly ok: false; readonly problem: string }

const entriesOf = (list: readonly unknown[], match: ListMatch): Pick<ReadList, 'entries' | 'refused' | 'refusedCount'> => {
  const most = match === 'substring' || match === 'regex' ? MOST_PATTERNS : MOST_ENTRIES
  if (list.length > most) throw new RangeError(`It holds ${list.length} entries: at most ${most} are taken.`)
  const entries: string[] = []
  const refused: RefusedEntry[] = []
  let refusedCount = 0
  const patterns = new PatternSet()
  for (const item of list) {
    const read: Entry = typeof item === 'string' ? entryOf(item.trim(), match, patterns) : { ok: false, problem: 'is no text' }
    if (read.ok) entries.push(read.entry)
    else {
      refusedCount += 1
      // What is no text came from JSON and goes back to it: an object may name anything `toString`.
      const entry = typeof item === 'string' ? item : JSON.stringify(item)
      if (refused.length < KEPT_REFUSALS) refused.push({ entry: entry.slice(0, 200), problem: read.problem })
    }
  }
  return { entries, refused, refusedCount }
}

const NAME = /^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/

/** `patterns` holds those read before, since what they take together is bounded. */
const entryOf = (text: string, match: ListMatch, patterns = new PatternSet()): Entry => {
  if (text === '') return { ok: false, problem: 'is empty' }
  if (text.length > LONGEST_ENTRY) return { ok: false, problem: `is longer than ${LONGEST_ENTRY} characters` }
  switch (match) {
    case 'cidr':
      return networkEntry(text)
    case 'hostname':
      return nameEntry(text)
    case 'string':
      return { ok: true, entry: valueEntry(text) }
    case 'substring':
      return text.length < 3 ? { ok: false, problem: 'is too short to be looked for anywhere' } : { ok: true, entry: text }
    case 'regex':
      return patternEntry(text, patterns)
  }
}

const patternEntry = (text: string, patterns: PatternSet): Entry => {
  const delimited = readDelimited(text)
  if (!delimited.ok) return delimited
  const problem = patterns.add(delimited.source, delimited.flags, 0)
  return problem === null ? { ok: true, entry: text } : { ok: false, problem }
}

const networkEntry = (text: string): Entry => {
  const found = canonicalise('cidr', text)
  if (!found.ok) return { ok: false, problem: found.reason }
  const { type, value } = found.indicator
  return type === 'cidr' || type === 'ipv4' || type === 'ipv6'
    ? { ok: true, entry: value }
    : { ok: false, problem: 'is no address or network' }
}

/** A name may be a public suffix or stand alone, so it need not be an indicator itself. */
const nameEntry = (text: string): Entry => {
  const name = text
    .toLowerCase()
    .replace(/^(?:\*\.|\.)/, '')
    .replace(/\.$/, '')
  if (NAME.test(name) && name.length <= 253) return { ok: true, entry: name }
  const found = canonicalise('domain', name)
  return found.ok && found.indicator.type === 'domain'
    ? { ok: true, entry: found.indicator.value }
    : { ok: false, problem: 'is no host name' }
}

const HASH = /^[0-9a-f]{32,128}$/i

/** Values as indicators write them: names and hashes in lower case. */
const valueEntry = (text: string): string => {
  if (HASH.test(text)) return text.toLowerCase()
  if (NAME.test(text)) return text
  const found = canonicalise(text.includes('://') ? 'url' : text.includes('@') ? 'email' : 'domain', text)
  return found.ok ? found.indicator.value : text
}

/** A list as the index takes it. */
export const importedList = (
  read: ReadList,
  about: Pick<BenignList, 'id' | 'name' | 'why' | 'action' | 'beneath' | 'dated'>,
): BenignList => ({
  ...about,
  match: read.match,
  types: read.types === null ? null : new Set(read.types),
  origin: 'imported',
  entries: read.entries,
})
