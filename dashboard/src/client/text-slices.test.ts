import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf, type Mark, slicesOf } from './text-slices.ts'

const marksIn = (length: number) =>
  fc.array(
    fc
      .record({ start: fc.integer({ min: -3, max: length }), size: fc.integer({ min: -2, max: 9_000 }), finding: fc.nat(5) })
      .map(({ start, size, finding }): Mark => ({ start, end: start + size, finding })),
    { maxLength: 12 },
  )

const texts = fc
  .array(fc.constantFrom('line of a report\n', 'x'.repeat(5_000), '\u{1f409}'.repeat(900), '\n', 'a'), { maxLength: 12 })
  .map(parts => parts.join(''))
const marked = texts.chain(text => fc.record({ text: fc.constant(text), marks: marksIn(text.length) }))

describe('a text with marks', () => {
  it('is there whole and in order, whatever the marks', () => {
    fc.assert(
      fc.property(marked, ({ text, marks }) => {
        const slices = blocksOf(text, marks).flatMap(slicesOf)
        expect(slices.map(({ start, end }) => text.slice(start, end)).join('')).toBe(text)
      }),
    )
  })

  it('has every mark exactly where it stands', () => {
    fc.assert(
      fc.property(marked, ({ text, marks }) => {
        const slices = blocksOf(text, marks).flatMap(slicesOf)
        for (const { start, end, findings } of slices) {
          const over = marks.filter(mark => mark.end <= text.length && mark.start >= 0 && mark.start <= start && mark.end >= end)
          expect(new Set(findings)).toEqual(new Set(over.map(({ finding }) => finding)))
        }
      }),
    )
  })

  it('is never cut within a character', () => {
    const text = 'a'.concat('\u{1f409}'.repeat(10_000))
    for (const { start } of blocksOf(text, [])) expect(text.charCodeAt(start) & 0xfc00).not.toBe(0xdc00)
  })

  it('names the shortest of what overlaps first', () => {
    const [block] = blocksOf('see http://evil-sample.com/x now', [
      { start: 4, end: 28, finding: 1 },
      { start: 11, end: 26, finding: 2 },
    ])
    expect(block && slicesOf(block).map(({ findings }) => findings)).toEqual([[], [1], [2, 1], [1], []])
  })
})
