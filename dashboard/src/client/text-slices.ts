/** A long text with marks in it, cut into blocks that are drawn one by one, and each block into slices that differ in their marks. */

/** `text.slice(start, end)`. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

export interface Mark extends Stretch {
  readonly finding: number
}

export interface Block extends Stretch {
  readonly marks: readonly Mark[]
}

export interface Slice extends Stretch {
  /** What stands there, the shortest first. */
  readonly findings: readonly number[]
}

/** A block has from one to two times as many characters; it ends with a line where it can. */
const BLOCK = 4_000

const isLowSurrogate = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xdc00

const endOf = (text: string, start: number): number => {
  const least = start + BLOCK
  if (least >= text.length) return text.length
  const line = text.slice(least, least + BLOCK).indexOf('\n')
  if (line >= 0) return least + line + 1
  const most = Math.min(text.length, least + BLOCK)
  return isLowSurrogate(text, most) ? most - 1 : most
}

/** All of the text, with the marks that touch each block. */
export const blocksOf = (text: string, marks: readonly Mark[]): Block[] => {
  const sorted = marks.filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
  sorted.sort((one, other) => one.start - other.start)
  const blocks: Block[] = []
  let waiting: Mark[] = []
  let next = 0
  for (let start = 0; start < text.length; ) {
    const end = endOf(text, start)
    for (let mark = sorted[next]; mark !== undefined && mark.start < end; mark = sorted[++next]) waiting.push(mark)
    blocks.push({ start, end, marks: waiting })
    waiting = waiting.filter(mark => mark.end > end)
    start = end
  }
  return blocks
}

/** Without overlap, in order, and covering the whole block. */
export const slicesOf = ({ start, end, marks }: Block): Slice[] => {
  const cuts = new Set([start, end])
  for (const mark of marks) cuts.add(Math.max(start, mark.start)).add(Math.min(end, mark.end))
  const shortestFirst = [...marks].sort((one, other) => one.end - one.start - (other.end - other.start))
  const places = [...cuts].sort((one, other) => one - other)
  return places.slice(1).map((to, at) => {
    const from = places[at] ?? start
    const over = shortestFirst.filter(mark => mark.start <= from && mark.end >= to)
    return { start: from, end: to, findings: over.map(({ finding }) => finding) }
  })
}
