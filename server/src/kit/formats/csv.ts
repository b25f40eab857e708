/** Comma-separated values (RFC 4180), by header name: providers add and move columns. */
import { parse } from 'csv-parse/sync'
import { Problem } from '../../problem.ts'
import type { CsvOptions, Format, RawRow } from '../rows.ts'
import { overlongRow, readLines } from './records.ts'

export type CsvRow = Readonly<Record<string, string>>

/** A quoted field may hold line ends: the record goes on while its quotes are not balanced. */
const isOpen = (record: string): boolean => {
  let quotes = 0
  for (let at = record.indexOf('"'); at !== -1; at = record.indexOf('"', at + 1)) quotes += 1
  return quotes % 2 === 1
}

/** More lines than this in one record are a stray quote, not a field. */
const MOST_LINES = 200

const split = (record: string, delimiter: string): readonly string[] => {
  if (!record.includes('"')) return record.split(delimiter).map(field => field.trim())
  const [fields] = parse(record, {
    delimiter,
    ltrim: true,
    rtrim: true,
    relax_column_count: true,
    relax_quotes: true,
  }) as string[][]
  return fields ?? []
}

export const csv = ({ delimiter = ',', header = 'first-row', comments = '#' }: CsvOptions = {}): Format<CsvRow> =>
  async function* rows(chunks) {
    let names: readonly string[] | null = typeof header === 'string' ? null : header
    let comment = ''
    let open = ''
    let openLines = 0
    const row = (raw: string): RawRow<CsvRow> => {
      const columns = names ?? []
      return { raw, decode: () => decode(raw, columns, delimiter) }
    }
    for await (const piece of readLines(chunks)) {
      const batch: RawRow<CsvRow>[] = []
      for (const [index, line] of piece.lines.entries()) {
        if (piece.overlong.has(index)) {
          batch.push(overlongRow(line))
          continue
        }
        if (open === '' && (line === '' || line.startsWith(comments))) {
          if (line.length > comments.length && line.includes(delimiter)) comment = line.slice(comments.length)
          continue
        }
        const record = open === '' ? line : `${open}\n${line}`
        openLines = open === '' ? 1 : openLines + 1
        if (record.includes('"') && isOpen(record) && openLines < MOST_LINES) {
          open = record
          continue
        }
        open = ''
        if (names === null) {
          names = headerOf(header === 'last-comment' ? comment : record, delimiter)
          if (header === 'first-row') continue
        }
        batch.push(row(record))
      }
      if (batch.length > 0) yield batch
    }
    if (open !== '') yield [row(open)]
  }

const headerOf = (text: string, delimiter: string): readonly string[] => {
  const names = split(text.trim(), delimiter).map(name => name.toLowerCase())
  if (names.length > 1 && names.every(name => name.length < 64)) return names
  throw new Problem('bad-feed', 'The feed has no header row that names its columns.', {
    todo: 'Look at the first lines of the feed: its format may have changed.',
  })
}

const decode = (raw: string, names: readonly string[], delimiter: string): CsvRow => {
  const fields = split(raw, delimiter)
  if (fields.length < 2 && names.length > 1)
    throw new Problem('bad-feed', 'The row has a single column.', { todo: 'Look at the row.' })
  const row: Record<string, string> = {}
  for (const [index, name] of names.entries()) row[name] = fields[index] ?? ''
  return row
}
