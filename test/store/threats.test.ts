import type { Statement } from '@keysguard/model'
import { describe, expect, test } from 'vitest'
import { observe, typed } from '../../server/src/kit/source.ts'
import { trailLinks } from '../../server/src/store/links/trail-links.ts'
import { trailSearch } from '../../server/src/store/search-text.ts'
import { changeThreat, undoThreatEvent } from '../../server/src/store/threats/change-threats.ts'
import { listThreats, readThreat } from '../../server/src/store/threats/read-threats.ts'
import { trailThreats } from '../../server/src/store/threats/trail-threats.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { listSource, NOW, prepare, runText } from '../support/knowing.ts'
import { stores } from '../support/stores.ts'

/** `domain campaign malware`. */
const campaigns = (id: string) =>
  listSource(id, {
    parse: row => {
      const [value = '', campaign = '-', malware = '-'] = String(row).split(' ')
      const statement: Statement = { threat: 'c2' }
      if (campaign !== '-') statement.campaigns = campaign.split(',')
      if (malware !== '-') statement.malware = malware
      return observe(typed('domain', value), statement)
    },
  })

const catchUp = async (knowing: Knowing, at = NOW): Promise<void> => {
  while ((await trailSearch(knowing.database, 4)) > 0);
  while ((await trailLinks(knowing)) > 0);
  while ((await trailThreats(knowing, at)) > 0);
}

const LISTING = { state: 'active', status: null, reads: 'red', limit: 50, after: null } as const

/** `from` to `to` of a group, as rows. */
const rows = (group: string, from: number, to: number, said = group): string =>
  Array.from({ length: to - from }, (_, n) => `${group}${from + n}-sample.com ${said} remcos\n`).join('')

/** Each threat as its members. */
const membersOf = async (knowing: Knowing): Promise<string[]> => {
  const all = await knowing.database.query<{ members: string }>(
    `select string_agg(replace(i.value, '-sample.com', ''), ' ' order by i.value) as members from threat_member m join indicator i on i.key = m.indicator group by m.threat order by m.threat`,
  )
  return all.map(({ members }) => members)
}

