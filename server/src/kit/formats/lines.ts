/** One row a line. */
import type { Format, LinesOptions, RawRow } from '../rows.ts'
import { overlongRow, readLines } from './records.ts'

/** Comments may follow a value after a blank; blank lines are no rows. */
export const lines = ({ comments = ['#', ';'] }: LinesOptions = {}): Format<string> =>
  async function* rows(chunks) {
    for await (const piece of readLines(chunks)) {
      const batch: RawRow<string>[] = []
      for (const [index, line] of piece.lines.entries()) {
        const text = uncommented(line, comments)
        if (piece.overlong.has(index)) batch.push(overlongRow(line))
        else if (text !== '') batch.push({ raw: text, decode: () => text })
      }
      if (batch.length > 0) yield batch
    }
  }

const uncommented = (line: string, comments: readonly string[]): string => {
  let end = line.length
  for (const comment of comments) {
    const at = line.indexOf(comment)
    if (at !== -1 && at < end && (at === 0 || line[at - 1] === ' ' || line[at - 1] === '\t')) end = at
  }
  return line.slice(0, end).trim()
}
