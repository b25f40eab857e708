/** One value a line, or lines of text that hold some. */
import { z } from 'zod'
import type { DeclarationOf } from '../declaration.ts'
import { rowReader } from '../row-reader.ts'
import { type MakeKind, unpacking } from './kind.ts'

export const linesKind: MakeKind<DeclarationOf<'lines'>> = ({ comments, map, unpack }, defaults) => {
  const parse = rowReader({ ...map, type: map.type ?? { is: 'auto' } }, defaults, () => row => [row])
  const isProse = map.type === undefined || map.type.is === 'auto'
  return {
    collect: ({ fetch, at, options }) => fetch.lines(at, { ...options, ...unpacking(unpack), comments }),
    row: z.string(),
    // A line of text without an indicator is no fault.
    parse: row => {
      const parsed = parse(row)
      return isProse && parsed !== null && 'refused' in parsed && parsed.refused === 'no-indicator' ? null : parsed
    },
  }
}
