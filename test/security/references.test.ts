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
