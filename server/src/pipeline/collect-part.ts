/** Streams one part of a feed into the store: rows that are known cost a look-up, the others are read and written in batches. */
import { setImmediate } from 'node:timers/promises'
import { SHIPPED_FIREWALL } from '../intelligence/firewall.ts'
import type { Answer, Get, Part, RawRow, Telling } from '../kit/rows.ts'
import type { Lesson } from '../kit/source.ts'
import type { BatchRun } from '../store/arrivals.ts'
import { type KnownRows, UNREADABLE } from '../store/known-rows.ts'
import { KEPT_REFUSALS_PER_RUN, type Refusal } from '../store/quarantine.ts'
import type { BatchResult } from '../store/write-batch.ts'
import { type Knowing, Writing } from '../store/write-rows.ts'
import type { GroupsRead } from './groups-read.ts'
import type { HowFar } from './how-far.ts'
import type { JudgeContext } from './judge.ts'
import { keepLessons, type LessonRow } from './keep-lessons.ts'
import { readRow } from './read-rows.ts'
import { digestRow, type RowDigest } from './row-digest.ts'
import type { RunOrder } from './run-source.ts'
import { isOfTheWhole, isUnreadable, type Tally } from './tally.ts'

/** Reading rows gives way to those who ask, so often. */
const LONGEST_BREATH_MS = 8
/** What was read is not read again, whatever happens, but for so long. */
const SAVE_EVERY_MS = 30_000

interface OpenPart {
  readonly part: Part<unknown>
  readonly answer: Answer
  readonly get: Get
  readonly known: KnownRows
  /** Whether it was never read to its end by this version of the parser. */
  readonly isFirstRead: boolean
  /** Null where rows come in no groups. */
  readonly groups: GroupsRead | null
  /** Cuts the run. */
  readonly signal: AbortSignal
  /** Keeps how far the part was read and stored, while the rest is not. */
  readonly save: (cursor: string) => Promise<void>
}

/** Batches are written while the next is read; of those that are read, no more than one waits. `far` follows how far it comes, also where this throws. */
export const collectPart = async (
  knowing: Knowing,
  order: RunOrder,
  run: BatchRun,
  open: OpenPart,
  far: HowFar,
  tally: Tally,
): Promise<void> => {
  const context: JudgeContext = {
    firewall: order.firewall ?? SHIPPED_FIREWALL,
    now: run.at,
    sample: run.sample,
    dates: order.source.dates,
    isFirstRead: open.isFirstRead,
  }
  const { answer, part, signal } = open
  const writing = new Writing(knowing, {
    source: order.stored,
    run,
    part: part.name,
    again: row => readRow(order.source, part.name, row, context).judged,
    onWritten: result => note(order, run, tally, result),
  })
  const digest: RowDigest = { low: 0, high: 0 }
  const lessons: LessonRow[] = []
  const get: Get = async ask => measured(await open.get(ask), tally, signal)
  const tell: Telling = {
    groups: ids => open.groups?.stand(ids),
    remark: sentence => tally.remark(sentence),
    reached: cursor => far.reached(cursor),
    leaves: what => tally.leave(what),
  }
  let breath = performance.now()
  let saved = { at: breath, cursor: far.soFar }
  try {
    for await (const batch of part.read(measured(answer, tally, signal), get, tell)) {
      for (const row of batch) {
        tally.row()
        far.row(row)
        digestRow(row.raw, digest)
        if (skip(open, row, digest, tally)) continue
        const lesson = take(order, open, row, digest, context, writing, tally)
        if (lesson !== null) lessons.push({ lesson, ...digest })
        if (performance.now() - breath > LONGEST_BREATH_MS) {
          await setImmediate()
          breath = performance.now()
        }
        if (writing.isFull) await writing.flush()
      }
      const cursor = far.soFar
      if (cursor === null || cursor === saved.cursor || breath - saved.at < SAVE_EVERY_MS) continue
      await writing.flush()
      await writing.end()
      await open.save(cursor)
      saved = { at: breath, cursor }
    }
    const left = answer.left?.() ?? null
    if (left !== null) tally.leave(left)
    for (const row of await keepLessons(knowing, order.stored, run, lessons, tally))
      remember(open.known, writing, row, row.key, 1)
  } finally {
    await writing.flush()
    await writing.end()
  }
}

