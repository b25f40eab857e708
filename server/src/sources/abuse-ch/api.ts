/** What the APIs of abuse.ch's platforms have in common. */
import type { IndicatorType, Statement } from '@keysguard/model'
import { z } from 'zod'
import { present } from '../../kit/fields.ts'
import { at as within } from '../../kit/path.ts'
import { secret } from '../../kit/settings.ts'
import { type Observed, observe, typed } from '../../kit/source.ts'
import { Problem } from '../../problem.ts'

/** One key opens all platforms. */
export const authKey = secret('Auth-Key, free at https://auth.abuse.ch')

const NOTHING: ReadonlySet<string> = new Set(['no_result', 'no_results', 'no_iocs', 'hash_not_found', 'tag_not_found'])

/** The records of an answer, which says in `query_status` how it went, with status 200 also where it went wrong. */
export const records =
  (path = 'data') =>
  (document: unknown): readonly unknown[] => {
    const status = String(within(document, 'query_status') ?? '')
    if (NOTHING.has(status)) return []
    if (/key|unauthorized/i.test(status))
      throw new Problem('unauthorised', `abuse.ch answered ${status.slice(0, 100)}.`, {
        todo: 'Look whether the Auth-Key is right: https://auth.abuse.ch shows it.',
      })
    const found = within(document, path)
    if (status === 'ok' && Array.isArray(found)) return found
    throw new Problem('bad-feed', `abuse.ch answered ${status.slice(0, 100) || 'without a status'} and no list.`, {
      todo: 'Look at the answer: its format may have changed.',
    })
  }

const text = z.string().nullish()

/** The hashes of a file, as all platforms call them. */
export const fileHashes = {
  sha256_hash: text,
  sha1_hash: text,
  md5_hash: text,
  imphash: text,
  ssdeep: text,
  tlsh: text,
} as const

type FileHashes = { readonly [K in keyof typeof fileHashes]?: string | null | undefined }

/** Every .NET program imports the same single function. */
const IMPHASH_OF_DOTNET = 'f34d5f2d4577ed6d9ceec516c1f5a744'

/** A file as indicators: each of its hashes, and those of files like it. */
export const fileIndicators = (row: FileHashes, statement: Statement): Observed[] => {
  const hashes = {
    sha256: row.sha256_hash,
    sha1: row.sha1_hash,
    md5: row.md5_hash,
    imphash: row.imphash === IMPHASH_OF_DOTNET ? null : row.imphash,
    ssdeep: row.ssdeep,
    tlsh: row.tlsh,
  } as const satisfies Partial<Record<IndicatorType, unknown>>
  return (Object.keys(hashes) as (keyof typeof hashes)[]).flatMap(type => {
    const hash = present(hashes[type])
    return hash === undefined ? [] : [observe(typed(type, hash), statement)]
  })
}
