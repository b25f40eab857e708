/** Rows of columns, by name or by number (`column 3`). */
import { z } from 'zod'
import type { DeclarationOf } from '../declaration.ts'
import { rowReader } from '../row-reader.ts'
import type { Places } from '../statement-of.ts'
import { type MakeKind, unpacking } from './kind.ts'

type Csv = DeclarationOf<'csv'>

export const csvKind: MakeKind<Csv> = (declaration, defaults) => {
  const { delimiter, comments } = declaration
  const header = declaration.header === 'none' ? numbered(declaration) : lowerCase(declaration.header)
  return {
    collect: ({ fetch, at, options }) =>
      fetch.csv(at, { ...options, ...unpacking(declaration.unpack), delimiter, comments, header }),
    row: z.record(z.string(), z.string()),
    parse: rowReader(declaration.map, defaults, columns),
  }
}

const columns: Places = from => {
  const name = from.trim().toLowerCase()
  return row => {
    const fields = row as Readonly<Record<string, string>>
    return Object.hasOwn(fields, name) ? [fields[name]] : []
  }
}

const lowerCase = (header: Exclude<Csv['header'], 'none'>): Exclude<Csv['header'], 'none'> =>
  typeof header === 'string' ? header : header.map(name => name.trim().toLowerCase())

/** Names up to the furthest column that is used. */
const numbered = ({ map }: Csv): readonly string[] => {
  const used = [...JSON.stringify(map).matchAll(/"column (\d{1,3})"/gi)].map(([, number]) => Number(number))
  return Array.from({ length: Math.max(1, ...used) }, (_, index) => `column ${index + 1}`)
}
