// `npm run bench -- [--json] [--quick]`: builds, then measures.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = spawnSync(process.execPath, ['scripts/build.mjs', '--server'], { cwd: root, stdio: ['ignore', 2, 2] })
if (built.status !== 0) process.exit(built.status ?? 1)
const measured = spawnSync(join(root, 'node_modules', '.bin', 'tsx'), ['bench/main.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
process.exit(measured.status ?? 1)
