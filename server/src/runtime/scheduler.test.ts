import { describe, expect, it } from 'vitest'
import { Scheduler } from './scheduler.ts'

describe('the scheduler', () => {
  it('starts the others while some wait for providers that never answer', async () => {
    const hanging = ['a', 'b', 'c', 'd']
    const due = [...hanging, 'e', 'f', 'g']
    const started: string[] = []
    const scheduler = new Scheduler({
      runner: {
        isRunning: id => started.includes(id),
        run: id => {
          started.push(id)
          return new Promise(() => undefined)
        },
      },
      due: async () => due,
      onError: (_id, error) => {
        throw error
      },
    })
    await scheduler.look()
    expect(started).toEqual(due)
  })
})
