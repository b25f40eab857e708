import type { Statement, ThreatType } from '@keysguard/model'
import { z } from 'zod'
import { details, present, said, utc } from '../kit/fields.ts'
import { observe, source, typed } from '../kit/source.ts'

/** What each list saw an address do. */
const SEEN: Readonly<Record<string, readonly [ThreatType, string]>> = {
  sshclient: ['scanner', 'ssh'],
  sshpwauth: ['bruteforce', 'ssh'],
  telnetlogin: ['bruteforce', 'telnet'],
  vncrfb: ['scanner', 'vnc'],
  sipquery: ['scanner', 'sip'],
  sipregistration: ['bruteforce', 'sip'],
  sipinvitation: ['fraud', 'sip'],
  smtpgreet: ['scanner', 'smtp'],
  dnsrd: ['scanner', 'dns'],
}

/** Addresses that knocked at DataPlane's sensors in the last week, a list for each thing they did. Columns are padded with blanks. */
export const dataplane = source({
  id: 'dataplane',
  name: 'DataPlane.org',
  provider: 'DataPlane.org',
  homepage: 'https://dataplane.org',
  description: 'Addresses seen by sensors for SSH, Telnet, VNC, SIP, SMTP and DNS, with the time they were seen last.',
  licence: 'Non-commercial use only; not to be passed on',
  terms: 'non-commercial',
  reliability: 'B',
  tlp: 'amber',
  everyMinutes: 60,
  presence: 'full-set',
  dates: 'activity',
  config: {
    sshclient: 'https://dataplane.org/sshclient.txt',
    sshpwauth: 'https://dataplane.org/sshpwauth.txt',
    telnetlogin: 'https://dataplane.org/telnetlogin.txt',
    vncrfb: 'https://dataplane.org/vncrfb.txt',
    sipquery: 'https://dataplane.org/sipquery.txt',
    sipregistration: 'https://dataplane.org/sipregistration.txt',
    sipinvitation: 'https://dataplane.org/sipinvitation.txt',
    smtpgreet: 'https://dataplane.org/smtpgreet.txt',
    dnsrd: 'https://dataplane.org/dnsrd.txt',
  },
  samples: {
    sshclient: 'sshclient.txt',
    sshpwauth: 'sshpwauth.txt',
    telnetlogin: 'telnetlogin.txt',
    vncrfb: 'vncrfb.txt',
    sipquery: 'sipquery.txt',
    sipregistration: 'sipregistration.txt',
    sipinvitation: 'sipinvitation.txt',
    smtpgreet: 'smtpgreet.txt',
    dnsrd: 'dnsrd.txt',
  },

  collect: ({ fetch, at }) =>
    (
      [
        'sshclient',
        'sshpwauth',
        'telnetlogin',
        'vncrfb',
        'sipquery',
        'sipregistration',
        'sipinvitation',
        'smtpgreet',
        'dnsrd',
      ] as const
    ).map(key => fetch.csv(at(key), { delimiter: '|', header: ['asn', 'network', 'address', 'seen', 'category'] })),

  row: z.looseObject({
    asn: z.string(),
    network: z.string(),
    address: z.string().min(1),
    seen: z.string(),
    category: z.string(),
  }),

  parse: (row, { part }) => {
    const [threat, service] = SEEN[part] ?? ['scanner', part]
    const asn = Number(present(row.asn)?.replace(/^NA$/, ''))
    return observe(
      typed('ipv4', row.address),
      said<Statement>({
        threat,
        tags: [service],
        lastSeen: utc(row.seen),
        asn: asn > 0 ? asn : undefined,
        details: details({ Network: row.network === 'NA' ? undefined : row.network }),
      }),
    )
  },
})
