/** From `field operator value` to a condition. */
import { indicatorTypes, SEVERITIES, TLP_LEVELS, threatTypes } from '../vocabulary.ts'
import { type Operator, QueryError } from './lex.ts'
import type { Condition, NumberRange, TimeRange } from './query.ts'

export interface Term {
  readonly field: string
  readonly operator: Operator
  readonly value: string
  readonly at: number
  readonly valueAt: number
}

const LISTS = { type: indicatorTypes, threat: threatTypes, severity: SEVERITIES, tlp: TLP_LEVELS } as const
export const FIELDS = [
  'type',
  'threat',
  'severity',
  'tlp',
  'source',
  'malware',
  'tag',
  'score',
  'risk',
  'sources',
  'seen',
  'first',
  'added',
  'active',
  'suppressed',
  'sample',
  'value',
  'net',
  'under',
] as const

/** The nearest name by edit distance, if it is near. */
export const nearest = (word: string, names: readonly string[]): string | null => {
  let best: string | null = null
  let least = Math.max(2, Math.floor(word.length / 2)) + 1
  for (const name of names) {
    const distance = editDistance(word.slice(0, 40), name)
    if (distance < least) {
      best = name
      least = distance
    }
  }
  return best
}

const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}

/** Undoes the usual defanging of a searched text. */
export const refangText = (text: string): string =>
  text
    .replace(/\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|[\u3002\uff0e\uff61]/gi, '.')
    .replace(/\[@\]|\[at\]|\(at\)/gi, '@')
    .replace(/\[:\]/g, ':')
    .replace(/\bhxxp(s?)(?=:)/gi, 'http$1')
    .toLowerCase()

/** Throws QueryError that points at the field or the value. */
export const conditionOf = (term: Term, now: number): Condition => {
  const { field } = term
  switch (field) {
    case 'type':
      return { field, any: oneOf(term, LISTS.type) }
    case 'threat':
      return { field, any: oneOf(term, LISTS.threat) }
    case 'severity':
      return { field, any: oneOf(term, LISTS.severity) }
    case 'tlp':
      return { field, any: oneOf(term, LISTS.tlp) }
    case 'source':
    case 'malware':
    case 'tag':
      return { field, any: list(term) }
    case 'score':
    case 'risk':
    case 'sources':
      return { field, range: numberRange(term) }
    case 'seen':
    case 'first':
    case 'added':
      return { field, range: timeRange(term, now) }
    case 'active':
    case 'suppressed':
    case 'sample':
      return { field, yes: yes(term) }
    case 'value':
      return { field, pattern: refangText(text(term)) }
    case 'net':
      return { field, within: network(term) }
    case 'under':
      return { field, domain: domain(term) }
    default: {
      const name = nearest(field, FIELDS)
      throw new QueryError(
        `There is no field called ${field}.`,
        name ? `Did you mean ${name}? Put a text with : into quotes.` : `Fields are: ${FIELDS.join(', ')}.`,
        term.at,
      )
    }
  }
}

const text = ({ value, valueAt, field }: Term): string => {
  if (value !== '') return value
  throw new QueryError(`${field} has no value.`, 'Write a value right behind the operator.', valueAt)
}

const list = (term: Term): string[] =>
  text(term)
    .split(',')
    .map(part => part.trim().toLowerCase())
    .filter(part => part !== '')

const oneOf = <Name extends string>(term: Term, names: readonly Name[]): Name[] =>
  list(term).map(part => {
    const name = names.find(candidate => candidate === part)
    if (name !== undefined) return name
    const near = nearest(part, names)
    throw new QueryError(
      `${part} is no ${term.field}.`,
      near ? `Did you mean ${near}?` : `Possible are: ${names.join(', ')}.`,
      term.valueAt,
    )
  })

const yes = (term: Term): boolean => {
  const value = text(term).toLowerCase()
  if (value === 'yes' || value === 'true') return true
  if (value === 'no' || value === 'false') return false
  throw new QueryError(`${term.field} is yes or no.`, `Write ${term.field}:yes or ${term.field}:no.`, term.valueAt)
}

const STEP = 1e-9

const numberRange = (term: Term): NumberRange => {
  const span = /^(\d+(?:\.\d+)?)\.\.(\d+(?:\.\d+)?)$/.exec(term.value)
  if (span && (term.operator === ':' || term.operator === '=')) return { from: Number(span[1]), below: Number(span[2]) + STEP }
  if (!/^\d+(?:\.\d+)?$/.test(term.value))
    throw new QueryError(
      `${term.field} is compared with a number.`,
      `Write for example ${term.field}>=70 or ${term.field}:40..70.`,
      term.valueAt,
    )
  const number = Number(term.value)
  switch (term.operator) {
    case '>=':
      return { from: number }
    case '>':
      return { from: number + STEP }
    case '<':
      return { below: number }
    case '<=':
      return { below: number + STEP }
    default:
      return { from: number, below: number + (Number.isInteger(number) ? 1 : STEP) }
  }
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }
const DAY_MS = 86_400_000

/** An age looks back from now: `seen<24h` is within the last 24 hours. A date is a day, a time a moment, both in UTC. */
const timeRange = (term: Term, now: number): TimeRange => {
  const age = /^(\d{1,6})([mhdw])$/.exec(term.value.toLowerCase())
  if (age) {
    const at = now - Number(age[1]) * UNITS[age[2]!]!
    return term.operator === '>' || term.operator === '>=' ? { below: at } : { from: at }
  }
  if (!/^\d{4}-\d\d-\d\d/.test(term.value)) {
    throw new QueryError(
      `${term.field} is compared with an age or a date.`,
      `Write for example ${term.field}<24h, ${term.field}>7d or ${term.field}>=2026-01-31.`,
      term.valueAt,
    )
  }
  const isDay = term.value.length === 10
  const at = Date.parse(isDay || /[zZ]$|[+-]\d\d:\d\d$/.test(term.value) ? term.value : `${term.value}Z`)
  if (Number.isNaN(at))
    throw new QueryError(`${term.value} is no date.`, 'Write a date as 2026-01-31 or a time as 2026-01-31T08:00.', term.valueAt)
  const end = isDay ? at + DAY_MS : at + 1
  switch (term.operator) {
    case '>=':
      return { from: at }
    case '>':
      return { from: end }
    case '<':
      return { below: at }
    case '<=':
      return { below: end }
    default:
      return { from: at, below: end }
  }
}

const network = (term: Term): string => {
  const value = refangText(text(term))
  const [address = '', prefix] = value.split('/')
  const isV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(address) && address.split('.').every(octet => Number(octet) < 256)
  const isV6 = /^[0-9a-f:.]{2,45}$/.test(address) && address.includes(':')
  const bits = prefix === undefined ? 0 : /^\d{1,3}$/.test(prefix) ? Number(prefix) : 999
  if ((isV4 && bits <= 32) || (isV6 && bits <= 128)) return value
  throw new QueryError(`${term.value} is no address or network.`, 'Write for example net:192.0.2.0/24.', term.valueAt)
}

const domain = (term: Term): string => {
  const value = refangText(text(term))
    .replace(/^\*?\./, '')
    .replace(/\.$/, '')
  if (/^[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u.test(value)) return value
  throw new QueryError(`${term.value} is no domain.`, 'Write for example under:example.com.', term.valueAt)
}
