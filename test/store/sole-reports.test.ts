/** What is reported once lies in the indicator's own row and moves when there is a second report: nobody who reads can tell. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keyOf } from '../../server/src/indicators/index.ts'
import { readDetail } from '../../server/src/store/detail.ts'
import { migrate } from '../../server/src/store/migrate.ts'
import { migrations } from '../../server/src/store/migrations/index.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { listSource, NOW, prepare, runText } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const HOUR_MS = 3_600_000
const keyOfAddress = (value: string) => keyOf({ type: 'ipv4', value })

describe.each(stores)('on the %s', (_name, fresh) => {
  let store: FreshStore
  let knowing: Knowing
  const one = listSource('one', { presence: 'append' })
  const two = listSource('two', { presence: 'append' })
  const full = listSource('full')

  const places = async (value: string) => {
    const [row] = await store.database.query<{ sole: boolean; said: number; reported: number }>(
      `select sole_source is not null as sole, (select count(*)::int from assertion_row a where a.indicator = key) as said,
         (select count(*)::int from observation_row o where o.indicator = key) as reported from indicator where key = $1`,
      [keyOfAddress(value)],
    )
    return row
  }
  const read = async (value: string) => {
    const detail = await readDetail(knowing, keyOfAddress(value), NOW + 24 * HOUR_MS)
    return {
      said: detail?.assertions.map(({ source, statement, reports, raw }) => ({ source, statement, reports, raw })),
      history: detail?.history.map(({ at, source, statement, raw }) => ({
        at: Date.parse(at),
        source,
        malware: statement.malware,
        raw,
      })),
    }
  }

  beforeAll(async () => {
    store = await fresh()
    knowing = await prepare(store.database, [one, two, full])
  })
  afterAll(() => store.drop())

  it('keeps one report in one row', async () => {
    await runText(knowing, one, '45.9.0.1 Remcos\n45.9.0.2 Remcos\n')
    expect(await places('45.9.0.1')).toEqual({ sole: true, said: 0, reported: 0 })
    expect(await read('45.9.0.1')).toEqual({
      said: [{ source: 'one', statement: { threat: 'c2', malware: 'Remcos' }, reports: 1, raw: '45.9.0.1 Remcos' }],
      history: [{ at: NOW, source: 'one', malware: 'Remcos', raw: '45.9.0.1 Remcos' }],
    })
  })

  it('moves it when the same source says something else, and keeps what it said first', async () => {
    await runText(knowing, one, '45.9.0.1 Vidar\n', NOW + HOUR_MS)
    expect(await places('45.9.0.1')).toEqual({ sole: false, said: 1, reported: 2 })
    expect(await read('45.9.0.1')).toEqual({
      said: [{ source: 'one', statement: { threat: 'c2', malware: 'Vidar' }, reports: 2, raw: '45.9.0.1 Vidar' }],
      history: [
        { at: NOW + HOUR_MS, source: 'one', malware: 'Vidar', raw: '45.9.0.1 Vidar' },
        { at: NOW, source: 'one', malware: 'Remcos', raw: '45.9.0.1 Remcos' },
      ],
    })
  })

  it('moves it when a second source speaks, and leaves the first one its word', async () => {
    await runText(knowing, two, '45.9.0.2 Vidar\n', NOW + HOUR_MS)
    expect(await places('45.9.0.2')).toEqual({ sole: false, said: 2, reported: 2 })
    const { said, history } = await read('45.9.0.2')
    expect(said?.map(({ source, statement, raw }) => [source, statement.malware, raw])).toEqual([
      ['one', 'Remcos', '45.9.0.2 Remcos'],
      ['two', 'Vidar', '45.9.0.2 Vidar'],
    ])
    expect(history?.map(({ at, source }) => [at, source])).toEqual([
      [NOW + HOUR_MS, 'two'],
      [NOW, 'one'],
    ])
  })

  it('is reported twice from the start when a feed repeats it with other words', async () => {
    await runText(knowing, one, '45.9.0.3 Remcos\n45.9.0.3 Vidar\n')
    expect(await places('45.9.0.3')).toEqual({ sole: false, said: 1, reported: 2 })
    expect((await read('45.9.0.3')).history).toHaveLength(2)
  })

  it('is withdrawn where it lies', async () => {
    await runText(knowing, full, '45.9.1.1\n45.9.1.2\n45.9.1.3\n')
    await runText(knowing, full, '45.9.1.1\n45.9.1.3\n', NOW + HOUR_MS)
    expect(await places('45.9.1.2')).toEqual({ sole: true, said: 0, reported: 0 })
    const withdrawn = await store.database.query<{ indicator: string }>(
      `select replace(indicator::text, '-', '') as indicator from assertion where withdrawn_at is not null`,
    )
    expect(withdrawn).toEqual([{ indicator: keyOfAddress('45.9.1.2') }])
  })
})

describe.each(stores)('an older store on the %s', (_name, fresh) => {
  it('keeps what was said in it', async () => {
    const store = await fresh()
    const before = migrations.findIndex(({ id }) => id === '0007-sole-reports')
    await migrate(store.database, migrations.slice(0, before))
    const key = keyOfAddress('45.9.0.1')
    await store.database.script(`
      create table observation_2026_11 partition of observation for values from ('2026-11-01 00:00+00') to ('2026-12-01 00:00+00');
      insert into assertion values ('${key}', 1, 1, 80, 1, 1, false, '2026-11-02Z', '2026-11-02Z', '2026-11-02Z', null, '{"threat":"c2"}');
      insert into observation values ('${key}', '2026-11-02Z', 1, 1, null, 'row', null)`)
    await migrate(store.database)
    const said = await store.database.query<{ statement: string }>(`select statement from assertion where indicator = $1`, [key])
    expect(said).toEqual([{ statement: '{"threat":"c2"}' }])
    const reported = await store.database.query<{ raw: string }>(`select raw from observation where indicator = $1`, [key])
    expect(reported).toEqual([{ raw: 'row' }])
    await store.drop()
  })
})
