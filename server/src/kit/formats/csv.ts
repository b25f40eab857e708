/** Comma-separated values (RFC 4180), by header name: providers add and move columns. */
import { Problem } from '../../problem.ts'
import type { CsvOptions, Format, RawRow } from '../rows.ts'
import { isOpen, splitRecord } from './csv-fields.ts'
import { readHeading } from './csv-header.ts'
import { LONGEST_RECORD, overlongRow, readLines } from './records.ts'
import { countInComment, demandCount } from './stated-count.ts'

export type CsvRow = Readonly<Record<string, string>>

/** Most rows are known by their text alone: a row is only read when it is asked. */
class Row implements RawRow<CsvRow> {
  readonly raw: string
  readonly #names: readonly string[]
  readonly #delimiter: string

  constructor(raw: string, names: readonly string[], delimiter: string) {
    this.raw = raw
    this.#names = names
    this.#delimiter = delimiter
  }

  decode(): CsvRow {
    const fields = splitRecord(this.raw, this.#delimiter)
    if (fields.length < 2 && this.#names.length > 1)
      throw new Problem('bad-feed', 'The row has a single column.', { todo: 'Look at the row.' })
    const row: Record<string, string> = {}
    for (let index = 0; index < this.#names.length; index += 1) row[this.#names[index]!] = fields[index] ?? ''
    return row
  }
}

export const csv = ({ delimiter = ',', header = 'first-row', comments = '#' }: CsvOptions = {}): Format<CsvRow> =>
  async function* rows(chunks) {
    let names: readonly string[] | null = null
    let comment = ''
    let stated: number | null = null
    let count = 0
    let batch: RawRow<CsvRow>[] = []
    const take = (record: string): void => {
      if (names === null) {
        const heading = readHeading(header, { comment, record, delimiter })
        names = heading.names
        if (heading.consumed) return
      }
      batch.push(new Row(record, names, delimiter))
    }
    const records = new Records(take)
    for await (const { lines, overlong } of readLines(chunks)) {
      for (let index = 0; index < lines.length; index += 1) {
        const line = lines[index]!
        if (overlong.has(index)) batch.push(overlongRow(line))
        else if (records.between && (line === '' || line.startsWith(comments))) {
          stated = countInComment(line) ?? stated
          if (line.length > comments.length && line.includes(delimiter)) comment = line.slice(comments.length)
        } else records.add(line)
      }
      count += batch.length
      if (batch.length > 0) yield batch
      batch = []
    }
    records.end()
    if (batch.length > 0) yield batch
    demandCount(stated, count + batch.length)
  }

/** More lines than this in one record are a stray quote, not a field. */
const MOST_LINES = 200

/** Puts records together: a quoted field may hold line ends. A quote that is never closed costs its own line only. */
class Records {
  readonly #take: (record: string) => void
  #lines: string[] = []
  #length = 0

  constructor(take: (record: string) => void) {
    this.#take = take
  }

  /** Whether the next line begins a record. */
  get between(): boolean {
    return this.#lines.length === 0
  }

  add(line: string): void {
    const turns = isOpen(line)
    if (this.between && !turns) {
      this.#take(line)
      return
    }
    this.#lines.push(line)
    this.#length += line.length
    if (turns && this.#lines.length > 1) {
      const record = this.#lines.join('\n')
      this.#clear()
      this.#take(record)
    } else if (this.#lines.length === MOST_LINES || this.#length > LONGEST_RECORD) this.end()
  }

  /** Nothing more comes: lines of a record that is still open stand alone. */
  end(): void {
    const lines = this.#lines
    this.#clear()
    for (const line of lines) if (line !== '') this.#take(line)
  }

  #clear(): void {
    this.#lines = []
    this.#length = 0
  }
}
