import { createHash } from 'node:crypto'
import type { IndicatorType } from '@keysguard/model'
import { describe, expect, test } from 'vitest'
import { canonicalise, keyOf } from '../indicators/index.ts'
import { SHIPPED_LISTS } from './benign/shipped/index.ts'
import { refusalOf } from './false-positives.ts'
import { SHIPPED_FIREWALL } from './firewall.ts'

const action = (type: IndicatorType, value: string, sample = false): 'refuse' | 'suppress' | null => {
  const indicator = { type, value }
  if (refusalOf(indicator, { sample }) !== null) return 'refuse'
  return SHIPPED_FIREWALL.suppressedBy(indicator, keyOf(indicator)) === null ? null : 'suppress'
}

describe('addresses', () => {
  test.each([
    ['ipv4', '10.1.2.3'],
    ['ipv4', '100.64.0.1'],
    ['ipv4', '127.0.0.1'],
    ['ipv4', '169.254.169.254'],
    ['ipv4', '172.31.255.255'],
    ['ipv4', '192.168.255.255'],
    ['ipv4', '224.0.0.1'],
    ['ipv4', '255.255.255.255'],
    ['ipv4', '0.0.0.0'],
    ['ipv6', '::1'],
    ['ipv6', 'fe80::1'],
    ['ipv6', 'fd00::1'],
    ['ipv6', 'ff02::1'],
    ['cidr', '10.0.0.0/24'],
  ] as const)('%s %s cannot be reached and is refused, sample or not', (type, value) => {
    expect(action(type, value)).toBe('refuse')
    expect(action(type, value, true)).toBe('refuse')
  })

  test.each([
    ['ipv4', '192.0.2.1'],
    ['ipv4', '198.18.0.1'],
    ['ipv4', '203.0.113.255'],
    ['ipv6', '2001:db8::1'],
    ['cidr', '198.51.100.0/24'],
    ['asn', 'AS64500'],
    ['domain', 'evil.example.com'],
    ['url', 'http://198.51.100.7/a'],
  ] as const)('%s %s is for documentation: refused, but sample data is made of it', (type, value) => {
    expect(action(type, value)).toBe('refuse')
    expect(action(type, value, true)).toBeNull()
  })

  test.each([
    ['ipv4', '8.8.8.8'],
    ['ipv6', '2606:4700:4700::1111'],
    ['ipv4', '104.16.1.1'],
    ['ipv4', '193.0.14.129'],
    ['cidr', '8.8.8.0/24'],
    ['cidr', '0.0.0.0/1'],
    ['cidr', '172.0.0.0/8'],
    ['asn', 'AS15169'],
  ] as const)('%s %s serves everybody: kept, but suppressed', (type, value) => {
    expect(action(type, value)).toBe('suppress')
  })

  test.each([
    ['ipv4', '9.255.255.255'],
    ['ipv4', '11.0.0.0'],
    ['ipv4', '100.63.255.255'],
    ['ipv4', '100.128.0.0'],
    ['ipv4', '172.15.255.255'],
    ['ipv4', '172.32.0.0'],
    ['ipv4', '223.255.255.255'],
    ['ipv4', '8.8.8.9'],
    ['ipv6', '2a00::1'],
    ['cidr', '45.0.0.0/16'],
    ['asn', 'AS64495'],
  ] as const)('%s %s, beside a range, is let in', (type, value) => {
    expect(action(type, value)).toBeNull()
  })

  test('prefixes that cut a hexadecimal digit are cut at the bit', () => {
    expect(action('ipv6', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff')).toBe('refuse')
    expect(action('ipv6', 'fe7f::1')).toBeNull()
    expect(action('ipv6', 'febf::1')).toBe('refuse')
    expect(action('ipv6', '2a06:98c7::1')).toBe('suppress')
    expect(action('ipv6', '2a06:98c8::1')).toBeNull()
  })
})

describe('names', () => {
  test('a popular domain and its www. are suppressed, what lies on or under it is not', () => {
    expect(action('domain', 'google.com')).toBe('suppress')
    expect(action('domain', 'www.google.com')).toBe('suppress')
    expect(action('url', 'https://docs.google.com/forms/d/e/abc/viewform')).toBeNull()
    expect(action('domain', 'kit.myshopify.com')).toBeNull()
    expect(action('domain', 'google.com.evil.ru')).toBeNull()
  })

  test('the customer of a shared host is an indicator, the host is not', () => {
    expect(action('domain', '000webhostapp.com')).toBe('suppress')
    expect(action('domain', 'bank-login.000webhostapp.com')).toBeNull()
    expect(action('url', 'https://bit.ly/3abcdef')).toBeNull()
  })

  test('names that mean something else on every network are refused, in URLs and mailboxes too', () => {
    expect(action('domain', 'printer.local', true)).toBe('refuse')
    expect(action('url', 'http://intranet.home.arpa/x')).toBe('refuse')
    expect(action('url', 'http://192.168.1.1/x')).toBe('refuse')
    expect(action('url', 'http://[fe80::1]:8080/x')).toBe('refuse')
    expect(action('email', 'a@example.com')).toBe('refuse')
  })

  test('a public resolver can serve a malicious URL', () => {
    expect(action('url', 'http://1.1.1.1/payload')).toBeNull()
  })

  test('a public suffix is no domain in the first place', () => {
    for (const suffix of ['co.uk', 'github.io', 'duckdns.org']) expect(canonicalise('domain', suffix).ok).toBe(false)
  })

  test('every listed name is written as it would be compared', () => {
    for (const { match, entries } of SHIPPED_LISTS) {
      if (match !== 'hostname') continue
      for (const name of entries) {
        const canonical = canonicalise('domain', name)
        if (canonical.ok) expect(canonical.indicator.value).toBe(name)
      }
    }
  })
})

describe('files', () => {
  test('hashes of empty, tiny and test files are suppressed whatever the algorithm', () => {
    for (const algorithm of ['md5', 'sha1', 'sha256', 'sha512'] as const) {
      for (const content of ['', '\n', '{}', Buffer.alloc(512)]) {
        expect(action(algorithm, createHash(algorithm).update(content).digest('hex'))).toBe('suppress')
      }
    }
  })

  test('the published hashes of the EICAR test file are known', () => {
    expect(action('md5', '44d88612fea8a8f36de82e1278abb02f')).toBe('suppress')
    expect(action('sha1', '3395856ce81f2b7382dee72602f798b642f14140')).toBe('suppress')
    expect(action('sha256', '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f')).toBe('suppress')
  })

  test('any other hash is let in', () => {
    expect(action('sha256', createHash('sha256').update('malware').digest('hex'))).toBeNull()
  })
})
