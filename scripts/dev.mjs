// `npm run dev`: the server on the sample day, built anew as files change, and the dashboard with hot reload.
import { spawn, spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = name => join(root, 'node_modules', '.bin', name)
const environment = {
  ...process.env,
  KEYSGUARD_PORT: process.env.KEYSGUARD_PORT ?? '7373',
  KEYSGUARD_DATA: process.env.KEYSGUARD_DATA ?? join(root, 'data', 'dev'),
  KEYSGUARD_OFFLINE: process.env.KEYSGUARD_OFFLINE ?? '1',
}
const built = spawnSync(process.execPath, ['scripts/build.mjs', '--server'], { cwd: root, stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)
const children = [
  spawn(bin('tsc'), ['--build', '--watch', '--preserveWatchOutput', 'server'], { cwd: root, stdio: 'inherit' }),
  spawn(process.execPath, ['--watch-path=server/dist', '--watch-path=model/dist', 'server/bin/keysguard.js', 'up'], {
    cwd: root,
    stdio: 'inherit',
    env: environment,
  }),
  spawn(bin('vite'), ['--host', '127.0.0.1'], { cwd: join(root, 'dashboard'), stdio: 'inherit', env: environment }),
]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
  process.exit(0)
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
