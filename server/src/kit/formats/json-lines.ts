/** One JSON value a line. */
import type { Format } from '../rows.ts'
import { overlongRow, readLines } from './records.ts'

export const jsonLines = (): Format<unknown> =>
  async function* rows(chunks) {
    for await (const piece of readLines(chunks)) {
      const batch = piece.lines.flatMap((line, index) => {
        if (piece.overlong.has(index)) return [overlongRow<unknown>(line)]
        return line.trim() === '' ? [] : [{ raw: line, decode: (): unknown => JSON.parse(line) }]
      })
      if (batch.length > 0) yield batch
    }
  }
