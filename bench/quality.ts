/** Measuring every source over a million reports of 57 of them, beside a bare count of the same rows. */
import type { Database } from '../server/dist/engines/database/database.js'
import { openPostgres } from '../server/dist/engines/database/postgres.js'
import { QualityKeeper } from '../server/dist/runtime/quality/quality-keeper.js'
import type { Knowing } from '../server/dist/store/write-rows.js'
import { benchSource, prepareStore } from './bench-source.ts'
import { type Figure, rounded } from './figure.ts'
import { startServer } from './server.ts'

const SOURCES = 57
/** Of a thousand reports, so many are of indicators that nobody else reports. */
const SOLE = 450
/** Indicators that several report: two to six of them each. */
const SHARED = 140

const registry = Array.from({ length: SOURCES }, (_, index) => ({ ...benchSource, id: `made-${index}`, name: `Made ${index}` }))

/** Sources differ in size (the first ones say most), reports come over three months, in no order of the keys. */
const SPREAD = (share: string): string => `1 + least(${SOURCES - 1}, floor(${SOURCES} * power(${share}, 1.5)))::int`
const STATEMENT = `'{"threat":"malware-delivery","malware":"Mozi","tags":["elf","mips"],"reporter":"someone","n":' || n || '}'`

const fill = async (database: Database, rows: number): Promise<void> => {
  const [sole, shared] = [Math.round((rows * SOLE) / 1_000), Math.round((rows * SHARED) / 1_000)]
  await database.script(`
    create unlogged table made as select md5('made ' || n)::uuid as key, n, abs(hashint4(n)::bigint) as h from generate_series(1, ${sole + shared}) n;
    create unlogged table made_at as select *, timestamptz '2025-11-01' + (h % 7000000) * interval '1 second' as t from made;
    insert into indicator (key, rank, first_seen, last_seen, added_at, expires_at, type, threat, class, tlp, sample, terms, suppressed_by, value,
      sole_source, sole_run, sole_confidence, sole_active_at, sole_reported_at, sole_statement, sole_raw)
    select key, 1, t, t, t, t + (h % 120) * interval '1 day', h % 6, h % 9, h % 12, 0, false, array[1, 2, 3],
      case when h % 500 = 0 then 'a list' end, 'value-' || n || '-sample.example.net/' || h, sole,
      case when sole is not null then 1 end, case when sole is not null then 80 end, case when sole is not null then t end,
      case when sole is not null then t end, case when sole is not null then ${STATEMENT} end,
      case when sole is not null then 'a row of the feed with its nine fields, ' || n || ',' || h end
    from (select *, case when n <= ${sole} then ${SPREAD('(h % 10007) / 10007.0')} end as sole from made_at) as m;
    insert into assertion_row (indicator, source, threat, confidence, reports, run, sample, active_at, first_reported, last_reported, withdrawn_at, statement)
    select key, source, h % 9, 80, 1, 1, false, t, t, t, case when h % 7 = 0 then t end, ${STATEMENT}
    from (select distinct on (key, source) * from (
        select key, n, h, ${SPREAD('(abs(hashint4((h % 2000000000)::int # (k * 7919))::bigint) % 10007) / 10007.0')} as source,
          t + k * (abs(hashint4(n + k)::bigint) % 300000) * interval '1 second' as t
        from made_at cross join lateral generate_series(0, 1 + (h % 5)::int) k where n > ${sole}) as every order by key, source) as reported
    order by h;
    insert into appraisal (indicator, verdict, benign, relevance, weight, terms) select key, 1 + (h % 3 = 0)::int, 0, 0.8, 1, '[]' from made where h % 97 = 0;
    insert into run (source, trigger, started_at, finished_at, outcome, counts, bytes, duration_ms, requests)
    select num, 'schedule', timestamptz '2025-11-03', timestamptz '2025-11-03', 'ok', '{}', 1000000, 900, 1 from source;
    drop table made; drop table made_at`)
  for (const table of ['indicator', 'assertion_row', 'appraisal']) await database.script(`vacuum analyze ${table}`)
  await database.query(
    `insert into indicator_count (shard, type, threat, class, sources, suppressed, sample, n)
     select 0, 0, 0, 0, array[t.id], false, false, count(*) from assertion a join source s on s.num = a.source join term t on t.kind = 'source' and t.name = s.id group by t.id`,
  )
}

const TIMES = 3

const fastest = async (work: () => Promise<unknown>): Promise<number> => {
  let best = Number.POSITIVE_INFINITY
  for (let time = 0; time < TIMES; time += 1) {
    const started = performance.now()
    await work()
    best = Math.min(best, performance.now() - started)
  }
  return best / 1_000
}

const measured = async (knowing: Knowing, rows: number): Promise<Figure[]> => {
  const { database } = knowing
  await fill(database, rows)
  const keeper = await QualityKeeper.load({
    knowing,
    everyMinutes: () => 60,
    now: () => Date.UTC(2026, 0, 31),
    onError: () => undefined,
  })
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 20)
  const took = await fastest(() => keeper.measure())
  clearInterval(watch)
  const bare = await fastest(() => database.query(`select count(*) from assertion`))
  const { reports, sources, pairs } = await keeper.report()
  const bar = (5 * rows) / 1_000_000
  return [
    {
      bench: `measure ${sources.length} sources over ${reports} reports, ${pairs.length} pairs`,
      value: rounded(took, 2),
      unit: 's',
      reference: `bare count(*) of the same rows ${rounded(bare, 2)} s`,
      ratio: rounded(took / bare),
      bar: `< ${rounded(bar)} s`,
      holds: took < bar,
    },
    {
      bench: 'memory while measuring, above what it was',
      value: Math.round((most - before) / 2 ** 20),
      unit: 'MB',
      reference: `the process held ${Math.round(before / 2 ** 20)} MB before`,
      ratio: null,
      bar: '<= 300 MB',
      holds: most - before <= 300 * 2 ** 20,
    },
  ]
}

export const qualityBench = async ({ rows }: { readonly rows: number }): Promise<Figure[]> => {
  const server = await startServer()
  if (server === null) {
    process.stderr.write('no PostgreSQL server here: measuring the sources is left out\n')
    return []
  }
  const knowing = await prepareStore(await openPostgres(server.url), registry)
  try {
    return await measured(knowing, rows)
  } finally {
    await knowing.database.close()
    await server.stop()
  }
}
