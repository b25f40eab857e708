import type { ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { annotated } from '../kit/formats/annotated.ts'
import { observe, source, typed } from '../kit/source.ts'

/** A comment begins each section. */
const SECTIONS: readonly (readonly [RegExp, ThreatType])[] = [
  [/spamhaus/i, 'hijacked'],
  [/dshield/i, 'scanner'],
  [/feodo|abuse\.ch|c&c|cnc|c2|zeus|botnet/i, 'c2'],
]

/** Emerging Threats' list for firewalls: other people's lists one below the other, so it adds nothing to their word and is not on by itself. */
export const emergingBlock = source({
  id: 'emerging-block',
  name: 'Emerging Threats block list',
  provider: 'Proofpoint',
  homepage: 'https://rules.emergingthreats.net',
  description: 'Spamhaus DROP, DShield and abuse.ch in one list for firewalls.',
  licence: 'BSD; those of the lists in it',
  terms: 'mixed',
  reliability: 'B',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'activity',
  derivedFrom: ['spamhaus-drop', 'dshield', 'feodo'],
  config: { url: 'https://rules.emergingthreats.net/fwrules/emerging-Block-IPs.txt' },
  samples: { url: 'emerging-Block-IPs.txt' },

  collect: ({ fetch, at }) => fetch.walk(at('url'), annotated),
  row: z.object({ line: z.string(), comments: z.array(z.string()) }),
  parse: ({ line, comments }) => {
    const section = comments.at(-1) ?? ''
    const threat = SECTIONS.find(([pattern]) => pattern.test(section))?.[1] ?? 'unknown'
    return observe(typed('cidr', line), { threat, ...(section === '' ? {} : { details: { Section: section } }) })
  },
})
