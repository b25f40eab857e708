import { describe, expect, it } from 'vitest'
import { hybridAnalysis as protocol } from '../../server/src/replay/providers/hybrid-analysis.ts'
import { hybridAnalysis } from '../../server/src/sources/hybrid-analysis.ts'
import { parseRow, readSample } from '../support/read-sample.ts'
import { onRealPayload } from '../support/real-payloads.ts'

const SHA256 = 'c'.repeat(64)
const REPORT = {
  sha256: SHA256,
  md5: 'd'.repeat(32),
  threat_level_human: 'malicious',
  threat_score: 92,
  vx_family: 'Trojan.Remcos',
  analysis_start_time: '2026-01-15 10:00:00',
  submit_name: 'invoice.exe',
  size: 4_096,
  type_short: ['peexe', 'executable'],
  mitre_attcks: [{ attck_id: 'T1055' }, { attck_id: 'T1055' }, { attck_id: null }],
  domains: ['contacted-sample.com'],
  hosts: ['192.0.2.7'],
}

describe('Hybrid Analysis', () => {
  it('reads its sample, without reports that found nothing', async () => {
    const { rows, observed, refused } = await readSample(hybridAnalysis, { protocol })
    expect([rows.length, refused]).toEqual([30, []])
    expect(observed.filter(({ type, statement }) => type === 'sha256' && statement.details?.Verdict !== undefined)).toHaveLength(
      24,
    )
  })

  it('keeps what a report says of the file', () => {
    const [file] = [parseRow(hybridAnalysis, REPORT)].flat()
    expect(file).toEqual({
      type: 'sha256',
      value: SHA256,
      statement: {
        threat: 'malware',
        malware: 'Remcos',
        confidence: 92,
        firstSeen: '2026-01-15T10:00:00.000Z',
        lastSeen: '2026-01-15T10:00:00.000Z',
        techniques: ['T1055'],
        file: { name: 'invoice.exe', sizeBytes: 4_096, kind: 'peexe, executable' },
        reference: `https://www.hybrid-analysis.com/sample/${SHA256}`,
        details: { Verdict: 'malicious', 'Detected as': 'Trojan.Remcos' },
      },
    })
  })

  it('takes what a sample talked to for context only', () => {
    const contacted = [parseRow(hybridAnalysis, REPORT)].flat().slice(2)
    const statement = { confidence: 0, details: { 'Contacted by': SHA256, 'Meant for blocking': 'no, context only' } }
    expect(contacted).toMatchObject([
      { type: 'domain', value: 'contacted-sample.com', statement },
      { type: 'ipv4', value: '192.0.2.7', statement },
    ])
    expect(contacted.some(one => one && 'statement' in one && one.statement.threat !== undefined)).toBe(false)
  })

  it('takes the files that a sample dropped when they are malicious themselves', () => {
    const extracted_files = [
      { sha256: 'e'.repeat(64), name: 'a.dll', threat_level_readable: 'malicious' },
      { sha256: 'f'.repeat(64), name: 'a.txt', threat_level_readable: 'no threat' },
    ]
    const dropped = [parseRow(hybridAnalysis, { ...REPORT, extracted_files })].flat().slice(4)
    expect(dropped).toMatchObject([{ value: 'e'.repeat(64), statement: { details: { 'Dropped by': SHA256 } } }])
  })

  it('finds a family in the label of an engine, where there is one', () => {
    const familyOf = (vx_family: string | null): unknown => {
      const [file] = [parseRow(hybridAnalysis, { ...REPORT, vx_family })].flat()
      return file && 'statement' in file ? file.statement.malware : null
    }
    const labels = ['IL:Trojan.MSILZilla', 'Trojan.Linux.Generic', 'Malicious site', 'Emotet', 'Ransom.LockBit', null]
    expect(labels.map(familyOf)).toEqual(['MSILZilla', undefined, undefined, 'Emotet', 'LockBit', undefined])
  })

  it('is refused without the right key', async () => {
    await expect(readSample(hybridAnalysis, { protocol, values: { key: 'wrong' } })).rejects.toThrow('403')
  })
})

for (const name of ['domain', 'filename', 'filetype', 'tag', 'url']) {
  onRealPayload(`hybrid-analysis/lookup_terms_${name}.json`, 'reads reports as the sandbox sent them', async payload => {
    const { result } = JSON.parse(payload.toString('utf8')) as { result: { verdict: string }[] }
    const bad = result.filter(({ verdict }) => verdict === 'malicious' || verdict === 'suspicious')
    const { rows, observed, refused } = await readSample(hybridAnalysis, { body: Buffer.from(JSON.stringify({ data: result })) })
    expect([rows.length, observed.length, refused]).toEqual([result.length, bad.length, []])
  })
}
