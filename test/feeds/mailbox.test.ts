/** Reports in a mailbox: read by IMAP, left as they were, gone on with from where they were read. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { folderName } from '../../server/src/egress/imap.ts'
import { createEgress } from '../../server/src/egress.ts'
import { type Mail, mails } from '../../server/src/kit/formats/mail.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Observed } from '../../server/src/kit/source.ts'
import { checkFeed, readFeed } from '../../server/src/sources/declared/index.ts'
import { type MailServer, startMailServer } from '../support/mail-server.ts'

const PASSWORD = 'a-canary-password'
const NONE: ReadonlySet<string> = new Set()

const declared = (port: number, more = ''): string => `id: reports
name: Reports
reliability: C
tlp: amber
every: 15 minutes
presence: append
dates: activity
kind: mailbox
host: 127.0.0.1
port: ${port}
tls: false
user: me@mail.example
password: "\${secret:password}"
folder: Reports
${more}`

const mail = (subject: string, body: string, from = 'analyst@partner-sample.com'): string =>
  [`From: Ana <${from}>`, `Subject: ${subject}`, 'Date: Wed, 14 Jan 2026 10:00:00 +0000', 'Message-ID: <1@x>', '', body].join(
    '\r\n',
  )

const WITH_ATTACHMENT = `From: ana@partner-sample.com\r
Subject: =?utf-8?Q?H=C3=A4user?=\r
Content-Type: multipart/mixed; boundary=b\r
\r
--b\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
<p>html-sample[.]com and <a href=3D"https://click-sample.com">this</a></p>\r
--b\r
Content-Type: text/csv; name=iocs.csv\r
Content-Transfer-Encoding: base64\r
Content-Disposition: attachment; filename=iocs.csv\r
\r
${Buffer.from('domain\ncsv-sample[.]com\n').toString('base64')}\r
--b--\r
`

describe('a mailbox of reports', () => {
  let server: MailServer
  beforeAll(async () => {
    server = await startMailServer('me@mail.example', PASSWORD, 'Reports')
    server.mails.set(
      3,
      mail('Remcos', 'It calls evil-sample[.]com, see https://www.vendor-sample.com and hxxps://partner-sample[.]com/x'),
    )
    server.mails.set(5, WITH_ATTACHMENT)
  })
  afterAll(() => server.close())

  const read = async (since: string | null = null, more = '', password = PASSWORD, allow = [`127.0.0.1:${server.port}`]) => {
    const feed = readFeed(declared(server.port, more), NONE)
    if (!feed.ok) throw new Error(JSON.stringify(feed.problems))
    const { source } = feed
    const part = source.collect({
      fetch: fetcher,
      at: key => ({ name: key, url: '' }),
      setting: () => password,
      since: () => since,
      now: Date.UTC(2026, 0, 15),
    })
    if (!('name' in part)) throw new Error('it has one part')
    const answer = await createEgress({ allow, sleep: async () => undefined }).fetch({ ask: part.ask })
    if (answer.unchanged) throw new Error('a mailbox is always asked')
    const rows: Mail[] = []
    const observed: Observed[] = []
    for await (const batch of part.read(answer, async () => answer)) {
      for (const row of batch) {
        const decoded = row.decode() as Mail
        rows.push(decoded)
        const parsed = source.parse(source.row.parse(decoded), { part: part.name })
        if (parsed !== null && !('refused' in parsed) && !('named' in parsed) && !('taught' in parsed))
          observed.push(...('value' in parsed ? [parsed] : parsed))
      }
    }
    return { source, rows, observed }
  }

  it('gives the indicators of each message, text, HTML and attachments, and the message as their report', async () => {
    const { observed, rows } = await read()
    expect(observed.map(({ value }) => value)).toEqual(['evil-sample.com', 'html-sample.com', 'csv-sample.com'])
    expect(observed[0]?.statement).toEqual({
      firstSeen: '2026-01-14T10:00:00.000Z',
      lastSeen: '2026-01-14T10:00:00.000Z',
      reporter: 'analyst@partner-sample.com',
      report: { title: 'Remcos' },
    })
    expect(rows[1]?.subject).toBe('Häuser')
  })

  it('changes nothing in the mailbox', async () => {
    server.told.length = 0
    await read()
    expect(server.told).toEqual([
      'CAPABILITY',
      'AUTHENTICATE PLAIN',
      'EXAMINE "Reports"',
      'UID SEARCH SINCE 16-Dec-2025',
      'UID FETCH 3 (RFC822.SIZE)',
      'UID FETCH 3 (BODY.PEEK[])',
      'UID FETCH 5 (RFC822.SIZE)',
      'UID FETCH 5 (BODY.PEEK[])',
      'LOGOUT',
    ])
  })

  it('goes on after the last message it read, unless the mailbox was numbered anew', async () => {
    const { source, rows } = await read()
    expect([source.cursor?.at, rows.at(-1)?.cursor]).toEqual(['cursor', '0000000007.0000000005'])
    expect((await read('0000000007.0000000003')).rows).toHaveLength(1)
    expect((await read('0000000007.0000000005')).rows).toHaveLength(0)
    expect((await read('0000000006.0000000099')).rows).toHaveLength(2)
  })

  it('takes everything where that is asked, and only some types', async () => {
    const all = await read(null, 'indicators: all\ntypes: [domain, url]')
    expect(all.observed.map(({ value }) => value)).toContain('https://www.vendor-sample.com/')
  })

  it('says what is wrong: the password, the folder, a server that hangs up', async () => {
    await expect(read(null, '', 'wrong')).rejects.toMatchObject({ code: 'unauthorised' })
    const elsewhere = readFeed(declared(server.port).replace('folder: Reports', 'folder: Elsewhere'), NONE)
    expect(elsewhere.ok).toBe(true)
    server.breaksAt = 5
    await expect(read()).rejects.toMatchObject({ code: 'unreachable' })
    server.breaksAt = null
  })

  it('T2: is reached at public addresses only, and never sends a password in the open unless the operator named the host', async () => {
    await expect(read(null, '', PASSWORD, [])).rejects.toMatchObject({ code: 'egress-refused' })
    const egress = createEgress({ allow: [] })
    const ask = { url: 'imaps://127.0.0.1:993/INBOX', headers: {} }
    await expect(egress.fetch({ ask })).rejects.toMatchObject({ code: 'egress-refused' })
    await expect(egress.fetch({ ask: { ...ask, url: 'imap://mail.example:143/INBOX' } })).rejects.toThrow('in the open')
  })

  it('names its folder as every server reads it', () => {
    expect([folderName('Reports & more'), folderName('Entwürfe'), folderName('日本')]).toEqual([
      'Reports &- more',
      'Entw&APw-rfe',
      '&ZeVnLA-',
    ])
  })

  it('has no password in its declaration', () => {
    const { problems } = checkFeed(declared(993).replace(/"\$.*"/, 'in-plain'), NONE)
    expect(problems).toMatchObject([{ line: 13, column: 11, message: expect.stringContaining('never stands here') }])
  })
})

describe('messages', () => {
  const read = async (text: string | Buffer): Promise<Mail[]> => {
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from(text)
    }
    const rows: Mail[] = []
    for await (const batch of mails()(body())) rows.push(...batch.map(row => row.decode()))
    return rows
  }
  const framed = (message: string): string => `1 2 ${Buffer.byteLength(message)}\n${message}`

  it('T12: survive parts within parts, headers without end, and what is no mail', async () => {
    const nested = Array.from(
      { length: 200 },
      (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
    ).join('')
    await expect(read(framed(nested))).rejects.toThrow('cannot be read')
    await expect(read(framed(`X: ${'y'.repeat(3 << 20)}\r\n\r\n`))).rejects.toThrow('cannot be read')
    expect(await read(framed('\0\u0001 nothing'))).toHaveLength(1)
    await expect(read('what is this\n')).rejects.toMatchObject({ code: 'bad-feed' })
    await expect(read('1 2 0\n')).rejects.toMatchObject({ code: 'too-large' })
    await expect(read('1 2 100\nshort')).rejects.toMatchObject({ code: 'truncated' })
  })
})
