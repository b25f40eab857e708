import type { Statement } from '@keysguard/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldStatement, statementText } from './fold.ts'

const word = fc.string({ unit: 'binary', maxLength: 12 })
const statements: fc.Arbitrary<Statement> = fc.record(
  {
    threat: fc.constantFrom('c2', 'phishing', 'unknown'),
    malware: word,
    confidence: fc.integer({ min: 0, max: 100 }),
    lastSeen: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z'),
    port: fc.integer({ min: 0, max: 65_535 }),
    tags: fc.uniqueArray(word, { maxLength: 4 }),
    online: fc.boolean(),
    targets: fc.uniqueArray(word, { maxLength: 3 }),
    file: fc.record({ name: word, kind: word, sizeBytes: fc.nat() }, { requiredKeys: [] }),
    report: fc.record({ title: word }),
    details: fc.dictionary(word, word, { maxKeys: 3 }),
  },
  { requiredKeys: [] },
)

describe('a statement as text', () => {
  it('is JSON that says the same', () => {
    fc.assert(
      fc.property(statements, one => {
        expect(JSON.parse(statementText(one))).toEqual(JSON.parse(JSON.stringify(one)))
      }),
    )
  })

  it('is the same whatever the order of the keys, and leaves out what is undefined', () => {
    fc.assert(
      fc.property(statements, one => {
        const turned = Object.fromEntries(Object.entries(one).reverse()) as Statement
        expect(statementText({ ...turned, reporter: undefined } as Statement)).toBe(statementText(one))
      }),
    )
  })
})

describe('folding', () => {
  it('keeps of a file what another list of the source told', () => {
    const told: Statement = {
      lastSeen: '2026-02-01T00:00:00.000Z',
      file: { name: 'a-sample.exe', kind: 'exe', sizeBytes: 4_096 },
    }
    const exported: Statement = { lastSeen: '2026-02-01T00:00:00.000Z', file: { name: 'b-sample.exe', kind: 'exe' } }
    expect(foldStatement(told, exported).file).toEqual({ name: 'b-sample.exe', kind: 'exe', sizeBytes: 4_096 })
    const older: Statement = { ...exported, lastSeen: '2026-01-01T00:00:00.000Z' }
    expect(foldStatement(told, older).file).toEqual(told.file)
  })

  it('changes nothing when the same is said again', () => {
    fc.assert(
      fc.property(statements, statements, (standing, incoming) => {
        const once = foldStatement(standing, incoming)
        expect(statementText(foldStatement(once, incoming))).toBe(statementText(once))
      }),
    )
  })
})
