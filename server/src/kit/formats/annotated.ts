/** Lists in which a comment says what the lines below it are: the section, where they were read. */
import type { Walk } from '../rows.ts'
import { readLines } from './records.ts'

export interface AnnotatedLine {
  readonly line: string
  /** The comments above it, without their signs: the last block of them, however many lines ago. */
  readonly comments: readonly string[]
}

/** More comments than this are prose. */
const MOST_COMMENTS = 12
const LONGEST_COMMENT = 500

/** Each line with the comments above it. */
export const annotated: Walk = async function* rows({ body }) {
  let comments: string[] = []
  let between = false
  for await (const { lines } of readLines(body)) {
    const batch: AnnotatedLine[] = []
    for (const raw of lines) {
      const text = raw.trim()
      if (text.startsWith('#')) {
        if (!between) comments = []
        between = true
        if (comments.length < MOST_COMMENTS) comments.push(text.slice(0, LONGEST_COMMENT).replace(/^#+/, '').trim())
      } else if (text !== '') {
        between = false
        batch.push({ line: withoutNote(text), comments })
      }
    }
    yield batch
  }
}

const withoutNote = (text: string): string => {
  const note = text.indexOf(' #')
  return note === -1 ? text : text.slice(0, note).trimEnd()
}
