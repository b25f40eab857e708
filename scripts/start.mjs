// `npm start`: builds what has changed since the last build, then runs the product.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const newest = folder => {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) latest = Math.max(latest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs)
  }
  return latest
}
const builtAt = path => (existsSync(join(root, path)) ? statSync(join(root, path)).mtimeMs : 0)

const sources = Math.max(newest(join(root, 'model/src')), newest(join(root, 'server/src')))
const server = builtAt('server/dist/.tsbuildinfo') >= sources
const dashboard =
  builtAt('dashboard/dist/index.html') >= Math.max(newest(join(root, 'dashboard/src')), newest(join(root, 'model/src')))
if (!server || !dashboard) {
  process.stdout.write('building KeysGuard, once …\n')
  const args = ['scripts/build.mjs', ...(dashboard ? ['--server'] : [])]
  const built = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' })
  if (built.status !== 0) process.exit(built.status ?? 1)
}
process.argv.splice(2, 0, 'up')
await import('../server/bin/keysguard.js')
