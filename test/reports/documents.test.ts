/** Files as reports, honest and hostile: each gives its text, or an error that says what to do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from '../../server/src/documents/read-document.ts'
import type { Problem } from '../../server/src/problem.ts'
import { docx, pdf } from '../support/documents.ts'
import { type ReportStage, reportStage } from '../support/reporting.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const file = (bytes: Uint8Array | string, name = '', contentType = '') => ({
  bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
  name,
  contentType,
})
const problemOf = async (bytes: Uint8Array | string, name = '', contentType = ''): Promise<string> =>
  readDocument(file(bytes, name, contentType)).then(
    ({ text }) => `read: ${text.slice(0, 40)}`,
    (problem: Problem) => `${problem.code}: ${problem.message} ${problem.todo}`,
  )

describe('files that are reports', () => {
  it('PDF: lines of all pages, title and date', async () => {
    const read = await readDocument(
      file(pdf([['The beacon calls', 'evil-sample[.]com (T1071)'], ['Seen by APT28 in December.']], { title: 'On beacons' })),
    )
    expect(read).toEqual({
      text: 'The beacon calls\nevil-sample[.]com (T1071)\n\nSeen by APT28 in December.',
      title: 'On beacons',
      author: null,
      published: '2025-12-03T10:15:00+01:00',
    })
  })

  it('Word: runs of a word stay one word, deleted text is gone', async () => {
    const read = await readDocument(
      file(
        docx([['It calls evil', '-sample[.]', 'com &amp; more'], ['Second']], {
          'docProps/core.xml': '<a><dc:title>W &#38; D</dc:title></a>',
        }),
      ),
    )
    expect(read).toMatchObject({ text: 'It calls evil-sample[.]com & more\nSecond', title: 'W & D' })
  })

  it('HTML: what a reader sees', async () => {
    const html =
      '<!doctype html><title>A &amp; B</title><meta property="article:published_time" content="2026-01-02T00:00:00Z"><script>bad-sample.com</script><p>see evil<b>[.]</b>sample.com'
    expect(await readDocument(file(html))).toMatchObject({
      text: expect.not.stringContaining('bad-sample'),
      title: 'A & B',
      published: '2026-01-02T00:00:00Z',
    })
  })

  it('mail, Markdown, UTF-16 and Windows-1252', async () => {
    const mail =
      'From: ana@partner-sample.com\r\nSubject: Remcos\r\nDate: Wed, 14 Jan 2026 10:00:00 +0000\r\n\r\nIt calls evil-sample[.]com'
    expect(await readDocument(file(mail, 'a.eml'))).toMatchObject({
      title: 'Remcos',
      author: 'ana@partner-sample.com',
      text: expect.stringContaining('evil-sample'),
    })
    expect((await readDocument(file('# Report\n\nT1059', 'report.md'))).text).toContain('T1059')
    expect((await readDocument(file(Buffer.from('\ufeffhäuser', 'utf16le')))).text).toBe('häuser')
    expect((await readDocument(file(Buffer.from('h\xe4user', 'latin1'), 'a.txt'))).text).toBe('häuser')
  })
})

describe('files that are not', () => {
  it.each([
    ['an empty file', '', 'The file is empty'],
    ['a damaged PDF', '%PDF-1.7 nonsense', 'damaged or cut off'],
    ['a cut PDF', pdf([['Some text that is long enough']]).subarray(0, 120), 'damaged or cut off'],
    ['an encrypted PDF', pdf([['Secret text']], { encrypt: true }), 'encrypted'],
    ['a scanned PDF', pdf([[''], ['']]), 'pictures of 2 pages, and no text. Let a program recognise'],
    ['a zip that is no Word document', docx([], { 'word/document.xml': '' }), 'read: '],
    ['a damaged Word document', docx([['some text']]).subarray(0, 90), 'no Word document, or a damaged one'],
    ['an old Word document', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'Save it as .docx'],
    ['an executable', Buffer.from('4d5a90000300000004000000ffff0000', 'hex'), 'nothing that is read as a report'],
    [
      'entities in Word (billion laughs)',
      docx([], { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><x>&b;</x>' }),
      'declares entities',
    ],
    ['Word nested without end', docx([], { 'word/document.xml': '<a>'.repeat(5_000) }), 'damaged or cut off'],
  ])('%s', async (_name, bytes, said) => expect(await problemOf(bytes)).toContain(said))

  it('a zip bomb is stopped while it is unpacked', async () => {
    const bomb = docx([], { 'word/document.xml': ' '.repeat(200 << 20) })
    expect(bomb.length).toBeLessThan(1 << 20)
    const before = performance.now()
    expect(await problemOf(bomb)).toContain('too-large: The document unpacks to more')
    expect(performance.now() - before).toBeLessThan(20_000)
  })

  it('markup that never closes is read once', async () => {
    const before = performance.now()
    for (const piece of ['<meta ', '<!--', '<script>', '<a b=', '&#1', '<title>'])
      await problemOf(`<html>${piece.repeat(200_000)}`, 'a.html')
    expect(performance.now() - before).toBeLessThan(20_000)
  })
})

describe('uploads', () => {
  const [[, fresh] = []] = stores
  let store: FreshStore
  let stage: ReportStage
  let headers: { authorization: string }
  beforeAll(async () => {
    if (!fresh) throw new Error('there is no store to test on')
    store = await fresh()
    stage = await reportStage(store.database)
    headers = { authorization: `Bearer ${await stage.token('analyst')}` }
  })
  afterAll(async () => {
    await stage.app.close()
    await store.drop()
  })
  const upload = (payload: Uint8Array | string, contentType: string, query = '', who = headers) =>
    stage.app.inject({
      method: 'POST',
      url: `/api/v1/reports/file?${query}`,
      headers: { ...who, 'content-type': contentType },
      payload: typeof payload === 'string' ? payload : Buffer.from(payload),
    })

  it('as the body, named by the query', async () => {
    const done = await upload(pdf([['Emotet calls first-sample[.]com']]), 'application/pdf', 'name=emotet.pdf&tlp=green')
    expect(done.json()).toMatchObject({
      known: false,
      report: { title: 'emotet', tlp: 'green', reporter: 'admin', counts: { proposed: 2 } },
    })
  })

  it('as a form', async () => {
    const form = new FormData()
    form.set('file', new Blob(['see form-sample[.]com'], { type: 'text/plain' }), 'note.txt')
    const request = new Request('http://x', { method: 'POST', body: form })
    const done = await upload(Buffer.from(await request.arrayBuffer()), request.headers.get('content-type') ?? '')
    expect(done.json()).toMatchObject({ report: { title: 'note', text: 'see form-sample[.]com' } })
  })

  it('answer with what to do about what cannot be read', async () => {
    expect((await upload(pdf([['x y z secret']], { encrypt: true }), 'application/pdf')).json()).toMatchObject({
      status: 422,
      code: 'bad-document',
    })
    expect((await upload('--x\r\nnothing', 'multipart/form-data; boundary=x')).statusCode).toBe(400)
    expect((await upload('text', 'text/plain', 'url=javascript:alert(1)')).statusCode).toBe(400)
    expect((await upload('a'.repeat(1_000_100), 'text/plain')).json()).toMatchObject({ status: 413, code: 'too-large' })
    expect((await upload(Buffer.alloc(35 << 20, 97), 'text/plain')).statusCode).toBe(413)
    expect(stage.broken).toEqual([])
  })

  it('T6: are taken from analysts only', async () => {
    const viewer = { authorization: `Bearer ${await stage.token('viewer')}` }
    expect((await upload('text', 'text/plain', '', viewer)).statusCode).toBe(403)
    expect((await upload('text', 'text/plain', '', { authorization: 'Bearer nothing' })).statusCode).toBe(401)
  })
})
