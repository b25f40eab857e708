/** What a rule would have found: run over the past, nothing stored. */
import type { RuleReplay } from '@keysguard/model'
import { Correlator, type Rule } from '../../intelligence/rules/index.ts'
import { detectionOf } from '../../store/detections.ts'
import type { Knowing } from '../../store/write-rows.ts'
import { type Pages, type Place, readEvents } from './rule-events.ts'

const DAY_MS = 86_400_000
const SHOWN = 100

export interface ReplaySpan {
  /** Milliseconds since 1970. */
  readonly since: number
  readonly until: number
}

/** Reads the span, and before it what the rule would have remembered. */
export const replayRule = async (
  knowing: Knowing,
  place: Place,
  rule: Rule,
  { since, until }: ReplaySpan,
): Promise<RuleReplay> => {
  const began = performance.now()
  const correlator = new Correlator(rule, { silentBefore: since })
  const pages: Pages = new Map()
  let read = 0
  let matched = 0
  for (let from = since - rule.memoryMs; from < until; from += DAY_MS) {
    const to = Math.min(until, from + DAY_MS)
    const span = await readEvents(
      knowing,
      place,
      { from, to, withdrawals: rule.wantsWithdrawals },
      {
        pages,
        onEvent: event => {
          if (correlator.put(event)) matched += 1
        },
      },
    )
    read += span.events
    correlator.advance(to)
  }
  const finds = [...correlator.take()].sort((a, b) => b.firedAt - a.firedAt)
  return {
    since: new Date(since).toISOString(),
    until: new Date(until).toISOString(),
    read,
    matched,
    fired: finds.length,
    perDay: Math.round((finds.length / Math.max(1, (until - since) / DAY_MS)) * 10) / 10,
    detections: finds.slice(0, SHOWN).map(find => detectionOf(rule.name, find)),
    dropped: { ...correlator.dropped },
    durationMs: Math.round(performance.now() - began),
  }
}
