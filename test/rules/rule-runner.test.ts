/** Rules over a store: what is committed is found once, whatever dies in between. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../server/src/engines/database/database.ts'
import { replayRule } from '../../server/src/runtime/rules/replay-rule.ts'
import { RuleBook } from '../../server/src/runtime/rules/rule-book.ts'
import { RuleRunner } from '../../server/src/runtime/rules/rule-runner.ts'
import { listDetections } from '../../server/src/store/detections.ts'
import { beginRun, endRun, NO_COUNTS } from '../../server/src/store/runs.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { listSource, NOW, prepare, runText } from '../support/knowing.ts'
import { stores } from '../support/stores.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const AGREE = `title: Listed
name: listed
detection:
  s: { type: ipv4 }
  condition: s
---
title: Two sources agree
name: agree
correlation:
  type: value_count
  rules: [listed]
  group-by: [address]
  timespan: 3h
  condition: { field: lineage, gte: 2 }
`
const BACK = `title: Gone
name: gone
detection:
  s: { event: withdrawn }
  condition: s
---
title: Back
name: back
detection:
  s: { event: changed }
  condition: s
---
title: Gone and back
name: gone_and_back
correlation:
  type: temporal_ordered
  rules: [gone, back]
  group-by: [value, source]
  timespan: 1d
`

describe.each(stores)('rules on the %s', (_, open) => {
  const [one, two, three] = ['one', 'two', 'three'].map(id => listSource(id)) as [
    ReturnType<typeof listSource>,
    ReturnType<typeof listSource>,
    ReturnType<typeof listSource>,
  ]
  let database: Database
  let drop: () => Promise<void>
  let knowing: Knowing
  let now = NOW
  let book: RuleBook

  const runner = (): RuleRunner =>
    new RuleRunner({
      knowing,
      book,
      place: async () => null,
      now: () => now,
      onFound: () => undefined,
      onError: error => {
        throw error
      },
    })
  const groups = async (rule = 'agree'): Promise<readonly (string | undefined)[]> =>
    (await listDetections(database, { rule, limit: 100 })).map(({ group }) => group.address ?? group.value)

  beforeAll(async () => {
    const store = await open()
    database = store.database
    drop = store.drop
    knowing = await prepare(database, [one, two, three])
    book = await RuleBook.load({ database, shipped: [AGREE, BACK], now: () => now, onBroken: () => undefined })
  })
  afterAll(() => drop())

  it('finds what several runs say together, the first word of an indicator and a later one', async () => {
    const running = runner()
    await runText(knowing, one, '45.9.20.1\n45.9.20.2\n45.9.20.3', now - 50 * MINUTE)
    await runText(knowing, two, '45.9.20.2\n45.9.20.9', now - 40 * MINUTE)
    await running.look()
    expect(await groups()).toEqual(['45.9.20.2'])
    const [found] = await listDetections(database, { limit: 1 })
    expect(found?.evidence.map(({ value, source }) => [value, source])).toEqual([
      ['45.9.20.2', 'one'],
      ['45.9.20.2', 'two'],
    ])
  })

  it('looks again from where it was after a restart, and finds nothing twice', async () => {
    now += 20 * MINUTE
    await runText(knowing, three, '45.9.20.2\n45.9.20.3', now - 10 * MINUTE)
    await runner().look()
    await runner().look()
    expect(await groups()).toEqual(['45.9.20.3', '45.9.20.2'])
    const agreed = (await listDetections(database, { limit: 10 })).find(({ group }) => group.address === '45.9.20.2')
    expect(agreed?.events).toBe(3)
  })

  it('waits for a run that is still going on', async () => {
    const stored = [...knowing.sources.values()].find(({ profile }) => profile.id === 'one')!
    const open = await beginRun(database, stored.num, 'manual', now + MINUTE)
    now += 10 * MINUTE
    await runText(knowing, two, '45.9.20.1\n45.9.20.2\n45.9.20.9', now - 5 * MINUTE)
    const running = runner()
    await running.look()
    expect(await groups()).not.toContain('45.9.20.1')
    await endRun(database, open, {
      outcome: 'failed',
      reason: '',
      counts: NO_COUNTS,
      rejections: {},
      bytes: 0,
      requests: 0,
      finishedAt: now,
    })
    await running.look()
    expect(await groups()).toContain('45.9.20.1')
  })

  it('writes nothing of what it found when it dies in between, and finds the same again', async () => {
    now += 20 * HOUR
    await runText(knowing, one, '45.9.20.1\n45.9.20.2\n45.9.20.3\n45.9.21.5', now - 20 * MINUTE)
    await runText(knowing, two, '45.9.20.1\n45.9.20.2\n45.9.20.9\n45.9.21.5', now - 10 * MINUTE)
    const dying = new Proxy(database, {
      get: (target, key, receiver) =>
        key === 'transaction' ? () => Promise.reject(new Error('killed')) : Reflect.get(target, key, receiver),
    })
    const killed = new RuleRunner({
      knowing: { ...knowing, database: dying },
      book,
      place: async () => null,
      now: () => now,
      onFound: () => undefined,
      onError: () => undefined,
    })
    await expect(killed.look()).rejects.toThrow('killed')
    expect(await groups()).not.toContain('45.9.21.5')
    await runner().look()
    expect((await groups()).filter(value => value === '45.9.21.5')).toHaveLength(1)
  })

  it('previews the same over the past', async () => {
    const replay = await replayRule(knowing, async () => null, book.parse(AGREE), { since: NOW - HOUR, until: now })
    expect(replay.detections.map(({ group }) => group.address).sort()).toEqual([...(await groups())].sort())
    expect(replay.read).toBeGreaterThan(6)
  })

  it('sees what is taken off a list and comes back', async () => {
    const running = runner()
    now += 2 * HOUR
    await runText(knowing, one, '45.9.20.1\n45.9.20.2\n45.9.20.3', now - 30 * MINUTE)
    await running.look()
    expect(await groups('gone_and_back')).toEqual([])
    now += HOUR
    await runText(knowing, one, '45.9.20.1\n45.9.20.2\n45.9.20.3\n45.9.21.5', now - 30 * MINUTE)
    await running.look()
    expect(await groups('gone_and_back')).toEqual(['45.9.21.5'])
  })

  it('keeps what people changed of a rule that ships, and gives it back', async () => {
    await book.put('agree', AGREE.replace('gte: 2', 'gte: 3'), 'somebody')
    const upgraded = await RuleBook.load({
      database,
      shipped: [AGREE.replace('timespan: 3h', 'timespan: 4h'), BACK.replace('timespan: 1d', 'timespan: 2d')],
      now: () => now,
      onBroken: () => undefined,
    })
    expect(upgraded.read('agree').stored.yaml).toContain('gte: 3')
    expect(upgraded.read('gone_and_back').stored.yaml).toContain('2d')
    await upgraded.remove('agree')
    expect(upgraded.read('agree').stored.yaml).toContain('timespan: 4h')
    await expect(upgraded.remove('agree')).rejects.toThrow('ships with KeysGuard')
  })
})
