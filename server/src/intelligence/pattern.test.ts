import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PatternSet, readPattern } from './pattern.ts'

const setOf = (...patterns: readonly string[]): PatternSet => {
  const set = new PatternSet()
  for (const [id, pattern] of patterns.entries()) expect(set.add(pattern, {}, id)).toBeNull()
  return set
}

/** Patterns that both engines read alike, over a small alphabet. */
const patterns = fc.letrec<{ node: string; atom: string }>(tie => ({
  atom: fc.oneof(
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\.', '[a-c]', '\\d', '\\w', '\\b', '^', '$'),
    tie('node').map(inner => `(${inner})`),
    tie('node').map(inner => `(?:${inner})`),
  ),
  node: fc
    .array(fc.tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,2}', '*?')), { minLength: 1, maxLength: 4 })
    .map(parts => parts.map(([atom, sign]) => (/^(?:[$^]|\\b)$/.test(atom) ? atom : atom + sign)).join(''))
    .chain(one => fc.constantFrom(one, `${one}|b`, `a|${one}`, `^${one}`)),
})).node
const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1', '.', '\n'), maxLength: 12 })

describe('a pattern', () => {
  it('finds what the usual engine finds, alone and in a set', () => {
    fc.assert(
      fc.property(patterns, fc.array(texts, { minLength: 1, maxLength: 6 }), (pattern, some) => {
        const read = readPattern(pattern)
        if (!read.ok) throw new Error(read.message)
        const set = setOf(pattern, 'a')
        const usual = new RegExp(pattern)
        for (const text of some) {
          expect(read.pattern.test(text), `${pattern} in ${text}`).toBe(usual.test(text))
          expect(set.found(text).includes(0), `${pattern} in ${text}`).toBe(usual.test(text))
        }
      }),
      {
        numRuns: 500,
        examples: [
          ['$^', ['', 'a']],
          ['^a|b', ['cb']],
          ['^(a)|b', ['cb']],
        ],
      },
    )
  })

  it('takes as long as the text where a backtracking engine is ruined', () => {
    const ruinous = ['(a+)+$', '(a|aa)*c', '(x+x+)+y', '(.*a){20}', '^(a|a)*(a*)*(a+a+)+$']
    const text = `${'a'.repeat(4_000)}${'x'.repeat(4_000)}!`
    const set = setOf(...ruinous)
    const started = performance.now()
    for (const pattern of ruinous) {
      const read = readPattern(pattern)
      if (!read.ok) throw new Error(read.message)
      read.pattern.test(text)
    }
    set.found(text.slice(3_000, 5_048))
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  it('refuses what cannot be decided in one pass, and what is too large, with the reason', () => {
    for (const pattern of ['(a)\\1', '(?=a)b', '(?<!a)b', 'a{1000}', '((a{100}){100}){100}', '(a', 'a)', '[a', '*a', 'a\\'])
      expect(readPattern(pattern), pattern).toMatchObject({ ok: false, message: expect.stringMatching(/./) })
    expect(readPattern('(abcdefghij){200}'.repeat(20)).ok).toBe(false)
    expect(readPattern('a'.repeat(1_001)).ok).toBe(false)
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab()[]{}|*+?\\^$.-,12:<P=i'), maxLength: 20 }), text => {
        readPattern(text)
        new PatternSet().add(text, { insensitive: true }, 0)
      }),
    )
  })
})

describe('many patterns', () => {
  it('are found under their numbers, each once', () => {
    const set = new PatternSet()
    set.add('^MAIL\\.', { insensitive: true }, 7)
    for (let n = 0; n < 600; n += 1) set.add(`x${n}y`, {}, 100 + n)
    expect([...set.found('mail.x599y.x3y.x3y')].sort((a, b) => a - b)).toEqual([7, 103, 699])
    expect(set.found('smail.test')).toEqual([])
  })

  it('together are bounded', () => {
    const set = new PatternSet()
    const problems = Array.from({ length: 60 }, (_, n) => set.add(`(abcdefghijklmnopqrstuvwx){190}${n}`, {}, n))
    expect(problems[0]).toBeNull()
    expect(problems.at(-1)).toContain('full')
  })
})
