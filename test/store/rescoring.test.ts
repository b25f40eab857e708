/** An indicator that is scored anew stands as it would if it came in now, and is counted as that. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { INITIAL_SCORING } from '../../server/src/intelligence/scoring.ts'
import type { Source } from '../../server/src/kit/source.ts'
import { observe, typed } from '../../server/src/kit/source.ts'
import { Scorekeeper } from '../../server/src/runtime/scoring/scorekeeper.ts'
import { keepAppraisals } from '../../server/src/store/appraisals.ts'
import { threatCodes } from '../../server/src/store/codes.ts'
import { readStandings } from '../../server/src/store/read-standings.ts'
import { fuseStanding } from '../../server/src/store/standing.ts'
import type { Knowing } from '../../server/src/store/write-rows.ts'
import { listSource, NOW, prepare, runAnswers } from '../support/knowing.ts'
import { thrown } from '../support/scoring.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const DAY = 86_400_000
const THREATS = ['c2', 'scanner', 'anonymiser', 'phishing'] as const

/** `address threat confidence`, one a line. */
const anySource = (id: string, over: Partial<Source>): Source =>
  listSource(id, {
    ...over,
    parse: row => {
      const [value = '', threat, confidence] = String(row).split(' ')
      return observe(typed('ipv4', value), {
        threat: THREATS[Number(threat)] ?? 'c2',
        ...(confidence === '-' ? {} : { confidence: Number(confidence) }),
      })
    },
  })

const ALL = [
  anySource('one', { reliability: 'A' }),
  anySource('two', { reliability: 'D' }),
  anySource('three', { reliability: 'C', presence: 'append' }),
]

const row = fc.record({
  address: fc.integer({ min: 0, max: 199 }),
  threat: fc.integer({ min: 0, max: 3 }),
  confidence: fc.constantFrom('-', '0', '33.3', '70', '100'),
})
const lists = fc.array(fc.array(row, { minLength: 30, maxLength: 90 }), { minLength: 6, maxLength: 6 })

const textOf = (rows: readonly { address: number; threat: number; confidence: string }[]): string =>
  rows.map(({ address, threat, confidence }) => `45.155.7.${address} ${threat} ${confidence}`).join('\n')

const firewall = { suppressedBy: ({ value }: { value: string }) => (value.endsWith('7') ? 'a list of the test' : null) }

describe.each(stores)('scored anew on the %s', (_name, fresh) => {
  let store: FreshStore
  let knowing: Knowing
  const inForce = { current: INITIAL_SCORING }
  beforeAll(async () => {
    store = await fresh()
    knowing = { ...(await prepare(store.database, ALL)), scoring: inForce }
  })
  afterAll(() => store.drop())

  const keysOf = async () =>
    store.database.query<{ key: never; stored: string; rank: number; class: number; threat: number; expires_at: string | null }>(
      `select replace(key::text, '-', '') as key, rank, class, threat, expires_at from indicator`,
    )

  test('rank, class, threat and end are those of a fold, and the counters agree', async () => {
    const [given] = fc.sample(lists, { numRuns: 1, seed: 42 })
    for (const [index, rows] of (given ?? []).entries()) {
      const source = ALL[index % ALL.length]
      if (source) await runAnswers(knowing, source, () => textOf(rows), { at: NOW + index * DAY, firewall })
    }
    const appraisal = {
      verdict: { verdict: 'malicious', at: NOW, until: null },
      benign: -0.7,
      severity: 0.9,
      relevance: 1,
      terms: [],
    } as const
    const some = (await keysOf()).slice(0, 40)
    await store.database.transaction(transaction =>
      keepAppraisals(
        transaction,
        some.map(({ key }, index) => ({
          key,
          threat: 'c2' as const,
          appraisal: index % 2 === 0 ? appraisal : { ...appraisal, verdict: null },
          since: null,
        })),
      ),
    )
    const keeper = await Scorekeeper.load({ knowing, inForce, now: () => NOW + 9 * DAY, onError: thrown })
    const settings = { learning: true, halfLives: { 1: 9, 2: 40 }, shares: {}, reliability: { one: 'E', three: 'A' } } as const
    await keeper.configure(settings, 'ana')
    while ((await keeper.rescore()) > 0);
    expect((await keeper.report()).left).toBe(0)
    const rows = await keysOf()
    const standings = await readStandings(store.database, rows, knowing.sources)
    expect(standings.size).toBe(rows.length)
    for (const { key, rank, class: decayClass, threat, expires_at } of rows) {
      const fused = fuseStanding(standings.get(key)!, inForce.current)
      expect(rank).toBe(fused.rank)
      expect([decayClass, threatCodes.name(threat)]).toEqual([fused.decayClass, fused.threat])
      // The store keeps ends to the second above.
      const ends = fused.expiresAt === null ? null : Math.ceil(fused.expiresAt / 1_000) * 1_000
      expect(expires_at === null ? null : Date.parse(expires_at)).toBe(ends)
    }
    const counted = await store.database.query<{ wrong: number }>(
      `select count(*)::int as wrong from
         (select type, threat, class, suppressed, sample, sum(n)::int as n from indicator_count group by 1, 2, 3, 4, 5 having sum(n) <> 0) c
         full join (select type, threat, class, suppressed_by is not null as suppressed, sample, count(*)::int as n from indicator group by 1, 2, 3, 4, 5) i
         using (type, threat, class, suppressed, sample) where c.n is distinct from i.n`,
    )
    expect(counted[0]?.wrong).toBe(0)
  })
})
