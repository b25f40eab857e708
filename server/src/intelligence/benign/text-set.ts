/**
 * Many texts looked for in one pass, with jumps (Wu and Manber 1994, "A fast algorithm for multi-pattern searching"): four characters of a
 * value tell how far the next place is at which a text can end what is compared of it.
 */
interface Kept {
  readonly text: string
  /** Where in the text its window ends. */
  readonly end: number
  readonly id: number
}

const BLOCK = 4
const BLOCKS = 2 ** 15

/** The four characters up to `end`, as one of few numbers. */
const blockAt = (text: string, end: number): number =>
  (text.charCodeAt(end) + text.charCodeAt(end - 1) * 31 + text.charCodeAt(end - 2) * 961 + text.charCodeAt(end - 3) * 29_791) &
  (BLOCKS - 1)

/** Texts of which a window of `width` characters is looked for first: the one whose last four characters fewest others end with. */
class Windows {
  readonly width: number
  readonly #kept = new Map<number, Kept[]>()
  /** By block: how far on the next window may end. Small enough to stay near the processor. */
  readonly #jumps: Uint8Array

  constructor(width: number) {
    this.width = width
    this.#jumps = new Uint8Array(BLOCKS).fill(width - BLOCK + 1)
  }

  get isEmpty(): boolean {
    return this.#kept.size === 0
  }

  add(text: string, id: number): void {
    let best = { end: 0, kept: Number.POSITIVE_INFINITY }
    for (let end = this.width - 1; end < text.length && best.kept > 0; end += 1) {
      const kept = this.#kept.get(blockAt(text, end))?.length ?? 0
      if (kept < best.kept) best = { end, kept }
    }
    for (let back = 0; back <= this.width - BLOCK; back += 1) {
      const block = blockAt(text, best.end - back)
      this.#jumps[block] = Math.min(this.#jumps[block]!, back)
    }
    const block = blockAt(text, best.end)
    const kept = this.#kept.get(block) ?? []
    kept.push({ text, end: best.end, id })
    this.#kept.set(block, kept)
  }

  find(value: string, found: Set<number> | null): Set<number> | null {
    const jumps = this.#jumps
    for (let end = this.width - 1; end < value.length; ) {
      const block = blockAt(value, end)
      const jump = jumps[block]!
      if (jump === 0) found = this.#compare(value, end, block, found)
      end += jump === 0 ? 1 : jump
    }
    return found
  }

  #compare(value: string, end: number, block: number, found: Set<number> | null): Set<number> | null {
    for (const kept of this.#kept.get(block)!)
      if (end >= kept.end && value.startsWith(kept.text, end - kept.end)) found = (found ?? new Set<number>()).add(kept.id)
    return found
  }
}

export class TextSet {
  /** The wider, the further are the jumps: a text goes to the widest that it fills. */
  readonly #windows = [8, BLOCK].map(width => new Windows(width))
  #used: readonly Windows[] = []
  /** Too short for any. */
  readonly #short: { readonly text: string; readonly id: number }[] = []

  get isEmpty(): boolean {
    return this.#used.length === 0 && this.#short.length === 0
  }

  /** Adds a text that may stand anywhere, under a number. */
  add(text: string, id: number): void {
    const windows = this.#windows.find(({ width }) => width <= text.length)
    if (windows) windows.add(text, id)
    else this.#short.push({ text, id })
    this.#used = this.#windows.filter(({ isEmpty }) => !isEmpty)
  }

  /** Numbers of the texts found in `value`, each once. */
  found(value: string): readonly number[] {
    let found: Set<number> | null = null
    for (const { text, id } of this.#short) if (value.includes(text)) found = (found ?? new Set<number>()).add(id)
    for (const windows of this.#used) found = windows.find(value, found)
    return found === null ? [] : [...found]
  }
}
