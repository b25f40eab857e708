/** A run with pages and a cursor that dies anywhere, by SIGKILL or because the store fails, skips nothing afterwards. */
import { spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEgress } from '../../server/src/egress.ts'
import type { Database } from '../../server/src/engines/database/database.ts'
import { openPglite } from '../../server/src/engines/database/pglite.ts'
import { fetcher } from '../../server/src/kit/parts.ts'
import { SourceRunner } from '../../server/src/runtime/source-runner.ts'
import { otx } from '../../server/src/sources/otx.ts'
import { prepare, settingsFor } from '../support/knowing.ts'
import { type PagedProvider, servePulses } from '../support/paged-provider.ts'
import { contents, dataFolder } from '../support/rough-folder.ts'
import { type FreshStore, stores } from '../support/stores.ts'

const LAUNCHER = fileURLToPath(new URL('../../server/bin/keysguard.js', import.meta.url))
const PAGES = 12
const ROWS = PAGES * 4 * 50
const KILLS = 5
const NOW = Date.now()

const cursorIn = async (database: Database): Promise<string | null> =>
  (await database.query<{ cursor: string | null }>(`select cursor from feed_part`))[0]?.cursor ?? null

describe('a run with pages and a cursor', () => {
  let provider: PagedProvider
  const folders: string[] = []

  beforeAll(async () => {
    provider = await servePulses(PAGES, 60, NOW)
  })
  afterAll(async () => {
    await provider.close()
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  /** Its exit code, and what it said when that is not 0. */
  const collect = (folder: string, killAfterMs: number | null): Promise<string> =>
    new Promise(resolve => {
      const child = spawn(process.execPath, [LAUNCHER, 'sources', 'otx', '--run', '--json'], {
        env: {
          ...process.env,
          KEYSGUARD_DATA: folder,
          DATABASE_URL: undefined,
          KEYSGUARD_SOURCE_OTX_URL: provider.url,
          KEYSGUARD_SOURCE_OTX_KEY: 'a-key',
          KEYSGUARD_EGRESS_ALLOW: new URL(provider.url).host,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let said = ''
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', chunk => {
          said += String(chunk)
        })
      const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
      child.once('close', code => {
        if (timer) clearTimeout(timer)
        resolve(code === 0 ? 'ended well' : `${code}: ${said}`)
      })
    })

  it('killed at any point ends with the same store and the same cursor as if nothing had happened', async () => {
    const [calm, rough] = [await dataFolder(), await dataFolder()]
    folders.push(calm, rough)
    const started = performance.now()
    expect(await collect(calm, null)).toBe('ended well')
    const whole = performance.now() - started
    for (let kill = 1; kill <= KILLS; kill += 1) await collect(rough, (whole * (kill + Math.random())) / (KILLS + 1.5))
    expect(await collect(rough, null)).toBe('ended well')
    expect(await contents(rough)).toEqual(await contents(calm))
    const cursors = await Promise.all(
      [calm, rough].map(async folder => {
        const database = await openPglite(join(folder, 'store'))
        const cursor = await cursorIn(database)
        await database.close()
        return cursor
      }),
    )
    expect(cursors[1]).toBe(cursors[0])
    expect(cursors[0]).not.toBeNull()
  })

  it('moves the cursor only when every row before it is committed, whichever write fails', async () => {
    const [[, fresh] = []] = stores
    const store: FreshStore | undefined = await fresh?.()
    if (!store) throw new Error('there is no store to test on')
    let left = Number.POSITIVE_INFINITY
    const failing: Database = {
      ...store.database,
      query: (text, values) => store.database.query(text, values),
      script: text => store.database.script(text),
      batchRows: () => 100,
      close: () => store.database.close(),
      transaction: work => {
        left -= 1
        if (left < 0) return Promise.reject(new Error('no space left on device'))
        return store.database.transaction(work)
      },
    }
    const knowing = await prepare(failing, [otx])
    const runner = new SourceRunner({
      knowing,
      egress: createEgress({ allow: [new URL(provider.url).host] }),
      fetcher,
      registry: [otx],
      settings: await settingsFor(store.database, { otx: { url: provider.url, key: 'a-key' } }),
      publish: () => undefined,
      now: () => NOW,
    })
    for (const writes of [0, 1, 3, 9]) {
      left = writes
      const run = await runner.run('otx', 'manual')
      expect([run.outcome, await cursorIn(store.database)], run.reason).toEqual(['failed', null])
    }
    left = Number.POSITIVE_INFINITY
    const healed = await runner.run('otx', 'manual')
    expect([healed.outcome, healed.counts.received, await cursorIn(store.database)]).toEqual([
      'ok',
      ROWS,
      new Date(NOW - 86_400_000 + (PAGES * 4 - 1) * 60_000).toISOString().slice(0, 19),
    ])
    const [stored] = await store.database.query<{ n: number }>(`select count(*)::int as n from indicator`)
    expect(stored?.n).toBe(ROWS)
    await store.drop()
  })
})
