import type { LiveEvent, Outcome, Run } from '@keysguard/model'
import { describe, expect, it } from 'vitest'
import { Events } from '../engines/events/events.ts'
import { nothingReached } from './reach.ts'

const after = async (outcomes: readonly Outcome[]): Promise<boolean> => {
  const events = new Events()
  let resolved = false
  void nothingReached(events).then(() => {
    resolved = true
  })
  for (const outcome of outcomes)
    events.publish({ kind: 'run-finished', source: 'x', run: { outcome } as Run } satisfies LiveEvent)
  await Promise.resolve()
  await Promise.resolve()
  return resolved
}

describe('whether anything can be reached', () => {
  it('is decided by the first six that stay silent', async () => {
    expect(await after(Array<Outcome>(5).fill('unreachable'))).toBe(false)
    expect(await after(Array<Outcome>(6).fill('unreachable'))).toBe(true)
  })

  it('is settled by any answer, a refusal too', async () => {
    expect(await after(['unauthorised', ...Array<Outcome>(9).fill('unreachable')])).toBe(false)
    expect(await after(['unreachable', 'ok', ...Array<Outcome>(9).fill('unreachable')])).toBe(false)
  })
})
