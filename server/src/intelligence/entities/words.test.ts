import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logChance } from './chance.ts'
import { bareName, differsByOne, plainName, slugOf, withOneLess } from './words.ts'

const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), minLength: 1, maxLength: 12 })

describe('names', () => {
  it('have an address that reads and comes back to the same name', () => {
    expect([slugOf('Lazarus Group'), slugOf('  win.Cobalt_Strike '), slugOf('Łódź №5')]).toEqual([
      'lazarus-group',
      'win-cobalt-strike',
      'łódź-no5',
    ])
    fc.assert(fc.property(fc.string(), name => plainName(slugOf(name)) === plainName(name) || name.length > 100))
  })

  it('lose the word of their kind only where something is left', () => {
    expect(['akiraransomware', 'njrat', 'team', 'apt28'].map(bareName)).toEqual(['akira', 'njrat', 'team', 'apt28'])
  })

  it('that differ by one meet where one letter is left out', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(differsByOne(a, b)).toBe(differsByOne(b, a))
        if (!differsByOne(a, b)) return
        const met = new Set([a, ...withOneLess(a)])
        expect([b, ...withOneLess(b)].some(one => met.has(one))).toBe(true)
      }),
    )
  })
})

describe('chance', () => {
  it('is that of the hypergeometric distribution', () => {
    // All five of five drawn from ten: 1 / C(10, 5) = 1 / 252.
    expect(logChance({ both: 5, a: 5, b: 5, all: 10 })).toBeCloseTo(Math.log10(1 / 252), 9)
    expect(logChance({ both: 0, a: 5, b: 5, all: 10 })).toBeCloseTo(0, 9)
  })

  it('falls as more is shared', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (a, b) => {
        const chances = Array.from({ length: Math.min(a, b) + 1 }, (_, both) => logChance({ both, a, b, all: 10_000 }))
        expect(chances.every((chance, at) => at === 0 || chance <= (chances[at - 1] ?? 0) + 1e-9)).toBe(true)
      }),
    )
  })
})
