/** Checks what came over the wire against its schema. */
import type { output } from 'zod'
import type { SCHEMAS } from './schemas.ts'

type Schemas = typeof SCHEMAS
export type AnswerName = keyof Schemas
export type Answer<Name extends AnswerName> = output<Schemas[Name]>

export type Checked<T> = { readonly data: T } | { readonly mismatch: string }

/** The data as `name` describes it, or where it first differs. */
export const check = async <Name extends AnswerName>(name: Name, body: unknown): Promise<Checked<Answer<Name>>> => {
  const { SCHEMAS } = await import('./schemas.ts')
  const schema: Schemas[Name] = SCHEMAS[name]
  const result = schema.safeParse(body)
  if (result.success) return { data: result.data as Answer<Name> }
  const issue = result.error.issues[0]
  return { mismatch: `${issue?.path.join('.') || 'answer'}: ${issue?.message ?? 'unknown'}` }
}
