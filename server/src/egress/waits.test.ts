import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_WAIT_MS, waitMs } from './waits.ts'

const NOW = Date.UTC(2026, 0, 15, 12)
const seconds = fc.integer({ min: 1, max: LONGEST_WAIT_MS / 1_000 })

describe('how long a server asks to wait', () => {
  it('is read from seconds and from a date', () => {
    fc.assert(
      fc.property(seconds, asked => {
        expect(waitMs({ 'retry-after': String(asked) }, NOW)).toBe(asked * 1_000)
        expect(waitMs({ 'retry-after': new Date(NOW + asked * 1_000).toUTCString() }, NOW)).toBe(asked * 1_000)
      }),
    )
  })

  it('is measured by the clock of the server, which may be hours off', () => {
    fc.assert(
      fc.property(seconds, fc.integer({ min: -86_400, max: 86_400 }), (asked, off) => {
        const theirs = NOW + off * 1_000
        const headers = { date: new Date(theirs).toUTCString(), 'retry-after': new Date(theirs + asked * 1_000).toUTCString() }
        expect(waitMs(headers, NOW)).toBe(asked * 1_000)
      }),
    )
  })

  it('knows the words of urlscan, CrowdStrike and GitHub', () => {
    expect(waitMs({ 'x-rate-limit-reset-after': '42' }, NOW)).toBe(42_000)
    expect(waitMs({ 'x-ratelimit-retryafter': String(NOW / 1_000 + 30) }, NOW)).toBe(30_000)
    expect(waitMs({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1_000 + 60) }, NOW)).toBe(60_000)
    expect(waitMs({ 'x-ratelimit-remaining': '7', 'x-ratelimit-reset': String(NOW / 1_000 + 60) }, NOW)).toBe(0)
  })

  it('is never negative, never longer than a day, whatever is sent', () => {
    const text = fc.oneof(fc.string(), fc.double().map(String), fc.date().map(String), fc.constant('9'.repeat(400)))
    fc.assert(
      fc.property(text, text, text, text, (after, reset, retry, date) => {
        const headers = { 'retry-after': after, 'x-rate-limit-reset-after': reset, 'x-ratelimit-retryafter': retry, date }
        const ms = waitMs(headers, NOW)
        expect(ms >= 0 && ms <= LONGEST_WAIT_MS).toBe(true)
      }),
    )
  })
})
