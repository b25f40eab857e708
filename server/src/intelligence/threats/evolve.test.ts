import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evolve } from './evolve.ts'

const before = (threats: Readonly<Record<number, string>>): ReadonlyMap<number, ReadonlySet<string>> =>
  new Map(Object.entries(threats).map(([id, members]) => [Number(id), new Set(members)]))
const communities = (...all: readonly string[]): readonly string[][] => all.map(members => [...members])

describe('threats go on', () => {
  test('as the community that holds most of their members', () => {
    const { threats, changes } = evolve(before({ 1: 'abc', 2: 'xyz' }), communities('xyzw', 'abcd'))
    expect(threats).toEqual([2, 1])
    expect(changes).toEqual([
      { kind: 'joined', threat: 2, members: ['w'] },
      { kind: 'joined', threat: 1, members: ['d'] },
    ])
  })

  test('the same again changes nothing', () => {
    expect(evolve(before({ 1: 'abc' }), communities('abc'))).toEqual({ threats: [1], changes: [] })
  })

  test('what nobody was before is formed', () => {
    expect(evolve(before({}), communities('abc')).changes).toEqual([{ kind: 'formed', place: 0, members: ['a', 'b', 'c'] }])
  })

  test('of two that become one the larger goes on, and who moved is said', () => {
    const { threats, changes } = evolve(before({ 1: 'abc', 2: 'wxyz' }), communities('abcwxyz'))
    expect(threats).toEqual([2])
    expect(changes).toContainEqual({ kind: 'merged', threat: 1, into: 2, members: ['a', 'b', 'c'] })
  })

  test('of one that becomes two the larger part goes on, the other splits off', () => {
    const { threats, changes } = evolve(before({ 1: 'abcdexyz' }), communities('abcde', 'xyz'))
    expect(threats).toEqual([1, null])
    expect(changes).toEqual([
      { kind: 'left', threat: 1, members: ['x', 'y', 'z'] },
      { kind: 'split', place: 1, from: 1, members: ['x', 'y', 'z'] },
    ])
  })

  test('what falls apart is dissolved', () => {
    expect(evolve(before({ 1: 'abc' }), []).changes).toEqual([{ kind: 'dissolved', threat: 1, members: ['a', 'b', 'c'] }])
  })

  test('no threat goes on twice, and every one that ends is said to', () => {
    const groups = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), { maxLength: 30 })
      .map(pairs => pairs.map(([was, is], n) => ({ key: `k${n}`, was, is })))
    fc.assert(
      fc.property(groups, keys => {
        const was = new Map<number, Set<string>>()
        const is = new Map<number, string[]>()
        for (const { key, was: threat, is: place } of keys) {
          was.set(threat + 1, (was.get(threat + 1) ?? new Set()).add(key))
          is.set(place, [...(is.get(place) ?? []), key])
        }
        const { threats, changes } = evolve(was, [...is.values()])
        const going = threats.filter(threat => threat !== null)
        const ended = changes.flatMap(change => (change.kind === 'merged' || change.kind === 'dissolved' ? [change.threat] : []))
        expect(new Set(going).size).toBe(going.length)
        expect([...going, ...ended].sort()).toEqual([...was.keys()].sort())
      }),
    )
  })
})
