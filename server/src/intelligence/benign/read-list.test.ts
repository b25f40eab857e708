import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readList } from './read-list.ts'

const misp = (over: Readonly<Record<string, unknown>>): string =>
  JSON.stringify({
    name: 'Edges of a sample network',
    description: 'Addresses of the edges of a sample network.',
    version: 20251201,
    type: 'cidr',
    list: ['198.51.100.0/24', '2001:DB8::/32', '192.0.2.7'],
    matching_attributes: ['ip-src', 'ip-dst', 'domain|ip'],
    ...over,
  })

test('a MISP warning list is read with what it says of itself', () => {
  expect(readList(misp({}), null)).toMatchObject({
    name: 'Edges of a sample network',
    why: 'Addresses of the edges of a sample network.',
    match: 'cidr',
    dated: '2025-12-01',
    types: ['ipv4', 'ipv6', 'cidr', 'domain'],
    entries: ['198.51.100.0/24', '2001:db8::/32', '192.0.2.7'],
    refusedCount: 0,
  })
})

test('an entry that cannot be read is refused, the others are taken', () => {
  const read = readList(misp({ list: ['198.51.100.0/24', 'no network', 7, '999.1.1.1'] }), null)
  expect(read.entries).toEqual(['198.51.100.0/24'])
  expect(read.refused.map(({ entry }) => entry)).toEqual(['no network', '7', '999.1.1.1'])
})

test('patterns that cannot be decided in one pass are refused with the reason', () => {
  const read = readList(misp({ type: 'regex', list: ['/^wpad\\./i', '(a)\\1', '(?=x)'] }), null)
  expect(read.entries).toEqual(['/^wpad\\./i'])
  expect(read.refused).toHaveLength(2)
})

test('host names lose the dot MISP writes before a suffix', () => {
  expect(
    readList(misp({ type: 'hostname', list: ['.example-sample.com', 'WWW.Other-Sample.net.', 'müller-sample.de'] }), null)
      .entries,
  ).toEqual(['example-sample.com', 'www.other-sample.net', 'xn--mller-sample-dlb.de'])
})

test('plain lines are compared as their first line suggests', () => {
  expect(readList('# ours\n198.51.100.0/24\n192.0.2.1 # the gateway\n', null)).toMatchObject({
    match: 'cidr',
    entries: ['198.51.100.0/24', '192.0.2.1'],
  })
  expect(readList('a-sample.com\nb-sample.com', null).match).toBe('hostname')
  expect(readList('D41D8CD98F00B204E9800998ECF8427E\n', null)).toMatchObject({
    match: 'string',
    entries: ['d41d8cd98f00b204e9800998ecf8427e'],
  })
})

test('what is no list says so', () => {
  expect(() => readList('{"list": 7}', null)).toThrow('array')
  expect(() => readList('{"list": [', null)).toThrow('JSON')
  expect(() => readList(misp({ type: 'telepathy' }), null)).toThrow('telepathy')
})

test('an object among the entries is refused whatever it names toString', () => {
  expect(readList(misp({ list: [{ toString: 0 }] }), null).refused).toEqual([{ entry: '{"toString":0}', problem: 'is no text' }])
})

test('nothing that is brought breaks the reader', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.anything()), { maxLength: 20 }),
      fc.constantFrom('cidr', 'hostname', 'string', 'substring', 'regex'),
      (list, type) => {
        const text = JSON.stringify({ list, type, matching_attributes: list }, (_key, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value,
        )
        const read = readList(text, null)
        expect(read.entries.length + read.refusedCount).toBeLessThanOrEqual(list.length)
      },
    ),
  )
})
