import type { IndicatorKey, IndicatorType } from '@keysguard/model'
import { expect, test } from 'vitest'
import { keyOf } from '../indicators/index.ts'
import type { BenignList } from './benign/list.ts'
import { ListIndex } from './benign/list-index.ts'
import { SHIPPED_LISTS } from './benign/shipped/index.ts'
import { Firewall, OWN_ASSETS, type StandingVerdict } from './firewall.ts'
import { mayRoute, type Routing } from './gate.ts'

const own = (id: string, match: BenignList['match'], entries: readonly string[]): BenignList => ({
  id,
  name: OWN_ASSETS,
  why: 'It is yours.',
  action: 'suppress',
  match,
  beneath: true,
  types: null,
  dated: '2026-01-01',
  origin: 'own',
  entries,
})
const index = new ListIndex([
  ...SHIPPED_LISTS,
  own('own-names', 'hostname', ['shop.corp-sample.com', 'corp-sample.de']),
  own('own-networks', 'cidr', ['45.10.20.0/24']),
])
const ask = (type: IndicatorType, value: string, verdict?: StandingVerdict): Routing => {
  const indicator = { type, value }
  const key = keyOf(indicator)
  const verdicts = new Map<IndicatorKey, StandingVerdict>(verdict === undefined ? [] : [[key, verdict]])
  return mayRoute(indicator, key, {
    firewall: new Firewall(index, verdicts),
    noteOf: entry => (entry === '45.10.20.0/24' ? 'Berlin' : ''),
  })
}

test('what harms nobody may go', () => {
  expect(ask('domain', 'evil-sample.com')).toMatchObject({ allowed: true, blast: { ownCount: 0, popularCount: 0 } })
})

test('a block that would hit an own asset is refused, whatever an analyst says of it', () => {
  const answer = ask('cidr', '45.10.0.0/16', 'malicious')
  expect(answer.allowed).toBe(false)
  expect(answer.blast).toMatchObject({ own: [{ value: '45.10.20.0/24', note: 'Berlin' }], ownCount: 1, addresses: 65_536 })
  expect(ask('url', 'http://45.10.20.9/x').allowed).toBe(false)
  expect(ask('email', 'it@corp-sample.de').allowed).toBe(false)
})

test('a domain is refused for what is ours under it', () => {
  const answer = ask('domain', 'corp-sample.com')
  expect(answer.allowed).toBe(false)
  expect(answer.blast.own).toEqual([{ value: 'shop.corp-sample.com', note: '' }])
})

test('a block that would hit a popular site is refused unless an analyst says that it is malicious', () => {
  expect(ask('ipv4', '8.8.8.8').allowed).toBe(false)
  expect(ask('domain', 'google.com').blast.popularCount).toBeGreaterThan(5)
  expect(ask('ipv4', '8.8.8.8', 'malicious').allowed).toBe(true)
})

test('customers of a shared host are blocked host by host, never the domain', () => {
  expect(ask('domain', 'kit.weebly.com')).toMatchObject({ allowed: true, hostOnly: true })
  expect(ask('url', 'https://pastebin.com/raw/abc')).toMatchObject({ allowed: true, hostOnly: true })
  expect(ask('domain', 'evil-sample.com').hostOnly).toBe(false)
  expect(ask('domain', 'weebly.com').allowed).toBe(false)
})

test('a benign verdict keeps it in', () => {
  expect(ask('domain', 'evil-sample.com', 'benign').allowed).toBe(false)
})

test('what is only noted may go, and says why that is worth knowing', () => {
  const answer = ask('ipv4', '148.81.111.111')
  expect(answer.allowed).toBe(true)
  expect(answer.reasons.join(' ')).toContain('defenders')
})
