/** Everything a query finds, in batches by key: memory does not grow with the result. */
import type { IndicatorKey, IndicatorSummary, Query } from '@keysguard/model'
import { compile, Parameters } from './conditions.ts'
import { INDICATOR_COLUMNS, type IndicatorRow, summarise } from './summaries.ts'
import type { Knowing } from './write-rows.ts'

const BATCH = 1_000

export async function* exportAll(knowing: Knowing, query: Query, now: number): AsyncGenerator<readonly IndicatorSummary[]> {
  let after: IndicatorKey | null = null
  for (;;) {
    const parameters = new Parameters()
    const start: string = after === null ? 'true' : `i.key > ${parameters.add(after)}::uuid`
    const where = compile(query, parameters, { decayClass: null, now, dictionary: knowing.dictionary })
    const rows: IndicatorRow[] = await knowing.database.query<IndicatorRow>(
      `select ${INDICATOR_COLUMNS} from indicator i where ${start} and (${where}) order by i.key limit ${BATCH}`,
      parameters.values,
    )
    if (rows.length > 0) yield await summarise(rows, knowing.dictionary, now)
    const last = rows.at(-1)
    if (rows.length < BATCH || !last) return
    after = last.key as IndicatorKey
  }
}