/** Whether the row needs nothing more. */
const skip = ({ known, groups }: OpenPart, row: RawRow<unknown>, digest: RowDigest, tally: Tally): boolean => {
  const sighting = known.meet(digest.low, digest.high)
  if (sighting !== 'unknown') groups?.row(row, known.keysMet, sighting === 'unreadable' ? 'unread' : 'understood')
  switch (sighting) {
    case 'unknown':
      return false
    case 'known':
      tally.counts.received += known.indicators
      tally.counts.unchanged += known.indicators
      return true
    case 'repeated':
      tally.counts.received += 1
      tally.counts.duplicate += 1
      return true
    case 'refused':
    case 'unreadable':
      tally.counts.received += 1
      tally.rejectAgain(sighting)
      return true
  }
}

const take = (
  order: RunOrder,
  open: OpenPart,
  row: RawRow<unknown>,
  digest: RowDigest,
  context: JudgeContext,
  writing: Writing,
  tally: Tally,
): Lesson | null => {
  const { judged, lesson, refusal } = readRow(order.source, open.part.name, row, context)
  tally.counts.received += judged.length + (refusal ? 1 : 0)
  if (judged.length === 0 && lesson === null && refusal === null) tally.row(-1)
  open.groups?.row(
    row,
    judged.map(({ key }) => key),
    refusal !== null && isOfTheWhole(refusal.reason) ? 'unread' : 'understood',
  )
  for (const one of judged) {
    writing.take(one, row)
    remember(open.known, writing, digest, one.key, Math.min(judged.length, 255))
  }
  if (!refusal) return lesson
  tally.reject(refusal.reason)
  if (tally.counts.rejected > KEPT_REFUSALS_PER_RUN) return null
  writing.refuse(order.hide ? hidden(refusal, order.hide) : refusal)
  if (judged.length === 0) remember(open.known, writing, digest, isUnreadable(refusal.reason) ? UNREADABLE : null, 1)
  return null
}

const remember = (known: KnownRows, writing: Writing, { low, high }: RowDigest, key: string | null, count: number): void => {
  known.learn(low, high, key, count)
  writing.remember(low, high, key, count)
}

/** A provider may repeat a key in what it answers. */
const hidden = ({ reason, detail, raw, decoded }: Refusal, hide: (text: string) => string): Refusal => ({
  reason,
  detail: hide(detail),
  raw: hide(raw),
  decoded: decoded === null ? null : hide(decoded),
})

const note = (order: RunOrder, run: BatchRun, tally: Tally, result: BatchResult): void => {
  tally.counts.new += result.new
  tally.counts.changed += result.changed
  tally.counts.unchanged += result.unchanged
  tally.counts.duplicate += result.duplicate
  order.publish({ kind: 'run-progress', source: order.source.id, received: tally.counts.received, new: tally.counts.new })
  if (result.new === 0) return
  order.publish({
    kind: 'indicators',
    source: order.source.id,
    at: new Date(run.at).toISOString(),
    new: result.new,
    top: result.top.map(({ key, type, value, severity, threat }) => ({ id: key, type, value, severity, threat })),
  })
}

const measured = (answer: Answer, tally: Tally, signal: AbortSignal): Answer => ({
  ...answer,
  body: counted(answer.body, tally, signal),
})

async function* counted(body: AsyncIterable<Uint8Array>, tally: Tally, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    tally.bytes += chunk.length
    yield chunk
    signal.throwIfAborted()
  }
}
