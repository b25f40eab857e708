/** The kinds of thing KeysGuard knows, and how one is named. */
import { z } from 'zod'
import { type INDICATOR_TYPES, indicatorTypes } from './vocabulary.ts'

export type IndicatorType = keyof typeof INDICATOR_TYPES
export const IndicatorType = z.enum(indicatorTypes as [IndicatorType, ...IndicatorType[]])

/** One canonical indicator. `value` is canonical for its `type`: equal things have equal values. */
export interface Indicator {
  readonly type: IndicatorType
  readonly value: string
}

/** 16 bytes of SHA-256 over type and canonical value, as 32 lower-case hex digits: an indicator's id everywhere. */
export type IndicatorKey = string & { readonly __brand: 'IndicatorKey' }
export const IndicatorKey = z
  .string()
  .regex(/^[0-9a-f]{32}$/, 'an indicator id is 32 hexadecimal digits')
  .transform(value => value as IndicatorKey)

/** An indicator found in a text: `[start, end)` are UTF-16 offsets into the input, `raw` is what stood there. */
export const ExtractedIndicator = z.object({
  type: IndicatorType,
  value: z.string(),
  raw: z.string(),
  start: z.number().int(),
  end: z.number().int(),
})
export type ExtractedIndicator = z.infer<typeof ExtractedIndicator>
