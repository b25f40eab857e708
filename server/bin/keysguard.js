#!/usr/bin/env -S node --max-semi-space-size=64
// Rows live briefly: with 64 MB for young objects instead of 16 a tenth less time goes into collecting them.
// Starts the command line; builds it first where it has not been built yet.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const compiled = new URL('../dist/cli/main.js', import.meta.url)
if (!existsSync(compiled)) {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  process.stderr.write('keysguard: building the server, once …\n')
  const built = spawnSync(process.execPath, ['scripts/build.mjs', '--server'], { cwd: root, stdio: ['ignore', 2, 2] })
  if (built.status !== 0) process.exit(built.status ?? 1)
}
await import(compiled.href)
