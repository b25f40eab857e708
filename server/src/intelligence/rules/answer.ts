/** Whether what a correlation asks holds over what its group remembers. */
import type { Expression } from './expression.ts'
import { holds } from './expression.ts'
import type { Group } from './group.ts'
import { chainFrom } from './ordered.ts'
import type { Comparator, Correlation, Threshold } from './rule.ts'
import type { Entry, Window } from './window.ts'

export interface Answer {
  readonly holds: boolean
  readonly measured: number | null
}

const COMPARE: Readonly<Record<Comparator, (a: number, b: number) => boolean>> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  eq: (a, b) => a === b,
  neq: (a, b) => a !== b,
}

const passes = ({ comparisons }: Threshold, measured: number | null): boolean =>
  measured !== null && comparisons.every(({ is, than }) => COMPARE[is](measured, than))

/** For what is answered when an event arrives, or when a span is over. */
export const answer = ({ asking, timespanMs }: Correlation, { window, chain }: Group, entry: Entry | null): Answer => {
  switch (asking.kind) {
    case 'measure': {
      const measured = window.measured()
      return { holds: passes(asking.threshold, measured), measured }
    }
    case 'types':
      return { holds: passes(asking.threshold, window.rules), measured: window.rules }
    case 'temporal':
      return { holds: holds(asking.expression, name => window.has(name)), measured: null }
    case 'ordered': {
      const start = entry === null ? null : (chain?.take(entry.at, entry.rules) ?? null)
      return { holds: start !== null && entry !== null && start >= entry.at - timespanMs, measured: null }
    }
  }
}

/** For what must not come: a timespan after `entry`, the wanted are looked for after it, the unwanted to both sides. */
export const answerAround = ({ asking, timespanMs }: Correlation, window: Window, entry: Entry): boolean => {
  const span = { from: entry.at - timespanMs, to: entry.at + timespanMs }
  if (asking.kind === 'ordered') return chainFrom(asking, window, entry, span)
  if (asking.kind !== 'temporal') return false
  const after = new Set<string>()
  const around = new Set<string>()
  for (const { at, rules } of window.entries(span.from, span.to))
    for (const rule of rules) {
      around.add(rule)
      if (at >= entry.at) after.add(rule)
    }
  return around.size > 0 && holdsBetween(asking.expression, 'wanted', { after, around })
}

interface Present {
  readonly after: ReadonlySet<string>
  readonly around: ReadonlySet<string>
}

const holdsBetween = (expression: Expression, as: 'wanted' | 'absent', present: Present): boolean => {
  switch (expression.kind) {
    case 'name':
      return (as === 'wanted' ? present.after : present.around).has(expression.name)
    case 'not':
      return !holdsBetween(expression.of, as === 'wanted' ? 'absent' : 'wanted', present)
    case 'and':
      return expression.parts.every(part => holdsBetween(part, as, present))
    case 'or':
      return expression.parts.some(part => holdsBetween(part, as, present))
  }
}

/** Names that are wanted, not absent: their events are what a search begins at. */
const wantedIn = (expression: Expression): readonly string[] => {
  switch (expression.kind) {
    case 'name':
      return [expression.name]
    case 'not':
      return expression.of.kind === 'not' ? wantedIn(expression.of.of) : []
    default:
      return expression.parts.flatMap(wantedIn)
  }
}

/** Rules whose events are looked around once it can be known what did not come. */
export const anchorsOf = ({ asking }: Correlation): ReadonlySet<string> => {
  if (asking.kind === 'ordered') return new Set(asking.wanted.slice(0, 1))
  return new Set(asking.kind === 'temporal' ? wantedIn(asking.expression) : [])
}
