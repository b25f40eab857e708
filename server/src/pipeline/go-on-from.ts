/** Where the parts of a source are gone on with. */
import { usableCursor } from '../kit/cursor.ts'
import type { Source } from '../kit/source.ts'

export interface GoingOn {
  /** By part. */
  readonly cursors: ReadonlyMap<string, string>
  /** What a person has to know about it. */
  readonly notes: readonly string[]
}

const LONGEST_SHOWN = 60

/** A cursor that cannot be read starts its part over instead of stopping it for good, and is told. */
export const goOnFrom = ({ cursor }: Source, stored: ReadonlyMap<string, string>, now: number): GoingOn => {
  const cursors = new Map<string, string>()
  const notes: string[] = []
  for (const [part, text] of stored) {
    const usable = cursor === undefined ? null : usableCursor(cursor, text, now)
    if (usable !== null) cursors.set(part, usable)
    else if (cursor !== undefined)
      notes.push(
        `How far "${part}" was read before ("${text.slice(0, LONGEST_SHOWN)}") makes no sense, so it is read again as at first.`,
      )
  }
  return { cursors, notes }
}
