import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineup } from './lineup.ts'

test('every source stands in the order once', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 12 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 144, maxLength: 144 }),
      (n, cells) => {
        const order = lineup(n, (a, b) => cells[a * 12 + b]!)
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, place) => place))
      },
    ),
  )
})

test('copiers stand together, wherever they were', () => {
  const copies = new Set(['0,5', '5,8', '0,8', '2,7'])
  const order = lineup(9, (a, b) => (copies.has(`${a},${b}`) ? 0.9 : 0.05))
  const spanOf = (members: readonly number[]): number => {
    const places = members.map(member => order.indexOf(member))
    return Math.max(...places) - Math.min(...places)
  }
  expect([spanOf([0, 5, 8]), spanOf([2, 7])]).toEqual([2, 1])
})
