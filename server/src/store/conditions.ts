/** A query as SQL over `indicator i`, for one decay class at one moment (scores are ranks then). */
import {
  type Condition,
  type NumberRange,
  type Query,
  SEVERITIES,
  SEVERITY_FROM,
  type Severity,
  type TimeRange,
  threatTypes,
} from '@keysguard/model'
import type { SqlValue } from '../engines/database/database.ts'
import { knownDecayClasses } from '../intelligence/decay.ts'
import { rankThreshold } from '../intelligence/fusion.ts'
import { severityWeight } from '../intelligence/risk.ts'
import { SUBSTRING_TYPES, threatCodes, tlpCodes, typeCodes } from './codes.ts'
import type { Dictionary } from './dictionary.ts'
import { reverseHost } from './search-text.ts'

/** Collects parameters and hands out their placeholders. */
export class Parameters {
  readonly values: SqlValue[] = []

  add(value: SqlValue): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}

export interface Moment {
  readonly decayClass: number | null
  readonly now: number
  readonly dictionary: Dictionary
}

const likeText = (text: string): string => text.replace(/[\\%_]/g, character => `\\${character}`)

/** SQL for a query; `skip` is a condition that is already seen to (an anchor). */
export const compile = (query: Query, parameters: Parameters, moment: Moment, skip: Condition | null = null): string => {
  switch (query.kind) {
    case 'everything':
      return 'true'
    case 'is':
      return query.condition === skip ? 'true' : condition(query.condition, parameters, moment)
    case 'not':
      return `not (${compile(query.part, parameters, moment, skip)})`
    case 'and':
    case 'or':
      return query.parts.length === 0
        ? 'true'
        : query.parts.map(part => `(${compile(part, parameters, moment, skip)})`).join(query.kind === 'and' ? ' and ' : ' or ')
  }
}

const condition = (is: Condition, parameters: Parameters, moment: Moment): string => {
  switch (is.field) {
    case 'type':
      return `i.type = any(${parameters.add(is.any.map(typeCodes.code))}::smallint[])`
    case 'threat':
      return `i.threat = any(${parameters.add(is.any.map(threatCodes.code))}::smallint[])`
    case 'tlp':
      return `i.tlp = any(${parameters.add(is.any.map(tlpCodes.code))}::smallint[])`
    case 'severity':
      return `i.suppressed_by is null and (${is.any.map(severity => risk(bandOf(severity), moment)).join(' or ')})`
    case 'source':
    case 'malware':
    case 'tag':
      return `i.terms && ${parameters.add(termIds(is.field, is.any, moment.dictionary))}::int[]`
    case 'risk':
      return risk(is.range, moment)
    case 'score':
      return score(is.range, moment)
    case 'sources':
      return range('(select count(*) from assertion a where a.indicator = i.key)', is.range, value => parameters.add(value))
    case 'seen':
      return times('i.last_seen', is.range, parameters)
    case 'first':
      return times('i.first_seen', is.range, parameters)
    case 'added':
      return times('i.added_at', is.range, parameters)
    case 'active':
      return `(i.suppressed_by is null and coalesce(i.expires_at > ${parameters.add(new Date(moment.now).toISOString())}::timestamptz, false)) = ${is.yes}`
    case 'suppressed':
      return `(i.suppressed_by is not null) = ${is.yes}`
    case 'sample':
      return `i.sample = ${is.yes}`
    case 'value':
      return pattern('i.value', is.pattern, parameters)
    case 'text':
      return textOrTerms(is.contains, parameters, moment)
    case 'net':
    case 'under':
      return `i.key in (select t.key from indicator_text t where ${textCondition(is, parameters)})`
  }
}

/** The conditions that `indicator_text` has an index for. */
export type Anchor = Extract<Condition, { field: 'value' | 'text' | 'net' | 'under' }>

/** An anchor over `indicator_text t`. */
export const textCondition = (anchor: Anchor, parameters: Parameters): string => {
  switch (anchor.field) {
    case 'value':
      return pattern('t.value', anchor.pattern, parameters)
    case 'net':
      return `t.address <<= ${parameters.add(anchor.within)}::inet`
    case 'under': {
      const host = reverseHost(anchor.domain)
      return `(t.host = ${parameters.add(host)} or (t.host > ${parameters.add(`${host}.`)} and t.host < ${parameters.add(`${host}/`)}))`
    }
    case 'text':
      return containsText(anchor.contains, parameters)
  }
}

