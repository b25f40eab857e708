import { describe, expect, test } from 'vitest'
import { simulate } from '../../../../test/support/campaigns.ts'
import { groupings } from '../../../../test/support/groups.ts'
import { communitiesOf, type Tied } from './communities.ts'

const tied = (groups: Readonly<Record<string, readonly string[]>>, since = 20_000): ReadonlyMap<string, Tied> => {
  const members = new Map<string, string[]>()
  for (const [value, own] of Object.entries(groups))
    for (const member of own) members.set(member, [...(members.get(member) ?? []), value])
  return new Map(
    [...members].map(([member, values]) => [
      member,
      {
        since,
        until: since,
        ties: values.map(value => ({ kind: 'certificate' as const, value, indicators: groups[value]?.length ?? 0 })),
      },
    ]),
  )
}

const found = (all: ReadonlyMap<string, Tied>): string[] => communitiesOf(all, 100_000).map(({ members }) => members.join(''))

describe('communities', () => {
  test('three that share a certificate are one, two are not', () => {
    expect(found(tied({ x: ['a', 'b', 'c'], y: ['d', 'e'] }))).toEqual(['abc'])
  })

  test('one bridge does not make two campaigns one', () => {
    const [one, two] = [[...'abcdefgh'], [...'pqrstuvw']]
    const all = tied({ x: one, panel: one, y: two, gate: two, bridge: ['a', 'p'] })
    expect(found(all)).toEqual(['abcdefgh', 'pqrstuvw'])
  })

  test('the order of the input does not matter', () => {
    const all = tied({ x: [...'abcdefgh'], y: [...'pqrstuvw'], z: [...'ghpq'] })
    expect(found(new Map([...all].reverse()))).toEqual(found(all))
  })

  test('an address that was passed on later ties nobody', () => {
    const ties = [{ kind: 'address' as const, value: '192.0.2.1', indicators: 6 }]
    const at = (since: number): Tied => ({ since, until: since, ties })
    const all = new Map(
      [...'abc'].map(key => [key, at(20_000)] as const).concat([...'pqr'].map(key => [key, at(20_200)] as const)),
    )
    expect(found(all)).toEqual(['abc', 'pqr'])
  })

  test.each([201, 202])('agree with the truth of simulated campaigns better than connected components do: seed %i', seed => {
    const { ours, anything, heavy } = groupings(simulate(seed, { campaigns: 16, floor: 300 }))
    expect(ours.ari).toBeGreaterThan(Math.max(anything.ari, heavy.ari))
    expect(ours.homogeneity).toBeGreaterThan(0.9)
    expect(ours.singletons).toBeGreaterThan(0.85)
  })
})
