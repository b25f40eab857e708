/** Each enricher that asks over HTTP against its provider as replay plays it: known, not known, without its key, and everything that goes wrong. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrichers } from '../../server/src/enrichers/index.ts'
import type { Subject } from '../../server/src/kit/enricher.ts'
import type { ProblemCode } from '../../server/src/problem.ts'
import type { Fault } from '../../server/src/replay/faults.ts'
import { type Replay, startReplay } from '../../server/src/replay/replay-server.ts'
import { sources } from '../../server/src/sources/index.ts'
import { about, askReplay } from '../support/enriching.ts'

const asking = enrichers.filter(({ kind }) => kind === 'asks')

/** Something the sample knows, and something it does not. */
const SUBJECTS: Readonly<Record<string, readonly [Subject, Subject]>> = {
  internetdb: [about('ipv4', '198.51.100.20'), about('ipv4', '198.51.100.1')],
}

const FAULTS: Readonly<Partial<Record<Fault, ProblemCode>>> = {
  'status-401': 'unauthorised',
  'status-429': 'rate-limited',
  'status-500': 'unreachable',
  reset: 'unreachable',
  truncated: 'truncated',
  html: 'bad-feed',
  empty: 'bad-feed',
}

describe('enrichers', () => {
  it('have names of their own, which no source has', () => {
    const ids = [...enrichers, ...sources].map(({ id }) => id)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  it('are automatic only when they tell nobody', () => {
    expect(enrichers.filter(({ automatic, tells }) => automatic && tells !== 'nobody')).toEqual([])
  })
})

describe.each(asking.map(enricher => [enricher.id, enricher] as const))('%s', (id, enricher) => {
  let replay: Replay
  const subjects = SUBJECTS[id]
  if (!subjects) throw new Error(`no subjects for ${id}: name one that its sample knows and one that it does not`)
  const [known, unknown] = subjects
  const secrets = Object.entries(enricher.config).filter(([, { kind }]) => kind === 'secret')

  beforeAll(async () => {
    replay = await startReplay({ now: Date.UTC(2026, 0, 15, 23) })
  })
  afterAll(() => replay.close())

  it('knows what its sample knows, in facts with labels', async () => {
    const found = await askReplay(enricher, known, replay)
    expect(found?.facts.length).toBeGreaterThan(0)
    for (const { label, text } of found?.facts ?? []) expect([label, text].every(part => part.trim() !== '')).toBe(true)
  })

  it('says that it does not know', async () => {
    expect(await askReplay(enricher, unknown, replay)).toBeNull()
  })

  it.runIf(secrets.some(([, { required }]) => required))('is refused with a wrong key', async () => {
    const wrong = Object.fromEntries(secrets.map(([key]) => [key, 'wrong']))
    await expect(askReplay(enricher, known, replay, wrong)).rejects.toMatchObject({ code: 'unauthorised' })
  })

  it.each(Object.entries(FAULTS) as [Fault, ProblemCode][])('%s', async (fault, code) => {
    replay.fault(id, fault)
    try {
      await expect(askReplay(enricher, known, replay)).rejects.toMatchObject({ code })
    } finally {
      replay.fault(id, null)
    }
  })
})
