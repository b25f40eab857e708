/** A fault on a later page, list or file: the run ends as the fault says, what came before is kept, and nothing is skipped for it afterwards. */
import { isHealthy, type Outcome } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fault } from '../../server/src/replay/faults.ts'
import { sources } from '../../server/src/sources/index.ts'
import { type FaultStage, openFaultStage } from '../support/fault-stage.ts'
import { balance } from '../support/knowing.ts'

/** One file of a folder that is a web page costs that file: it may be missing while the others are there. */
const BY_FILE: ReadonlySet<string> = new Set(['circl-osint', 'botvrij'])

const EXPECTED: readonly (readonly [Fault, Outcome])[] = [
  ['status-500', 'unreachable'],
  ['status-401', 'unauthorised'],
  ['status-429', 'rate-limited'],
  ['reset', 'unreachable'],
  ['reset-body', 'failed'],
  ['hang', 'unreachable'],
  ['hang-body', 'unreachable'],
  ['truncated', 'failed'],
  ['login-page', 'schema-drift'],
  ['empty', 'empty-suspect'],
]

describe('faults on a later request', () => {
  let stage: FaultStage
  /** Requests for rows that a whole run makes. */
  const requests = new Map<string, number>()

  beforeAll(async () => {
    stage = await openFaultStage()
  })
  afterAll(() => stage.close())

  const lists = async (id: string): Promise<unknown> =>
    stage.store.database.query(
      `select i.value from assertion a join indicator i on i.key = a.indicator join source s on s.num = a.source where s.id = $1 and a.withdrawn_at is null order by 1`,
      [id],
    )
  const cursors = (id: string): Promise<unknown> =>
    stage.store.database.query(`select part, cursor from feed_part f join source s on s.num = f.source where s.id = $1`, [id])

  for (const source of sources) {
    const { id } = source
    it(`${id}: a first run that breaks off late keeps its rows, and the next one brings the rest`, async () => {
      stage.replay.fault(id, null)
      const whole = await stage.run(id)
      const asked = stage.replay.asked(id)
      const before = asked - (stage.partsOf(source).some(({ ask }) => ask.token) ? 1 : 0)
      // A token is kept: only the first run asks for one.
      requests.set(id, before < 2 ? 0 : before)
      if (before < 2) return
      const all = await lists(id)
      await stage.store.database.query(`delete from feed_rows where source = (select num from source where id = $1)`, [id])
      await stage.store.database.query(`delete from feed_part where source = (select num from source where id = $1)`, [id])
      const broken = await stage.runWith(id, 'status-500', { after: before - 1 })
      expect(broken.outcome, broken.reason).toBe('unreachable')
      expect(broken.counts.received).toBeGreaterThan(0)
      expect(await cursors(id)).toEqual([])
      const healed = await stage.run(id)
      expect(isHealthy(healed.outcome ?? 'failed'), healed.reason).toBe(true)
      expect(healed.counts.received).toBe(whole.counts.received)
      expect(await lists(id)).toEqual(all)
    })
  }

  for (const [fault, expected] of EXPECTED) {
    it(`${fault}: ${expected}, and the cursors stay`, async () => {
      const paged = sources.filter(({ id }) => (requests.get(id) ?? 0) > 0)
      expect(paged.length).toBeGreaterThan(1)
      await Promise.all(
        paged.map(async ({ id }) => {
          await stage.forget()
          const all = await lists(id)
          const run = await stage.runWith(id, fault, { after: (requests.get(id) ?? 1) - 1 })
          expect([id, run.outcome], run.reason).toEqual([id, fault === 'login-page' && BY_FILE.has(id) ? 'partial' : expected])
          expect(run.counts.received).toBeGreaterThan(0)
          expect(balance(run)).toBe(0)
          expect(await lists(id)).toEqual(all)
        }),
      )
    })
  }
})
