/** Where a CSV feed names its columns: in its first row, hidden in the last comment before it, or nowhere. */
import { Problem } from '../../problem.ts'
import type { CsvOptions } from '../rows.ts'
import { splitRecord } from './csv-fields.ts'

export interface Heading {
  readonly names: readonly string[]
  /** Whether the first record is the heading itself, and no row. */
  readonly consumed: boolean
}

const LONGEST_NAME = 64
/** Shorter than a hash. */
const NAME = /^[a-z_][a-z0-9_ ()/-]{0,30}$/

/** The heading of a feed, from its last comment and its first record. Throws 'bad-feed' where it is promised and missing. */
export const readHeading = (
  header: NonNullable<CsvOptions['header']>,
  { comment, record, delimiter }: { readonly comment: string; readonly record: string; readonly delimiter: string },
): Heading => {
  if (typeof header !== 'string') return { names: header, consumed: false }
  const commented = namesIn(comment, delimiter)
  const first = namesIn(record, delimiter)
  if (header === 'either') {
    if (first.every(name => NAME.test(name))) return { names: first, consumed: true }
    if (commented.length > 1 && commented.length === first.length) return { names: commented, consumed: false }
    return { names: first.map((_, index) => `column ${index + 1}`), consumed: false }
  }
  const names = header === 'first-row' ? first : commented
  if (names.length > 1 && names.every(name => name.length < LONGEST_NAME)) return { names, consumed: header === 'first-row' }
  throw new Problem('bad-feed', 'The feed has no header row that names its columns.', {
    todo: 'Look at the first lines of the feed: its format may have changed.',
  })
}

const namesIn = (text: string, delimiter: string): string[] => splitRecord(text.trim(), delimiter).map(name => name.toLowerCase())
