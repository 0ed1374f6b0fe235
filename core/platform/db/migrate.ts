import type { Database } from './database.ts'
import { MIGRATIONS } from './migrations.ts'

/** Any number, the same in every version of the program: only one process migrates at a time. */
const MIGRATION_LOCK = 7_226_104_419

/**
 * Brings the tables up to this version: all missing migrations in one transaction, or none.
 * @returns the names of those applied now
 * @throws Error when the database was written by a newer version of the program
 */
export async function migrate(database: Database): Promise<string[]> {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK])
    await client.query(
      'create table if not exists schema_migrations (name text primary key, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations')
    const applied = new Set(rows.map((row) => row.name))
    const unknown = [...applied].filter((name) => !MIGRATIONS.some((migration) => migration.name === name))
    if (unknown.length > 0) throw new Error(`the database belongs to a newer version of the program (${unknown.join(', ')})`)
    const missing = MIGRATIONS.filter((migration) => !applied.has(migration.name))
    for (const { name, up } of missing) {
      await client.query(up)
      await client.query('insert into schema_migrations (name) values ($1)', [name])
    }
    await client.query('commit')
    return missing.map((migration) => migration.name)
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    client.release()
  }
}
