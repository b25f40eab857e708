import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** Addresses that attacked GreenSnow's servers: port scans, and passwords tried at FTP, SSH, POP3, IMAP, SMTP and web panels. */
export const greensnow = source({
  id: 'greensnow',
  name: 'GreenSnow',
  provider: 'GreenSnow',
  homepage: 'https://greensnow.co',
  description: 'Addresses that scan ports and try passwords.',
  licence: 'Free of charge',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 720,
  presence: 'full-set',
  dates: 'activity',
  config: { url: 'https://blocklist.greensnow.co/greensnow.txt' },
  samples: { url: 'greensnow.txt' },

  collect: ({ fetch, at }) => fetch.lines(at('url')),
  row: z.string(),
  parse: row => observe(typed('ipv4', row), { threat: 'bruteforce' }),
})
