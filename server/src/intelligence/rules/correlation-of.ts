/** One correlation of a rule: its groups, its timespan and what it asks, read from its document. */
import type { FeedProblem } from '@keysguard/model'
import type { Say } from '../../kit/located-yaml.ts'
import { asksForAbsence, conjunction, type Expression, readExpression } from './expression.ts'
import { FIELDS, type FieldName, isField, nearField } from './fields.ts'
import { MOST_EVENTS } from './limits.ts'
import type { Asking, Comparator, Correlation, RuleNode, Threshold } from './rule.ts'
import type { ConditionDocument, CorrelationDocument } from './rule-schema.ts'

export type ReadCorrelation =
  | { readonly ok: true; readonly node: Correlation }
  | { readonly ok: false; readonly problems: readonly FeedProblem[] }

interface Draft {
  readonly document: CorrelationDocument
  readonly name: string
  readonly say: Say
}

class Fault extends Error {
  readonly path: readonly PropertyKey[]
  constructor(path: readonly PropertyKey[], message: string) {
    super(message)
    this.path = path
  }
}

/** `known` are the nodes it may be over; `resolve` finds the name behind an id. */
export const readCorrelation = (
  { document, name, say }: Draft,
  known: ReadonlyMap<string, RuleNode>,
  resolve: (reference: string) => string | undefined,
): ReadCorrelation => {
  const { correlation, title, level, generate } = document
  try {
    const rules = correlation.rules.map((reference, at) => {
      const rule = resolve(reference)
      if (rule === undefined) throw new Fault(['rules', at], `there is no rule "${reference}" in this file`)
      return rule
    })
    if (new Set(rules).size < rules.length) throw new Fault(['rules'], 'a rule stands in it twice')
    const asking = askingOf(correlation, rules, resolve)
    const node: Correlation = {
      kind: 'correlation',
      name,
      title,
      level: level ?? 'medium',
      rules,
      groupBy: correlation['group-by'].map((field, at) => groupOf(field, at, correlation, rules, resolve)),
      timespanMs: correlation.timespan,
      asking,
      answered: answeredOf(asking),
      generate: generate || correlation.generate,
    }
    // What a rule below could not be read is said there.
    return rules.every(rule => known.has(rule)) ? { ok: true, node } : { ok: false, problems: [] }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, problems: [say(['correlation', ...error.path], error.message)] }
    throw error
  }
}

type Content = CorrelationDocument['correlation']

const groupOf = (
  field: string,
  at: number,
  { aliases }: Content,
  rules: readonly string[],
  resolve: (reference: string) => string | undefined,
): Correlation['groupBy'][number] => {
  const alias = Object.hasOwn(aliases, field) ? aliases[field] : undefined
  if (alias === undefined) {
    const own = fieldNamed(field, ['group-by', at])
    return { name: field, fieldOf: new Map(rules.map(rule => [rule, own])) }
  }
  const fieldOf = new Map<string, FieldName>()
  for (const [reference, target] of Object.entries(alias)) {
    const rule = resolve(reference)
    if (rule === undefined || !rules.includes(rule))
      throw new Fault(['aliases', field, reference], 'is none of the rules it is over')
    fieldOf.set(rule, fieldNamed(target, ['aliases', field, reference]))
  }
  const missing = rules.find(rule => !fieldOf.has(rule))
  if (missing !== undefined) throw new Fault(['aliases', field], `does not say what it is in ${missing}`)
  return { name: field, fieldOf }
}

const fieldNamed = (name: string, path: readonly PropertyKey[]): FieldName => {
  if (isField(name)) return name
  const near = nearField(name)
  throw new Fault(path, `there is no field "${name}"${near === undefined ? '' : `; is it ${near}?`}`)
}

const askingOf = (
  { type, condition }: Content,
  rules: readonly string[],
  resolve: (reference: string) => string | undefined,
): Asking => {
  switch (type) {
    case 'temporal':
    case 'temporal_extended':
      return temporal(condition, rules, resolve)
    case 'temporal_ordered':
    case 'temporal_ordered_extended':
      return ordered(condition, rules, resolve)
    default:
      if (typeof condition === 'string') throw new Fault(['condition'], `${type} takes a table such as { gte: 3 }`)
      if (condition === undefined) throw new Fault([], 'condition is missing')
      return measured(type, condition)
  }
}

type ConditionTable = Exclude<ConditionDocument, string>
type MeasureType = Exclude<Content['type'], `temporal${string}`>

