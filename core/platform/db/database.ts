import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Log } from '../log.ts'
import { startEmbeddedPostgres } from './embedded.ts'
import type { Tables } from './tables.ts'

export type Database = {
  /** A PostgreSQL address; with the embedded server a Unix socket. May hold a password: not for logs. */
  url: string
  kysely: Kysely<Tables>
  pool: pg.Pool
  /** A few connections kept free for what everybody waits for: in a rush `pool` has a queue. */
  expressPool: pg.Pool
  /** Process number of the embedded server, null with DATABASE_URL. */
  serverPid(): number | null
  /** Closes the connections, then stops the embedded server. Idempotent. */
  close(): Promise<void>
}

const POOL_SIZE = 12
const EXPRESS_SIZE = 2
const CONNECT_LIMIT_MS = 10_000

/**
 * The database at `databaseUrl`, or the embedded one under `dataDir`, whose folder the caller holds
 * (`holdDataDir`). Tables are made by `migrate`. Needs PostgreSQL 14 or newer, reached directly: leases live in
 * sessions, which a pooler in transaction mode does not keep.
 * @throws Error when it cannot be reached or started, saying why
 */
export async function openDatabase(options: { dataDir: string; databaseUrl?: string | undefined; log: Log }): Promise<Database> {
  const { dataDir, databaseUrl, log } = options
  const embedded = databaseUrl === undefined ? await startEmbeddedPostgres(dataDir, log) : null
  const url = embedded?.url ?? databaseUrl ?? ''
  try {
    if (embedded !== null) await ensureDatabase(url)
    const pool = openPool(url, POOL_SIZE, log)
    await pool.query('select 1')
    return assemble(url, pool, openPool(url, EXPRESS_SIZE, log), embedded, log)
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

function openPool(connectionString: string, max: number, log: Log): pg.Pool {
  const pool = new pg.Pool({ connectionString, max, connectionTimeoutMillis: CONNECT_LIMIT_MS, application_name: 'tongting' })
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  // Those still closing when the server goes are no news.
  pool.on('error', (error) => pool.ending || log.warn({ error }, 'a database connection broke'))
  return pool
}

function assemble(
  url: string,
  pool: pg.Pool,
  expressPool: pg.Pool,
  embedded: Awaited<ReturnType<typeof startEmbeddedPostgres>> | null,
  log: Log,
): Database {
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  let closed: Promise<void> | null = null
  async function close(): Promise<void> {
    try {
      // Waits for queries in flight. Kysely ends the pool only where it has used it.
      await kysely.destroy()
      if (!pool.ending) await pool.end()
      await expressPool.end()
    } catch (error) {
      log.warn({ error }, 'closing database connections')
    }
    await embedded?.stop()
  }
  return {
    url,
    kysely,
    pool,
    expressPool,
    serverPid: () => embedded?.pid() ?? null,
    close() {
      closed ??= close()
      return closed
    },
  }
}

/** The first start: the cluster is there, our database in it is not. */
async function ensureDatabase(url: string): Promise<void> {
  const target = new URL(url)
  const name = target.pathname.slice(1)
  target.pathname = '/postgres'
  const client = new pg.Client({ connectionString: target.href })
  await client.connect()
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name])
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
