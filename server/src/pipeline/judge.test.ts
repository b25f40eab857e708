import { expect, it } from 'vitest'
import { observe, typed } from '../kit/source.ts'
import { type JudgeContext, judge } from './judge.ts'

const NOW = Date.UTC(2026, 0, 15)
const context: JudgeContext = {
  firewall: { suppressedBy: () => null },
  now: NOW,
  sample: false,
  dates: 'membership',
  isFirstRead: true,
}
const activeDaysAgo = (over: Partial<JudgeContext>, lastSeen?: string): number => {
  const observed = observe(typed('domain', 'old-sample.net'), { threat: 'c2', ...(lastSeen ? { lastSeen } : {}) })
  const judgement = judge(observed, 'old-sample.net', { ...context, ...over })
  if (!judgement.ok) throw new Error(judgement.detail)
  return Math.round((NOW - judgement.judged.activeAt) / 86_400_000)
}

it('takes no activity of today from standing on a list that never forgets', () => {
  expect(activeDaysAgo({})).toBe(217)
})

it('takes what is new on such a list, and what stands on one that forgets, as active when it is read', () => {
  expect(activeDaysAgo({ isFirstRead: false })).toBe(0)
  expect(activeDaysAgo({ dates: 'activity' })).toBe(0)
})

it('goes by the date where there is one', () => {
  expect(activeDaysAgo({}, '2026-01-05T00:00:00Z')).toBe(10)
})
