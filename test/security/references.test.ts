/** Settings may say where a secret is kept; who may change a feed may not read the server's files or environment that way (T6, T14). */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UnitSettings } from '../../server/src/runtime/unit-settings.ts'
import { createSeal } from '../../server/src/sealing.ts'
import { otx } from '../../server/src/sources/otx.ts'
import { migrate } from '../../server/src/store/migrate.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const [[, fresh] = []] = stores

describe('references in settings', () => {
  let store: FreshStore
  let folder: string
  const load = (fixed = {}): Promise<UnitSettings> =>
    UnitSettings.load({
      database: store.database,
      seal: createSeal(Buffer.alloc(32, 7)),
      fixed,
      secretsFolder: join(folder, 'secrets'),
    })

  beforeAll(async () => {
    if (!fresh) throw new Error('there is no store to test on')
    store = await fresh()
    await migrate(store.database)
    folder = mkdtempSync(join(tmpdir(), 'keysguard-references-'))
    mkdirSync(join(folder, 'secrets'))
    writeFileSync(join(folder, 'secret.key'), 'of-the-server')
    writeFileSync(join(folder, 'secrets', 'otx'), 'of-the-feed\n')
    symlinkSync(join(folder, 'secret.key'), join(folder, 'secrets', 'link'))
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    await store.drop()
  })

  it.each([
    ['a file elsewhere', () => 'file:/etc/hostname'],
    ['the key of the data folder', () => `file:${join(folder, 'secret.key')}`],
    ['a way out of the folder', () => `file:${join(folder, 'secrets')}/../secret.key`],
    ['a link out of the folder', () => `file:${join(folder, 'secrets', 'link')}`],
    ['a variable of the server', () => 'env:KEYSGUARD_ADMIN_PASSWORD'],
    ['a variable of the machine', () => 'env:PATH'],
  ])('refuse %s', async (_name, value) => {
    await expect((await load()).set(otx, { key: value() })).rejects.toMatchObject({ code: 'bad-request' })
  })

  it('take what is set aside for feeds', async () => {
    const settings = await load()
    await settings.set(otx, { key: `file:${join(folder, 'secrets', 'otx')}` })
    expect(settings.values(otx).key).toBe('of-the-feed')
  })

  it('take anything from the configuration, which is the operator’s', async () => {
    const settings = await load({ otx: { key: `file:${join(folder, 'secret.key')}` } })
    expect(settings.values(otx).key).toBe('of-the-server')
  })
})

describe('secrets', () => {
  let store: FreshStore
  const ELSEWHERE = 'https://elsewhere.example/api'
  const load = (fixed = {}, key = 7): Promise<UnitSettings> =>
    UnitSettings.load({ database: store.database, seal: createSeal(Buffer.alloc(32, key)), fixed, secretsFolder: '/nowhere' })

  beforeAll(async () => {
    if (!fresh) throw new Error('there is no store to test on')
    store = await fresh()
    await migrate(store.database)
  })
  afterAll(() => store.drop())

  it('go to the host they were given for, and to no other', async () => {
    const settings = await load()
    await settings.set(otx, { key: 'canary-secret' })
    expect(settings.values(otx).key).toBe('canary-secret')
    expect(settings.values(otx, { url: ELSEWHERE }).key).toBe('')
    await settings.set(otx, { url: ELSEWHERE })
    expect(settings.values(otx).key).toBe('')
    expect(settings.missing(otx)).toHaveLength(1)
    expect((await load()).values(otx).key).toBe('')
  })

  it('come with the new address, or are there again with the old', async () => {
    const settings = await load()
    await settings.set(otx, { url: '' })
    expect(settings.values(otx).key).toBe('canary-secret')
    await settings.set(otx, { url: ELSEWHERE, key: 'another-secret' })
    expect(settings.values(otx)).toMatchObject({ url: ELSEWHERE, key: 'another-secret' })
  })

  it('are tried as they would be saved: what was emptied is its default, and a secret for another host is none', async () => {
    const settings = await load()
    await settings.set(otx, { url: ELSEWHERE, key: 'another-secret', days: '3' })
    expect(settings.values(otx, { days: '' })).toMatchObject({ days: '30', key: 'another-secret' })
    expect(settings.values(otx, { key: '' }).key).toBe('')
    expect(settings.values(otx, { url: '' })).toMatchObject({ url: otx.config.url?.value, key: '' })
    expect(settings.values(otx, { url: '', key: 'a-third' })).toMatchObject({ url: otx.config.url?.value, key: 'a-third' })
    expect(() => settings.values(otx, { days: 'many' })).toThrow('Days')
    await settings.set(otx, { url: '', key: 'a-third', days: '' })
    expect(settings.values(otx).key).toBe('a-third')
  })

  it('of the configuration go where the configuration says', async () => {
    const settings = await load({ otx: { key: 'canary-secret' } })
    await expect(settings.set(otx, { url: 'https://third.example/' })).rejects.toMatchObject({ code: 'conflict' })
    expect(() => settings.values(otx, { url: 'https://third.example/' })).toThrow('configuration')
  })

  it('say so when their key is lost, and can be set again', async () => {
    const settings = await load({}, 8)
    expect(() => settings.values(otx)).toThrow('cannot be opened with this key')
    await settings.set(otx, { key: 'third-secret' })
    expect(settings.values(otx).key).toBe('third-secret')
  })
})
