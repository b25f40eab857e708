/** One bench, by name: what main.ts asks for in a process of its own. Prints a figure a line, as JSON. */
import { join } from 'node:path'
import { openPglite } from '../server/dist/engines/database/pglite.js'
import { openPostgres } from '../server/dist/engines/database/postgres.js'
import type { Knowing } from '../server/dist/store/write-rows.js'
import { prepareBench } from './bench-source.ts'
import { dueBench } from './due.ts'
import { eachSourceBench } from './each-source.ts'
import { enrichBench } from './enrich.ts'
import { extractBench } from './extract.ts'
import type { Figure } from './figure.ts'
import { firewallBench } from './firewall.ts'
import { fusionBench } from './fusion/bench.ts'
import { embeddedIngest, followedIngest, serverIngest } from './ingest.ts'
import { linksBench } from './links.ts'
import { processBench } from './process.ts'
import { qualityBench } from './quality.ts'
import { lookupBench, lookupWhileIngesting, searchBench, topBench } from './read.ts'
import { rescoreBench } from './rescore.ts'
import { startServer } from './server.ts'
import { sourcesBench } from './sources.ts'
import { threatsBench } from './threats.ts'

interface Asked {
  readonly name: string
  readonly quick: boolean
  readonly rows: number
  /** Shared by the benches of one run. */
  readonly folder: string
  /** Rows a second into the server, where that was measured before. */
  readonly serverRate?: number
}

const print = (figures: readonly Figure[]): void => {
  for (const figure of figures) process.stdout.write(`${JSON.stringify(figure)}\n`)
}

/** On a server of its own, where there is one. */
const withServer = async (measure: (knowing: Knowing) => Promise<void>): Promise<void> => {
  const server = await startServer()
  if (server === null) {
    process.stderr.write(
      'no PostgreSQL server here: its figures are left out (install postgresql, or set KEYSGUARD_BENCH_DATABASE_URL)\n',
    )
    return
  }
  const knowing = await prepareBench(await openPostgres(server.url))
  await measure(knowing)
  await knowing.database.close()
  await server.stop()
}

const onServer = async (knowing: Knowing, rows: number): Promise<void> => {
  print(await serverIngest(knowing, rows))
  print([await lookupBench(knowing, rows, 'server'), await searchBench(knowing, 'server', 50), await topBench(knowing, 'server')])
  print(await linksBench(knowing, rows))
}

const embedded = async ({ folder, rows, serverRate }: Asked): Promise<void> => {
  const knowing = await prepareBench(await openPglite(join(folder, 'store')))
  print(await embeddedIngest(knowing, rows, serverRate ?? null))
  print([
    await lookupBench(knowing, rows, 'embedded'),
    await searchBench(knowing, 'embedded', 100),
    await topBench(knowing, 'embedded'),
    await lookupWhileIngesting(knowing, rows, 'embedded'),
  ])
  await knowing.database.close()
}

const BENCHES: Readonly<Record<string, (asked: Asked) => Promise<void>>> = {
  extract: async asked => print(extractBench(asked)),
  enrich: async asked => print(await enrichBench(asked)),
  sources: async asked => print(await sourcesBench(asked)),
  server: ({ rows }) => withServer(knowing => onServer(knowing, rows)),
  followed: ({ rows }) => withServer(async knowing => print(await followedIngest(knowing, rows))),
  rescore: ({ rows }) => withServer(async knowing => print([await rescoreBench(knowing, rows)])),
  due: async ({ folder }) => print(await dueBench(folder)),
  embedded,
  process: async ({ folder, rows }) => print(await processBench(folder, rows)),
  'each-source': async asked => print(await eachSourceBench(asked)),
  firewall: async asked => print(firewallBench(asked)),
  quality: async asked => print(await qualityBench(asked)),
  threats: async asked => print(threatsBench(asked)),
  fusion: async asked => print(fusionBench(asked)),
}

const asked = JSON.parse(process.argv[2] ?? '{}') as Asked
const bench = BENCHES[asked.name]
if (!bench) throw new Error(`there is no bench "${asked.name}"`)
await bench(asked)
process.exit()
