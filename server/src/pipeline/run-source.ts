/** One run of a source, from asking for its parts to the closed ledger. */
import type { LiveEvent, Run } from '@keysguard/model'
import { withoutSecrets } from '../egress/credentials.ts'
import type { Answer, Ask, Fetched, Part, Validators } from '../kit/rows.ts'
import type { Source } from '../kit/source.ts'
import { asProblem, outcomeOf, Problem } from '../problem.ts'
import type { BatchRun } from '../store/arrivals.ts'
import { groupSizes } from '../store/feed-groups.ts'
import {
  appendLog,
  type FeedPart,
  readFeedPart,
  readKnownRows,
  rewriteLog,
  saveCursor,
  saveFeedPart,
} from '../store/feed-parts.ts'
import { encodeEntries, type KnownRows } from '../store/known-rows.ts'
import { renew, withdraw } from '../store/presence.ts'
import { trimQuarantine } from '../store/quarantine.ts'
import { beginRun, endRun } from '../store/runs.ts'
import { noteRunEnd } from '../store/sources.ts'
import type { StoredSource } from '../store/standing.ts'
import type { Knowing } from '../store/write-rows.ts'
import { collectPart } from './collect-part.ts'
import { deadlineIn } from './deadline.ts'
import { GroupsRead } from './groups-read.ts'
import { further, HowFar } from './how-far.ts'
import type { Suppressing } from './judge.ts'
import { nextRunAt } from './schedule.ts'
import { settleGroups } from './settle-groups.ts'
import { Tally, type Verdict } from './tally.ts'

const MINUTE_MS = 60_000
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
  /** The lists that ship, unless told otherwise. */
  readonly firewall?: Suppressing
  /** What has to be said of the run before it begins. */
  readonly notes?: readonly string[]
  /** Takes the source's secrets out of a text that is written down. */
  readonly hide?: (text: string) => string
  readonly publish: (event: LiveEvent) => void
  readonly now: () => number
}

interface CollectedPart {
  readonly part: Part<unknown>
  readonly state: FeedPart
  readonly known: KnownRows
  readonly validators: Validators
  readonly far: HowFar
  /** What ended it before its end. */
  readonly cut: Problem | null
  readonly groups: GroupsRead | null
  /** Ids of groups that the provider no longer has. */
  readonly goneGroups: readonly string[]
}

/** One run while its parts are collected. */
interface Collecting {
  readonly knowing: Knowing
  readonly order: RunOrder
  readonly run: BatchRun
  readonly tally: Tally
}

