/** Lists that say themselves how many rows they have: one with fewer was cut off, even where what is left reads well. */
import { Problem } from '../../problem.ts'
import type { Format } from '../rows.ts'

/** A comment behind the rows of a list: `# Number of entries: 40`, `# of entries: 40`, `# END (40) entries`. */
const IN_COMMENT = /(?:\bnumber|#) of entries:\s{0,10}(\d{1,9})\s{0,10}$|\bEND \(?(\d{1,9})\)? entries/i

/** The count in a comment of abuse.ch; null in any other. */
export const countInComment = (comment: string): number | null => {
  const [, number, end] = IN_COMMENT.exec(comment.slice(0, 200)) ?? []
  const count = number ?? end
  return count === undefined ? null : Number(count)
}

/** Throws 'truncated' when fewer rows came than the list says it has. What states no number states nothing. */
export const demandCount = (stated: unknown, rows: number): void => {
  const count = Number(stated)
  if (typeof stated === 'boolean' || stated === null || stated === '' || !Number.isInteger(count) || rows >= count) return
  throw new Problem('truncated', `The list says that it has ${count} rows, and ${rows} came: it was cut off.`, {
    todo: 'What was known is kept, and it is asked again. If it goes on, tell the provider.',
  })
}

/** A list whose last row says how long it is, which `countIn` reads from its text (null for any other). Without it the list was cut off, or has changed. */
export const withTrailer = <T>(format: Format<T>, countIn: (raw: string) => number | null): Format<T> =>
  async function* rows(chunks) {
    let stated: number | null = null
    let count = 0
    for await (const batch of format(chunks)) {
      for (const { raw } of batch) {
        const found = countIn(raw)
        if (found === null) count += 1
        else stated = found
      }
      yield batch
    }
    if (stated !== null) demandCount(stated, count)
    else if (count > 0)
      throw new Problem('bad-feed', 'The list does not end with the line that says how many rows it has.', {
        todo: 'It was cut off, or its format has changed: look at the end of the feed. What was known is kept.',
      })
  }
