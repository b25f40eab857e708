/** What people find by a part of it: kept a moment behind the knowledge itself, because its indexes are the costly ones. */

import type { Database, Transaction } from '../engines/database/database.ts'
import { hostOf } from '../indicators/index.ts'
import type { Candidate } from './candidates.ts'
import { typeCodes } from './codes.ts'
import { CopyRows } from './copy-rows.ts'
import { takeSearchBacklog } from './search-backlog.ts'

/** Of advisory locks: that of shards.ts, which ends at 7. */
const LOCK_SPACE = 7373
const MERGING = 100
/** What a row takes, about. */
const ROW_BYTES = 160

/** A host with its labels turned round, so that everything under a domain is one range: www.example.com -> com.example.www */
export const reverseHost = (host: string): string => host.split('.').reverse().join('.')

const ADDRESS = /^[0-9a-f.:]+(\/\d+)?$/

const addressOf = (type: string, value: string, host: string | null): string | null => {
  if (type === 'ipv4' || type === 'ipv6' || type === 'cidr') return value
  if (host === null) return null
  const bare = host.startsWith('[') ? host.slice(1, -1) : host
  return ADDRESS.test(bare) && (bare.includes(':') || /^\d+\.\d+\.\d+\.\d+$/.test(bare)) ? bare : null
}

/** Told of new indicators in the transaction that makes them findable: each is met once, after it was committed. */
export type Attend = (transaction: Transaction, rows: readonly Candidate[]) => Promise<void>

/**
 * Indexes the oldest `pieces` batches of new indicators, and hands them on to be linked; several may do so side by side. Returns how many
 * indicators became findable; 0 means that nothing waits.
 */
export const trailSearch = async (database: Database, pieces: number, attend: Attend | null = null): Promise<number> =>
  database.transaction(async transaction => {
    const found = await takeSearchBacklog(transaction, pieces)
    if (found.length === 0) return 0
    const rows = new CopyRows(5, found.length * ROW_BYTES)
    for (const { key, type: code, value } of found) {
      const type = typeCodes.name(code)
      const host = hostOf({ type, value })
      const address = addressOf(type, value, host)
      const reversed = host === null || address !== null ? null : reverseHost(host)
      rows.row(value.length + (reversed?.length ?? 0))
      rows.uuid(key)
      rows.int2(code)
      rows.inet(address)
      rows.text(reversed)
      rows.text(value)
    }
    await transaction.copy('indicator_text (key, type, address, host, value)', rows.bytes)
    // What waits for the index is read by whoever searches, so it is put in here, and all at once: a merge for each transaction, not for each 4 MB.
    // Who finds another one merging leaves it to that one, to the next, or to `orderIndexes`.
    await transaction.query(`select gin_clean_pending_list('indicator_text_trigram') where pg_try_advisory_xact_lock($1, $2)`, [
      LOCK_SPACE,
      MERGING,
    ])
    if (attend !== null) await attend(transaction, found)
    return found.length
  })

/** Puts the indexes in order that take new rows as a list, so that nobody who searches reads a long one. */
export const orderIndexes = async (database: Database): Promise<void> => {
  await database.query(`select gin_clean_pending_list('indicator_by_term'), gin_clean_pending_list('indicator_text_trigram')`)
}
