/** The store on a PostgreSQL server, 15 or newer. */
import postgres from 'postgres'
import { Problem } from '../../problem.ts'
import type { Database, Queries, SqlValue, Transaction } from './database.ts'

const WRITERS = 2
const BATCH_ROWS = 10_000
const OLDEST_VERSION = 150_000

/** Text as the server sent it. */
const asText = (oid: number) => ({
  to: oid,
  from: [oid],
  serialize: (value: unknown) => String(value),
  parse: (text: string) => text,
})

const connect = (url: string) =>
  postgres(url, {
    max: 10,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => undefined,
    connection: { application_name: 'keysguard', TimeZone: 'UTC' },
    types: {
      timestamptz: {
        to: 1184,
        from: [1184],
        serialize: (value: Date | string) => (value instanceof Date ? value.toISOString() : value),
        parse: (text: string) => new Date(text).toISOString(),
      },
      int8: asText(20),
      numeric: asText(1700),
    },
  })

type Client = ReturnType<typeof connect>
type Runner = Pick<Client, 'unsafe'>

const queriesOn = (sql: Runner): Queries => ({
  query: async <Row>(text: string, parameters: readonly SqlValue[] = []) =>
    // postgres.js types parameters by its own serialisers; ours are all among them.
    (await sql.unsafe(text, parameters as Parameters<Client['unsafe']>[1], { prepare: true })) as unknown as Row[],
})

const copy = async (sql: Runner, target: string, text: string): Promise<void> => {
  const stream = await sql.unsafe(`copy ${target} from stdin`).writable()
  await new Promise<void>((resolve, reject) => {
    stream.on('finish', resolve)
    stream.on('error', reject)
    stream.end(text)
  })
}

/** Connects to `url`; refuses servers older than 15. */
export const openPostgres = async (url: string): Promise<Database> => {
  const sql = connect(url)
  const { query } = queriesOn(sql)
  const [version] = await query<{ number: string; name: string }>(
    `select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  ).catch(async (cause: unknown) => {
    await sql.end({ timeout: 1 })
    throw new Problem('store-unavailable', 'The PostgreSQL server named by DATABASE_URL does not answer.', {
      todo: 'Check that it runs, and that host, port, database, user and password in DATABASE_URL are right.',
      cause,
    })
  })
  if (Number(version?.number) < OLDEST_VERSION) {
    await sql.end({ timeout: 1 })
    throw new Problem('store-unavailable', `PostgreSQL ${version?.name} is too old.`, { todo: 'Use PostgreSQL 15 or newer.' })
  }
  return {
    kind: 'server',
    description: `PostgreSQL ${version?.name}`,
    writers: WRITERS,
    batchRows: () => BATCH_ROWS,
    query,
    transaction: <T>(work: (transaction: Transaction) => Promise<T>) =>
      sql.begin(inner => work({ ...queriesOn(inner), copy: (target, text) => copy(inner, target, text) })) as Promise<T>,
    script: async text => {
      await sql.unsafe(text).simple()
    },
    close: () => sql.end({ timeout: 5 }),
  }
}
