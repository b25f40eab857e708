/** From what the store holds of a span of time to the events that rules see. */
import type { Placing, RuleEvent } from '../../intelligence/rules/index.ts'
import { addressOf, eventOf } from '../../intelligence/rules/index.ts'
import { type Observed, type ObservedSpan, readObserved, readWithdrawn } from '../../store/rule-observations.ts'
import { firstRuns, type RuleRun, runsBetween } from '../../store/rule-runs.ts'
import type { Knowing } from '../../store/write-rows.ts'

/** Country and AS of an address, from lists on this machine; null where they know nothing. */
export type Place = (address: string) => Promise<ReturnType<Placing>>

export interface EventSpan {
  readonly from: number
  readonly to: number
  readonly withdrawals: boolean
}

/** Where the last span was found, by table: the next one lies there or behind. */
export type Pages = Map<string, number>

interface Read {
  readonly found: number
  readonly events: number
}

/** Hands over every event of the span, in no order; returns how many there were. */
export const readEvents = async (
  knowing: Knowing,
  place: Place,
  { from, to, withdrawals }: EventSpan,
  { pages = new Map(), onEvent }: { readonly pages?: Pages; readonly onEvent: (event: RuleEvent) => void },
): Promise<Read> => {
  const { database } = knowing
  const runs = await runsBetween(database, from, to)
  if (runs.every(({ said, withdrawn }) => said === 0 && withdrawn === 0)) return { found: 0, events: 0 }
  const making = await maker(knowing, place, runs)
  let events = 0
  const hand = async (rows: readonly Observed[], withdrawn: boolean): Promise<void> => {
    for (const event of await making(rows, withdrawn)) {
      events += 1
      onEvent(event)
    }
  }
  const expected = runs.reduce((sum, { said }) => sum + said, 0)
  const span = { from, to, expected, sample: runs.some(({ sample }) => sample) }
  const read = async (page: ObservedSpan['page']): Promise<number> => {
    let found = 0
    const met = new Set<string>()
    for await (const piece of readObserved(database, { ...span, page })) {
      found += piece.found
      if (piece.from !== null && piece.found > 0 && !met.has(piece.from.table)) {
        met.add(piece.from.table)
        pages.set(piece.from.table, piece.from.page)
      }
      await hand(piece.rows, false)
    }
    return found
  }
  let found = expected === 0 ? 0 : await read(table => pages.get(table) ?? 0)
  // Room that was given back lies anywhere in a table. What comes twice counts once.
  if (found < expected && pages.size > 0) found = await read(() => 0)
  const dropping = runs.filter(({ withdrawn }) => withdrawn > 0).map(({ source }) => source)
  if (withdrawals && dropping.length > 0)
    for await (const rows of readWithdrawn(database, span, [...new Set(dropping)])) await hand(rows, true)
  return { found, events }
}

type Making = (rows: readonly Observed[], withdrawn: boolean) => Promise<readonly RuleEvent[]>

const maker = async ({ database, sources }: Knowing, place: Place, runs: readonly RuleRun[]): Promise<Making> => {
  const first = await firstRuns(database)
  const known = new Map(runs.map(run => [run.id, run]))
  return async (rows, withdrawn) => {
    const events: RuleEvent[] = []
    for (const { key, type, value, at, run, source, isFirst, statement } of rows) {
      const stored = sources.get(source)
      if (!stored) continue
      const sample = known.get(run)?.sample === true
      const address = addressOf({ type, value })
      const placed = address === null ? null : await place(address)
      const said = {
        key,
        type,
        value,
        at,
        event: withdrawn ? ('withdrawn' as const) : isFirst ? ('reported' as const) : ('changed' as const),
        source: stored.profile,
        sourceTlp: stored.tlp,
        statement,
        run: withdrawn ? 'withdrawn' : String(run),
        backfill: !sample && run <= (first.get(source) ?? 0),
        sample,
      }
      events.push(eventOf(said, () => placed))
    }
    return events
  }
}
