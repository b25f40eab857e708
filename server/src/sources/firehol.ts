import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Private, reserved and multicast space. It belongs in a firewall's list, but is nobody's and no indicator: such rows are left out, not refused. */
const BOGON =
  /^(?:(?:0|10|127|22[4-9]|2[345]\d)\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|192\.168\.|192\.0\.0\.)/
const DOCUMENTATION: ReadonlySet<string> = new Set(['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '198.18.0.0/15'])

/** The list for the front of every network, put together from lists that are read here themselves: so it is not on by itself, and adds nothing to their word. */
export const firehol = source({
  id: 'firehol',
  name: 'FireHOL level 1',
  provider: 'FireHOL',
  homepage: 'https://iplists.firehol.org',
  description: 'Networks and addresses that should never be seen: full bogons, Spamhaus DROP, DShield and Feodo together.',
  licence: 'Those of the lists in it',
  terms: 'mixed',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 720,
  presence: 'full-set',
  dates: 'activity',
  derivedFrom: ['spamhaus-drop', 'dshield', 'feodo'],
  config: { url: 'https://iplists.firehol.org/files/firehol_level1.netset' },
  samples: { url: 'firehol_level1.netset' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => {
    if (BOGON.test(row) || DOCUMENTATION.has(row)) return null
    return row.includes('/')
      ? observe(typed('cidr', row), { threat: 'hijacked' })
      : observe(typed('ipv4', row), { threat: 'unknown' })
  },
})