describe.each(stores)('threats, %s', (_, fresh) => {
  const withStore = async (
    work: (knowing: Knowing, one: ReturnType<typeof campaigns>, two: ReturnType<typeof campaigns>) => Promise<void>,
  ) => {
    const { database, drop } = await fresh()
    const [one, two] = [campaigns('one'), campaigns('two')]
    try {
      await work(await prepare(database, [one, two]), one, two)
    } finally {
      await drop()
    }
  }

  test('three that share something rare are one, with what ties them; the rest stays alone', () =>
    withStore(async (knowing, one) => {
      await runText(knowing, one, `${rows('a', 1, 5)}${rows('b', 1, 4)}lone-sample.com - remcos\n`)
      await catchUp(knowing)
      expect(await membersOf(knowing)).toEqual(['a1 a2 a3 a4', 'b1 b2 b3'])
      const [first] = await listThreats(knowing.database, LISTING)
      const threat = await readThreat(knowing, first?.id ?? 0, 'red', NOW)
      expect(threat).toMatchObject({
        title: 'Remcos: campaign a',
        status: 'new',
        members: 4,
        malware: ['Remcos'],
        state: 'active',
      })
      expect(threat?.bonds[0]).toMatchObject({ kind: 'campaign', value: 'a', members: 4 })
      expect(threat?.history.map(({ kind, members }) => [kind, members])).toEqual([['formed', 4]])
      expect(threat?.summary).toContain('4 indicators (4 Domain)')
      expect(await listThreats(knowing.database, { ...LISTING, status: 'closed' })).toEqual([])
    }))

  test('looking again changes nothing, and it grows under the same number', () =>
    withStore(async (knowing, one, two) => {
      await runText(knowing, one, rows('a', 1, 5))
      await catchUp(knowing)
      await knowing.database.query(`insert into threat_backlog (keys) select array_agg(key) from indicator`)
      await catchUp(knowing)
      expect(await knowing.database.query(`select kind from threat_event`)).toEqual([{ kind: 'formed' }])
      await runText(knowing, two, rows('a', 5, 8), NOW + 1_000)
      await catchUp(knowing, NOW + 1_000)
      expect(await membersOf(knowing)).toEqual(['a1 a2 a3 a4 a5 a6 a7'])
      expect(
        await knowing.database.query(`select threat, kind, cardinality(members) as n from threat_event order by id`),
      ).toEqual([
        { threat: 1, kind: 'formed', n: 4 },
        { threat: 1, kind: 'joined', n: 3 },
      ])
    }))

  test('two that prove to be one merge into the larger; taken back, they stay apart', () =>
    withStore(async (knowing, one, two) => {
      await runText(knowing, one, `${rows('a', 1, 6)}${rows('b', 1, 5)}`)
      await catchUp(knowing)
      await runText(knowing, two, `${rows('a', 1, 6, 'joint')}${rows('b', 1, 5, 'joint')}`, NOW + 1_000)
      await catchUp(knowing, NOW + 1_000)
      expect(await membersOf(knowing)).toEqual(['a1 a2 a3 a4 a5 b1 b2 b3 b4'])
      const [larger] = await listThreats(knowing.database, LISTING)
      const merged = (await readThreat(knowing, larger?.id ?? 0, 'red', NOW))?.history.find(({ kind }) => kind === 'merged')
      expect(merged).toMatchObject({ members: 4, canUndo: true, other: { title: 'Remcos: campaign b' } })
      expect(await undoThreatEvent(knowing, larger?.id ?? 0, merged?.id ?? 0, 'anna', NOW + 2_000)).toBe(true)
      expect(await undoThreatEvent(knowing, larger?.id ?? 0, merged?.id ?? 0, 'anna', NOW + 2_000)).toBe(false)
      await knowing.database.query(`insert into threat_backlog (keys) select array_agg(key) from indicator`)
      await catchUp(knowing, NOW + 3_000)
      expect(await membersOf(knowing)).toEqual(['a1 a2 a3 a4 a5', 'b1 b2 b3 b4'])
    }))

  test('when a source withdraws what held it together, it falls apart', () =>
    withStore(async (knowing, one) => {
      await runText(knowing, one, `${rows('a', 1, 5)}${rows('b', 1, 9)}`)
      await catchUp(knowing)
      await runText(knowing, one, `${rows('b', 1, 9)}`, NOW + 1_000)
      await catchUp(knowing, NOW + 1_000)
      expect(await membersOf(knowing)).toEqual(['b1 b2 b3 b4 b5 b6 b7 b8'])
      expect(await listThreats(knowing.database, { ...LISTING, state: 'gone' })).toMatchObject([{ state: 'gone' }])
    }))

  test('the same history gives the same threats', async () => {
    const played: string[][] = []
    for (let time = 0; time < 2; time += 1)
      await withStore(async (knowing, one, two) => {
        await runText(knowing, one, `${rows('a', 1, 6)}${rows('b', 1, 5)}${rows('c', 1, 9, 'a')}`)
        await catchUp(knowing)
        await runText(knowing, two, `${rows('b', 3, 9)}${rows('d', 1, 5)}`, NOW + 1_000)
        await catchUp(knowing, NOW + 1_000)
        const events = await knowing.database.query<{ text: string }>(
          `select concat_ws(' ', threat, kind, other, members) as text from threat_event order by id`,
        )
        played.push([...(await membersOf(knowing)), ...events.map(({ text }) => text)])
      })
    expect(played[0]).toEqual(played[1])
  })

  test('what people decide is kept in its history', () =>
    withStore(async (knowing, one) => {
      await runText(knowing, one, rows('a', 1, 5))
      await catchUp(knowing)
      expect(await changeThreat(knowing, 1, { status: 'investigating', owner: 'anna' }, 'anna', NOW)).toBe(true)
      expect(await changeThreat(knowing, 99, { status: 'closed' }, 'anna', NOW)).toBe(false)
      const threat = await readThreat(knowing, 1, 'red', NOW)
      expect(threat).toMatchObject({ status: 'investigating', owner: 'anna' })
      expect(threat?.history.slice(0, 2).map(({ kind, detail, by }) => [kind, detail, by])).toEqual([
        ['owner', 'anna', 'anna'],
        ['status', 'investigating', 'anna'],
      ])
    }))
})
