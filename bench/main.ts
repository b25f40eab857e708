/**
 * `npm run bench [-- NAME …] [-- --json] [-- --quick]`: every performance claim, or those of the benches named, each beside a reference of
 * the same run. Each bench has a process of its own, so that none runs in what another left behind. All of them together are kept in bench/results.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Figure } from './figure.ts'

const BENCHES = [
  'extract',
  'enrich',
  'sources',
  'server',
  'followed',
  'rescore',
  'due',
  'embedded',
  'process',
  'each-source',
  'firewall',
  'threats',
  'quality',
  'fusion',
] as const

const asJson = process.argv.includes('--json')
const quick = process.argv.includes('--quick')
const rows = quick ? 100_000 : 1_000_000
const figures: Figure[] = []

const show = (figure: Figure): void => {
  figures.push(figure)
  const { bench, value, unit, reference, ratio, bar, holds } = figure
  process.stdout.write(
    asJson
      ? `${JSON.stringify(figure)}\n`
      : `${holds ? 'holds ' : 'MISSED'}  ${bench}: ${value} ${unit}${ratio === null ? '' : `, ratio ${ratio}`} (${reference}; bar ${bar})\n`,
  )
}

const SERVER_RATE = 'ingest new rows, server'

/** What the embedded store is compared with, once it is known. */
const serverRate = (): number | undefined => figures.find(({ bench }) => bench === SERVER_RATE)?.value

const run = async (name: string, folder: string): Promise<void> => {
  const rate = serverRate()
  const asked = JSON.stringify({ name, quick, rows, folder, ...(rate === undefined ? {} : { serverRate: rate }) })
  const child = spawn(process.execPath, [...process.execArgv, join(import.meta.dirname, 'one.ts'), asked], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) show(JSON.parse(line) as Figure)
  const code = child.exitCode ?? (await new Promise<number | null>(resolve => child.once('exit', resolve)))
  if (code !== 0) throw new Error(`the bench "${name}" ended with ${code}`)
}

const named = process.argv.slice(2).filter(argument => !argument.startsWith('-'))
for (const name of named) {
  if (!BENCHES.some(bench => bench === name)) throw new Error(`there is no bench "${name}", only: ${BENCHES.join(', ')}`)
}

const folder = mkdtempSync(join(tmpdir(), 'keysguard-bench-'))
try {
  for (const name of named.length > 0 ? named : BENCHES) await run(name, folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

if (named.length === 0) {
  const results = join(import.meta.dirname, 'results')
  mkdirSync(results, { recursive: true })
  writeFileSync(
    join(results, quick ? 'quick.json' : 'full.json'),
    `${JSON.stringify({ at: new Date().toISOString(), node: process.version, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), rows, figures }, null, 2)}\n`,
  )
}
const missed = figures.filter(({ holds }) => !holds).length
process.stderr.write(
  missed === 0 ? `bench: all ${figures.length} figures hold\n` : `bench: ${missed} of ${figures.length} figures miss their bar\n`,
)
