/** What an engine finds: one run of time in which a condition held for one group. */
import { createHash } from 'node:crypto'
import type { IndicatorKey, RuleLevel } from '@keysguard/model'
import type { EventFields, RuleEvent } from './event.ts'

/** The newest of them are kept, and one of each rule. */
const MOST_EVIDENCE = 50

export interface Evidence {
  readonly id: string
  readonly at: number
  readonly key: IndicatorKey
  readonly type: string
  readonly value: string
  readonly source: string
  readonly rule: string
}

export interface Find {
  /** 32 hex digits over rule, part, group and the events with which it first held: found again, it is the same. */
  readonly id: string
  readonly part: string
  readonly title: string
  readonly level: RuleLevel
  readonly group: Readonly<Record<string, string>>
  readonly groupKey: string
  readonly firstAt: number
  readonly firedAt: number
  lastAt: number
  measured: number | null
  events: number
  evidence: readonly Evidence[]
  sample: boolean
}

/** An event as a correlation sees it: an observation, or what another correlation found. */
export interface Hit {
  readonly id: string
  readonly at: number
  readonly fields: EventFields
  readonly key: IndicatorKey
}

export const hitOf = ({ id, at, fields, key }: RuleEvent): Hit => ({ id, at, fields, key })

export const evidenceOf = ({ id, at, key, fields }: Hit, rule: string): Evidence => ({
  id,
  at,
  key,
  type: String(fields.type ?? ''),
  value: String(fields.value ?? ''),
  source: String(fields.source ?? ''),
  rule,
})

export const idOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)

/** Oldest first; `evidence` comes in that order. */
export const kept = (evidence: readonly Evidence[]): readonly Evidence[] => {
  if (evidence.length <= MOST_EVIDENCE) return evidence
  const newest = evidence.slice(-MOST_EVIDENCE)
  const told = new Set(newest.map(({ rule }) => rule))
  const others = new Map(evidence.filter(({ rule }) => !told.has(rule)).map(one => [one.rule, one]))
  return [...others.values(), ...newest.slice(others.size)]
}
