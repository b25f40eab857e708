/** A PostgreSQL server to measure on: the one KEYSGUARD_BENCH_DATABASE_URL names (an empty database), or one started for this run where the binaries are installed. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface BenchServer {
  readonly url: string
  stop(): Promise<void>
}

const VERSIONS = '/usr/lib/postgresql'

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

/** PostgreSQL refuses to run as root: then the system's postgres user runs it. */
const run = (command: string, args: readonly string[]): void => {
  const asRoot = process.getuid?.() === 0
  const quoted = [command, ...args].map(part => `'${part.replaceAll("'", "'\\''")}'`).join(' ')
  if (asRoot) execFileSync('su', ['postgres', '-s', '/bin/sh', '-c', quoted], { stdio: 'ignore' })
  else execFileSync(command, [...args], { stdio: 'ignore' })
}

export const startServer = async (): Promise<BenchServer | null> => {
  const given = process.env.KEYSGUARD_BENCH_DATABASE_URL
  if (given !== undefined) return { url: given, stop: async () => undefined }
  const version = existsSync(VERSIONS) ? readdirSync(VERSIONS).sort((a, b) => Number(b) - Number(a))[0] : undefined
  if (version === undefined) return null
  const bin = join(VERSIONS, version, 'bin')
  const home = mkdtempSync(join(tmpdir(), 'keysguard-bench-server-'))
  if (process.getuid?.() === 0) execFileSync('chown', ['postgres', home])
  const port = await freePort()
  run(join(bin, 'initdb'), ['-D', join(home, 'store'), '-A', 'trust', '-U', 'postgres', '--no-sync'])
  run(join(bin, 'pg_ctl'), [
    '-D',
    join(home, 'store'),
    '-o',
    `-p ${port} -c listen_addresses=127.0.0.1 -k ${home}`,
    '-l',
    join(home, 'log'),
    '-w',
    'start',
  ])
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
      run(join(bin, 'pg_ctl'), ['-D', join(home, 'store'), '-m', 'immediate', '-w', 'stop'])
      rmSync(home, { recursive: true })
    },
  }
}
