import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextSet } from './text-set.ts'

test('a text is found wherever it stands, and no other', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é'), minLength: 1, maxLength: 10 })
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é'), maxLength: 20 }),
      (words, value) => {
        const set = new TextSet()
        for (const [id, one] of words.entries()) set.add(one, id)
        const expected = [...words.entries()].filter(([, one]) => value.includes(one)).map(([id]) => id)
        expect([...set.found(value)].sort((a, b) => a - b)).toEqual(expected)
      },
    ),
  )
})

test('it is empty until a text is added', () => {
  const set = new TextSet()
  expect(set.isEmpty).toBe(true)
  expect(set.found('anything')).toEqual([])
  set.add('any', 0)
  expect(set.isEmpty).toBe(false)
})
