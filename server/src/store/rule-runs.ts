/** The runs whose observations rules look at next, and until when the stream is complete. */
import type { Database } from '../engines/database/database.ts'

export interface RuleRun {
  readonly id: number
  readonly source: number
  readonly at: number
  readonly isOpen: boolean
  readonly sample: boolean
  /** Observations that it wrote, at least. */
  readonly said: number
  readonly withdrawn: number
}

interface Row {
  readonly id: string
  readonly source: number
  readonly trigger: string
  readonly started_at: string
  readonly outcome: string | null
  readonly said: number
  readonly withdrawn: number
}

const COLUMNS = `id, source, trigger, started_at, outcome,
  (counts->>'new')::int + (counts->>'changed')::int as said, coalesce((counts->>'withdrawn')::int, 0) as withdrawn`

const runOf = ({ id, source, trigger, started_at, outcome, said, withdrawn }: Row): RuleRun => ({
  id: Number(id),
  source,
  at: Date.parse(started_at),
  isOpen: outcome === null,
  sample: trigger === 'sample',
  said,
  withdrawn,
})

/** In the order they began. */
export const runsFrom = async (database: Database, id: number): Promise<RuleRun[]> =>
  (await database.query<Row>(`select ${COLUMNS} from run where id >= $1 order by id`, [id])).map(runOf)

export const runsBetween = async (database: Database, from: number, to: number): Promise<RuleRun[]> =>
  (
    await database.query<Row>(
      `select ${COLUMNS} from run where started_at >= $1::timestamptz and started_at < $2::timestamptz order by id`,
      [new Date(from).toISOString(), new Date(to).toISOString()],
    )
  ).map(runOf)

/** The first run of each source that came in whole: it brought a list that had long been there. By number of the source. */
export const firstRuns = async (database: Database): Promise<ReadonlyMap<number, number>> => {
  const rows = await database.query<{ num: number; first: string }>(
    `select s.num, f.id as first from source s,
       lateral (select r.id from run r where r.source = s.num and r.trigger <> 'sample' and r.outcome in ('ok', 'partial', 'unchanged') order by r.id limit 1) f`,
  )
  return new Map(rows.map(({ num, first }) => [num, Number(first)]))
}
