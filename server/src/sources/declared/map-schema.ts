/** `map` and `defaults` of a declaration: which column or path gives which field of the statement. */
import { IndicatorType, Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { compilePath } from '../../kit/json-path.ts'
import { isDateFormat } from './dates.ts'

/** A column of CSV, a name or dotted path in JSON, or a JSONPath. */
const From = z
  .string()
  .min(1)
  .max(500)
  .superRefine((path, context) => {
    const compiled = path.startsWith('$') ? compilePath(path) : null
    if (compiled?.ok === false) context.addIssue({ code: 'custom', message: compiled.reason })
  })

const Scalar = z.union([z.string().max(4_000), z.number(), z.boolean()], { error: 'must be a text, a number or yes or no' })

const NAME_A_COLUMN = 'name a column or a path, or write { from: …, names: … } or { is: … }'

/** What is said where something else than a table stands. */
const tabular = (message: string) => ({
  error: ({ code, input }: { readonly code: string; readonly input?: unknown }) =>
    code === 'invalid_type' && input !== undefined ? message : undefined,
})

/** Where a field comes from: bare text names a column or a path; `is` is the same for every row. */
const spelling = (given: unknown): unknown =>
  typeof given === 'string' ? { from: given } : typeof given === 'number' || typeof given === 'boolean' ? { is: given } : given

const Field = z.preprocess(
  spelling,
  z
    .strictObject(
      {
        from: From.optional(),
        is: Scalar.optional(),
        /** What the provider's words mean; `*` stands for every other word. */
        names: z.record(z.string(), Scalar).optional(),
        /** For confidence: the most the provider gives, where that is not 100. */
        of: z.number().positive().optional(),
        /** For dates: how they are written, where it is not ISO 8601 or seconds since 1970. */
        as: z.string().refine(isDateFormat, { error: 'must hold YYYY, MM and DD, and may hold HH, mm and ss' }).optional(),
      },
      tabular(NAME_A_COLUMN),
    )
    .refine(({ from, is }) => (from === undefined) !== (is === undefined), {
      error: NAME_A_COLUMN,
    }),
)
export type Field = z.infer<typeof Field>

/** A field of closed words: a bare word is one of them, for every row. */
const closed = <T extends string>(words: z.ZodEnum<{ readonly [K in T]: K }>, what: string) => {
  const say = `name ${what}, or write { from: COLUMN, names: { their-word: ours } }`
  return z.preprocess(
    given => (typeof given === 'string' ? { is: given } : given),
    z
      .strictObject(
        {
          is: words.optional(),
          from: From.optional(),
          names: z.record(z.string(), words).optional(),
        },
        tabular(say),
      )
      .refine(({ from, is }) => (from === undefined) !== (is === undefined), { error: say }),
  )
}

const TypeWord = z.enum(['auto', ...IndicatorType.options])

const Values = z.preprocess(
  given => (given === undefined || Array.isArray(given) ? given : [given]),
  z.array(From).min(1).max(20),
)

/** The fields beside value, type and threat, in the words of the statement. */
export const FIELD_NAMES = [
  'malware',
  'confidence',
  'firstSeen',
  'lastSeen',
  'port',
  'tags',
  'tlp',
  'reference',
  'reporter',
  'description',
  'online',
  'country',
  'asn',
  'actors',
  'campaigns',
  'techniques',
  'killChain',
  'targets',
  'cvss',
  'epss',
  'fileName',
  'fileSize',
  'fileKind',
  'report',
  'reportUrl',
] as const
export type FieldName = (typeof FIELD_NAMES)[number]

const fields = Object.fromEntries(FIELD_NAMES.map(name => [name, Field.optional()])) as Record<
  FieldName,
  z.ZodOptional<typeof Field>
>

const shape = {
  type: closed(TypeWord, 'a type of indicator, or auto'),
  threat: closed(ThreatType, 'a threat').optional(),
  ...fields,
  /** Anything else worth reading: label to column or path. */
  details: z.record(z.string().min(1).max(60), From).optional(),
}

/** The map of rows with fields: names or paths. */
export const RowMap = z.strictObject({ value: Values, ...shape })
export type RowMap = z.infer<typeof RowMap>

/** Problems of every place a map reads from. */
const places =
  (problem: (from: string) => string | null) =>
  (map: Readonly<Record<string, unknown>>, context: z.RefinementCtx): void => {
    for (const [from, path] of placesIn(map)) {
      const message = problem(from)
      if (message !== null) context.addIssue({ code: 'custom', message, path: [...path] })
    }
  }

/** Every place a map reads from, and where in the map it is named. */
export const placesIn = (map: Readonly<Record<string, unknown>>): readonly (readonly [string, readonly PropertyKey[]])[] =>
  Object.entries(map).flatMap(([name, field]) => placesOf(name, field))

const placesOf = (name: string, field: unknown): readonly (readonly [string, readonly PropertyKey[]])[] => {
  if (typeof field !== 'object' || field === null) return []
  const inside =
    name === 'value' || name === 'details' ? Object.entries(field) : 'from' in field ? [['from', field.from] as const] : []
  return inside.flatMap(([key, from]) => (typeof from === 'string' ? [[from, [name, key]] as const] : []))
}

/** The map of rows with columns. */
export const ColumnMap = RowMap.superRefine(
  places(from => (from.startsWith('$') ? 'columns are named as in the heading; JSONPath is for kind: json' : null)),
)

/** The map of rows without columns: all there is to read is the line itself. */
export const LineMap = z
  .strictObject({ ...shape, value: Values.default(['line']) })
  .partial({ type: true })
  .superRefine(
    places(from => (from === 'line' ? null : 'a line has no columns: read from "line", or give a constant with { is: … }')),
  )

/** What holds where a row says nothing. */
export const Defaults = Statement.partial().strict().default({})
