/** What holds for every indicator and every text. */
import { indicatorTypes } from '@keysguard/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalise, defang, extract, keyOf, recognise, stixIdOf } from './index.ts'

const label = fc.stringMatching(/^[a-z0-9]{1,12}$/)
const host = fc
  .tuple(label, label, fc.constantFrom('com', 'net', 'org', 'co.uk', 'ru', 'top'))
  .map(([a, b, c]) => `${a}.x${b}.${c}`)
const octet = fc.integer({ min: 0, max: 255 })
const ipv4 = fc.tuple(fc.integer({ min: 1, max: 223 }), octet, octet, octet).map(parts => parts.join('.'))
const hex = (length: number) =>
  fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter(text => /[a-f]/.test(text) && /\d/.test(text))
const url = fc
  .tuple(fc.constantFrom('http', 'https'), host, fc.stringMatching(/^[a-z0-9/_-]{0,20}$/))
  .map(([scheme, name, path]) => `${scheme}://${name}/${path}`)

const SHOWN = {
  ipv4,
  domain: host,
  url,
  email: fc.tuple(label, host).map(([name, at]) => `${name}@${at}`),
  md5: hex(32),
  sha1: hex(40),
  sha256: hex(64),
  cve: fc.integer({ min: 1000, max: 999_999 }).map(n => `CVE-2024-${n}`),
} as const

describe('canonicalise', () => {
  it.each(indicatorTypes)('is idempotent for %s, and never throws', type => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), ...Object.values(SHOWN), fc.ipV6(), fc.ipV4()), text => {
        const once = canonicalise(type, text)
        if (!once.ok) return
        const { indicator } = once
        expect(canonicalise(indicator.type, indicator.value)).toEqual(once)
        expect(keyOf(indicator)).toMatch(/^[0-9a-f]{32}$/)
        expect(stixIdOf(indicator)).toMatch(/^indicator--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      }),
    )
  })

  it.each([
    ['ipv4', '1.2.3.4/32', 'ipv4 1.2.3.4'],
    ['cidr', '1.2.3.4/24', 'cidr 1.2.3.0/24'],
    ['ipv6', '2001:0DB8:0:0:0:0:0:1', 'ipv6 2001:db8::1'],
    ['ipv6', '::ffff:1.2.3.4', 'ipv4 1.2.3.4'],
    ['domain', 'EVIL.Com.', 'domain evil.com'],
    ['domain', 'bücher.de', 'domain xn--bcher-kva.de'],
    ['url', 'HTTP://Evil.COM:80/A#x', 'url http://evil.com/A'],
    ['url', 'http://0x7f.1/', 'url http://127.0.0.1/'],
    ['mac', '0011.2233.4455', 'mac 00:11:22:33:44:55'],
    ['asn', 'as 64500', 'asn AS64500'],
    ['regkey', 'hklm\\Software\\X', 'regkey HKEY_LOCAL_MACHINE\\Software\\X'],
  ] as const)('takes %s %s for %s', (type, text, expected) => {
    const found = canonicalise(type, text)
    expect(found.ok && `${found.indicator.type} ${found.indicator.value}`).toBe(expected)
  })

  it.each([
    ['ipv4', '010.1.1.1'],
    ['ipv4', '1.2.3'],
    ['ipv4', '256.1.1.1'],
    ['ipv6', 'fe80::1%eth0'],
    ['domain', 'not a domain'],
    ['domain', 'com'],
    ['md5', 'd41d8cd98f00b204e9800998ecf8427'],
    ['btc', '1BoatSLRHtKNngkdXEeobR76b53LETtpyU'],
    ['eth', '0x52908400098527886E0F7030069857D2E4169Ee7'],
    ['cve', 'CVE-1899-1234'],
  ] as const)('refuses %s %s with a reason', (type, text) => {
    const found = canonicalise(type, text)
    expect(found.ok).toBe(false)
    expect(!found.ok && found.reason.length).toBeGreaterThan(10)
  })
})

describe('defang then extract', () => {
  it.each(Object.entries(SHOWN))('gives %s back', (type, values) => {
    fc.assert(
      fc.property(values, value => {
        const found = canonicalise(type as keyof typeof SHOWN, value)
        if (!found.ok) return
        const text = `It was ${defang(found.indicator)} again.`
        const extracted = extract(text)
        expect(extracted.map(one => `${one.type} ${one.value}`)).toEqual([`${found.indicator.type} ${found.indicator.value}`])
        expect(recognise(defang(found.indicator))).toEqual(found.indicator)
      }),
    )
  })
})

describe('extract', () => {
  it('never throws; what it finds stands where it says, in order, without overlap', () => {
    const noise = fc.constantFrom(
      '[.]',
      'hxxp://',
      '(dot)',
      '@',
      '::',
      '\\',
      '/',
      '.',
      ' ',
      '"',
      '<a href="',
      '\u200b',
      '。',
      'CVE-2024-',
      '1.2.3.4',
      'evil.com',
      '\ud800',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(noise, fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 30 }), pieces => {
        const text = pieces.join('')
        let end = 0
        for (const one of extract(text)) {
          expect(text.slice(one.start, one.end)).toBe(one.raw)
          expect(one.start).toBeGreaterThanOrEqual(end)
          end = one.end
        }
      }),
    )
  })

  it.each([
    '.',
    'a.',
    '[',
    '@',
    'hxxp://',
    '1.',
    'a',
    '(dot)',
    '\u200b',
    ':',
    '\\',
    'C:\\',
    'CVE-',
    '1:',
    'http://a.com,',
    'a@b.',
    '3:aaaa:',
    'User-Agent: ',
    '/etc/',
    'HKLM\\',
    '0x',
    'é',
  ])('takes its time by the length of the text, not more: %j', piece => {
    const time = (length: number): number => {
      const text = piece.repeat(Math.ceil(length / piece.length))
      let least = Number.POSITIVE_INFINITY
      for (let round = 0; round < 5; round += 1) {
        const started = performance.now()
        extract(text)
        least = Math.min(least, performance.now() - started)
      }
      return least
    }
    const small = Math.max(time(20_000), 1)
    expect(time(160_000) / small).toBeLessThan(40)
  })
})
