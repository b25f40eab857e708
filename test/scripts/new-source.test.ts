/** `npm run new source NAME`, run in a copy: what it writes is a source that reads its sample. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fetcher } from '../../server/src/kit/parts.ts'
import type { Source } from '../../server/src/kit/source.ts'

const ROOT = join(import.meta.dirname, '..', '..')

describe('a source that was begun by npm run new', () => {
  let copy: string
  const run = (...args: readonly string[]) => {
    const done = spawnSync(process.execPath, [join(copy, 'scripts/new.mjs'), ...args], { encoding: 'utf8' })
    return { code: done.status, err: done.stderr }
  }

  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'keysguard-new-'))
    mkdirSync(join(copy, 'scripts'))
    mkdirSync(join(copy, 'server/src/sources'), { recursive: true })
    for (const path of ['scripts/new.mjs', 'server/src/sources/index.ts', 'biome.json', '.gitignore'])
      cpSync(join(ROOT, path), join(copy, path))
    symlinkSync(join(ROOT, 'server/src/kit'), join(copy, 'server/src/kit'))
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  })
  afterAll(() => rmSync(copy, { recursive: true }))

  it('reads its sample whole, and rests until somebody switches it on', async () => {
    expect(run('source', 'my-own-feed').code).toBe(0)
    const { myOwnFeed } = (await import(join(copy, 'server/src/sources/my-own-feed.ts'))) as { myOwnFeed: Source }
    const sample = readFileSync(join(copy, 'samples/my-own-feed/my-own-feed.csv'))
    const part = myOwnFeed.collect({
      fetch: fetcher,
      at: key => ({ name: key, url: '' }),
      setting: () => '',
      since: () => null,
      now: 0,
    })
    if (!('name' in part)) throw new Error('it has one part')
    const body = async function* (): AsyncGenerator<Uint8Array> {
      yield sample
    }
    const parsed: unknown[] = []
    const answer = { url: '', status: 200, headers: {}, body: body() }
    for await (const batch of part.read(answer, async () => answer))
      for (const row of batch) parsed.push(myOwnFeed.parse(myOwnFeed.row.parse(row.decode()), { part: 'url' }))
    expect(parsed).toHaveLength(24)
    expect(parsed[1]).toEqual({
      type: 'ipv4',
      value: '198.51.100.2',
      statement: { malware: 'Samplebot', firstSeen: '2026-01-14T01:15:00.000Z' },
    })
    expect(myOwnFeed.onByDefault).toBe(false)
    expect(existsSync(join(copy, 'test/sources/my-own-feed.test.ts'))).toBe(true)
  })

  it('stands in the index, its import among its neighbours', () => {
    const index = readFileSync(join(copy, 'server/src/sources/index.ts'), 'utf8')
    const imports = [...index.matchAll(/from '(\.\/[^']+)'/g)].map(([, path]) => path)
    const at = imports.indexOf('./my-own-feed.ts')
    expect(at).toBeGreaterThan(0)
    expect([imports[at - 1], imports[at], imports[at + 1]]).toEqual(imports.slice(at - 1, at + 2).sort())
    expect(index.endsWith('  myOwnFeed,\n]\n')).toBe(true)
  })

  it('is not begun twice, nor under a name that is none', () => {
    expect(run('source', 'my-own-feed')).toMatchObject({ code: 2, err: expect.stringContaining('is there already') })
    for (const name of ['', 'My-Feed', '../up', 'a--b', 'default', '1st', 'x'.repeat(41)])
      expect(run('source', name)).toMatchObject({ code: 2, err: expect.stringContaining('is no name for a source') })
    expect(run('destination', 'x').code).toBe(2)
  })
})
