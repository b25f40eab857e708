/** Fresh stores for tests: the embedded one always, a PostgreSQL server where KEYSGUARD_TEST_DATABASE_URL names one. */
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../server/src/engines/database/database.ts'
import { openPglite } from '../../server/src/engines/database/pglite.ts'
import { openPostgres } from '../../server/src/engines/database/postgres.ts'

const SERVER = process.env.KEYSGUARD_TEST_DATABASE_URL

export interface FreshStore {
  readonly database: Database
  drop(): Promise<void>
}

/** Making a cluster takes seconds: one is made a day and copied. */
const TEMPLATE = join(tmpdir(), `keysguard-test-store-${process.getuid?.() ?? 0}-${new Date().toISOString().slice(0, 10)}`)

/** A folder with an empty embedded store in it. */
export const freshStoreFolder = async (): Promise<string> => {
  if (!existsSync(TEMPLATE)) {
    const made = mkdtempSync(join(tmpdir(), 'keysguard-store-'))
    await (await openPglite(made)).close()
    if (existsSync(TEMPLATE)) rmSync(made, { recursive: true })
    else renameSync(made, TEMPLATE)
  }
  const folder = mkdtempSync(join(tmpdir(), 'keysguard-store-'))
  cpSync(TEMPLATE, folder, { recursive: true })
  return folder
}

const embedded = async (): Promise<FreshStore> => {
  const folder = await freshStoreFolder()
  const database = await openPglite(folder)
  return {
    database,
    drop: async () => {
      await database.close()
      rmSync(folder, { recursive: true })
    },
  }
}

let databases = 0

/** A new database on the test server. */
export const freshServerUrl = async (): Promise<{ readonly url: string; drop(): Promise<void> }> => {
  if (SERVER === undefined) throw new Error('KEYSGUARD_TEST_DATABASE_URL names no server')
  databases += 1
  const name = `keysguard_test_${process.pid}_${databases}`
  const admin = await openPostgres(SERVER)
  await admin.script(`create database ${name}`)
  const url = new URL(SERVER)
  url.pathname = `/${name}`
  return {
    url: url.href,
    drop: async () => {
      await admin.script(`drop database ${name} with (force)`)
      await admin.close()
    },
  }
}

const onServer = async (): Promise<FreshStore> => {
  const { url, drop } = await freshServerUrl()
  const database = await openPostgres(url)
  return {
    database,
    drop: async () => {
      await database.close()
      await drop()
    },
  }
}

export const hasServer = SERVER !== undefined
if (!hasServer) process.stdout.write('KEYSGUARD_TEST_DATABASE_URL is not set: tests on a PostgreSQL server are left out\n')

/** Every kind of store there is here, to run the same tests on. */
export const stores: readonly (readonly [string, () => Promise<FreshStore>])[] = hasServer
  ? [
      ['embedded store', embedded],
      ['PostgreSQL server', onServer],
    ]
  : [['embedded store', embedded]]
