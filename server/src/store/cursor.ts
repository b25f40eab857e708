/** Where the next page begins, as an opaque string. It carries the moment of the first page, so that pages fit together. */
import { z } from 'zod'
import { Problem } from '../problem.ts'

const Place = z.object({ rank: z.number(), key: z.string().regex(/^[0-9a-f]{32}$/) })
export type Place = z.infer<typeof Place>

const Cursor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('offset'), now: z.number(), offset: z.number().int().min(0).max(100_000) }),
  /** For each decay class how far down its rank the pages have come. */
  z.object({ kind: z.literal('walk'), now: z.number(), reached: z.record(z.string(), z.union([Place, z.literal('end')])) }),
])
export type Cursor = z.infer<typeof Cursor>

export const encodeCursor = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** Throws 'bad-request' for anything this server did not give out. */
export const decodeCursor = (text: string): Cursor => {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch (cause) {
    throw new Problem('bad-request', 'The cursor is not one this server gave out.', {
      todo: 'Start the search again without a cursor.',
      cause,
    })
  }
}
