import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boundsOf, RangeIndex } from './range-index.ts'

const dotted = (n: number): string => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.')
const ipv4Networks = fc.array(
  fc.record({ n: fc.integer({ min: 0, max: 0xffffffff }), prefix: fc.integer({ min: 1, max: 32 }) }).map(({ n, prefix }) => {
    const from = Math.floor(n / 2 ** (32 - prefix)) * 2 ** (32 - prefix)
    return { text: `${dotted(from)}/${prefix}`, from, last: from + 2 ** (32 - prefix) - 1 }
  }),
  { maxLength: 60 },
)
const ipv4Ranges = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 900 })).map(([from, size]) => ({
    text: `${dotted(from)}-${dotted(from + size)}`,
    from,
    last: from + size,
  })),
  { maxLength: 40 },
)
const sorted = (numbers: readonly number[]): number[] => [...numbers].sort((a, b) => a - b)

test('an address lies in exactly the networks that hold it, nested and repeated ones too', () => {
  fc.assert(
    fc.property(
      ipv4Networks,
      fc.array(fc.integer({ min: 0, max: 0xffffffff }), { minLength: 1, maxLength: 20 }),
      (networks, points) => {
        const index = new RangeIndex(networks.map(({ text }) => text))
        for (const point of [...points, ...networks.flatMap(({ from, last }) => [from, last])]) {
          const expected = networks.flatMap(({ from, last }, id) => (from <= point && point <= last ? [id] : []))
          expect(sorted(index.holding(dotted(point)))).toEqual(expected)
        }
      },
    ),
  )
})

test('ranges that cross are found too', () => {
  fc.assert(
    fc.property(ipv4Ranges, fc.array(fc.integer({ min: 0, max: 6_000 }), { minLength: 1, maxLength: 30 }), (ranges, points) => {
      const index = new RangeIndex(ranges.map(({ text }) => text))
      for (const point of points) {
        const expected = ranges.flatMap(({ from, last }, id) => (from <= point && point <= last ? [id] : []))
        expect(sorted(index.holding(dotted(point)))).toEqual(expected)
      }
    }),
  )
})

test('a network meets what holds it and what it reaches into, and knows which', () => {
  fc.assert(
    fc.property(ipv4Networks, ipv4Networks, (networks, asked) => {
      const index = new RangeIndex(networks.map(({ text }) => text))
      for (const { text, from, last } of asked) {
        const expected = networks.flatMap((range, id) =>
          range.from <= last && from <= range.last ? [{ id, inside: range.from <= from && last <= range.last }] : [],
        )
        expect([...index.meeting(text)].sort((a, b) => a.id - b.id)).toEqual(expected)
      }
    }),
  )
})

test('IPv6 networks are cut at the bit', () => {
  const bits = (hex: string): bigint => BigInt(`0x${hex}`)
  const text = (n: bigint): string =>
    Array.from({ length: 8 }, (_, group) => ((n >> BigInt(16 * (7 - group))) & 0xffffn).toString(16)).join(':')
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 1, max: 128 }), (n, prefix) => {
      const free = BigInt(128 - prefix)
      const from = (n >> free) << free
      const { from: low, next } = boundsOf(`${text(from)}/${prefix}`)
      expect(bits(String(low))).toBe(from)
      const beyond = from + (1n << free)
      expect(next).toBe(beyond === 1n << 128n ? 'g' : beyond.toString(16).padStart(32, '0'))
      const index = new RangeIndex([`${text(from)}/${prefix}`])
      expect(index.holding(text(from + (1n << free) - 1n))).toEqual([0])
      expect(index.holding(text(n))).toEqual([0])
      if (from > 0n) expect(index.holding(text(from - 1n))).toEqual([])
    }),
  )
})
