/** The command line as programs use it: shapes, exit codes, and what it says when something is wrong. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enrichers } from '../../server/src/enrichers/index.ts'
import { sources } from '../../server/src/sources/index.ts'
import { type CommandLine, commandLine, linesOf } from '../support/command-line.ts'

describe('keysguard', () => {
  let folder: string
  let run: CommandLine['run']
  let drop: CommandLine['drop']
  beforeAll(async () => {
    ;({ folder, run, drop } = await commandLine())
  })
  afterAll(() => drop())

  it('extracts one indicator a line with offsets into the input', () => {
    const text = 'see hxxps[:]//evil[.]com/a and 1.2.3[.]4'
    const { code, out } = run(['extract', '--json', '-'], text)
    expect(code).toBe(0)
    expect(linesOf(out)).toEqual([
      { type: 'url', value: 'https://evil.com/a', raw: 'hxxps[:]//evil[.]com/a', start: 4, end: 26 },
      { type: 'ipv4', value: '1.2.3.4', raw: '1.2.3[.]4', start: 31, end: 40 },
    ])
  })

  it('answers each line of --jsonl in its order, broken ones too', () => {
    const { out } = run(['extract', '--jsonl'], '{"text":"CVE-2024-3094"}\nbroken\n{"text":"nothing"}\n')
    const answers = linesOf(out) as { indicators: unknown[]; problem?: string }[]
    expect(answers.map(({ indicators }) => indicators.length)).toEqual([1, 0, 0])
    expect(answers[1]?.problem).toBeDefined()
  })

  it('lists sources, enrichers and destinations as JSON arrays', () => {
    const lengthOf = (command: string): unknown => {
      const listed: unknown = JSON.parse(run([command, '--json']).out)
      return Array.isArray(listed) && listed.length
    }
    expect([lengthOf('sources'), lengthOf('enrichers')]).toEqual([sources.length, enrichers.length])
    expect(JSON.parse(run(['destinations', '--json']).out)).toEqual([])
  })

  it('takes a file in, finds it, explains it, exports it', () => {
    const file = join(folder, 'list.csv')
    writeFileSync(file, 'ip,malware\n45.9.20.1,Remcos\n10.0.0.1,x\n')
    expect(run(['ingest', file, '--threat', 'c2']).out).toContain('partial')
    expect(run(['lookup', '45[.]9[.]20[.]1']).out).toContain('Remcos')
    expect(run(['lookup', '--why', '45.9.20.1']).out).toContain('Starting point')
    expect(linesOf(run(['search', 'malware:remcos', '--json']).out)).toHaveLength(1)
    expect(run(['export', 'type:ipv4']).out.split('\n')[1]).toContain('45.9.20.1')
    expect(run(['sources', 'upload-list-csv', '--quarantine']).out).toContain('10.0.0.1')
  })

  it('drafts a feed, checks it, declares it, shows it and removes it', () => {
    const draft = run([
      'feeds',
      'draft',
      '--kind',
      'lines',
      '--name',
      'My list',
      '--url',
      'https://lists.example.com/bad.txt',
    ]).out
    expect(run(['feeds', 'check', '-'], draft)).toMatchObject({ code: 0, out: '-: My list (my-list) is right\n' })
    const wrong = run(['feeds', 'check', '-'], draft.replace('tlp: amber ', 'tlp: ambre '))
    expect([wrong.code, wrong.out]).toEqual([1, expect.stringMatching(/^-:6:6: tlp: must be one of clear/)])
    expect(run(['feeds', 'add', '-'], draft).out).toContain('my-list')
    expect(JSON.parse(run(['feeds', '--json']).out)).toMatchObject([{ id: 'my-list', own: true }])
    expect(run(['feeds', 'show', 'my-list']).out).toBe(draft)
    expect(run(['feeds', 'remove', 'my-list']).code).toBe(0)
    expect(run(['feeds', 'show', 'my-list']).code).toBe(3)
  })

  it('tells what else there is to know of a value, known here or not', () => {
    const answers = linesOf(run(['enrich', '193[.]0.6.139', '--with', 'asn', '--json']).out) as { answer: { found: boolean } }[]
    expect(answers.map(({ answer }) => answer.found)).toEqual([true])
    expect(run(['enrich', '10.0.0.1', '--with', 'geoip']).code).toBe(3)
    expect(run(['enrichers', 'internetdb', '--enable', '--set', 'when=page', '--json']).out).toContain('"enabled":true')
    expect(run(['enrichers', 'internetdb', '--set', 'when=always']).code).not.toBe(0)
  })

  it('shows what scores are made with, sets it, and goes back', () => {
    expect(run(['scoring', 'set', 'half-life', '2', '21', '--wait']).out).toContain('Version 1 is in force: settings changed')
    const set = JSON.parse(run(['scoring', 'set', 'reliability', 'feodo', 'c', '--wait', '--json']).out) as {
      classes: { id: number }[]
    }
    expect(set).toMatchObject({ version: 2, left: 0 })
    expect(set.classes.find(({ id }) => id === 2)).toMatchObject({ halfLifeDays: 21, from: 'set', shipped: { halfLifeDays: 14 } })
    expect(run(['scoring']).out).toMatch(/feodo +C \(set\) +98 %/)
    expect(run(['scoring', 'set', 'half-life', 'no such class', '3']).code).toBe(3)
    expect(run(['scoring', 'back']).out).toContain('back to version 1')
  })

  it('ends with the code that says what happened', () => {
    expect(run(['lookup', '8.8.4.9']).code).toBe(3)
    expect(run(['sources', 'nothing']).code).toBe(3)
    expect(run(['search', 'rsik>5']).code).toBe(2)
    expect(run(['search', 'rsik>5']).err).toContain('Did you mean risk?')
    expect(run(['no-such-command']).code).toBe(2)
    expect(run(['--help']).code).toBe(0)
  })

  it('measures the sources, and says why a figure is not known', () => {
    const list = Array.from({ length: 30 }, (_, index) => `198.18.3.${index}`).join('\n')
    writeFileSync(join(folder, 'measured.txt'), list.replaceAll('198.18.3', '45.155.3'))
    expect(run(['ingest', join(folder, 'measured.txt')]).code).toBe(0)
    const { sources: measured } = JSON.parse(run(['sources', 'quality', '--fresh', '--json']).out) as {
      sources: { source: string; volume: number }[]
    }
    const [upload] = measured.filter(({ volume }) => volume === 30)
    expect(upload).toMatchObject({ exclusive: { known: true, value: 1 }, first: { known: false, why: 'not-scheduled' } })
    const one = run(['sources', 'quality', upload?.source ?? ''])
    expect(one.out).toContain('not known: it is not read on a schedule')
    expect(run(['sources', 'quality', 'nobody']).code).toBe(3)
  })
})
