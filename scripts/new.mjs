// `npm run new source NAME`: begins a source with its sample, its test and its line in the index; its tests pass as they stand.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const ROWS = 24
const RESERVED = new Set([
  'default',
  'delete',
  'export',
  'import',
  'index',
  'generic',
  'new',
  'package',
  'public',
  'static',
  'void',
])

const refuse = message => {
  process.stderr.write(`${message}\nUsage: npm run new source NAME, for example: npm run new source acme-blocklist\n`)
  process.exit(2)
}

const [what, name = ''] = process.argv.slice(2)
if (what !== 'source') refuse('What can be begun is a source.')
if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name) || name.length > 40 || RESERVED.has(name))
  refuse(`"${name}" is no name for a source: small letters and digits, words joined by dashes, 40 at most.`)

const constant = name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase())
const title = name.replace(/(?:^|-)([a-z0-9])/g, (_, letter) => ` ${letter.toUpperCase()}`).trim()
const index = join(root, 'server/src/sources/index.ts')
const files = {
  [join(root, `server/src/sources/${name}.ts`)]: source(),
  [join(root, `samples/${name}/${name}.csv`)]: sample(),
  [join(root, `test/sources/${name}.test.ts`)]: test(),
}
for (const path of [...Object.keys(files), dirname(join(root, `samples/${name}/x`)), join(root, `server/src/sources/${name}`)])
  if (existsSync(path)) refuse(`${relative(root, path)} is there already.`)
for (const [path, text] of Object.entries(files)) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
  process.stdout.write(`wrote ${relative(root, path)}\n`)
}
writeFileSync(index, withLine(readFileSync(index, 'utf8')))
const biome = join(root, 'node_modules/.bin/biome')
if (existsSync(biome))
  spawnSync(biome, ['check', '--write', index, ...Object.keys(files).filter(path => path.endsWith('.ts'))], { cwd: root })
process.stdout.write(`added a line to ${relative(root, index)}

Next: fill in what the source is, its licence and its fields; put a day of it into samples/${name}, written by you; then
  npx vitest run test/sources/${name}.test.ts test/sources/faults.test.ts
  npx tsc --build server && node scripts/reference.mjs
docs/guides/add-a-source.md says what matters.\n`)

/** Imports stay in the order of their paths; the source goes to the end of the list. */
function withLine(text) {
  const line = `import { ${constant} } from './${name}.ts'`
  const lines = text.split('\n')
  const after = lines.findIndex(one => /^import \{ \w+ \} from '\.\/[^/]+\.ts'$/.test(one) && pathOf(one) > pathOf(line))
  lines.splice(after === -1 ? lines.findLastIndex(one => one.startsWith('import ')) + 1 : after, 0, line)
  return lines.join('\n').replace(/\n\]\n$/, `\n  ${constant},\n]\n`)
}

function pathOf(line) {
  return /'(.*)'/.exec(line)[1]
}

function source() {
  return `import type { Statement } from '@keysguard/model'
import { z } from 'zod'
import { present, said, utc } from '../kit/fields.ts'
import { address } from '../kit/settings.ts'
import { observe, source, typed } from '../kit/source.ts'

/** What it is, and its quirk. */
export const ${constant} = source({
  id: '${name}',
  name: '${title}',
  provider: '${title}',
  homepage: 'https://example.com',
  description: 'What is in it, in one sentence.',
  licence: 'Not stated',
  // Until its terms are known, it runs only where somebody switches it on.
  terms: 'unknown',
  reliability: 'F',
  tlp: 'clear',
  everyMinutes: 60,
  presence: 'append',
  dates: 'activity',
  config: { url: address('https://example.com/${name}.csv') },
  samples: { url: '${name}.csv' },

  collect: ({ fetch, at }) => fetch.csv(at('url')),

  row: z.looseObject({ first_seen: z.string().nullish(), ip: z.string(), malware: z.string().nullish() }),

  parse: row =>
    observe(typed('ipv4', row.ip), said<Statement>({ malware: present(row.malware), firstSeen: utc(row.first_seen) })),
})
`
}

function sample() {
  const rows = Array.from({ length: ROWS }, (_, at) => {
    const hour = String(at).padStart(2, '0')
    return `2026-01-14 ${hour}:15:00,198.51.100.${at + 1},${at % 3 === 0 ? '' : 'Samplebot'}`
  })
  return `first_seen,ip,malware\n${rows.join('\n')}\n`
}

function test() {
  return `import { describe, expect, it } from 'vitest'
import { ${constant} } from '../../server/src/sources/${name}.ts'
import { readSample } from '../support/read-sample.ts'

describe('${title}', () => {
  it('reads the sample whole', async () => {
    const { observed, refused } = await readSample(${constant})
    expect([observed.length, refused]).toEqual([${ROWS}, []])
  })

  it('says of a row what the provider says', async () => {
    const { observed } = await readSample(${constant})
    expect(observed[1]).toEqual({
      type: 'ipv4',
      value: '198.51.100.2',
      statement: { malware: 'Samplebot', firstSeen: '2026-01-14T01:15:00.000Z' },
    })
  })
})
`
}
