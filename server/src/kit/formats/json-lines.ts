/** One JSON value a line. */
import type { Format, RawRow } from '../rows.ts'
import { parseJson } from './json.ts'
import { overlongRow, readLines } from './records.ts'

/** Most rows are known by their text alone: a row is only read when it is asked. */
class Row implements RawRow<unknown> {
  readonly raw: string

  constructor(raw: string) {
    this.raw = raw
  }

  decode(): unknown {
    return parseJson(this.raw, 'row')
  }
}

export const jsonLines = (): Format<unknown> =>
  async function* rows(chunks) {
    for await (const piece of readLines(chunks)) {
      const batch: RawRow<unknown>[] = []
      for (let index = 0; index < piece.lines.length; index += 1) {
        const line = piece.lines[index]!
        if (piece.overlong.has(index)) batch.push(overlongRow(line))
        else if (line.trim() !== '') batch.push(new Row(line))
      }
      if (batch.length > 0) yield batch
    }
  }
