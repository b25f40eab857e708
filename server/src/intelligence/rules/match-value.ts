/** One line of a selection: a field, its modifiers and the values it may have, as a test over events. */
import { parseIpv4, parseIpv6 } from '../../indicators/addresses.ts'
import { readPattern } from '../pattern.ts'
import type { EventFields, FieldValue } from './event.ts'
import { FIELDS, isField, nearField } from './fields.ts'
import { glob } from './glob.ts'

export type Test = (fields: EventFields) => boolean
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string }

const fault = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message })

type Scalar = string | number | boolean | null
type Compare = (value: string | number | boolean) => boolean

const NUMERIC: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
}
const AROUND: Readonly<Record<string, (text: string) => string>> = {
  contains: text => `*${text}*`,
  startswith: text => `${text}*`,
  endswith: text => `*${text}`,
}
const FLAGS: readonly string[] = ['i', 'm', 's']
const KNOWN: readonly string[] = [
  ...Object.keys(AROUND),
  ...Object.keys(NUMERIC),
  ...FLAGS,
  're',
  'cidr',
  'exists',
  'all',
  'cased',
  'neq',
]
/** Modifiers of Sigma that mean nothing here, or that nobody has asked for yet. */
const NOT_HERE: readonly string[] = [
  'base64',
  'base64offset',
  'utf16',
  'utf16le',
  'utf16be',
  'wide',
  'windash',
  'expand',
  'fieldref',
]
const LONGEST_LIST = 10_000
const LONGEST_TEXT = 2_000

const isScalar = (value: unknown): value is Scalar =>
  value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'

/** Reads `field|modifier|…: value` of a selection. */
export const readLine = (key: string, given: unknown): Read<Test> => {
  const [field = '', ...modifiers] = key.split('|')
  if (!isField(field)) {
    const near = nearField(field)
    return fault(`there is no field "${field}"${near === undefined ? '' : `; is it ${near}?`}`)
  }
  for (const modifier of modifiers) {
    if (NOT_HERE.includes(modifier)) return fault(`the modifier "${modifier}" is not supported`)
    if (!KNOWN.includes(modifier)) return fault(`there is no modifier "${modifier}"`)
  }
  const isList = Array.isArray(given)
  const values: unknown[] = isList ? given : [given]
  if (values.length === 0) return fault('the list is empty')
  if (values.length > LONGEST_LIST) return fault(`the list is longer than ${LONGEST_LIST}`)
  if (!values.every(isScalar)) return fault('must be a text, a number, true, false, or a list of them')
  if (modifiers.includes('exists')) return existing(field, modifiers, values)
  if (modifiers.includes('all') && values.length < 2) return fault('"all" needs a list of two or more')
  return comparing(field, modifiers, values)
}

const existing = (field: keyof typeof FIELDS, modifiers: readonly string[], values: readonly Scalar[]): Read<Test> => {
  const [wanted] = values
  if (modifiers.length > 1 || values.length !== 1 || typeof wanted !== 'boolean')
    return fault('"exists" takes true or false, alone')
  return { ok: true, value: fields => (fields[field] !== undefined) === wanted }
}

const comparing = (field: keyof typeof FIELDS, modifiers: readonly string[], values: readonly Scalar[]): Read<Test> => {
  const compares: (Compare | null)[] = []
  for (const value of values) {
    const read = value === null ? absence(modifiers) : compareWith(field, modifiers, value)
    if (!read.ok) return read
    compares.push(read.value)
  }
  const negated = modifiers.includes('neq')
  const every = modifiers.includes('all')
  const one = (compare: Compare | null, fields: EventFields): boolean =>
    compare === null ? fields[field] === undefined : someOf(fields[field], compare)
  const test: Test = every
    ? fields => compares.every(compare => one(compare, fields))
    : fields => compares.some(compare => one(compare, fields))
  return { ok: true, value: negated ? fields => !test(fields) : test }
}

/** A list holds what one of its members holds. */
const someOf = (value: FieldValue | undefined, compare: Compare): boolean => {
  if (value === undefined) return false
  return typeof value === 'object' ? value.some(compare) : compare(value)
}

