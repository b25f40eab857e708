/** Looks at everything that usually goes wrong, and says what to do. */
import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceCard } from '@keysguard/model'
import { type Config, readConfig } from '../config.ts'
import { isAnswering, socketPath } from '../engines/folder-lock.ts'
import { asProblem } from '../problem.ts'
import { bad, type Finding, good, sourceFindings } from './findings.ts'
import { connectOperator } from './operator.ts'
import { bold, dim, line, printJson } from './output.ts'

const LEAST_FREE_BYTES = 1 << 30
const OLDEST_NODE = [20, 19] as const

const node = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])
    ? good('Node.js', process.version)
    : bad('Node.js', process.version, `Install Node.js ${OLDEST_NODE.join('.')} or newer.`)
}

const folder = ({ folder: path }: Config): Finding => {
  const existing = existsSync(path) ? path : dirname(path)
  try {
    accessSync(existing, constants.W_OK)
  } catch {
    return bad('Data folder', `${path} cannot be written`, 'Make it writable for this user, or name another in KEYSGUARD_DATA.')
  }
  const { bavail, bsize } = statfsSync(existing)
  const free = bavail * bsize
  const detail = `${path}, ${(free / (1 << 30)).toFixed(1)} GiB free`
  return free > LEAST_FREE_BYTES
    ? good('Data folder', detail)
    : bad('Data folder', detail, 'Make room: below 1 GiB writing may stop.')
}

const dashboard = (): Finding =>
  existsSync(fileURLToPath(new URL('../../../dashboard/dist/index.html', import.meta.url)))
    ? good('Dashboard', 'built')
    : bad('Dashboard', 'not built', 'Run npm run build; the API works without it.')

const clock = (): Finding => {
  const year = new Date().getUTCFullYear()
  return year >= 2026 && year < 2100
    ? good('Clock', new Date().toISOString())
    : bad('Clock', new Date().toISOString(), 'Set the clock: scores and ages depend on it.')
}

const store = async (config: Config): Promise<readonly Finding[]> => {
  const running = await isAnswering(socketPath(config.folder))
  try {
    const operator = await connectOperator(config)
    try {
      const { total } = await operator.ask<{ total: number }>({ method: 'GET', path: '/statistics' })
      const { items } = await operator.ask<{ items: SourceCard[] }>({ method: 'GET', path: '/sources' })
      return [
        good('Server', running ? 'is running on this folder' : 'is not running (start it with npm start)'),
        good('Store', `${config.databaseUrl === undefined ? 'embedded' : 'PostgreSQL server'}, ${total} indicators`),
        ...sourceFindings(items),
      ]
    } finally {
      await operator.close()
    }
  } catch (error) {
    const problem = asProblem(error)
    return [bad('Store', problem.message, problem.todo)]
  }
}

/** Exits 1 when something is wrong. */
export const runDoctor = async (options: { readonly json?: boolean }): Promise<void> => {
  const config = readConfig(process.env)
  const findings = [node(), clock(), dashboard(), folder(config), ...(await store(config))]
  if (options.json) printJson(findings)
  else {
    for (const { what, ok, detail, todo } of findings) {
      line(`${ok ? 'ok  ' : bold('BAD ')} ${what}: ${detail}`)
      if (!ok) line(`     ${dim(todo)}`)
    }
  }
  if (findings.some(({ ok }) => !ok)) process.exitCode = 1
}
