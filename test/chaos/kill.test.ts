/** Killed with SIGKILL at any point and started again, ingest ends with the same store as if nothing had happened. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contents, dataFolder } from '../support/rough-folder.ts'

const LAUNCHER = fileURLToPath(new URL('../../server/bin/keysguard.js', import.meta.url))
const ROWS = 12_000
const KILLS = 6

/** Rows with repeats, changing families and some that are refused. */
const feed = (): string => {
  let text = 'value,malware,tags\n'
  for (let n = 0; n < ROWS; n += 1) {
    const address =
      n % 10 === 9 ? `45.0.0.${n % 200}` : n % 97 === 0 ? 'not-an-address' : `46.${n >> 16}.${(n >> 8) & 255}.${n & 255}`
    text += `${address},Family ${n % 7},"tag-${n % 5},tag-${n % 3}"\n`
  }
  return text
}

const ingest = (folder: string, file: string, killAfterMs: number | null): Promise<number | null> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, [LAUNCHER, 'ingest', file, '--name', 'chaos', '--json'], {
      env: { ...process.env, KEYSGUARD_DATA: folder, DATABASE_URL: undefined },
      stdio: 'ignore',
    })
    const timer = killAfterMs === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfterMs)
    child.once('exit', code => {
      if (timer) clearTimeout(timer)
      resolve(code)
    })
  })

describe('SIGKILL while rows come in', () => {
  const folders: string[] = []
  let file: string

  beforeAll(() => {
    const folder = mkdtempSync(join(tmpdir(), 'keysguard-feed-'))
    folders.push(folder)
    file = join(folder, 'feed.csv')
    writeFileSync(file, feed())
  })
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  it('ends with the same store, nothing lost, nothing twice', async () => {
    const calm = await dataFolder()
    const rough = await dataFolder()
    folders.push(calm, rough)
    const started = performance.now()
    expect(await ingest(calm, file, null)).toBe(0)
    const whole = performance.now() - started
    for (let kill = 1; kill <= KILLS; kill += 1) await ingest(rough, file, (whole * (kill + Math.random())) / (KILLS + 2))
    expect(await ingest(rough, file, null)).toBe(0)
    expect(await contents(rough)).toEqual(await contents(calm))
  }, 240_000)

  it('refuses a second process on the same folder, by name', async () => {
    const folder = await dataFolder()
    folders.push(folder)
    const { lockFolder } = await import('../../server/src/engines/folder-lock.ts')
    const { createServer } = await import('node:http')
    const first = await lockFolder(folder, createServer())
    await expect(lockFolder(folder, createServer())).rejects.toMatchObject({ code: 'folder-in-use' })
    await first.release()
    const second = await lockFolder(folder, createServer())
    await second.release()
  })
})
