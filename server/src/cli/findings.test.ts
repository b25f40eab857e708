import type { Outcome, Run, SourceHealth } from '@keysguard/model'
import { describe, expect, it } from 'vitest'
import { sourceFindings } from './findings.ts'

const source = (id: string, health: SourceHealth, outcome: Outcome | null = null) => ({
  id,
  health,
  needs: [],
  lastRun: outcome === null ? null : ({ outcome, reason: `${id} said so.` } as Run),
})

describe('what the doctor says of sources', () => {
  it('says once what befalls many', () => {
    const found = sourceFindings(['a', 'b', 'c', 'd', 'e'].map(id => source(id, 'failing', 'unreachable')))
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ ok: false, what: 'Sources' })
    expect(found[0]?.detail).toContain('5 of 5 cannot be reached: a, b, c, d and 1 more')
  })

  it('names each source that is ill in its own way', () => {
    const found = sourceFindings([
      source('a', 'failing', 'unreachable'),
      source('b', 'failing', 'schema-drift'),
      source('c', 'stale', 'ok'),
      source('d', 'healthy', 'ok'),
    ])
    expect(found.map(({ what }) => what)).toEqual(['Source a', 'Source b', 'Source c'])
  })

  it('does not take a missing key for a fault', () => {
    expect(sourceFindings([source('otx', 'needs-key')])).toMatchObject([{ ok: true, what: 'Keys' }])
  })
})
