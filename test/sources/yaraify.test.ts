import { describe, expect, it } from 'vitest'
import { yaraify as protocol } from '../../server/src/replay/providers/abuse-ch.ts'
import { yaraify } from '../../server/src/sources/yaraify.ts'
import { readSample } from '../support/read-sample.ts'

describe('YARAify', () => {
  it('reads the newest rules, but those kept secret, and what each matched', async () => {
    const { observed, refused } = await readSample(yaraify, { protocol })
    expect(refused).toEqual([])
    expect(observed.filter(({ type }) => type === 'yara').map(({ value }) => value)).toEqual([
      'MAL_Sample_Loader_Jan26',
      'sample_stealer_strings',
      'SUSP_Sample_Packer',
      'elf_sample_miner',
      'Sample_RAT_Config',
    ])
    expect(observed.filter(({ type }) => type === 'sha256')).toHaveLength(4 * 5)
  })

  it('says of a file which rule it matched, and believes a rule that names a family more', async () => {
    const { observed } = await readSample(yaraify, { protocol })
    const file = observed.find(({ type }) => type === 'sha256')
    expect(file?.statement).toMatchObject({
      malware: 'win.amadey',
      confidence: 75,
      tlp: 'clear',
      details: { 'YARA rule': 'MAL_Sample_Loader_Jan26' },
    })
    expect(observed.find(({ value }) => value === 'SUSP_Sample_Packer')?.statement.confidence).toBe(50)
  })

  it('asks for the matches of so many rules only', async () => {
    const { observed } = await readSample(yaraify, { protocol, values: { rules: '1' } })
    expect(observed.filter(({ type }) => type === 'yara')).toHaveLength(1)
  })

  it('is refused without the right key', async () => {
    await expect(readSample(yaraify, { protocol, values: { key: 'wrong' } })).rejects.toThrow('401')
    const body = Buffer.from('{"query_status":"unknown_auth_key"}')
    await expect(readSample(yaraify, { body })).rejects.toMatchObject({ code: 'unauthorised' })
  })
})
