import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitsInHeaders } from './stated-quota.ts'

const NOW = Date.UTC(2026, 0, 15, 12)

describe('what providers say of how often they may be asked', () => {
  it('is read from the headers of AbuseIPDB', () => {
    const headers = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '987', 'x-ratelimit-reset': '1768521600' }
    expect(limitsInHeaders(headers, NOW)).toEqual([{ period: null, left: 987, of: 1_000, resetsAt: '2026-01-16T00:00:00.000Z' }])
  })

  it('is read from the headers of urlscan, with its window', () => {
    const headers = {
      'x-rate-limit-action': 'search',
      'x-rate-limit-window': 'minute',
      'x-rate-limit-limit': '30',
      'x-rate-limit-remaining': '29',
      'x-rate-limit-reset': '2026-01-15T12:01:00.000Z',
    }
    expect(limitsInHeaders(headers, NOW)).toEqual([{ period: 'minute', left: 29, of: 30, resetsAt: '2026-01-15T12:01:00.000Z' }])
  })

  it('takes a small number for a wait', () => {
    expect(limitsInHeaders({ 'ratelimit-remaining': '3', 'ratelimit-reset': '60' }, NOW)[0]?.resetsAt).toBe(
      '2026-01-15T12:01:00.000Z',
    )
  })

  it('is nothing where the headers cannot be read, whatever they hold', () => {
    expect(limitsInHeaders({ 'x-ratelimit-remaining': 'many' }, NOW)).toEqual([])
    fc.assert(
      fc.property(fc.string(), fc.string(), (left, reset) => {
        for (const limit of limitsInHeaders({ 'x-ratelimit-remaining': left, 'x-ratelimit-reset': reset }, NOW))
          expect(Number.isInteger(limit.left)).toBe(true)
      }),
    )
  })
})
