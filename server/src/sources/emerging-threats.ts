import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Addresses of hosts that are known to be compromised. */
export const emergingThreats = source({
  id: 'emerging-threats',
  name: 'Emerging Threats',
  provider: 'Proofpoint',
  homepage: 'https://rules.emergingthreats.net',
  description: 'Compromised hosts that attack others.',
  licence: 'BSD',
  terms: 'free',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 720,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://rules.emergingthreats.net/blockrules/compromised-ips.txt' },
  samples: { url: 'compromised-ips.txt' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => observe(typed('ipv4', row), { threat: 'botnet' }),
})
