import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysActive, readDays, survival, withGrade, withHalfLife } from './scoring.ts'

const figures = fc.record({
  halfLifeDays: fc.double({ min: 0.01, max: 36_500, noNaN: true }),
  s0: fc.double({ min: 0.01, max: 1, noNaN: true }),
})

test('what is active for so many days is at the threshold then', () => {
  fc.assert(
    fc.property(figures, one => {
      const days = daysActive(one)
      expect(survival(one, days)).toBeCloseTo(Math.min(0.2, one.s0), 6)
    }),
  )
})

test('one setting changes and the others stay; null takes it back', () => {
  const settings = { learning: true, halfLives: { 2: 3 }, shares: {}, reliability: {} }
  expect(withHalfLife(settings, 5, 1.5).halfLives).toEqual({ 2: 3, 5: 1.5 })
  expect(withHalfLife(settings, 2, null).halfLives).toEqual({})
  expect(withGrade(settings, 'feodo', 'C')).toMatchObject({ halfLives: { 2: 3 }, reliability: { feodo: 'C' } })
})

test('a half-life is a number of days within reason', () => {
  expect(['14', '0.5', '', ' ', '0', '-3', 'abc', '99999', '1e3'].map(readDays)).toEqual([
    14,
    0.5,
    null,
    null,
    null,
    null,
    null,
    null,
    1000,
  ])
})
