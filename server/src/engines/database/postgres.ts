/** The store on a PostgreSQL server, 15 or newer. */
import { createConnection, type Socket } from 'node:net'
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

interface Places {
  readonly host: readonly string[]
  readonly port: readonly number[]
  readonly path: string | null | false
}

/** The driver leaves Nagle's algorithm on: every COPY would wait some 40 ms for a delayed acknowledgement. The first host that answers is taken. */
const connectWithoutDelay = async ({ host, port, path }: Places): Promise<Socket> => {
  if (path) return opened(createConnection({ path }))
  let failure: unknown
  for (const [index, name] of host.entries()) {
    try {
      return await opened(createConnection({ host: name, port: port[index] ?? 5432, noDelay: true }))
    } catch (error) {
      failure = error
    }
  }
  throw failure
}

const opened = (socket: Socket): Promise<Socket> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.off('error', reject)
      resolve(socket)
    })
  })

const connect = (url: string) => {
  const options = {
    max: 10,
    idle_timeout: 60,
    connect_timeout: 10,
    onnotice: () => undefined,
    socket: connectWithoutDelay,
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
  }
  return postgres(url, options)
}

type Client = ReturnType<typeof connect>
type Runner = Pick<Client, 'unsafe'>

const queriesOn = (sql: Runner): Queries => ({
  query: async <Row>(text: string, parameters: readonly SqlValue[] = []) =>
    // postgres.js types parameters by its own serialisers; ours are all among them.
    (await sql.unsafe(text, parameters as Parameters<Client['unsafe']>[1], { prepare: true })) as unknown as Row[],
})

const copy = async (sql: Runner, target: string, rows: string | Uint8Array): Promise<void> => {
  const format = typeof rows === 'string' ? 'text' : 'binary'
  const stream = await sql.unsafe(`copy ${target} from stdin (format ${format})`).writable()
  await new Promise<void>((resolve, reject) => {
    stream.on('finish', resolve)
    stream.on('error', reject)
    stream.end(rows)
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
      sql.begin(inner => {
        let turn = Promise.resolve()
        return work({
          ...queriesOn(inner),
          copy: (target, rows) => {
            turn = turn.then(() => copy(inner, target, rows))
            return turn
          },
        })
      }) as Promise<T>,
    script: async text => {
      await sql.unsafe(text).simple()
    },
    close: () => sql.end({ timeout: 5 }),
  }
}
