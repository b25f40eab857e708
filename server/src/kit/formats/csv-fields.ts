/** The fields of one CSV record (RFC 4180; blanks around fields are dropped, as abuse.ch puts one behind each comma). */
import { parse } from 'csv-parse/sync'
import { Problem } from '../../problem.ts'

const QUOTE = 34

/** Whether a quoted field is still open at the end: its record goes on in the next line. */
export const isOpen = (text: string): boolean => {
  let quotes = 0
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) quotes += 1
  return quotes % 2 === 1
}

/** The fields of a record, trimmed. Well-formed records take the short way; the others are read as leniently as can be. */
export const splitRecord = (record: string, delimiter: string): readonly string[] => {
  if (!record.includes('"')) return trimmed(record.split(delimiter))
  return strictly(record, delimiter) ?? leniently(record, delimiter)
}

/** Most fields have no blanks around them. */
const trimmed = (fields: string[]): string[] => {
  for (let index = 0; index < fields.length; index += 1) {
    const field = fields[index]!
    if (!isBare(field.charCodeAt(0)) || !isBare(field.charCodeAt(field.length - 1))) fields[index] = field.trim()
  }
  return fields
}

/** Nothing that could be white space. */
const isBare = (unit: number): boolean => unit > 32 && unit < 128

/** Fields that are either bare or quoted from end to end; null for anything else. */
const strictly = (record: string, delimiter: string): string[] | null => {
  const fields: string[] = []
  let at = 0
  for (;;) {
    while (record.charCodeAt(at) === 32) at += 1
    if (record.charCodeAt(at) !== QUOTE) {
      const end = record.indexOf(delimiter, at)
      const field = record.slice(at, end === -1 ? undefined : end).trim()
      if (field.includes('"')) return null
      fields.push(field)
      if (end === -1) return fields
      at = end + delimiter.length
      continue
    }
    const close = closing(record, at + 1)
    if (close === -1) return null
    const field = record.slice(at + 1, close)
    fields.push(field.includes('"') ? field.replaceAll('""', '"') : field)
    at = close + 1
    while (record.charCodeAt(at) === 32) at += 1
    if (at >= record.length) return fields
    if (!record.startsWith(delimiter, at)) return null
    at += delimiter.length
  }
}

/** Position of the quote that ends the field begun before `from`, or -1. */
const closing = (record: string, from: number): number => {
  let at = record.indexOf('"', from)
  while (at !== -1 && record.charCodeAt(at + 1) === QUOTE) at = record.indexOf('"', at + 2)
  return at
}

const leniently = (record: string, delimiter: string): readonly string[] => {
  const options = { delimiter, ltrim: true, rtrim: true, relax_column_count: true, relax_quotes: true } as const
  try {
    const [fields = []] = parse(record, options) as string[][]
    return fields
  } catch (cause) {
    throw new Problem('bad-feed', 'A quote of the record is never closed.', {
      todo: 'Look at the feed: it is cut off, or not CSV.',
      cause,
    })
  }
}