const absence = (modifiers: readonly string[]): Read<null> =>
  modifiers.every(modifier => modifier === 'neq') ? { ok: true, value: null } : fault('nothing (null) takes no modifier but neq')

const compareWith = (
  field: keyof typeof FIELDS,
  modifiers: readonly string[],
  value: string | number | boolean,
): Read<Compare> => {
  const { kind } = FIELDS[field]
  const shapes = modifiers.filter(
    modifier => modifier in AROUND || modifier in NUMERIC || modifier === 're' || modifier === 'cidr',
  )
  if (shapes.length > 1) return fault(`"${shapes.join('" and "')}" do not go together`)
  const [shape] = shapes
  if (modifiers.some(modifier => FLAGS.includes(modifier)) && shape !== 're') return fault('i, m and s belong to re')
  if (String(value).length > LONGEST_TEXT) return fault(`must be ${LONGEST_TEXT} characters or fewer`)
  if (shape !== undefined && shape in NUMERIC) return numeric(kind, shape, value)
  if (kind === 'flag') return flagged(shape, value)
  if (shape === 're') return pattern(modifiers, value)
  if (shape === 'cidr') return network(String(value))
  if (kind === 'number' && shape === undefined) {
    if (typeof value !== 'number') return fault(`${field} is a number`)
    return { ok: true, value: own => own === value }
  }
  return textual(shape, modifiers.includes('cased'), String(value))
}

const numeric = (kind: string, shape: string, value: string | number | boolean): Read<Compare> => {
  if (kind !== 'number') return fault(`"${shape}" compares numbers, and this field is none`)
  if (typeof value !== 'number' || !Number.isFinite(value)) return fault('must be a number')
  const compare = NUMERIC[shape]!
  return { ok: true, value: own => typeof own === 'number' && compare(own, value) }
}

const flagged = (shape: string | undefined, value: string | number | boolean): Read<Compare> =>
  shape === undefined && typeof value === 'boolean' ? { ok: true, value: own => own === value } : fault('must be true or false')

const pattern = (modifiers: readonly string[], value: string | number | boolean): Read<Compare> => {
  const read = readPattern(String(value), {
    insensitive: modifiers.includes('i'),
    multiline: modifiers.includes('m'),
    dotAll: modifiers.includes('s'),
  })
  if (!read.ok) return fault(read.message)
  return { ok: true, value: own => read.pattern.test(String(own)) }
}

const textual = (shape: string | undefined, cased: boolean, value: string): Read<Compare> => {
  const fold = (text: string): string => (cased ? text : text.toLowerCase())
  const around = shape === undefined ? undefined : AROUND[shape]
  const wanted = glob(fold(around ? around(value) : value))
  return { ok: true, value: own => wanted.test(fold(String(own))) }
}

const bits = (address: string): { readonly width: number; readonly number: bigint } | null => {
  const four = parseIpv4(address)
  if (four !== null) return { width: 32, number: BigInt(four) }
  const six = parseIpv6(address)
  return six === null ? null : { width: 128, number: six.reduce((all, group) => (all << 16n) | BigInt(group), 0n) }
}

/** Whether an address, or a whole network, lies inside of this one. */
const network = (text: string): Read<Compare> => {
  const wanted = prefixOf(text)
  if (wanted === null) return fault(`"${text}" is no network: write 192.0.2.0/24`)
  return {
    ok: true,
    value: own => {
      const inner = prefixOf(String(own))
      if (inner === null || inner.width !== wanted.width || inner.length < wanted.length) return false
      const shift = BigInt(wanted.width - wanted.length)
      return inner.number >> shift === wanted.number >> shift
    },
  }
}

const prefixOf = (text: string): { readonly width: number; readonly number: bigint; readonly length: number } | null => {
  const [address = '', length, ...more] = text.split('/')
  const read = bits(address)
  if (read === null || more.length > 0) return null
  const prefix = length === undefined ? read.width : /^\d{1,3}$/.test(length) ? Number(length) : -1
  return prefix < 0 || prefix > read.width ? null : { ...read, length: prefix }
}
