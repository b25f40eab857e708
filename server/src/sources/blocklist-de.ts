import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { observe, source, typed } from '../kit/source.ts'

/** What each list says of its addresses beside being listed. Who is on several is said to do all of it. */
const SAID: Readonly<Record<string, Statement>> = {
  url: { threat: 'bruteforce' },
  ssh: { threat: 'bruteforce', tags: ['ssh'] },
  mail: { threat: 'bruteforce', tags: ['mail'] },
  imap: { threat: 'bruteforce', tags: ['imap'] },
  ftp: { threat: 'bruteforce', tags: ['ftp'] },
  sip: { threat: 'bruteforce', tags: ['sip'] },
  bruteforcelogin: { threat: 'bruteforce', tags: ['web-login'] },
  apache: { threat: 'scanner', tags: ['web'] },
  bots: { threat: 'botnet', tags: ['bot'] },
  ircbot: { threat: 'botnet', tags: ['irc'] },
  // Older than two months and with more than five thousand attacks.
  strongips: { tags: ['persistent'] },
}

/** Addresses that attacked the servers of blocklist.de's members in the last 48 hours: all of them, and lists by what they attacked. */
export const blocklistDe = source({
  id: 'blocklist-de',
  name: 'blocklist.de',
  provider: 'blocklist.de',
  homepage: 'https://www.blocklist.de',
  description: 'Addresses reported for attacks on SSH, mail, web and other services in the last 48 hours.',
  licence: 'Free of charge',
  terms: 'free',
  reliability: 'C',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: {
    url: 'https://lists.blocklist.de/lists/all.txt',
    apache: 'https://lists.blocklist.de/lists/apache.txt',
    ssh: 'https://lists.blocklist.de/lists/ssh.txt',
    mail: 'https://lists.blocklist.de/lists/mail.txt',
    imap: 'https://lists.blocklist.de/lists/imap.txt',
    ftp: 'https://lists.blocklist.de/lists/ftp.txt',
    sip: 'https://lists.blocklist.de/lists/sip.txt',
    bruteforcelogin: 'https://lists.blocklist.de/lists/bruteforcelogin.txt',
    bots: 'https://lists.blocklist.de/lists/bots.txt',
    ircbot: 'https://lists.blocklist.de/lists/ircbot.txt',
    strongips: 'https://lists.blocklist.de/lists/strongips.txt',
  },
  samples: {
    url: 'all.txt',
    apache: 'apache.txt',
    ssh: 'ssh.txt',
    mail: 'mail.txt',
    imap: 'imap.txt',
    ftp: 'ftp.txt',
    sip: 'sip.txt',
    bruteforcelogin: 'bruteforcelogin.txt',
    bots: 'bots.txt',
    ircbot: 'ircbot.txt',
    strongips: 'strongips.txt',
  },

  // All first: the lists after it say more.
  collect: ({ fetch, at }) =>
    (['url', 'apache', 'ssh', 'mail', 'imap', 'ftp', 'sip', 'bruteforcelogin', 'bots', 'ircbot', 'strongips'] as const).map(key =>
      fetch.lines(at(key)),
    ),
  row: z.string(),
  parse: (row, { part }) => observe(typed('ipv4', row), SAID[part]),
})
