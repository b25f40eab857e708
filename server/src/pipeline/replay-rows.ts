/** Judges quarantined rows again, after the parser, a list or a clock was put right. What passes is stored and released. */
import type { LiveEvent, Run } from '@keysguard/model'
import { SHIPPED_FIREWALL } from '../intelligence/firewall.ts'
import type { Source } from '../kit/source.ts'
import { appendLog, readKnownRows } from '../store/feed-parts.ts'
import type { Judged } from '../store/judged.ts'
import { type Entry, encodeEntries } from '../store/known-rows.ts'
import { release, replayable } from '../store/quarantine.ts'
import { beginRun, endRun } from '../store/runs.ts'
import type { StoredSource } from '../store/standing.ts'
import { type Knowing, Writing } from '../store/write-rows.ts'
import type { Suppressing } from './judge.ts'
import { keepLessons, type LessonRow } from './keep-lessons.ts'
import { readDecoded } from './read-rows.ts'
import { digestRow, type RowDigest } from './row-digest.ts'
import { Tally } from './tally.ts'

export interface ReplayOrder {
  readonly source: Source
  readonly stored: StoredSource
  /** The lists that ship, unless told otherwise. */
  readonly firewall?: Suppressing
  readonly publish: (event: LiveEvent) => void
  readonly now: () => number
}

export const replayRows = async (
  knowing: Knowing,
  { source, stored, firewall = SHIPPED_FIREWALL, publish, now }: ReplayOrder,
): Promise<Run> => {
  const startedAt = now()
  const id = await beginRun(knowing.database, stored.num, 'manual', startedAt)
  const tally = new Tally()
  const released: string[] = []
  const judged: Judged[] = []
  const lessons: LessonRow[] = []
  const passed: PassedRow[] = []
  for (const row of await replayable(knowing.database, stored.num)) {
    const read = readDecoded(source, row.part, row.raw, JSON.parse(row.decoded), {
      firewall,
      now: startedAt,
      sample: false,
      dates: source.dates,
      // When it came to stand in quarantine says nothing either.
      isFirstRead: true,
    })
    tally.counts.received += read.judged.length + (read.refusal ? 1 : 0)
    if (read.refusal) tally.reject(read.refusal.reason)
    else {
      released.push(row.id)
      passed.push({ part: row.part, raw: row.raw, keys: read.judged.map(({ key }) => key) })
    }
    judged.push(...read.judged)
    if (read.lesson !== null) lessons.push({ lesson: read.lesson, low: 0, high: 0 })
  }
  const run = { id, at: startedAt, sample: false }
  const { counts } = tally
  const writing = new Writing(knowing, {
    source: stored,
    run,
    part: 'quarantine',
    again: () => [],
    onWritten: written => {
      counts.new += written.new
      counts.changed += written.changed
      counts.unchanged += written.unchanged
      counts.duplicate += written.duplicate
    },
  })
  writing.put(judged)
  await writing.flush()
  await writing.end()
  await keepLessons(knowing, stored, run, lessons, tally)
  await remember(knowing, stored, passed)
  await release(knowing.database, released)
  const { outcome } = tally.verdict()
  const ended = await endRun(knowing.database, id, {
    outcome,
    reason: `Replayed from quarantine: ${released.length} rows released, ${tally.counts.rejected} refused again.`,
    counts: tally.counts,
    rejections: tally.rejections,
    bytes: 0,
    requests: 0,
    finishedAt: now(),
  })
  publish({ kind: 'run-finished', source: source.id, run: ended })
  return ended
}

interface PassedRow {
  readonly part: string
  readonly raw: string
  readonly keys: readonly string[]
}

/** What the feed still sends is no longer known as refused, but as what it speaks of: it is not refused again, and withdrawn when it goes. */
const remember = async ({ database }: Knowing, { num }: StoredSource, passed: readonly PassedRow[]): Promise<void> => {
  const digest: RowDigest = { low: 0, high: 0 }
  for (const [part, rows] of byPart(passed)) {
    const known = await readKnownRows(database, num, part)
    const entries: Entry[] = []
    for (const { raw, keys } of rows) {
      digestRow(raw, digest)
      // A row that is kept shortened has another digest than the feed's: nothing is known of it.
      const sighting = known.meet(digest.low, digest.high)
      if (sighting !== 'refused' && sighting !== 'unreadable') continue
      for (const key of keys) entries.push({ ...digest, key, count: Math.min(keys.length, 255) })
    }
    if (entries.length > 0) await appendLog(database, num, part, encodeEntries(entries))
  }
}

const byPart = (rows: readonly PassedRow[]): ReadonlyMap<string, readonly PassedRow[]> => {
  const parts = new Map<string, PassedRow[]>()
  for (const row of rows) parts.set(row.part, [...(parts.get(row.part) ?? []), row])
  return parts
}
