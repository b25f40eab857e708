/** The cases of a rule: a few events written by hand, and how often the rule must fire over them. */
import { type FeedProblem, IndicatorType, Reliability, Statement, Tlp } from '@keysguard/model'
import { canonicalise, keyOf } from '../../indicators/index.ts'
import type { Say } from '../../kit/located-yaml.ts'
import { eventOf, type RuleEvent } from './event.ts'
import type { RuleCase } from './rule.ts'
import { type CorrelationDocument, timeOf } from './rule-schema.ts'

export type ReadCases =
  | { readonly ok: true; readonly cases: readonly RuleCase[] }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

const Stated = Statement.strict()

/** Cases begin at this time, so that a span of a day is that day. */
const BEGINNING = Date.UTC(2026, 0, 15)

/** Names in the taxonomy that are written otherwise in a statement. */
const STATED: Readonly<Record<string, string>> = { kill_chain: 'killChain' }
/** Beside those of a statement. */
const OWN: readonly string[] = [
  'event',
  'type',
  'value',
  'source',
  'lineage',
  'reliability',
  'backfill',
  'sample',
  'at',
  'age_hours',
]

export const readCases = (tests: CorrelationDocument['tests'], say: Say): ReadCases => {
  const problems: FeedProblem[] = []
  const cases = tests.map(({ name, fires, events }, at) => ({
    name,
    fires,
    events: events.flatMap(({ at: first, times, every, ...fields }, index): RuleEvent[] => {
      const read = readCaseEvents(fields, { first: timeOf(first), times, every: timeOf(every) })
      if (typeof read !== 'string') return [...read]
      problems.push(say(['tests', at, 'events', index], read))
      return []
    }),
  }))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, cases }
}

interface Times {
  readonly first: number | null
  readonly times: number
  readonly every: number | null
}

/** The events, or what is wrong with them. */
const readCaseEvents = (
  fields: Readonly<Record<string, unknown>>,
  { first, times, every }: Times,
): readonly RuleEvent[] | string => {
  if (first === null || every === null) return 'at and every must be times such as 90m'
  const events: RuleEvent[] = []
  for (let n = 1; n <= times; n++) {
    const read = readCaseEvent(counted(fields, n), BEGINNING + first + (n - 1) * every)
    if (typeof read === 'string') return read
    events.push(read)
  }
  return events
}

const counted = (fields: Readonly<Record<string, unknown>>, n: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, countedIn(value, n)]))

const countedIn = (value: unknown, n: number): unknown => {
  if (typeof value === 'string') return value.replaceAll('{n}', String(n))
  return Array.isArray(value) ? value.map(member => countedIn(member, n)) : value
}

const readCaseEvent = (fields: Readonly<Record<string, unknown>>, at: number): RuleEvent | string => {
  const type = IndicatorType.safeParse(fields.type)
  if (!type.success) return 'type must be a type of indicator'
  const read = canonicalise(type.data, String(fields.value ?? ''))
  if (!read.ok) return `value is no ${type.data}`
  const { indicator } = read
  const statement = statementOf(fields, at)
  if (typeof statement === 'string') return statement
  const source = typeof fields.source === 'string' ? fields.source : 'a-source'
  const lineage = typeof fields.lineage === 'string' ? fields.lineage : source
  const event = fields.event === 'changed' || fields.event === 'withdrawn' ? fields.event : 'reported'
  return eventOf({
    ...indicator,
    key: keyOf(indicator),
    event,
    at,
    source: { id: source, name: source, reliability: reliabilityOf(fields.reliability), lineage: [lineage], dates: 'activity' },
    sourceTlp: Tlp.safeParse(fields.tlp).data ?? 'clear',
    statement,
    run: 'case',
    backfill: fields.backfill === true,
    sample: fields.sample === true,
  })
}

const reliabilityOf = (given: unknown): Reliability => Reliability.safeParse(given).data ?? 'B'

const statementOf = (fields: Readonly<Record<string, unknown>>, at: number): Statement | string => {
  const said: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) if (!OWN.includes(name)) said[STATED[name] ?? name] = value
  if (typeof fields.age_hours === 'number') said.lastSeen = new Date(at - fields.age_hours * 3_600_000).toISOString()
  const read = Stated.safeParse(said)
  if (read.success) return read.data
  const [issue] = read.error.issues
  return issue?.code === 'unrecognized_keys'
    ? `${issue.keys.join(', ')}: nothing that a source states`
    : `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`
}
