import type { Explanation } from '@keysguard/model'
import { expect, test } from 'vitest'
import { decayOf } from './decay.ts'
import { DAY } from './format.ts'

const NOW = Date.parse('2026-11-23T12:00:00Z')
const explanation = (change: Partial<Explanation> = {}): Explanation => ({
  score: 80,
  everMalicious: 0.9,
  stillActive: 0.9,
  uncertainty: 0.2,
  conflict: 0,
  decayClass: 'ipv4 c2',
  halfLifeDays: 5,
  lastActive: new Date(NOW - 2 * DAY).toISOString(),
  expiresAt: new Date(NOW + 10 * DAY).toISOString(),
  suppressedBy: null,
  terms: [],
  ...change,
})

test('the curve passes through the score of now and halves every half-life', () => {
  const curve = decayOf(explanation(), NOW)
  expect(curve?.scoreAt(NOW)).toBe(80)
  expect(curve?.scoreAt(NOW + 5 * DAY)).toBe(40)
})

test('the threshold is where the curve is at the expiry', () => {
  expect(decayOf(explanation(), NOW)?.threshold).toBe(20)
  expect(decayOf(explanation({ expiresAt: null }), NOW)?.threshold).toBeNull()
})

test('a suppressed indicator has no curve', () => {
  expect(decayOf(explanation({ suppressedBy: 'own assets' }), NOW)).toBeNull()
})
