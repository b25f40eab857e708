/** The command line as programs use it, over a data folder of its own. */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { readConfig } from '../../server/src/config.ts'
import { createLog } from '../../server/src/log.ts'
import { compose, serveLocally } from '../../server/src/main.ts'
import { freshStoreFolder } from './stores.ts'

const LAUNCHER = fileURLToPath(new URL('../../server/bin/keysguard.js', import.meta.url))

interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

const freshFolder = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'keysguard-cli-'))
  renameSync(await freshStoreFolder(), join(folder, 'store'))
  return folder
}

const environmentOf = (folder: string): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _server, ...environment } = process.env
  return { ...environment, KEYSGUARD_DATA: folder }
}

export interface CommandLine {
  readonly folder: string
  run(args: readonly string[], input?: string): Ended
  drop(): void
}

/** Where no server runs: each command opens the store itself. */
export const commandLine = async (): Promise<CommandLine> => {
  const folder = await freshFolder()
  return {
    folder,
    run: (args, input = '') => {
      const done = spawnSync(process.execPath, [LAUNCHER, ...args], { input, encoding: 'utf8', env: environmentOf(folder) })
      return { code: done.status, out: done.stdout, err: done.stderr }
    },
    drop: () => rmSync(folder, { recursive: true }),
  }
}

export interface ServedCommandLine {
  readonly folder: string
  run(args: readonly string[], input?: string): Promise<Ended>
  /** Works off what follows from rows in the background. */
  catchUp(): Promise<void>
  drop(): Promise<void>
}

/** Where a server, of this process, runs on the folder: commands talk to it. */
export const servedCommandLine = async (): Promise<ServedCommandLine> => {
  const folder = await freshFolder()
  const config = readConfig(environmentOf(folder))
  const log = createLog('silent')
  const running = await compose(config, log)
  await serveLocally(running, log)
  return {
    folder,
    run: async (args, input = '') => {
      const child = spawn(process.execPath, [LAUNCHER, ...args], { env: environmentOf(folder) })
      child.stdin.end(input)
      const code = new Promise<number | null>(resolve => child.once('exit', resolve))
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
      return { code: await code, out, err }
    },
    catchUp: () => running.housekeeping.catchUp(),
    drop: async () => {
      await running.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Of JSON lines. */
export const linesOf = (text: string): unknown[] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as unknown)
