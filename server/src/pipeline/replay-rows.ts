/** Judges quarantined rows again, after the parser, a list or a clock was put right. What passes is stored and released. */
import type { LiveEvent, Run } from '@keysguard/model'
import type { Source } from '../kit/source.ts'
import type { Judged } from '../store/judged.ts'
import { release, replayable } from '../store/quarantine.ts'
import { beginRun, endRun } from '../store/runs.ts'
import type { StoredSource } from '../store/standing.ts'
import { type Knowing, Writing } from '../store/write-rows.ts'
import { keepNames, type NamedRow } from './keep-names.ts'
import { readDecoded } from './read-rows.ts'
import { Tally } from './tally.ts'

export interface ReplayOrder {
  readonly source: Source
  readonly stored: StoredSource
  readonly publish: (event: LiveEvent) => void
  readonly now: () => number
}

export const replayRows = async (knowing: Knowing, { source, stored, publish, now }: ReplayOrder): Promise<Run> => {
  const startedAt = now()
  const id = await beginRun(knowing.database, stored.num, 'manual', startedAt)
  const tally = new Tally()
  const released: string[] = []
  const judged: Judged[] = []
  const names: NamedRow[] = []
  for (const row of await replayable(knowing.database, stored.num)) {
    const read = readDecoded(source, row.part, row.raw, JSON.parse(row.decoded), {
      now: startedAt,
      sample: false,
      dates: source.dates,
    })
    tally.counts.received += read.judged.length + (read.refusal ? 1 : 0)
    if (read.refusal) tally.reject(read.refusal.reason)
    else released.push(row.id)
    judged.push(...read.judged)
    if (read.named !== null) names.push({ named: read.named, low: 0, high: 0 })
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
  await keepNames(knowing, stored, run, names, tally)
  await release(knowing.database, released)
  const { outcome } = tally.verdict()
  const ended = await endRun(knowing.database, id, {
    outcome,
    reason: `Replayed from quarantine: ${released.length} rows released, ${tally.counts.rejected} refused again.`,
    counts: tally.counts,
    rejections: tally.rejections,
    bytes: 0,
    finishedAt: now(),
  })
  publish({ kind: 'run-finished', source: source.id, run: ended })
  return ended
}
