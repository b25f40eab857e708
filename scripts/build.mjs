// Builds what is not built: `--server` leaves the dashboard out, `--force` builds everything anew.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = name => join(root, 'node_modules', '.bin', name)

const run = (command, args, cwd = root) => {
  const done = spawnSync(bin(command), args, { cwd, stdio: 'inherit' })
  if (done.status !== 0) {
    process.stderr.write(`build failed: ${command} ${args.join(' ')}\n`)
    process.exit(done.status ?? 1)
  }
}

if (process.argv.includes('--force'))
  for (const part of ['model', 'server', 'dashboard']) rmSync(join(root, part, 'dist'), { recursive: true, force: true })
run('tsc', ['--build', 'server'])
if (!process.argv.includes('--server')) run('vite', ['build', '--logLevel', 'warn'], join(root, 'dashboard'))
