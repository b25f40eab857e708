/** How far a part is read while it is: where the next run goes on after a whole one, and after one that was cut. */
import { type Cursor, placeOf } from '../kit/cursor.ts'
import { at } from '../kit/path.ts'
import type { RawRow } from '../kit/rows.ts'

interface Value {
  readonly text: string
  readonly place: number
}

const isBefore = (a: Value, b: Value): boolean => a.place < b.place || (a.place === b.place && a.text < b.text)

export class HowFar {
  readonly #cursor: Cursor | undefined
  readonly #now: number
  #furthest: Value | null = null
  /** The value before it: what has the furthest may go on on the next page. */
  #before: Value | null = null
  #isOrdered = true
  #told: string | null = null

  /** `cursor` is undefined for a part that is read whole each time. */
  constructor(cursor: Cursor | undefined, now: number) {
    this.#cursor = cursor
    this.#now = now
  }

  /** A row was read; one without a readable cursor, or with one of the future, says nothing. */
  row(row: RawRow<unknown>): void {
    if (this.#cursor === undefined) return
    const text = textAt(row, this.#cursor.at)
    if (text === null || text === this.#furthest?.text) return
    const value = { text, place: placeOf(this.#cursor, text) }
    if (!(value.place <= this.#now)) return
    if (this.#furthest !== null && isBefore(value, this.#furthest)) {
      this.#isOrdered = false
      return
    }
    this.#before = this.#furthest
    this.#furthest = value
  }

  /** The reading itself says so. */
  reached(cursor: string): void {
    if (this.#cursor === undefined) return
    this.#told = placeOf(this.#cursor, cursor) <= this.#now ? cursor : new Date(this.#now).toISOString()
  }

  /** After the whole part. */
  get whole(): string | null {
    return this.#told ?? this.#furthest?.text ?? null
  }

  /** After the rows so far, when no more come; null where nothing can be left out the next time. */
  get soFar(): string | null {
    if (this.#told !== null) return this.#told
    return this.#cursor?.order === 'oldest-first' && this.#isOrdered ? (this.#before?.text ?? null) : null
  }
}

/** The later of what is stored and what was read; what is stored and cannot be read, or is of the future, counts for nothing. */
export const further = (cursor: Cursor | undefined, stored: string | null, read: string | null, now: number): string | null => {
  if (cursor === undefined || stored === null) return read
  const before = { text: stored, place: placeOf(cursor, stored) }
  if (!(before.place <= now)) return read
  if (read === null) return stored
  const after = { text: read, place: placeOf(cursor, read) }
  return after.place >= before.place && (cursor.as !== 'count' || !isBefore(after, before)) ? read : stored
}

const textAt = (row: RawRow<unknown>, path: string): string | null => {
  let value: unknown
  try {
    value = at(row.decode(), path)
  } catch {
    return null
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null
}
