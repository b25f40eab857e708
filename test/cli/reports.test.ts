/** `keysguard reports` as people and programs use it. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Report, ReportDetail } from '@keysguard/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesOf, type ServedCommandLine, servedCommandLine } from '../support/command-line.ts'
import { docx } from '../support/documents.ts'

const HTML = `<!doctype html><title>Emotet is back</title><p>APT28 sent Emotet from hxxps://drop-sample[.]com/a.php by T1059.001.
<p>The resolver 8.8.8[.]8 was asked for stage-sample[.]com.`

describe('keysguard reports', async () => {
  let folder: string
  let run: ServedCommandLine['run']
  let drop: ServedCommandLine['drop']
  let id: string
  beforeAll(async () => {
    ;({ folder, run, drop } = await servedCommandLine())
  })
  afterAll(() => drop())

  const show = async (): Promise<ReportDetail> => JSON.parse((await run(['reports', 'show', id, '--json'])).out) as ReportDetail
  const numberOf = ({ findings }: ReportDetail, value: string): string => String(findings.find(one => one.value === value)?.id)

  it('adds what comes in at standard input, known by its content', async () => {
    const added = await run(['reports', 'add', '-', '--tlp', 'green', '--url', 'https://blog-sample.org/back', '--json'], HTML)
    expect(added.code).toBe(0)
    const { report, known } = JSON.parse(added.out) as { report: ReportDetail; known: boolean }
    expect({ known, ...report }).toMatchObject({
      known: false,
      title: 'Emotet is back',
      tlp: 'green',
      url: 'https://blog-sample.org/back',
      counts: { proposed: 5, accepted: 0, rejected: 1 },
    })
    id = report.id
  })

  it('adds a file under the title that is given, once', async () => {
    const file = join(folder, 'second.docx')
    writeFileSync(file, docx([['Only ', 'other-sample[.]com']]))
    expect((await run(['reports', 'add', file, '--title', 'Second'])).out).toContain(
      'Second is added: indicators 1; 1 to decide.',
    )
    expect((await run(['reports', 'add', file])).out).toContain('Second was there already')
  })

  it('lists those that wait, for people and for programs', async () => {
    const listed = await run(['reports', '--to-review'])
    expect(listed.out).toMatch(/ID +ADDED +TLP +TO REVIEW +ACCEPTED +FROM +TITLE/)
    expect(listed.out).toContain(id)
    const named = linesOf((await run(['reports', 'list', 'emotet', 'is', '--tlp', 'green', '--json'])).out) as Report[]
    expect(named.map(report => report.id)).toEqual([id])
  })

  it('shows what was found, and why something is no indicator', async () => {
    const { out, err } = await run(['reports', 'show', id, '--status', 'rejected'])
    expect(out).toMatch(/rejected +ipv4 .* 8\.8\.8\.8 .*hardly ever malicious/)
    expect(out).not.toContain('stage-sample.com')
    expect(err).toContain(`keysguard reports accept ${id}`)
    expect((await run(['reports', 'show', id, '--text'])).out).toContain('hxxps://drop-sample[.]com/a.php')
  })

  it('rejects by number, accepts what is left at once, and takes that back', async () => {
    expect((await run(['reports', 'reject', id, numberOf(await show(), 'stage-sample.com')])).out).toContain(
      '2 rejected, 4 to decide',
    )
    const accepted = await run(['reports', 'accept', id, '--all'])
    expect(accepted).toMatchObject({ code: 0, err: `Back: keysguard reports undo ${id}\n` })
    expect(accepted.out).toContain('4 accepted, 2 rejected, 0 to decide')
    expect((await run(['lookup', 'https://drop-sample.com/a.php'])).out).toContain('Emotet')
    expect(JSON.parse((await run(['reports', 'undo', id, '--json'])).out)).toMatchObject({ counts: { proposed: 4, rejected: 2 } })
    expect((await run(['reports', 'accept', id, '--kind', 'technique'])).out).toContain('1 accepted')
  })

  it('removes one, and says how to find others', async () => {
    expect((await run(['reports', 'remove', id])).code).toBe(0)
    const gone = await run(['reports', 'show', id])
    expect(gone).toMatchObject({ code: 3, err: expect.stringContaining('List them with `keysguard reports`.') })
  })

  it('says what is wrong with what it was asked', async () => {
    expect(await run(['reports', 'accept', id])).toMatchObject({ code: 2, err: expect.stringContaining('--kind, or --all') })
    expect(await run(['reports', 'reject', id, 'x'])).toMatchObject({ code: 2, err: expect.stringContaining('"x" is no number') })
    expect(await run(['reports', 'add', join(folder, 'nowhere.pdf')])).toMatchObject({ code: 3 })
    expect((await run(['reports', 'add', '-'], '\u0000\u0001\u0002')).err).toContain('paste the text')
  })
})
