/** What people decided of two entities. Nothing is overwritten: the last word about a pair counts, and the ones before are its history. */
import type { SameDecision } from '@keysguard/model'
import type { Queries, Transaction } from '../../engines/database/database.ts'

export interface StoredDecision extends Pick<SameDecision, 'id' | 'decision' | 'reason' | 'by' | 'at'> {
  /** `kind/id`; `a` sorts before `b`. */
  readonly a: string
  readonly b: string
}

/** One at a time, so that two that contradict each other are not both written. */
const LOCK = 7_375

const COLUMNS = `id, a, b, decision, reason, by, at`
const MOST = 100_000

/** The word that counts of each pair, without what was taken back; the newest first. */
export const standingDecisions = async (queries: Queries): Promise<StoredDecision[]> => {
  const rows = await queries.query<StoredDecision>(
    `select distinct on (a, b) ${COLUMNS} from entity_decision order by a, b, id desc limit ${MOST}`,
  )
  return rows.filter(({ decision }) => decision !== 'undone').sort((x, y) => y.id - x.id)
}

const HISTORY = 100

/** Everything that was said of some entities, the newest first. */
export const readHistory = (queries: Queries, keys: readonly string[]): Promise<StoredDecision[]> =>
  queries.query<StoredDecision>(
    `select ${COLUMNS} from entity_decision where a = any($1::text[]) or b = any($1::text[]) order by id desc limit ${HISTORY}`,
    [keys],
  )

export const lockDecisions = async (transaction: Transaction): Promise<void> => {
  await transaction.query(`select pg_advisory_xact_lock($1)`, [LOCK])
}

export const writeDecision = async (
  transaction: Transaction,
  { a, b, decision, reason, by, at }: Omit<StoredDecision, 'id' | 'at'> & { readonly at: number },
): Promise<void> => {
  await transaction.query(
    `insert into entity_decision (a, b, decision, reason, by, at) values ($1, $2, $3, $4, $5, $6::timestamptz)`,
    [a, b, decision, reason, by, new Date(at).toISOString()],
  )
}
