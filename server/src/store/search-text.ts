/** What people find by a part of it: kept a moment behind the knowledge itself, because its indexes are the costly ones. */

import type { Database } from '../engines/database/database.ts'
import { hostOf } from '../indicators/index.ts'
import { typeCodes } from './codes.ts'
import { field } from './copy-text.ts'

/** A host with its labels turned round, so that everything under a domain is one range: www.example.com -> com.example.www */
export const reverseHost = (host: string): string => host.split('.').reverse().join('.')

const ADDRESS = /^[0-9a-f.:]+(\/\d+)?$/

const addressOf = (type: string, value: string, host: string | null): string | null => {
  if (type === 'ipv4' || type === 'ipv6' || type === 'cidr') return value
  if (host === null) return null
  const bare = host.startsWith('[') ? host.slice(1, -1) : host
  return ADDRESS.test(bare) && (bare.includes(':') || /^\d+\.\d+\.\d+\.\d+$/.test(bare)) ? bare : null
}

/**
 * Indexes the oldest `pieces` batches of new indicators, and hands them on to be linked. Returns how many indicators became findable; 0
 * means it has caught up.
 */
export const trailSearch = async (database: Database, pieces: number): Promise<number> =>
  database.transaction(async transaction => {
    const rows = await transaction.query<{ key: string; type: number; value: string }>(
      `with taken as (
         delete from indicator_text_backlog where id in (select id from indicator_text_backlog order by id limit $1 for update skip locked) returning id, keys),
       handed_on as (insert into link_backlog (keys) select keys from taken order by id)
       select i.key, i.type, i.value from taken, unnest(taken.keys) as k (key) join indicator i on i.key = k.key order by i.value`,
      [pieces],
    )
    let text = ''
    for (const { key, type: code, value } of rows) {
      const type = typeCodes.name(code)
      const host = hostOf({ type, value })
      const address = addressOf(type, value, host)
      text += `${key}\t${code}\t${address ?? '\\N'}\t${host === null || address !== null ? '\\N' : field(reverseHost(host))}\t${field(value)}\n`
    }
    if (text !== '') await transaction.copy('indicator_text (key, type, address, host, value)', text)
    return rows.length
  })

/** Puts the term index in order, so that finding by facet does not read a long list of new rows. */
export const orderTerms = async (database: Database): Promise<void> => {
  await database.query(`select gin_clean_pending_list('indicator_by_term')`)
}
