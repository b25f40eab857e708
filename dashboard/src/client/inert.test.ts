import { expect, test } from 'vitest'
import { inert } from './inert.ts'

test('a right-to-left override is shown by its code point instead of reordering the line', () => {
  expect(inert('invoice\u202Efdp.exe')).toBe('invoice‹U+202E›fdp.exe')
})

test('zero-width and control characters are visible, tabs and line breaks stay', () => {
  expect(inert('a\u200bb\u0000c\td\n')).toBe('a‹U+200B›b‹U+0000›c\td\n')
})

test('ordinary text in any script is left alone, surrogate pairs included', () => {
  const text = 'пример.рф 例え 🦊 <img src=x>'
  expect(inert(text)).toBe(text)
})

test('a lone surrogate is shown by its code', () => {
  expect(inert('x\ud83d')).toBe('x‹U+D83D›')
})
