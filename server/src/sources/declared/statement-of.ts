/** The statement of a row, from the fields its declaration maps. */
import { Statement, type Statement as StatementType, Tlp } from '@keysguard/model'
import { details, present, said, tags } from '../../kit/fields.ts'
import { dateReader } from './dates.ts'
import { FIELD_NAMES, type Field, type FieldName, type RowMap } from './map-schema.ts'

/** All values at a place of a row. */
export type ReadAt = (row: unknown) => readonly unknown[]

/** How places are read in rows of a kind. */
export type Places = (from: string) => ReadAt

export type ReadStatement = (row: unknown) => StatementType

type Mapped = Partial<Record<FieldName, unknown>>

/** Reads the mapped fields of a row, over the declared defaults. Throws on dates that are none: the row is refused. */
export const statementReader = (
  map: Partial<Pick<RowMap, FieldName | 'threat' | 'details'>>,
  defaults: StatementType,
  places: Places,
): ReadStatement => {
  const readers = FIELD_NAMES.flatMap(name => {
    const field = map[name]
    return field === undefined ? [] : [[name, fieldReader(name, field, places)] as const]
  })
  const threat = map.threat === undefined ? null : wordReader(map.threat, places)
  const labelled = Object.entries(map.details ?? {}).map(([label, from]) => [label, places(from)] as const)
  return row => {
    const mapped: Mapped = {}
    for (const [name, read] of readers) mapped[name] = read(row)
    const word = threat?.(row)
    return { ...defaults, ...spoken(mapped, word === undefined ? undefined : Statement.shape.threat.parse(word), labelled, row) }
  }
}

const spoken = (
  { fileName, fileSize, fileKind, report, reportUrl, ...mapped }: Mapped,
  threat: StatementType['threat'],
  labelled: readonly (readonly [string, ReadAt])[],
  row: unknown,
): StatementType => {
  const file = said<object>({ name: fileName, sizeBytes: fileSize, kind: fileKind })
  return said<StatementType>({
    ...(mapped as Partial<StatementType>),
    threat,
    file: Object.keys(file).length === 0 ? undefined : file,
    report: typeof report === 'string' ? said({ title: report, url: reportUrl as string | undefined }) : undefined,
    details: details(Object.fromEntries(labelled.map(([label, read]) => [label, textOf(read(row))]))),
  })
}

/** The first value that is a text, a number or yes and no. */
export const textOf = (values: readonly unknown[]): string | undefined => {
  for (const value of values) {
    const text =
      typeof value === 'boolean'
        ? String(value)
        : typeof value === 'string' || typeof value === 'number'
          ? present(value)
          : undefined
    if (text !== undefined) return text
  }
  return undefined
}

/** A word of a closed list; undefined where the row has none, or one that the names do not know. */
export const wordReader = (
  {
    is,
    from,
    names,
  }: {
    readonly is?: string | undefined
    readonly from?: string | undefined
    readonly names?: Readonly<Record<string, string>> | undefined
  },
  places: Places,
): ((row: unknown) => string | undefined) => {
  if (from === undefined) return () => is
  const read = places(from)
  const word = nameReader(names)
  return row => {
    const text = textOf(read(row))
    return text === undefined ? undefined : word(text)
  }
}

/** The provider's words in ours, whatever their case; without names a word stands for itself. */
const nameReader = <T>(names: Readonly<Record<string, T>> | undefined): ((text: string) => T | string | undefined) => {
  if (names === undefined) return text => text
  const known = new Map(Object.entries(names).map(([name, word]) => [name.toLowerCase(), word]))
  return text => known.get(text.toLowerCase()) ?? known.get('*')
}

const fieldReader = (name: FieldName, { from, is, names, of = 100, as }: Field, places: Places): ((row: unknown) => unknown) => {
  const convert = CONVERSIONS[name]({ of, as })
  if (from === undefined) {
    const constant = convert([is])
    return () => constant
  }
  const read = places(from)
  const word = nameReader(names)
  if (names === undefined) return row => convert(read(row))
  return row =>
    convert(
      read(row).map(value => {
        const text = textOf([value])
        return text === undefined ? undefined : word(text)
      }),
    )
}

type Convert = (options: { readonly of: number; readonly as: string | undefined }) => (values: readonly unknown[]) => unknown

const text: Convert = () => textOf
const date: Convert = ({ as }) => {
  const read = dateReader(as)
  return values => read(values[0])
}
const numberBetween =
  (least: number, most: number): Convert =>
  () =>
  values => {
    const number = numberOf(values)
    return number !== undefined && number >= least && number <= most ? number : undefined
  }
const whole =
  (most: number): Convert =>
  () =>
  values => {
    const number = numberOf(values)
    return number !== undefined && Number.isInteger(number) && number >= 0 && number <= most ? number : undefined
  }
const listOf: Convert = () => values => {
  const texts = values.flat().flatMap(value => (typeof value === 'string' ? value.split(/[,;|]/) : []))
  const list = [...new Set(texts.flatMap(one => present(one) ?? []))]
  return list.length === 0 ? undefined : list
}

const numberOf = (values: readonly unknown[]): number | undefined => {
  const given = textOf(values)?.replace(/^AS(?=\d)|%$/gi, '')
  const number = Number(given)
  return given === undefined || Number.isNaN(number) ? undefined : number
}

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'online', 'up', 'active', 'alive'])
const NO: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'offline', 'down', 'inactive', 'dead'])
const TLPS: Readonly<Record<string, Tlp>> = { white: 'clear' }

const CONVERSIONS: Readonly<Record<FieldName, Convert>> = {
  malware: text,
  reference: text,
  reporter: text,
  description: text,
  country: text,
  fileName: text,
  fileKind: text,
  report: text,
  reportUrl: text,
  firstSeen: date,
  lastSeen: date,
  port: whole(65_535),
  asn: whole(4_294_967_295),
  fileSize: whole(Number.MAX_SAFE_INTEGER),
  cvss: numberBetween(0, 10),
  epss: numberBetween(0, 1),
  confidence:
    ({ of }) =>
    values => {
      const number = numberOf(values)
      return number !== undefined && number >= 0 && number <= of ? Math.round((number * 1_000) / of) / 10 : undefined
    },
  tags: () => values => tags(values.flat().flatMap(value => (typeof value === 'string' ? value.split(/[,;|]/) : []))),
  actors: listOf,
  campaigns: listOf,
  killChain: listOf,
  targets: listOf,
  techniques: () => values => {
    const ids = values.flat().flatMap(value => (typeof value === 'string' ? (value.match(/\bT\d{4}(?:\.\d{3})?\b/g) ?? []) : []))
    return ids.length === 0 ? undefined : [...new Set(ids)]
  },
  online: () => values => {
    const word = textOf(values)?.toLowerCase() ?? ''
    return YES.has(word) ? true : NO.has(word) ? false : undefined
  },
  tlp: () => values => {
    const word = textOf(values)?.toLowerCase().replace(/^tlp:/, '').trim() ?? ''
    const read = Tlp.safeParse(TLPS[word] ?? word)
    return read.success ? read.data : undefined
  },
}
