import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Addresses with a poor score at Sentinel sensors that are not on other well-known lists. */
export const cinsArmy = source({
  id: 'cins-army',
  name: 'CINS Army',
  provider: 'Sentinel IPS',
  homepage: 'https://cinsscore.com',
  description: 'Addresses with a bad reputation at the sensors of Sentinel IPS.',
  licence: 'Free of charge',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://cinsscore.com/list/ci-badguys.txt' },
  samples: { url: 'ci-badguys.txt' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => observe(typed('ipv4', row), { threat: 'scanner' }),
})
