/** `npm run bench [-- NAME] [-- --json] [-- --quick]`: every performance claim (or those of one bench: fusion), each beside a reference of the same run; the results are kept in bench/results. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { openPglite } from '../server/dist/engines/database/pglite.js'
import { openPostgres } from '../server/dist/engines/database/postgres.js'
import { prepareBench } from './bench-source.ts'
import { dueBench } from './due.ts'
import { eachSourceBench } from './each-source.ts'
import { enrichBench } from './enrich.ts'
import { extractBench } from './extract.ts'
import type { Figure } from './figure.ts'
import { firewallBench } from './firewall.ts'
import { fusionBench } from './fusion/bench.ts'
import { embeddedIngest, serverIngest } from './ingest.ts'
import { linksBench } from './links.ts'
import { processBench } from './process.ts'
import { lookupBench, lookupWhileIngesting, searchBench } from './read.ts'
import { startServer } from './server.ts'
import { sourcesBench } from './sources.ts'
import { threatsBench } from './threats.ts'

const asJson = process.argv.includes('--json')
const quick = process.argv.includes('--quick')
const rows = quick ? 100_000 : 1_000_000
const figures: Figure[] = []

const show = (more: readonly Figure[]): void => {
  for (const figure of more) {
    figures.push(figure)
    const { bench, value, unit, reference, ratio, bar, holds } = figure
    process.stdout.write(
      asJson
        ? `${JSON.stringify(figure)}\n`
        : `${holds ? 'holds ' : 'MISSED'}  ${bench}: ${value} ${unit}${ratio === null ? '' : `, ratio ${ratio}`} (${reference}; bar ${bar})\n`,
    )
  }
}

const BY_NAME: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  fusion: async () => fusionBench({ quick }),
}

const summary = (): string => {
  const missed = figures.filter(({ holds }) => !holds).length
  return missed === 0
    ? `bench: all ${figures.length} figures hold\n`
    : `bench: ${missed} of ${figures.length} figures miss their bar\n`
}

const picked = process.argv.slice(2).find(argument => !argument.startsWith('-'))
if (picked !== undefined) {
  const bench = BY_NAME[picked]
  if (!bench) throw new Error(`there is no bench "${picked}" to run by itself, only: ${Object.keys(BY_NAME).join(', ')}`)
  show(await bench())
  process.stderr.write(summary())
  process.exit()
}

show(extractBench({ quick }))
show(firewallBench({ quick }))
show(threatsBench({ quick }))
show(await enrichBench({ quick }))
show(await sourcesBench({ quick }))
show(await eachSourceBench({ quick }))
show(fusionBench({ quick }))

let serverRate: number | null = null
const server = await startServer()
if (server === null)
  process.stderr.write(
    'no PostgreSQL server here: its figures are left out (install postgresql, or set KEYSGUARD_BENCH_DATABASE_URL)\n',
  )
else {
  const knowing = await prepareBench(await openPostgres(server.url))
  const { figures: ingested, rate } = await serverIngest(knowing, rows)
  serverRate = rate
  show(ingested)
  show([await lookupBench(knowing, rows, 'server'), await searchBench(knowing, 'server', 50)])
  show(await linksBench(knowing, rows))
  await knowing.database.close()
  await server.stop()
}

const folder = mkdtempSync(join(tmpdir(), 'keysguard-bench-'))
show(await dueBench(folder))
const knowing = await prepareBench(await openPglite(join(folder, 'store')))
show(await embeddedIngest(knowing, rows, serverRate))
show([
  await lookupBench(knowing, rows, 'embedded'),
  await searchBench(knowing, 'embedded', 100),
  await lookupWhileIngesting(knowing, rows, 'embedded'),
])
await knowing.database.close()
show(await processBench(folder, rows))
rmSync(folder, { recursive: true })

const results = join(import.meta.dirname, 'results')
mkdirSync(results, { recursive: true })
writeFileSync(
  join(results, quick ? 'quick.json' : 'full.json'),
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, cores: cpus().length, memoryGb: Math.round(totalmem() / 2 ** 30), rows, figures }, null, 2)}\n`,
)
process.stderr.write(summary())
