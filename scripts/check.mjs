// `npm run check`: types, lint and format, architecture, unused code, reference pages, links in the documents. Each step ends with one line.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const bin = name => join(root, 'node_modules', '.bin', name)

const steps = [
  ['types of model and server (build)', bin('tsc'), ['--build', 'server']],
  ['reference of sources and enrichers', process.execPath, ['scripts/reference.mjs', '--check']],
  ['types of tests and benches', bin('tsc'), ['-p', 'tsconfig.json']],
  ['types of the dashboard', bin('tsc'), ['-p', 'dashboard/tsconfig.json']],
  ['lint and format', bin('biome'), ['check', '--error-on-warnings', '.']],
  [
    'architecture',
    bin('depcruise'),
    ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'model/src', 'server/src', 'dashboard/src'],
  ],
  ['unused code', bin('knip'), []],
  ['links in the documents', process.execPath, ['scripts/doc-links.mjs']],
]

let failed = 0
for (const [name, command, args] of steps) {
  const started = performance.now()
  const done = spawnSync(command, args, { cwd: root, encoding: 'utf8' })
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  if (done.status === 0) process.stdout.write(`ok    ${name} (${seconds} s)\n`)
  else {
    failed += 1
    process.stdout.write(`${done.stdout}${done.stderr}\nFAIL  ${name} (${seconds} s)\n`)
  }
}
process.stdout.write(failed === 0 ? 'check: all good\n' : `check: ${failed} of ${steps.length} failed\n`)
process.exit(failed === 0 ? 0 : 1)
