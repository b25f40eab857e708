import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PatternSet } from './pattern-set.ts'

const setOf = (...patterns: readonly string[]): PatternSet => {
  const set = new PatternSet()
  for (const [index, pattern] of patterns.entries()) expect(set.addPattern(pattern, index)).toBeNull()
  return set
}

/** Patterns that both engines read alike, over a small alphabet. */
const patterns = fc.letrec<{ node: string; atom: string }>(tie => ({
  atom: fc.oneof(
    fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\.', '[a-c]', '\\d', '\\w', '^', '$'),
    tie('node').map(inner => `(${inner})`),
    tie('node').map(inner => `(?:${inner})`),
  ),
  node: fc
    .array(fc.tuple(tie('atom'), fc.constantFrom('', '', '*', '+', '?', '{2}', '{0,2}', '{1,}')), { minLength: 1, maxLength: 4 })
    .map(parts => parts.map(([atom, sign]) => (/^[$^]$/.test(atom) ? atom : atom + sign)).join('|'.repeat(0)))
    .chain(one => fc.constantFrom(one, `${one}|b`, `a|${one}`)),
})).node

test('it finds what the usual engine finds', () => {
  fc.assert(
    fc.property(patterns, fc.array(fc.stringMatching(/^[abc.1]{0,12}$/), { minLength: 1, maxLength: 6 }), (pattern, texts) => {
      const set = setOf(pattern)
      const usual = new RegExp(pattern, 's')
      for (const text of texts) expect(set.found(text).length === 1, `${pattern} in ${text}`).toBe(usual.test(text))
    }),
    { numRuns: 400, examples: [['$^', ['', 'a']]] },
  )
})

test('many patterns are found in one pass, each once', () => {
  const set = setOf('/^mail\\./i', 'wpad', '\\.invalid$', '/EXAMPLE/i')
  expect([...set.found('mail.wpad.wpad.example.invalid')].sort()).toEqual([0, 1, 2, 3])
  expect(set.found('smail.test')).toEqual([])
})

test('texts are found anywhere, as they are written', () => {
  const set = new PatternSet()
  set.addText('a.b', 7)
  expect(set.found('xxa.bxx')).toEqual([7])
  expect(set.found('xxaXbxx')).toEqual([])
})

test('what cannot be decided in one pass is an error', () => {
  for (const pattern of ['(a)\\1', '(?=a)b', '(?<!a)b', '\\bword', 'a{1000}', '(a', 'a)', '[a', '*a', 'a\\', '/a/x'])
    expect(new PatternSet().addPattern(pattern, 0), pattern).not.toBeNull()
})

test('patterns that ruin a backtracking engine take as long as the text', () => {
  const set = setOf('(a+)+$', '(a|aa)*c', '(x+x+)+y', '(.*a){20}')
  const text = `${'a'.repeat(8_000)}${'x'.repeat(8_000)}!`
  const started = performance.now()
  set.found(text)
  expect(performance.now() - started).toBeLessThan(2_000)
})

test('the states that are remembered are bounded', () => {
  const set = setOf('(a|b)*a(a|b){18}$')
  for (let n = 0; n < 400; n += 1) set.found(n.toString(2).replaceAll('0', 'a').replaceAll('1', 'b').repeat(12))
  expect(set.found('aabababababababababababab'.slice(-20)).length).toBeLessThanOrEqual(1)
})
