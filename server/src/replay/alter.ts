/** What can be wrong with the content of a feed, whatever its format: a payload in, the wrong payload out, packed as it was. */
import { gunzipSync, gzipSync } from 'node:zlib'
import { unzipSync, zipSync } from 'fflate'
import { splitRecord } from '../kit/formats/csv-fields.ts'

export type Alteration = (plain: Buffer) => Buffer

/** Alters what is inside gzip and zip. */
export const altered = (body: Buffer, alter: Alteration): Buffer => {
  if (body[0] === 0x1f && body[1] === 0x8b) return gzipSync(alter(gunzipSync(body)))
  if (body.subarray(0, 4).toString('latin1') !== 'PK\u0003\u0004') return alter(body)
  const files = Object.entries(unzipSync(body)).map(([name, content]) => [name, alter(Buffer.from(content))] as const)
  return Buffer.from(zipSync(Object.fromEntries(files)))
}

/** A text altered as a JSON document where it is one, else line by line. */
const asText =
  (ofDocument: (document: unknown) => unknown, ofLines: (lines: readonly string[]) => readonly string[]): Alteration =>
  plain => {
    const text = plain.toString('utf8')
    const document = documentIn(text)
    return Buffer.from(document === undefined ? ofLines(text.split('\n')).join('\n') : JSON.stringify(ofDocument(document)))
  }

const documentIn = (text: string): unknown => {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

export const isDocument = (plain: Buffer): boolean => documentIn(plain.toString('utf8')) !== undefined

type Fields = Readonly<Record<string, unknown>>
type Rows = Fields | readonly unknown[]
const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value)
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const isData = (line: string): boolean => line.trim() !== '' && !/^[#;]/.test(line)

const TENTH = (length: number): number => Math.ceil(length / 10)

/** A tenth of the rows. */
export const shrunk: Alteration = asText(
  document =>
    changed(document, largest(document), rows => (Array.isArray(rows) ? rows.slice(0, TENTH(rows.length)) : fewer(rows))),
  lines => {
    const most = TENTH(lines.filter(isData).length)
    let kept = 0
    return lines.filter(line => !isData(line) || ++kept <= most)
  },
)

const fewer = (rows: Rows): unknown =>
  isList(rows)
    ? rows.slice(0, TENTH(rows.length))
    : Object.fromEntries(Object.entries(rows).slice(0, TENTH(Object.keys(rows).length)))

/** Every field is called something else; columns change places, and what has none is written in another way. */
export const drifted: Alteration = asText(
  document => changed(document, largest(document), rows => (isList(rows) ? rows.map(renamed) : renamed(rows))),
  lines => {
    const rows = lines.filter(isData)
    if (rows.every(row => documentIn(row) !== undefined)) return rows.map(row => JSON.stringify(renamed(documentIn(row))))
    const delimiter = DELIMITERS.find(one => rows.length > 0 && rows.every(row => row.includes(one)))
    if (delimiter === undefined) return lines.map(line => (isData(line) ? Buffer.from(line).toString('base64') : line))
    const heading = headingOf(lines, delimiter)
    return lines.map((line, index) =>
      index === heading ? renamedHeading(line, delimiter) : isData(line) ? reversed(line, delimiter) : line,
    )
  },
)

/** The rows are as they were, in another envelope. */
export const enveloped: Alteration = asText(
  document => ({ renamed: document }),
  lines => lines,
)

const renamed = (row: unknown): unknown => {
  if (Array.isArray(row)) return row.map(renamed)
  if (!isFields(row)) return { renamed: row }
  return Object.fromEntries(
    Object.values(row).map((value, index) => [
      `renamed_${index}`,
      typeof value === 'object' && value !== null ? renamed(value) : value,
    ]),
  )
}

/** The list or dictionary with most entries: the rows. */
const largest = (document: unknown): unknown => {
  let found: unknown = document
  let most = 0
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    const entries: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    const rows = Array.isArray(value) || entries.every(entry => typeof entry === 'object' && entry !== null) ? entries.length : 0
    if (rows > most) {
      found = value
      most = rows
    }
    for (const entry of entries) look(entry)
  }
  look(document)
  return found
}

/** The document with one place in it changed. */
const changed = (document: unknown, place: unknown, change: (rows: Rows) => unknown): unknown => {
  if (document === place) return change(document as Rows)
  if (Array.isArray(document)) return document.map(entry => changed(entry, place, change))
  if (!isFields(document)) return document
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, changed(value, place, change)]))
}

const DELIMITERS = ['\t', '|', ';', ',']
const NAME = /^"?[a-z_][a-z0-9_ ()/-]*"?$/i

/** Where the columns are named: in the first row or the last comment before it; -1 where they are not. */
const headingOf = (lines: readonly string[], delimiter: string): number => {
  const first = lines.findIndex(isData)
  const isHeading = (line: string): boolean => {
    const cells = line.replace(/^#\s*/, '').split(delimiter)
    return cells.length > 1 && cells.every(cell => NAME.test(cell.trim()))
  }
  if (isHeading(lines[first] ?? '')) return first
  return lines.slice(0, Math.max(0, first)).findLastIndex(line => line.startsWith('#') && isHeading(line))
}

const renamedHeading = (line: string, delimiter: string): string => {
  const names = line.split(delimiter).map((_, index) => `renamed_${index}`)
  return `${line.startsWith('#') ? '# ' : ''}${names.join(delimiter)}`
}

const reversed = (line: string, delimiter: string): string =>
  splitRecord(line, delimiter)
    .toReversed()
    .map(field => (field.includes('"') || field.includes(delimiter) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(delimiter)

/** Every date lies at the end of the century: ISO, day first, in words, and seconds since 1970. */
export const inTheFuture: Alteration = plain =>
  Buffer.from(
    plain
      .toString('utf8')
      .replace(/\b20\d\d([-/]\d\d[-/]\d\d)/g, '2099$1')
      .replace(/\b(\d\d[-/ ](?:\d\d|[A-Z][a-z]{2})[-/ ])20\d\d\b/g, '$12099')
      .replace(/\b1[67]\d{8}\b/g, '4073068800'),
  )

export const SKEW_MS = 6 * 3_600_000

/** Every time is hours ahead. */
export const skewed: Alteration = plain =>
  Buffer.from(
    plain.toString('utf8').replace(/\b20\d\d-\d\d-\d\d[T ]\d\d:\d\d:\d\d/g, time =>
      new Date(Date.parse(`${time.replace(' ', 'T')}Z`) + SKEW_MS)
        .toISOString()
        .slice(0, 19)
        .replace('T', time[10] ?? 'T'),
    ),
  )

/** Puts bytes into the middle of `within` where it first stands. */
export const spoiled =
  (bytes: Buffer, within: string): Alteration =>
  plain => {
    const at = plain.indexOf(within)
    if (at === -1) return plain
    const middle = at + (Buffer.byteLength(within) >> 1)
    return Buffer.concat([plain.subarray(0, middle), bytes, plain.subarray(middle)])
  }
