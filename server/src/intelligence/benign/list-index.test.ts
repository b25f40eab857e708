import type { Indicator, IndicatorType } from '@keysguard/model'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BenignList } from './list.ts'
import { ListIndex } from './list-index.ts'
import { SHIPPED_LISTS } from './shipped/index.ts'

const list = (
  id: string,
  match: BenignList['match'],
  entries: readonly string[],
  over: Partial<BenignList> = {},
): BenignList => ({
  id,
  name: id,
  why: '',
  action: 'suppress',
  match,
  beneath: false,
  types: null,
  dated: '2026-01-01',
  origin: 'imported',
  entries,
  ...over,
})
const met = (index: ListIndex, type: IndicatorType, value: string): string[] =>
  index.hits({ type, value }).map(({ list: { id }, entry }) => `${id}:${entry}`)

test('a name stands for itself and its www., or for all beneath it', () => {
  const index = new ListIndex([
    list('names', 'hostname', ['shop-sample.com']),
    list('domains', 'hostname', ['corp-sample.com'], { beneath: true }),
  ])
  expect(met(index, 'domain', 'shop-sample.com')).toEqual(['names:shop-sample.com'])
  expect(met(index, 'domain', 'www.shop-sample.com')).toEqual(['names:shop-sample.com'])
  expect(met(index, 'domain', 'kit.shop-sample.com')).toEqual([])
  expect(met(index, 'url', 'https://shop-sample.com/x')).toEqual([])
  expect(met(index, 'domain', 'vpn.berlin.corp-sample.com')).toEqual(['domains:corp-sample.com'])
  expect(met(index, 'url', 'https://corp-sample.com/login')).toEqual(['domains:corp-sample.com'])
  expect(met(index, 'url', 'https://mail.corp-sample.com/login')).toEqual(['domains:corp-sample.com'])
  expect(met(index, 'email', 'it@corp-sample.com')).toEqual(['domains:corp-sample.com'])
  expect(met(index, 'domain', 'notcorp-sample.com')).toEqual([])
})

test('which names lie beneath an entry is told by labels, never by letters', () => {
  const labels = fc.array(fc.constantFrom('a', 'b', 'ab', 'corp'), { minLength: 1, maxLength: 5 }).map(parts => parts.join('.'))
  fc.assert(
    fc.property(labels, fc.array(labels, { minLength: 1, maxLength: 8 }), (name, entries) => {
      const index = new ListIndex([list('own', 'hostname', [...new Set(entries)], { beneath: true })])
      const expected = [...new Set(entries)].filter(
        entry => name === entry || name.endsWith(`.${entry}`) || `www.${entry}` === name,
      )
      expect(
        index
          .hits({ type: 'domain', value: name })
          .map(({ entry }) => entry)
          .sort(),
      ).toEqual(expected.sort())
      expect(
        index
          .namesUnder(name, 100)
          .map(({ entry }) => entry)
          .sort(),
      ).toEqual([...new Set(entries)].filter(entry => entry.endsWith(`.${name}`)).sort())
    }),
  )
})

test('a list may speak of some types only', () => {
  const index = new ListIndex([list('urls', 'substring', ['/gate.php'], { types: new Set(['url']) })])
  expect(met(index, 'url', 'http://a-sample.com/gate.php')).toHaveLength(1)
  expect(met(index, 'filepath', '/var/www/gate.php')).toEqual([])
})

test('the strongest list is the first of all that are met', () => {
  const index = new ListIndex([
    list('noted', 'cidr', ['198.51.100.0/24'], { action: 'note' }),
    list('counted', 'cidr', ['198.51.0.0/16'], { action: 'evidence' }),
    list('held', 'cidr', ['198.51.100.7'], { action: 'suppress' }),
  ])
  expect(met(index, 'ipv4', '198.51.100.7')).toEqual(['held:198.51.100.7', 'counted:198.51.0.0/16', 'noted:198.51.100.0/24'])
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), last => {
      const indicator: Indicator = { type: 'ipv4', value: `198.51.100.${last}` }
      expect(index.strongest(indicator)?.list.id).toBe(index.hits(indicator)[0]?.list.id)
    }),
  )
})

test('a network is met by what holds it and by what it holds', () => {
  const index = new ListIndex([list('own', 'cidr', ['198.51.100.0/24'])])
  expect(index.hits({ type: 'cidr', value: '198.51.100.128/25' })).toMatchObject([{ inside: true }])
  expect(index.hits({ type: 'cidr', value: '198.51.0.0/16' })).toMatchObject([{ inside: false }])
})

test('addresses in URLs are spoken for where a list says so', () => {
  const index = new ListIndex([
    list('edges', 'cidr', ['198.51.100.0/24']),
    list('own', 'cidr', ['203.0.113.0/24', '2001:db8::/32'], { beneath: true }),
  ])
  expect(met(index, 'url', 'http://198.51.100.7/x')).toEqual([])
  expect(met(index, 'url', 'http://203.0.113.7:8080/x')).toEqual(['own:203.0.113.0/24'])
  expect(met(index, 'url', 'http://[2001:db8::7]/x')).toEqual(['own:2001:db8::/32'])
})

test('there are at least 25 lists that ship, each with a reason, a day and entries', () => {
  expect(SHIPPED_LISTS.length).toBeGreaterThanOrEqual(25)
  expect(new Set(SHIPPED_LISTS.map(({ id }) => id)).size).toBe(SHIPPED_LISTS.length)
  expect(new Set(SHIPPED_LISTS.map(({ name }) => name)).size).toBe(SHIPPED_LISTS.length)
  for (const { why, dated, entries } of SHIPPED_LISTS) {
    expect(why).toMatch(/\.$/)
    expect(dated).toMatch(/^20\d\d-\d\d-\d\d$/)
    expect(entries.length).toBeGreaterThan(0)
  }
})
