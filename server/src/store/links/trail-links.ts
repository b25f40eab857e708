/** Links are kept a moment behind the knowledge: indicators that are new or changed wait in a backlog and are linked in batches. */
import type { Database, Transaction } from '../../engines/database/database.ts'
import { nodeId, nodesOf } from '../../intelligence/links/nodes.ts'
import { linkCodes } from '../codes.ts'
import { noteMentions } from '../entities/mentions.ts'
import type { Knowing } from '../write-rows.ts'
import { asArray, readSubjects, type StoredSubject } from './read-subjects.ts'

/** Batches at once: an embedded store answers nobody meanwhile. */
const PIECES = { embedded: 1, server: 2 } as const

/** One row of `link`. */
interface Posting {
  readonly node: bigint
  readonly indicator: string
  readonly kind: number
  readonly since: number
  readonly until: number
}

/**
 * Links the oldest batches of the backlog: what they had in common before is compared with what they have now, and only the
 * difference is written. All or nothing, so that a batch that is cut off is done again. Returns how many indicators were looked at; 0
 * means it has caught up.
 */
export const trailLinks = (knowing: Pick<Knowing, 'database' | 'sources'>): Promise<number> =>
  knowing.database.transaction(async transaction => {
    await preferIndexes(transaction)
    const taken = await transaction.query<{ key: string }>(
      `with taken as (
         delete from link_backlog where id in (select id from link_backlog order by id limit $1 for update skip locked) returning keys)
       select distinct encode(uuid_send(k.key), 'hex') as key from taken, unnest(taken.keys) as k (key)`,
      [PIECES[knowing.database.kind]],
    )
    if (taken.length === 0) return 0
    const keys = new Set(taken.map(({ key }) => key))
    const subjects = await readSubjects(transaction, keys, knowing.sources)
    await writeLinks(transaction, keys, subjects)
    await noteMentions(transaction, subjects.values())
    return keys.size
  })

/**
 * A table that grows from nothing has no statistics: the planner takes thousands of keys for most of it and reads it whole, batch after
 * batch. Until the transaction ends it looks keys up.
 */
export const preferIndexes = async (transaction: Transaction): Promise<void> => {
  await transaction.query(
    `select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true),
       set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`,
  )
}

/** Whether everything that is known is linked. */
export const linksAreComplete = async (database: Database): Promise<boolean> => {
  const [waiting] = await database.query(
    `(select 1 from link_backlog limit 1) union all (select 1 from indicator_text_backlog limit 1)`,
  )
  return waiting === undefined
}

const nameOf = ({ node, since, until }: Pick<Posting, 'since' | 'until'> & { readonly node: bigint | string }): string =>
  `${node} ${since} ${until}`

const writeLinks = async (
  transaction: Transaction,
  keys: ReadonlySet<string>,
  subjects: ReadonlyMap<string, StoredSubject>,
): Promise<void> => {
  const stored = await transaction.query<{ indicator: string; node: string; since: number; until: number }>(
    `select encode(uuid_send(indicator), 'hex') as indicator, node, since, until from link where indicator = any($1::text::uuid[])`,
    [asArray(keys)],
  )
  const before = new Map<string, Set<string>>()
  for (const row of stored) {
    const own = before.get(row.indicator) ?? new Set()
    before.set(row.indicator, own.add(nameOf(row)))
  }
  const postings: Posting[] = []
  const changed: string[] = []
  for (const key of keys) {
    const subject = subjects.get(key)
    const own = subject === undefined ? [] : postingsOf(key, subject)
    const known = before.get(key)
    if (known && known.size === own.length && own.every(posting => known.has(nameOf(posting)))) continue
    if (known) changed.push(key)
    postings.push(...own)
  }
  if (changed.length > 0) await transaction.query(`delete from link where indicator = any($1::text::uuid[])`, [asArray(changed)])
  const moved = new Set([...changed, ...postings.map(({ indicator }) => indicator)])
  if (moved.size > 0) await transaction.query(`insert into threat_backlog (keys) values ($1::text::uuid[])`, [asArray(moved)])
  if (postings.length === 0) return
  // Neighbours in the index are written one after the other.
  postings.sort((a, b) => (a.node < b.node ? -1 : a.node > b.node ? 1 : 0))
  await transaction.copy('link (node, indicator, kind, since, until)', copyText(postings))
}

const postingsOf = (indicator: string, subject: StoredSubject): readonly Posting[] => {
  const { since, until } = subject
  const seen = new Set<bigint>()
  const postings: Posting[] = []
  for (const { kind, value, tlp } of nodesOf(subject)) {
    const node = nodeId(kind, value, tlp)
    if (seen.has(node)) continue
    seen.add(node)
    postings.push({ node, indicator, kind: linkCodes.code(kind), since, until })
  }
  return postings
}

/** In COPY's text format: numbers and hex digits need no escape. */
export const copyText = (postings: readonly Posting[]): string => {
  let text = ''
  for (const { node, indicator, kind, since, until } of postings) text += `${node}\t${indicator}\t${kind}\t${since}\t${until}\n`
  return text
}
