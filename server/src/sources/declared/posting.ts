/** The body of a feed that is asked for by POST: a JSON document or a form, with slots for its secrets. */
import { z } from 'zod'
import type { AskOptions, JsonOptions, Page } from '../../kit/rows.ts'
import { Slotted } from './common-schema.ts'
import { exposure, fillSlots, slotProblem } from './slots.ts'

type Json = z.infer<ReturnType<typeof z.json>>

/** Every text of a document, with the name it stands under. */
function* textsIn(value: Json, path: readonly PropertyKey[] = []): Generator<{ path: readonly PropertyKey[]; text: string }> {
  if (typeof value === 'string') yield { path, text: value }
  else if (Array.isArray(value)) for (const [index, one] of value.entries()) yield* textsIn(one, [...path, index])
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) yield* textsIn(one, [...path, name])
}

const withoutSecrets = (document: Json, context: z.RefinementCtx): void => {
  for (const { path, text } of textsIn(document)) {
    const message = slotProblem(text) ?? exposure(String(path.at(-1)), text)
    if (message !== null) context.addIssue({ code: 'custom', message, path: [...path] })
  }
}

export const Posting = z
  .strictObject({
    json: z.record(z.string(), z.json()).superRefine(withoutSecrets).optional(),
    form: z.record(z.string().min(1).max(100), Slotted).superRefine(withoutSecrets).optional(),
  })
  .refine(({ json, form }) => (json === undefined) !== (form === undefined), { error: 'is either json: or form:' })
export type Posting = z.infer<typeof Posting>

/** Its texts, for the slots in them. */
export const postedTexts = ({ json, form }: Posting): string[] => [...textsIn(json ?? form ?? {})].map(({ text }) => text)

/** As it is sent, the secrets in it. */
export const posted = ({ json, form }: Posting, setting: (key: string) => string): Pick<AskOptions, 'json' | 'form'> =>
  json === undefined
    ? { form: Object.fromEntries(Object.entries(form ?? {}).map(([name, text]) => [name, fillSlots(text, setting)])) }
    : { json: filled(json, setting) }

const filled = (value: Json, setting: (key: string) => string): Json => {
  if (typeof value === 'string') return fillSlots(value, setting)
  if (Array.isArray(value)) return value.map(one => filled(one, setting))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, setting)]))
}

/** The next page by a parameter in the body; `following` tells it from the page that was read and what stands there now, or null at the end. */
export const nextInBody =
  (
    kind: 'json' | 'form',
    parameter: string,
    following: (page: Page, now: unknown) => number | string | null,
  ): NonNullable<JsonOptions['next']> =>
  page => {
    const { ask } = page
    if (kind === 'form') {
      const form = new URLSearchParams(ask.body)
      const value = following(page, form.get(parameter) ?? undefined)
      if (value === null) return null
      form.set(parameter, String(value))
      return { ...ask, body: form.toString() }
    }
    const document = z.record(z.string(), z.unknown()).parse(JSON.parse(ask.body ?? '{}'))
    const value = following(page, document[parameter])
    return value === null ? null : { ...ask, body: JSON.stringify({ ...document, [parameter]: value }) }
  }
