/** What a kind of declared feed adds to the common part: how it is asked, and what its rows say. */
import type { Statement } from '@keysguard/model'
import type { z } from 'zod'
import type { Cursor } from '../../../kit/cursor.ts'
import { preformatted } from '../../../kit/formats/preformatted.ts'
import { unzip } from '../../../kit/formats/unzip.ts'
import type { Address, AskOptions, Fetcher, Part } from '../../../kit/rows.ts'
import type { Parsed } from '../../../kit/source.ts'

export interface Asking {
  readonly fetch: Fetcher
  readonly at: Address
  /** Headers and query, with their secrets in them. */
  readonly options: AskOptions
  readonly since: string | null
  readonly now: number
}

export interface Kind {
  readonly collect: (asking: Asking) => Part<unknown>
  readonly row: z.ZodType<unknown>
  readonly parse: (row: unknown) => Parsed
  /** What in a row says how far the feed was read. */
  readonly cursor?: Cursor
  /** Where in a row the id of the group stands that it is sent with. */
  readonly group?: string
}

/** Takes a file out of what it is wrapped in. */
export const unpacking = (wrapping: 'zip' | 'page' | undefined): Pick<AskOptions, 'unpack'> =>
  wrapping === undefined ? {} : { unpack: wrapping === 'zip' ? unzip() : preformatted }

/** A declaration of one kind, and what holds where its rows say nothing. */
export type MakeKind<D> = (declaration: D, defaults: Statement) => Kind
