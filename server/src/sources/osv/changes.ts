/** What has changed in an ecosystem of OSV: its list of changes, newest first, and the advisories themselves, each asked for by its id. */
import { cursorMs } from '../../kit/cursor.ts'
import { readJson } from '../../kit/formats/json.ts'
import { lines } from '../../kit/formats/lines.ts'
import type { Ask, Walk } from '../../kit/rows.ts'
import { Problem } from '../../problem.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** Of changes shortly before the cursor so many are asked for again: those of one moment are listed in any order, some of them late. */
const MOST_AGAIN = 50
const NOT_FOUND = 404

/** Where reading begins. A cursor is a time and an id; a back-fill has a time only, and is read at once. */
export interface Begin {
  readonly ms: number
  readonly after: string
  readonly isBackfill: boolean
}

/** At first so many days back, each run so much of it. */
export const beginAt = (since: string | null, days: number, now: number): Begin => {
  if (since === null) return { ms: now - days * DAY_MS, after: '', isBackfill: false }
  const ms = cursorMs(since)
  return since.includes(' ') ? { ms: ms - HOUR_MS, after: since, isBackfill: false } : { ms, after: '', isBackfill: true }
}

export interface Change {
  /** The time in milliseconds' precision and the id: changes are in the order of these texts. */
  readonly at: string
  readonly id: string
}

const CHANGE = /^([\dT:.+Z-]{10,40}),([A-Za-z0-9][\w.:-]{0,120})$/

/** A time of the future is not believed: as a cursor it would never be passed. */
const changeIn = (line: string, now: number): Change | null => {
  const [, time = '', id = ''] = CHANGE.exec(line) ?? []
  const ms = Date.parse(time)
  return Number.isNaN(ms) ? null : { at: `${new Date(Math.min(ms, now)).toISOString()} ${id}`, id }
}

/** Changes from a time on, oldest first. The list is read as far as that: of a large ecosystem it has hundreds of thousands of lines. */
export const changesSince = async (chunks: AsyncIterable<Uint8Array>, ms: number, now: number): Promise<readonly Change[]> => {
  const from = new Date(ms).toISOString()
  const found: Change[] = []
  let read = 0
  for await (const batch of lines()(chunks)) {
    for (const row of batch) {
      const change = changeIn(row.raw, now)
      if (change === null) {
        if (read === 0 && /^modified/i.test(row.raw)) continue
        throw new Problem('bad-feed', `A line of OSV's list of changes is not "time,id": ${row.raw.slice(0, 60)}.`, {
          todo: 'Look at the list in a browser: it may have moved or changed.',
        })
      }
      read += 1
      if (change.at < from) return sorted(found)
      found.push(change)
    }
  }
  if (read > 0) return sorted(found)
  throw new Problem('empty-feed', "OSV's list of changes is empty, and no ecosystem is.", {
    todo: 'It is asked again. If it goes on, look at the list in a browser.',
  })
}

const sorted = (changes: readonly Change[]): readonly Change[] => changes.toSorted((a, b) => (a.at < b.at ? -1 : 1))

/** Those to ask for in a run: the last few before the cursor again, then as many as may be. The rest is for the next run. */
export const dueOf = (changes: readonly Change[], { after, isBackfill }: Begin, most: number): readonly Change[] => {
  const first = changes.findIndex(({ at }) => at > after)
  const fresh = first === -1 ? changes.length : first
  return [
    ...changes.slice(Math.max(0, fresh - MOST_AGAIN), fresh),
    ...changes.slice(fresh, isBackfill ? undefined : fresh + most),
  ]
}

export interface Reading {
  readonly begin: Begin
  readonly most: number
  readonly now: number
  /** Which ids are read. */
  readonly isWanted: (id: string) => boolean
  readonly askFor: (id: string) => Ask
}

/** Each advisory with how far it brings the reading. One that is gone meanwhile is passed over. */
export const walkAdvisories = ({ begin, most, now, isWanted, askFor }: Reading): Walk =>
  async function* walk(answer, get, tell) {
    const changes = await changesSince(answer.body, begin.ms, now)
    const wanted = changes.filter(({ id }) => isWanted(id))
    const due = dueOf(wanted, begin, most)
    const last = due.at(-1)?.at ?? ''
    const left = wanted.filter(({ at }) => at > last).length
    if (left > 0) tell.leaves(`${due.length} advisories were read, ${left} wait for the next run.`)
    for (const { at, id } of due) {
      const found = await get({ ...askFor(id), answers: [NOT_FOUND] })
      const advisory = await readJson(found.body)
      if (found.status !== NOT_FOUND) yield [{ at, advisory }]
    }
  }
