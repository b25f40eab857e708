/** From bytes to records of text: UTF-8 (what is not becomes U+FFFD), no byte order mark, lines of bounded length. */
import { Problem } from '../../problem.ts'
import type { RawRow } from '../rows.ts'

/** A longer record is not kept: it becomes a row that says so when it is read. */
export const LONGEST_RECORD = 1 << 20
const KEPT_OF_LONGER = 2_000
const HTML =
  /^\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|(?:html|head|body|title|script|meta|div|center|h1)[\s>])|^\s*<!--/i

/** A stretch of records in one piece of text. `overlong` are the positions of those that were cut. */
export interface Lines {
  readonly lines: readonly string[]
  readonly overlong: ReadonlySet<number>
}

/** Lines of a stream, a piece at a time, without their ends. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Lines> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  let dropping = false
  let first = true
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true })
    const lines: string[] = []
    const overlong = new Set<number>()
    let from = 0
    for (let to = text.indexOf('\n'); to !== -1; to = text.indexOf('\n', from)) {
      const line = rest === '' ? text.slice(from, to) : rest + text.slice(from, to)
      rest = ''
      from = to + 1
      if (dropping) dropping = false
      else keep(line, lines, overlong)
    }
    if (from < text.length && !dropping) {
      rest += text.slice(from)
      if (rest.length > LONGEST_RECORD) {
        keep(rest, lines, overlong)
        rest = ''
        dropping = true
      }
    }
    if (first) first = !begins(lines)
    if (lines.length > 0) yield { lines, overlong }
  }
  const last = rest + decoder.decode()
  if (last !== '' && !dropping) {
    const lines: string[] = []
    const overlong = new Set<number>()
    keep(last, lines, overlong)
    if (first) begins(lines)
    yield { lines, overlong }
  }
}

/** Whether there is a first line yet; throws when it is that of a web page. */
const begins = (lines: readonly string[]): boolean => {
  const line = lines.find(one => one.trim() !== '')
  if (line !== undefined) refuseHtml(line)
  return line !== undefined
}

const keep = (line: string, lines: string[], overlong: Set<number>): void => {
  if (line.length > LONGEST_RECORD) {
    overlong.add(lines.length)
    lines.push(line.slice(0, KEPT_OF_LONGER))
  } else lines.push(line.charCodeAt(line.length - 1) === 13 ? line.slice(0, -1) : line)
}

/** A log-in or error page where data was expected. */
export const refuseHtml = (text: string): void => {
  if (!HTML.test(text.slice(0, 1_000))) return
  throw new Problem('bad-feed', 'The source sent a web page instead of the feed.', {
    todo: 'Open the address in a browser: it may have moved, want a key, or be blocked from here.',
  })
}

/** A row that was too long to keep. */
export const overlongRow = <T>(raw: string): RawRow<T> => ({
  raw,
  decode: () => {
    throw new Problem('too-large', `The row is longer than ${LONGEST_RECORD} characters.`, {
      todo: 'Look at the feed: a line end may be missing.',
    })
  },
})
