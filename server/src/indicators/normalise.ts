/** A copy of a text with its defanging undone, and the way back to the offsets of the original. */
import { type Edit, editsOf } from './defanging.ts'

export interface Normalised {
  readonly text: string
  /** Offset in the original of the character at `offset`. */
  start(offset: number): number
  /** Offset in the original behind the character before `offset`. */
  end(offset: number): number
  /** Whether anything visible was undone in `[from, to)`. */
  isDefanged(from: number, to: number): boolean
}

export const normalise = (original: string): Normalised => {
  const edits = editsOf(original)
  if (edits.length === 0) return { text: original, start: offset => offset, end: offset => offset, isDefanged: () => false }
  const parts: string[] = []
  const from = new Int32Array(edits.length)
  const to = new Int32Array(edits.length)
  let length = 0
  let copied = 0
  for (const [index, { start, end, meant }] of edits.entries()) {
    if (start > copied) parts.push(original.slice(copied, start))
    length += start - copied
    from[index] = length
    length += meant.length
    to[index] = length
    parts.push(meant)
    copied = end
  }
  parts.push(original.slice(copied))
  return { text: parts.join(''), ...wayBack(edits, from, to) }
}

/** `from[i]` to `to[i]` is where edit i stands in the copy. */
const wayBack = (edits: readonly Edit[], from: Int32Array, to: Int32Array): Omit<Normalised, 'text'> => {
  /** Index of the last edit that begins at or before `offset`, or -1. */
  const before = (offset: number): number => {
    let low = 0
    let high = from.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (from[middle]! <= offset) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  return {
    start: offset => {
      const index = before(offset)
      const edit = edits[index]
      if (edit === undefined) return offset
      return offset < to[index]! ? edit.start : edit.end + offset - to[index]!
    },
    end: offset => {
      const index = before(offset - 1)
      const edit = edits[index]
      if (edit === undefined) return offset
      return offset <= to[index]! ? edit.end : edit.end + offset - to[index]!
    },
    isDefanged: (start, end) => {
      for (let index = before(end - 1); index >= 0 && from[index]! >= start; index -= 1)
        if (edits[index]!.meant !== '') return true
      return false
    },
  }
}
