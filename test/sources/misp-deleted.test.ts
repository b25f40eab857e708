/** What is deleted at a MISP instance, or in a feed of its kind, is withdrawn here. */
import type { Run } from '@keysguard/model'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { at } from '../../server/src/kit/path.ts'
import type { Ask } from '../../server/src/kit/rows.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { circlOsint } from '../../server/src/sources/circl-osint.ts'
import { misp } from '../../server/src/sources/misp.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { balance, NOW, prepare, runAnswers } from '../support/knowing.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const MINUTE = 60_000
const BASE = 'https://misp-sample.com'

/** Values by event, those that are deleted with a minus before them; `changed` is when, in minutes from the start. */
interface Held {
  readonly values: readonly string[]
  readonly changed: number
}
type Events = Readonly<Record<string, Held>>

const uuidOf = (name: string): string => `00000000-0000-4000-8000-${Buffer.from(name).toString('hex').padStart(12, '0')}`
const secondsOf = ({ changed }: Held): string => String((NOW + changed * MINUTE) / 1_000)

const eventOf = (name: string, held: Held): object => ({
  uuid: uuidOf(name),
  info: name,
  date: '2026-01-10',
  timestamp: secondsOf(held),
  Attribute: held.values.map(value => ({
    type: 'domain',
    value: value.replace('-!', ''),
    to_ids: true,
    timestamp: secondsOf(held),
    deleted: value.startsWith('-!'),
  })),
})

const instance =
  (events: Events, index: (uuids: readonly object[]) => unknown = uuids => uuids) =>
  ({ url, body = '' }: Ask): string => {
    if (url === `${BASE}/events/index`)
      return JSON.stringify(index(Object.keys(events).map(name => ({ uuid: uuidOf(name), published: '1' }))))
    const asked: unknown = JSON.parse(body)
    const changed = Object.entries(events).filter(([, held]) => Number(secondsOf(held)) >= Number(at(asked, 'timestamp')))
    return JSON.stringify({
      response: at(asked, 'page') === 1 ? changed.map(([name, held]) => ({ Event: eventOf(name, held) })) : [],
    })
  }

const folder =
  (events: Events) =>
  ({ url }: Ask): string => {
    if (url.endsWith('/manifest.json'))
      return JSON.stringify(
        Object.fromEntries(Object.entries(events).map(([name, held]) => [uuidOf(name), { timestamp: secondsOf(held) }])),
      )
    const [name, held] = Object.entries(events).find(([one]) => url.includes(uuidOf(one))) ?? []
    return name === undefined || held === undefined ? '' : JSON.stringify({ Event: eventOf(name, held) })
  }

for (const [kind, fresh] of stores)
  for (const [source, serve] of [
    [misp, instance],
    [circlOsint, folder],
  ] as const)
    describe(`${source.name} on the ${kind}`, () => {
      let store: FreshStore
      let knowing: Knowing
      let minute = 0

      beforeAll(async () => {
        store = await fresh()
        knowing = await prepare(store.database, [source])
      })
      afterAll(() => store.drop())
      beforeEach(async () => {
        for (const table of ['feed_group', 'feed_rows', 'feed_part']) await store.database.query(`delete from ${table}`)
        minute += 10_000
      })

      const run = async (answer: (ask: Ask) => string, from: Source = source): Promise<Run> => {
        minute += 1
        const values = { url: BASE, key: 'k', days: '30', events: 'published' }
        const ended = await runAnswers(knowing, from, answer, { at: NOW + minute * MINUTE, values })
        expect(balance(ended)).toBe(0)
        return ended
      }
      const listed = async (): Promise<string[]> =>
        (
          await store.database.query<{ value: string }>(
            `select i.value from assertion a join indicator i on i.key = a.indicator where a.withdrawn_at is null order by i.value`,
          )
        ).map(({ value }) => value)
      const held = (...values: string[]): Held => ({ values, changed: minute })

      it('withdraws a deleted attribute, and keeps what another event still holds', async () => {
        const other = held('both-sample.com', 'other-sample.com')
        await run(serve({ one: held('gone-sample.com', 'stays-sample.com', 'both-sample.com'), other }))
        const after = await run(serve({ one: held('-!gone-sample.com', 'stays-sample.com', '-!both-sample.com'), other }))
        expect([after.outcome, after.counts.withdrawn]).toEqual(['ok', 1])
        expect(await listed()).toEqual(['both-sample.com', 'other-sample.com', 'stays-sample.com'])
        await run(serve({ one: held('gone-sample.com', 'stays-sample.com'), other }))
        expect(await listed()).toContain('gone-sample.com')
      })

      it('withdraws what only an event that is gone held', async () => {
        const [one, two] = [held('one-sample.com', 'shared-sample.com'), held('two-sample.com', 'shared-sample.com')]
        await run(serve({ one, two }))
        const after = await run(serve({ two }))
        expect(after.counts.withdrawn).toBe(1)
        expect(await listed()).not.toContain('one-sample.com')
        expect(await listed()).toContain('shared-sample.com')
        expect((await run(serve({ two }))).counts.withdrawn).toBe(0)
      })

      it('withdraws nothing when most events are gone at once, until it is confirmed', async () => {
        const many = Object.fromEntries(Array.from({ length: 24 }, (_, n) => [`m${n}`, held(`many-${n}-sample.com`)]))
        const few = Object.fromEntries(Object.entries(many).slice(0, 10))
        await run(serve(many))
        for (let confirmed = 0; confirmed < 3; confirmed += 1) expect((await run(serve(few))).outcome).toBe('shrunk-suspect')
        expect((await run(serve(few))).counts.withdrawn).toBe(14)
      })
    })

describe('MISP', () => {
  it('says so when an instance does not list its events', async () => {
    const [[, fresh] = []] = stores
    if (!fresh) throw new Error('there is no store to test on')
    const store = await fresh()
    const knowing = await prepare(store.database, [misp])
    const values = { url: BASE, key: 'k', days: '30', events: 'all' }
    const one = { values: ['one-sample.com'], changed: 0 }
    const run = await runAnswers(
      knowing,
      misp,
      instance({ one }, () => ({ name: 'refused' })),
      { values },
    )
    expect([run.outcome, run.reason]).toEqual(['ok', expect.stringContaining('does not list its events')])
    await store.drop()
  })
})
