// `npm run screenshots [-- FOLDER]`: every page of the product on the sample day, dark and light, desktop and phone.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const built = spawnSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' })
if (built.status !== 0) process.exit(built.status ?? 1)
const taken = spawnSync(
  join(root, 'node_modules', '.bin', 'tsx'),
  ['--conditions=source', 'test/browser/take-screenshots.ts', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
)
process.exit(taken.status ?? 1)
