import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Addresses that attacked Binary Defense's honeypots (the project Artillery). */
export const binaryDefense = source({
  id: 'binary-defense',
  name: 'Binary Defense ban list',
  provider: 'Binary Defense',
  homepage: 'https://www.binarydefense.com/banlist.txt',
  description: 'Addresses that attacked a network of honeypots.',
  licence: 'Non-commercial use only',
  terms: 'non-commercial',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 1440,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://www.binarydefense.com/banlist.txt' },
  samples: { url: 'banlist.txt' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => observe(typed('ipv4', row), { threat: 'scanner' }),
})
