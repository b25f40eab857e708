// `npm run bench -- [--json] [--quick]`: builds, then measures.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = spawnSync(process.execPath, ['scripts/build.mjs', '--server'], { cwd: root, stdio: ['ignore', 2, 2] })
if (built.status !== 0) process.exit(built.status ?? 1)
// The same room for young objects as the product has (see package.json and server/bin).
const flags = ['--max-semi-space-size=64', '--import', 'tsx']
const measured = spawnSync(process.execPath, [...flags, 'bench/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(measured.status ?? 1)