const measured = (type: MeasureType, condition: ConditionTable): Asking => {
  const { field, percentile } = condition
  if (percentile !== undefined && type !== 'value_percentile')
    throw new Fault(['condition', 'percentile'], `${type} has no percentile`)
  if (type === 'event_count') {
    if (field !== undefined) throw new Fault(['condition', 'field'], 'event_count counts events, of no field')
    return { kind: 'measure', measure: { type }, threshold: thresholdOf(condition, MOST_EVENTS) }
  }
  if (field === undefined) throw new Fault(['condition'], `${type} needs a field`)
  if (type === 'value_count') {
    const fields = (Array.isArray(field) ? field : [field]).map(name => fieldNamed(name, ['condition', 'field']))
    return { kind: 'measure', measure: { type, fields }, threshold: thresholdOf(condition, MOST_EVENTS) }
  }
  if (Array.isArray(field)) throw new Fault(['condition', 'field'], `${type} takes one field`)
  const own = fieldNamed(field, ['condition', 'field'])
  if (FIELDS[own].kind !== 'number') throw new Fault(['condition', 'field'], `${own} is no number`)
  const threshold = thresholdOf(condition, Number.POSITIVE_INFINITY)
  if (type === 'value_sum' || type === 'value_avg') return { kind: 'measure', measure: { type, field: own }, threshold }
  if (type === 'value_percentile' && percentile === undefined)
    throw new Fault(['condition'], 'value_percentile needs a percentile')
  return { kind: 'measure', measure: { type: 'value_percentile', field: own, percentile: percentile ?? 50 }, threshold }
}

const COMPARATORS: readonly Comparator[] = ['gt', 'gte', 'lt', 'lte', 'eq', 'neq']

const thresholdOf = (condition: ConditionTable, most: number): Threshold => {
  const comparisons = COMPARATORS.flatMap(is => {
    const than = condition[is]
    if (than === undefined) return []
    if (than > most) throw new Fault(['condition', is], `must be ${most} or less: more events of a group are not kept`)
    return [{ is, than }]
  })
  if (comparisons.length === 0) throw new Fault(['condition'], 'says nothing: write gt, gte, lt, lte, eq or neq')
  return { comparisons }
}

const expressionOf = (text: string, rules: readonly string[], resolve: (reference: string) => string | undefined): Expression => {
  const read = readExpression(
    text,
    rules.length === 0
      ? []
      : [...new Set([...rules, ...text.split(/[\s()]+/).filter(word => rules.includes(resolve(word) ?? ''))])],
  )
  if (!read.ok) throw new Fault(['condition'], read.message)
  return renamed(read.expression, resolve)
}

const renamed = (expression: Expression, resolve: (reference: string) => string | undefined): Expression => {
  if (expression.kind === 'name') return { kind: 'name', name: resolve(expression.name) ?? expression.name }
  if (expression.kind === 'not') return { kind: 'not', of: renamed(expression.of, resolve) }
  return { kind: expression.kind, parts: expression.parts.map(part => renamed(part, resolve)) }
}

const temporal = (
  condition: ConditionDocument | undefined,
  rules: readonly string[],
  resolve: (reference: string) => string | undefined,
): Asking => {
  if (condition === undefined)
    return { kind: 'temporal', expression: { kind: 'and', parts: rules.map(name => ({ kind: 'name', name })) } }
  if (typeof condition !== 'string') {
    if (condition.field !== undefined || condition.percentile !== undefined)
      throw new Fault(['condition'], 'a temporal correlation counts its rules, of no field')
    return { kind: 'types', threshold: thresholdOf(condition, rules.length) }
  }
  const expression = expressionOf(condition, rules, resolve)
  if (wantsNothing(expression))
    throw new Fault(['condition'], 'something has to be there: what is only absent is absent everywhere')
  return { kind: 'temporal', expression }
}

/** Whether it would hold where nothing has happened. */
const wantsNothing = (expression: Expression): boolean => {
  if (expression.kind === 'name') return false
  if (expression.kind === 'not') return !wantsNothing(expression.of)
  return expression.kind === 'and' ? expression.parts.every(wantsNothing) : expression.parts.some(wantsNothing)
}

const ordered = (
  condition: ConditionDocument | undefined,
  rules: readonly string[],
  resolve: (reference: string) => string | undefined,
): Asking => {
  if (condition === undefined) return { kind: 'ordered', wanted: rules, absent: [] }
  if (typeof condition !== 'string') throw new Fault(['condition'], 'temporal_ordered takes an expression, or none')
  const plain = conjunction(expressionOf(condition, rules, resolve))
  if (plain === null) throw new Fault(['condition'], 'temporal_ordered takes "and" and "not" only: there is no order in "or"')
  if (plain.wanted.length === 0)
    throw new Fault(['condition'], 'something has to be there: what is only absent is absent everywhere')
  // The order is that of `rules`, whatever the expression says first.
  const wanted = rules.filter(rule => plain.wanted.includes(rule))
  const absent = plain.absent.map(name => ({
    name,
    after: rules.slice(0, rules.indexOf(name)).filter(rule => wanted.includes(rule)).length,
  }))
  return { kind: 'ordered', wanted, absent }
}

const GROWING: readonly Comparator[] = ['gt', 'gte']

const answeredOf = (asking: Asking): Correlation['answered'] => {
  if (asking.kind === 'ordered') return asking.absent.length > 0 ? 'absence' : 'arrival'
  if (asking.kind === 'temporal') return asksForAbsence(asking.expression) ? 'absence' : 'arrival'
  return asking.threshold.comparisons.every(({ is }) => GROWING.includes(is)) ? 'arrival' : 'span'
}
