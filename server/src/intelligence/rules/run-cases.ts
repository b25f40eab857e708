/** Runs the cases that a rule brings along. */
import { Correlator } from './correlator.ts'
import type { Rule } from './rule.ts'

export interface CaseResult {
  readonly name: string
  readonly expected: number
  readonly fired: number
  readonly ok: boolean
}

export const runCases = (rule: Rule): readonly CaseResult[] =>
  rule.cases.map(({ name, fires, events }) => {
    const correlator = new Correlator(rule)
    for (const event of events) correlator.put(event)
    correlator.advance(Number.MAX_SAFE_INTEGER)
    const fired = correlator.take().filter(({ part }) => part === rule.name).length
    return { name, expected: fires, fired, ok: fired === fires }
  })
