import type { LiveEvent, SourceCard, SourceHealth } from '@keysguard/model'
import { describe, expect, it } from 'vitest'
import { HealthWatch } from './health-watch.ts'

const watching = () => {
  const told: LiveEvent[] = []
  let health: SourceHealth = 'healthy'
  const watch = new HealthWatch({
    sources: async () => [{ id: 'feodo', health, lastRun: { reason: 'It said no.' } } as SourceCard],
    publish: event => told.push(event),
    now: () => 0,
    onError: () => undefined,
  })
  const look = async (state: SourceHealth): Promise<readonly string[]> => {
    health = state
    told.length = 0
    await watch.look()
    return told.map(event => (event.kind === 'source-health' ? `${event.from} -> ${event.to}` : event.kind))
  }
  return look
}

describe('watching health', () => {
  it('says once that a source falls ill, and once that it is well again', async () => {
    const look = watching()
    expect(await look('healthy')).toEqual([])
    expect(await look('failing')).toEqual(['healthy -> failing'])
    expect(await look('failing')).toEqual([])
    expect(await look('stale')).toEqual(['failing -> stale'])
    expect(await look('healthy')).toEqual(['stale -> healthy'])
  })

  it('says what is ill already when it begins', async () => {
    expect(await watching()('stale')).toEqual(['healthy -> stale'])
  })

  it('takes running and resting for no news', async () => {
    const look = watching()
    await look('failing')
    for (const state of ['running', 'paused', 'off', 'needs-key', 'waiting'] as const) expect(await look(state)).toEqual([])
    expect(await look('failing')).toEqual([])
  })
})
