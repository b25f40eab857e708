import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from './config.ts'

describe('the configuration', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keysguard-config-'))
    writeFileSync(join(folder, 'keysguard.yaml'), 'sources:\n  otx:\n    key: of-the-file\n    days: 3\n')
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  const read = (variables: Record<string, string>) => readConfig({ KEYSGUARD_DATA: folder, ...variables })

  it('takes an empty variable for none', () => {
    const config = read({
      KEYSGUARD_PORT: '',
      KEYSGUARD_ADMIN_PASSWORD: '',
      DATABASE_URL: ' ',
      KEYSGUARD_CONFIG: '',
      KEYSGUARD_SOURCE_URLHAUS_KEY: '',
      KEYSGUARD_ENRICHER_SHODAN_HOST_KEY: '',
    })
    expect(config).toMatchObject({ port: 7373, adminPassword: undefined, databaseUrl: undefined, enrichers: {} })
    expect(config.sources).toEqual({ otx: { key: 'of-the-file', days: '3' } })
  })

  it('keeps off what is not for commercial use when told to', () => {
    expect(read({}).nonCommercial).toBe(true)
    expect(read({ KEYSGUARD_NON_COMMERCIAL: '0' }).nonCommercial).toBe(false)
  })

  it('takes one value of a source from the environment and the others from the file', () => {
    expect(read({ KEYSGUARD_SOURCE_OTX_KEY: 'of-the-environment' }).sources.otx).toEqual({
      key: 'of-the-environment',
      days: '3',
    })
  })
})