/** Runs to the end and never throws for what the feed does: that is an outcome. */
export const runSource = async (knowing: Knowing, order: RunOrder): Promise<Run> => {
  const { source, stored, publish } = order
  const startedAt = order.now()
  let requests = 0
  const counted: RunOrder = {
    ...order,
    open: (...asked) => {
      requests += 1
      return order.open(...asked)
    },
  }
  const id = await beginRun(knowing.database, stored.num, order.trigger, startedAt)
  publish({ kind: 'run-started', source: source.id, at: new Date(startedAt).toISOString() })
  const run: BatchRun = { id, at: startedAt, sample: order.trigger === 'sample' }
  const tally = new Tally()
  let problem: Problem | null = null
  let verdict: Verdict
  try {
    verdict = await collect({ knowing, order: counted, run, tally })
  } catch (error) {
    problem = withoutSecrets(asProblem(error), order.hide ?? (text => text))
    verdict = { outcome: outcomeOf(problem), reason: reasonOf(problem) }
  }
  const finishedAt = order.now()
  const healthy = verdict.outcome === 'ok' || verdict.outcome === 'unchanged' || verdict.outcome === 'partial'
  const ended = await endRun(knowing.database, id, {
    ...verdict,
    reason: [...(order.notes ?? []), verdict.reason].join(' '),
    counts: tally.counts,
    rejections: tally.rejections,
    bytes: tally.bytes,
    requests,
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

const collect = async (collecting: Collecting): Promise<Verdict> => {
  const { order, tally } = collecting
  const { source } = order
  const collected: CollectedPart[] = []
  const deadline = deadlineIn(source.deadlineMinutes * MINUTE_MS)
  try {
    for (const part of order.parts) {
      const one = await collectOne(collecting, part, deadline.signal)
      if (one) collected.push(one)
      if (one?.cut) break
    }
  } finally {
    deadline.clear()
  }
  const suspicion = tally.suspicion(source, order.failuresBefore)
  if (suspicion) return suspicion
  const last = collected.at(-1)
  if (last?.cut) return keepSoFar(collecting, last, last.cut, deadline.signal.aborted)
  for (const part of collected) {
    if (tally.absenceCounts || part.part.incremental) await settlePart(collecting, part, collected)
  }
  return tally.verdict()
}

/** Null for a part that has not changed. */
const collectOne = async (
  { knowing, order, run, tally }: Collecting,
  part: Part<unknown>,
  signal: AbortSignal,
): Promise<CollectedPart | null> => {
  const { source, stored } = order
  const state = await readFeedPart(knowing.database, stored.num, part.name, source.version)
  const answer = await order.open(part.ask, state.validators, signal)
  tally.parts += 1
  if (answer.unchanged) return null
  // Read only now: known rows of many sources that wait for their providers would fill the memory.
  const known = await readKnownRows(knowing.database, stored.num, part.name)
  tally.begin({ name: part.name, incremental: part.incremental, knownBefore: known.size, gone: () => known.vanished().keys.size })
  const get = async (ask: Ask): Promise<Answer> => {
    signal.throwIfAborted()
    return plainly(await order.open(ask, null, signal))
  }
  const groups = part.incremental && source.group !== undefined ? new GroupsRead(source.group) : null
  const far = new HowFar(part.incremental ? source.cursor : undefined, run.at)
  const save = async (cursor: string): Promise<void> => {
    if (tally.suspicion(source, order.failuresBefore) === null)
      await saveCursor(knowing.database, stored.num, part.name, { version: source.version, cursor })
  }
  const one = { part, state, known, validators: answer.validators, far, cut: null, groups, goneGroups: [] }
  try {
    const isFirstRead = state.renewedAt === null
    await collectPart(knowing, order, run, { part, answer, get, known, isFirstRead, groups, signal, save }, far, tally)
  } catch (error) {
    const problem = asProblem(error)
    const isCut = signal.aborted || problem.code === 'rate-limited'
    if (!isCut || far.soFar === null || far.soFar === state.cursor) throw error
    groups?.cutShort()
    return { ...one, cut: problem }
  }
  const before = groups === null ? new Map<string, number>() : await groupSizes(knowing.database, stored.num, part.name)
  const goneGroups = groups?.gone([...before.keys()]) ?? []
  tally.events(
    [...before.values()].reduce((sum, size) => sum + size, 0),
    goneGroups.reduce((sum, id) => sum + (before.get(id) ?? 0), 0),
  )
  return { ...one, goneGroups }
}

/** A part that took too long, or too many requests: what came before is stored, and the next run goes on from there. */
const keepSoFar = async (
  { knowing, order: { source, stored }, run, tally }: Collecting,
  { part, far, groups }: CollectedPart,
  cut: Problem,
  isDeadline: boolean,
): Promise<Verdict> => {
  const cursor = far.soFar
  if (cursor === null) throw cut
  // Not settled, they would not be read again either.
  if (groups !== null) tally.counts.withdrawn += await settleGroups(knowing, { stored, run, part: part.name, gone: [] }, groups)
  await saveCursor(knowing.database, stored.num, part.name, { version: source.version, cursor })
  const kept = `${tally.counts.received} rows came in, read up to ${cursor}: the next run goes on from there.`
  if (isDeadline) return { outcome: 'partial', reason: `${cut.message} ${kept}` }
  const { code, message, todo, retryAfterMs, cause } = cut
  throw new Problem(code, `${message} ${kept}`, {
    todo,
    ...(cause === undefined ? {} : { cause }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** The answer to a request without "changed since?". */
export const plainly = (fetched: Fetched): Answer => {
  if (fetched.unchanged) throw new Error('an answer to a plain request cannot be "unchanged"')
  return fetched
}

/** A part that came in whole: what vanished is withdrawn or forgotten, validators are kept. */
const settlePart = async (
  { knowing, order, run, tally }: Collecting,
  { part, state, known, validators, far, groups, goneGroups }: CollectedPart,
  collected: readonly CollectedPart[],
) => {
  const { source, stored } = order
  const { entries, keys } = known.vanished()
  if (source.presence === 'full-set' && !part.incremental) {
    const read = new Map(collected.map(one => [one.part.name, one.known]))
    await spareListed(knowing, order, { reading: part, read, keys })
    tally.counts.withdrawn += await withdraw(knowing, stored, keys, run)
  }
  if (groups !== null)
    tally.counts.withdrawn += await settleGroups(knowing, { stored, run, part: part.name, gone: goneGroups }, groups)
  const renewing =
    source.presence === 'full-set' &&
    source.dates === 'activity' &&
    state.renewedAt !== null &&
    run.at - state.renewedAt >= RENEW_EVERY_MS
  if (renewing) await renew(knowing, stored, known.listed(), run)
  if (entries.length > 0) await appendLog(knowing.database, stored.num, part.name, encodeEntries(entries))
  if (known.wasteful) await rewriteLog(knowing.database, stored.num, part.name, known)
  const renewedAt = renewing || state.renewedAt === null ? run.at : state.renewedAt
  await saveFeedPart(knowing.database, stored.num, part.name, {
    version: source.version,
    validators,
    renewedAt,
    cursor: further(source.cursor, state.cursor, far.whole, run.at),
  })
}

/** What another part of the source lists is not gone: it is taken out of `keys`. */
const spareListed = async (
  knowing: Knowing,
  { parts, stored }: RunOrder,
  {
    reading,
    read,
    keys,
  }: { readonly reading: Part<unknown>; readonly read: ReadonlyMap<string, KnownRows>; readonly keys: Set<string> },
): Promise<void> => {
  for (const part of parts) {
    if (part.name === reading.name || keys.size === 0) continue
    const own = read.get(part.name)
    const known = own ?? (await readKnownRows(knowing.database, stored.num, part.name))
    known.withoutListed(keys, own === undefined || part.incremental)
  }
}
