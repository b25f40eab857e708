/** One run of a source, from asking for its parts to the closed ledger. */
import type { LiveEvent, Run } from '@keysguard/model'
import type { Answer, Ask, Fetched, Part, Validators } from '../kit/rows.ts'
import type { Source } from '../kit/source.ts'
import { asProblem, outcomeOf, type Problem } from '../problem.ts'
import type { BatchRun } from '../store/arrivals.ts'
import { appendLog, type FeedPart, readFeedPart, rewriteLog, saveFeedPart } from '../store/feed-parts.ts'
import { encodeEntries } from '../store/known-rows.ts'
import { renew, withdraw } from '../store/presence.ts'
import { trimQuarantine } from '../store/quarantine.ts'
import { beginRun, endRun } from '../store/runs.ts'
import { noteRunEnd } from '../store/sources.ts'
import type { StoredSource } from '../store/standing.ts'
import type { Knowing } from '../store/write-rows.ts'
import { collectPart } from './collect-part.ts'
import { nextRunAt } from './schedule.ts'
import { Tally, type Verdict } from './tally.ts'

/** A run that takes longer is cut. */
const DEADLINE_MS = 30 * 60_000
/** How often being listed is taken as fresh evidence of activity: rewriting a list costs a write per row. */
const RENEW_EVERY_MS = 24 * 3_600_000

/** Asks for a part, or for more of it. */
export type Open = (ask: Ask, validators: Validators | null, signal: AbortSignal) => Promise<Fetched>

export interface RunOrder {
  readonly source: Source
  readonly stored: StoredSource
  readonly parts: readonly Part<unknown>[]
  readonly open: Open
  readonly trigger: Run['trigger']
  readonly failuresBefore: number
  readonly publish: (event: LiveEvent) => void
  readonly now: () => number
}

interface CollectedPart {
  readonly part: Part<unknown>
  readonly state: FeedPart
  readonly validators: Validators
  readonly cursor: string | null
}

/** Runs to the end and never throws for what the feed does: that is an outcome. */
export const runSource = async (knowing: Knowing, order: RunOrder): Promise<Run> => {
  const { source, stored, publish } = order
  const startedAt = order.now()
  const id = await beginRun(knowing.database, stored.num, order.trigger, startedAt)
  publish({ kind: 'run-started', source: source.id, at: new Date(startedAt).toISOString() })
  const run: BatchRun = { id, at: startedAt, sample: order.trigger === 'sample' }
  const tally = new Tally()
  let problem: Problem | null = null
  let verdict: Verdict
  try {
    verdict = await collect(knowing, order, run, tally)
  } catch (error) {
    problem = asProblem(error)
    verdict = { outcome: outcomeOf(problem), reason: reasonOf(problem) }
  }
  const finishedAt = order.now()
  const healthy = verdict.outcome === 'ok' || verdict.outcome === 'unchanged' || verdict.outcome === 'partial'
  const ended = await endRun(knowing.database, id, {
    ...verdict,
    counts: tally.counts,
    rejections: tally.rejections,
    bytes: tally.bytes,
    finishedAt,
  })
  // The sample day says nothing about the source: its schedule and its failures stay what they were.
  if (!run.sample) {
    await noteRunEnd(knowing.database, stored.num, {
      healthy,
      at: finishedAt,
      nextRunAt: nextRunAt(source, finishedAt, healthy ? 0 : order.failuresBefore + 1, problem?.retryAfterMs),
    })
  }
  if (tally.counts.rejected > 0) await trimQuarantine(knowing.database, stored.num)
  publish({ kind: 'run-finished', source: source.id, run: ended })
  return ended
}

const reasonOf = (problem: Problem): string => {
  const cause = problem.code === 'internal' && problem.cause instanceof Error ? ` (${problem.cause.message})` : ''
  return `${problem.message}${cause} ${problem.todo}`
}

const collect = async (knowing: Knowing, order: RunOrder, run: BatchRun, tally: Tally): Promise<Verdict> => {
  const { source, stored } = order
  const signal = AbortSignal.timeout(DEADLINE_MS)
  const collected: CollectedPart[] = []
  for (const part of order.parts) {
    const state = await readFeedPart(knowing.database, stored.num, part.name, source.version)
    const fetched = await order.open(part.ask, state.validators, signal)
    tally.parts += 1
    if (fetched.unchanged) continue
    tally.changedParts += 1
    if (part.incremental) tally.incrementalParts += 1
    else tally.knownBefore += state.known.size
    const get = async (ask: Ask): Promise<Answer> => {
      signal.throwIfAborted()
      const more = await order.open(ask, null, signal)
      if (more.unchanged) throw new Error('an answer to a plain request cannot be "unchanged"')
      return more
    }
    const cursor = await collectPart(knowing, order, run, { part, answer: fetched, get, known: state.known }, tally)
    collected.push({ part, state, validators: fetched.validators, cursor })
  }
  const suspicion = tally.suspicion(source, order.failuresBefore)
  if (suspicion) return suspicion
  for (const part of collected) {
    if (tally.absenceCounts || part.part.incremental) await settlePart(knowing, order, run, part, tally)
  }
  return tally.verdict()
}

/** A part that came in whole: what vanished is withdrawn or forgotten, validators are kept. */
const settlePart = async (
  knowing: Knowing,
  { source, stored }: RunOrder,
  run: BatchRun,
  { part, state, validators, cursor }: CollectedPart,
  tally: Tally,
) => {
  const { entries, keys } = state.known.vanished()
  if (source.presence === 'full-set' && !part.incremental) {
    tally.counts.withdrawn += await withdraw(knowing, stored, keys, run)
  }
  const renewing =
    source.presence === 'full-set' &&
    source.dates === 'activity' &&
    state.renewedAt !== null &&
    run.at - state.renewedAt >= RENEW_EVERY_MS
  if (renewing) await renew(knowing, stored, state.known.listed(), run)
  if (entries.length > 0) await appendLog(knowing.database, stored.num, part.name, encodeEntries(entries))
  if (state.known.wasteful) await rewriteLog(knowing.database, stored.num, part.name, state.known)
  const renewedAt = renewing || state.renewedAt === null ? run.at : state.renewedAt
  await saveFeedPart(knowing.database, stored.num, part.name, {
    version: source.version,
    validators,
    renewedAt,
    cursor: furthest(state.cursor, cursor),
  })
}

const furthest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a)
