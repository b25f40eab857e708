import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventFields } from './event.ts'
import { glob } from './glob.ts'
import { readLine } from './match-value.ts'

const FIELDS: EventFields = {
  type: 'ipv4',
  value: '192.0.2.77',
  address: '192.0.2.77',
  network: '192.0.2.0/24',
  tags: ['Emotet', 'epoch5'],
  confidence: 80,
  online: true,
}

const matches = (key: string, value: unknown): boolean => {
  const read = readLine(key, value)
  if (!read.ok) throw new Error(read.message)
  return read.value(FIELDS)
}

describe('a line of a selection', () => {
  it.each([
    ['type', 'IPV4', true],
    ['type|cased', 'IPV4', false],
    ['type', ['url', 'ipv4'], true],
    ['value', '192.0.*', true],
    ['value', '192.0.2.7?', true],
    ['value|startswith', '192', true],
    ['value|endswith', '192', false],
    ['value|contains', '0.2', true],
    ['tags', 'emotet', true],
    ['tags|all', ['emotet', 'epoch5'], true],
    ['tags|all', ['emotet', 'epoch4'], false],
    ['tags|contains|all', ['emo', 'och'], true],
    ['type|neq', 'url', true],
    ['tags|neq', ['emotet'], false],
    ['confidence|gte', 80, true],
    ['confidence|lt', 80, false],
    ['confidence', [10, 80], true],
    ['port|gte', 0, false],
    ['port|exists', false, true],
    ['port', null, true],
    ['online', true, true],
    ['address|cidr', '192.0.2.64/26', true],
    ['address|cidr', ['10.0.0.0/8', '2001:db8::/32'], false],
    ['network|cidr', '192.0.0.0/16', true],
    ['network|cidr', '192.0.2.0/25', false],
    ['value|re', '^192\\.(0|1)\\.2\\.\\d{1,3}$', true],
    ['tags|re|i', '^EMO', true],
  ])('%s: %j', (key, value, expected) => {
    expect(matches(key, value)).toBe(expected)
  })
})

it('says what is wrong with a pattern', () => {
  expect(readLine('value|re', '(?<=a)b')).toMatchObject({ ok: false, message: expect.stringContaining('(?<=a)b') })
})

describe('a wildcard', () => {
  it('finds what the same regular expression finds', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 }),
        fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 }),
        (pattern, text) => {
          const same = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
          expect(glob(pattern).test(text)).toBe(same.test(text))
        },
      ),
    )
  })
})
