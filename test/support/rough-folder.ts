/** Data folders that are used roughly, and what is in them afterwards. */
import { mkdtempSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPglite } from '../../server/src/engines/database/pglite.ts'
import { freshStoreFolder } from './stores.ts'

/** A data folder with an empty store in it. */
export const dataFolder = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'keysguard-chaos-'))
  renameSync(await freshStoreFolder(), join(folder, 'store'))
  return folder
}

/** Everything that matters, without the times and numbers of runs. */
export const contents = async (folder: string): Promise<unknown> => {
  const database = await openPglite(join(folder, 'store'))
  const indicators = await database.query(
    `select value, type, threat, class, (select array_agg(t.kind || ':' || t.name order by t.kind, t.name) from term t where t.id = any(i.terms)) as terms from indicator i order by value`,
  )
  const assertions = await database.query(
    `select i.value, s.id as source, a.reports, a.statement from assertion a join indicator i on i.key = a.indicator join source s on s.num = a.source order by 1, 2`,
  )
  const observations = await database.query(
    `select i.value, o.statement, o.raw, count(*)::int as n from observation o join indicator i on i.key = o.indicator group by 1, 2, 3 order by 1, 2, 3`,
  )
  const counters = await database.query(
    `select (select sum(n)::int from indicator_count) as counted, (select count(*)::int from indicator) as there`,
  )
  const waiting = await database.query(`select count(*)::int as n from indicator_text_backlog`)
  const searchable = await database.query(`select count(*)::int as n, count(distinct key)::int as keys from indicator_text`)
  const quarantined = await database.query(`select raw, count(*)::int as n from quarantine group by raw order by raw`)
  await database.close()
  return { indicators, assertions, observations, counters, waiting, searchable, quarantined }
}
