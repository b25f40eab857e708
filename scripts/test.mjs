// `npm test`: the checks, a build, then every test. What a test needs and does not find here (a PostgreSQL server, a browser) it says.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const run = (command, args) => {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit' })
  if (done.status !== 0) process.exit(done.status ?? 1)
}

run(process.execPath, ['scripts/check.mjs'])
run(process.execPath, ['scripts/build.mjs'])
run(process.execPath, ['dashboard/size-budget.mjs'])
run(join(root, 'node_modules', '.bin', 'vitest'), ['run', ...process.argv.slice(2)])
