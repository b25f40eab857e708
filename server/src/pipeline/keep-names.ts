/** Names of malware and actors that a source teaches: kept, counted in the run's ledger, and used from then on. */
import { createHash } from 'node:crypto'
import { learnNames } from '../intelligence/names/names.ts'
import type { KnownName } from '../kit/source.ts'
import { readNames, writeNames } from '../store/names.ts'
import type { StoredSource } from '../store/standing.ts'
import type { Knowing } from '../store/write-rows.ts'
import type { RowDigest } from './row-digest.ts'
import type { Tally } from './tally.ts'

/** A name and the digest of the row it stood in. */
export interface NamedRow extends RowDigest {
  readonly named: KnownName
}

/** What keeps a name from being stored, or null. */
export const nameProblem = ({ id, name, aliases }: KnownName): string | null =>
  [id, name, ...aliases].some(text => /[\p{Cc}\p{Cs}\ufffd]/u.test(text))
    ? 'A name holds characters that no name has.'
    : id === '' || name === ''
      ? 'The name is empty.'
      : null

/** Stores the names and returns their rows, each with the key it is to be remembered by. */
export const keepNames = async (
  { database }: Knowing,
  { num, profile }: StoredSource,
  run: { readonly sample: boolean },
  rows: readonly NamedRow[],
  { counts }: Tally,
): Promise<readonly (NamedRow & { readonly key: string })[]> => {
  if (rows.length === 0) return []
  const written = await writeNames(
    database,
    num,
    run.sample,
    rows.map(({ named }) => named),
  )
  counts.received += rows.length
  counts.new += written.new
  counts.changed += written.changed
  counts.unchanged += written.unchanged
  counts.duplicate += written.duplicate
  if (written.new + written.changed > 0) learnNames(await readNames(database))
  return rows.map(row => ({ ...row, key: keyOf(profile.id, row.named.id) }))
}

/** In the place of an indicator's key, and never the key of one: those are made of a type and a value. */
const keyOf = (source: string, id: string): string =>
  createHash('sha256').update(`name\u0000${source}\u0000${id}`).digest('hex').slice(0, 32)
