/** What a person can set on a source or an enricher. Forms, documentation, the command line and the check of values come from it. */
import { z } from 'zod'

export interface Setting {
  readonly kind: 'address' | 'text' | 'number' | 'choice' | 'secret'
  readonly label: string
  /** The value while nobody has set one; always empty for secrets. */
  readonly value: string
  readonly required: boolean
  readonly least?: number
  readonly most?: number
  readonly choices?: readonly string[]
}

export type Settings = Readonly<Record<string, Setting>>
/** Values as text, by the key of their setting. */
export type Values = Readonly<Record<string, string>>

export const address = (value: string, label = 'Address'): Setting => ({ kind: 'address', label, value, required: true })

/** A key or password. `label` says where to get one. */
export const secret = (label: string): Setting => ({ kind: 'secret', label, value: '', required: true })

/** A setting that may stay empty. */
export const optional = (setting: Setting): Setting => ({ ...setting, required: false })

export const text = (value: string, label: string): Setting => ({ kind: 'text', label, value, required: true })

export const number = (
  value: number,
  label: string,
  { least, most }: { readonly least: number; readonly most: number },
): Setting => ({
  kind: 'number',
  label,
  value: String(value),
  required: true,
  least,
  most,
})

export const choice = (value: string, label: string, choices: readonly string[]): Setting => ({
  kind: 'choice',
  label,
  value,
  required: true,
  choices,
})

/** Settings from a declaration, where a bare text is an address. */
export const settingsOf = (declared: Readonly<Record<string, string | Setting>>): Settings =>
  Object.fromEntries(
    Object.entries(declared).map(([key, setting]) => [key, typeof setting === 'string' ? address(setting) : setting]),
  )

/** Variables that what is set for a feed may refer to begin so: the others are the server's own. */
export const FEED_VARIABLES = 'KEYSGUARD_FEED_'

/** Values may be references to where a secret is kept: `env:NAME`, `file:/path`. They are resolved when they are used. */
export const isReference = (value: string): boolean => /^(?:env|file):/.test(value)

const checkOf = ({
  kind,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
  choices = [],
}: Setting): z.ZodType<unknown> => {
  switch (kind) {
    case 'address':
      return z.url({ protocol: /^https?$/, error: 'must be an http or https address' })
    case 'number':
      return z.coerce.number().int().min(least).max(most)
    case 'choice':
      return z.enum(choices as [string, ...string[]])
    case 'text':
    case 'secret':
      return z.string().max(4_000)
  }
}

/** What is wrong with a value, or null. An empty value takes the default back. */
export const settingProblem = (setting: Setting, value: string): string | null => {
  if (value === '' || isReference(value)) return null
  const checked = checkOf(setting).safeParse(value)
  return checked.success ? null : (checked.error.issues[0]?.message ?? 'not valid')
}

/** Labels of required settings that have no value. */
export const missingSettings = (settings: Settings, values: Values): string[] =>
  Object.entries(settings).flatMap(([key, { required, label }]) => (required && (values[key] ?? '') === '' ? [label] : []))

/** The keys and passwords among the values. */
export const secretsIn = (settings: Settings, values: Values): string[] =>
  Object.entries(settings).flatMap(([key, { kind }]) =>
    kind === 'secret' && (values[key] ?? '') !== '' ? [values[key] ?? ''] : [],
  )