const SUBSTRING_CODES = SUBSTRING_TYPES.map(typeCodes.code).join(', ')
const TRIGRAM = 3

/** Anywhere in names, at the beginning of the rest (hashes, addresses): three characters at least, or else by beginning only. */
const containsText = (text: string, parameters: Parameters): string => {
  const prefix = startsWith('t.value', text, parameters)
  if (text.length < TRIGRAM) return prefix
  return `((t.type in (${SUBSTRING_CODES}) and t.value like ${parameters.add(`%${likeText(text)}%`)}) or ${prefix})`
}

const textOrTerms = (text: string, parameters: Parameters, moment: Moment): string => {
  const like = text.length < TRIGRAM ? `${likeText(text)}%` : `%${likeText(text)}%`
  const ids = moment.dictionary.containing(text)
  const inValue = `i.value like ${parameters.add(like)}`
  return ids.length === 0 ? inValue : `(${inValue} or i.terms && ${parameters.add(ids)}::int[])`
}

const startsWith = (column: string, text: string, parameters: Parameters): string =>
  `(${column} >= ${parameters.add(text)} and ${column} < ${parameters.add(after(text))})`

/** The first string after all that begin with `text`, in code point order. */
const after = (text: string): string => `${text}\u{10ffff}`

const pattern = (column: string, text: string, parameters: Parameters): string => {
  if (!text.includes('*')) return `${column} = ${parameters.add(text)}`
  const [head = ''] = text.split('*', 1)
  if (text === `${head}*`) return startsWith(column, head, parameters)
  const like = `${column} like ${parameters.add(likeText(text).replaceAll('*', '%'))}`
  return head === '' ? like : `(${startsWith(column, head, parameters)} and ${like})`
}

export const termIds = (kind: 'source' | 'malware' | 'tag', names: readonly string[], dictionary: Dictionary): number[] =>
  names.flatMap(name => dictionary.ids(kind, name))

const range = (column: string, { from, below }: NumberRange, add: (value: number) => string): string =>
  [from === undefined ? 'true' : `${column} >= ${add(from)}`, below === undefined ? 'true' : `${column} < ${add(below)}`].join(
    ' and ',
  )

const times = (column: string, { from, below }: TimeRange, parameters: Parameters): string => {
  const at = (ms: number): string => `${parameters.add(new Date(ms).toISOString())}::timestamptz`
  return [
    from === undefined ? 'true' : `${column} >= ${at(from)}`,
    below === undefined ? 'true' : `${column} < ${at(below)}`,
  ].join(' and ')
}

const bandOf = (severity: Severity): NumberRange => {
  const above = SEVERITIES[SEVERITIES.indexOf(severity) - 1]
  return { from: SEVERITY_FROM[severity], ...(above === undefined ? {} : { below: SEVERITY_FROM[above] }) }
}

const classesCase = (bound: number, moment: Moment): string =>
  moment.decayClass === null
    ? `case i.class ${knownDecayClasses()
        .map(({ id }) => `when ${id} then ${threshold(id, bound, moment.now)}`)
        .join(' ')} end`
    : threshold(moment.decayClass, bound, moment.now)

const threshold = (decayClass: number, risk: number, now: number): string =>
  `${rankThreshold(decayClass, risk, now)}::double precision`

const risk = ({ from, below }: NumberRange, moment: Moment): string => rankRange('i.rank', { from, below }, moment)

/** log2 of each threat's severity weight: what rank holds beside the score. */
const WEIGHTS = threatTypes.map(threat => `when ${threatCodes.code(threat)} then ${Math.log2(severityWeight(threat))}`).join(' ')

const score = ({ from, below }: NumberRange, moment: Moment): string =>
  rankRange(
    `(i.rank - coalesce((select ln(p.weight) / ln(2::double precision) from appraisal p where p.indicator = i.key), case i.threat ${WEIGHTS} else 0 end))`,
    { from, below },
    moment,
  )

const rankRange = (
  column: string,
  { from, below }: { from: number | undefined; below: number | undefined },
  moment: Moment,
): string =>
  [
    from === undefined || from <= 0 ? 'true' : `${column} >= ${classesCase(from, moment)}`,
    below === undefined || below > 100 ? 'true' : below <= 0 ? 'false' : `${column} < ${classesCase(below, moment)}`,
  ].join(' and ')
