import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations.ts'
import { openTestDatabase } from './testing.ts'

const log = createLog('silent')
let database: Awaited<ReturnType<typeof openTestDatabase>>
beforeAll(async () => {
  database = await openTestDatabase(log)
}, 60_000)
afterAll(() => database.close())

describe('migrations', () => {
  it('are recorded, and applied once whoever asks, also at the same time', async () => {
    expect(await Promise.all([migrate(database), migrate(database), migrate(database)])).toEqual([[], [], []])
    const names = await database.kysely.selectFrom('schema_migrations').select('name').orderBy('name').execute()
    expect(names.map(({ name }) => name)).toEqual(MIGRATIONS.map(({ name }) => name))
  })

  it('run all or none on an empty database, by exactly one of several servers', async () => {
    await database.pool.query('create database fresh')
    const url = new URL(database.url)
    url.pathname = '/fresh'
    const servers = await Promise.all([1, 2, 3].map(() => openDatabase({ dataDir: '', databaseUrl: url.href, log })))
    const applied = await Promise.all(servers.map((server) => migrate(server)))
    expect(applied.flat()).toEqual(MIGRATIONS.map(({ name }) => name))
    await Promise.all(servers.map((server) => server.close()))
  })

  it('refuse a database of a newer version', async () => {
    await database.kysely.insertInto('schema_migrations').values({ name: '999-from-the-future' }).execute()
    await expect(migrate(database)).rejects.toThrow(/999-from-the-future/)
    await database.kysely.deleteFrom('schema_migrations').where('name', '=', '999-from-the-future').execute()
  })
})

describe('the database', () => {
  it('lets the event log only grow', async () => {
    await database.kysely
      .insertInto('events')
      .values({
        stream: 's',
        seq: 1,
        at: '',
        actor: '{}',
        command_id: null,
        event: '{}',
        prev_hash: '',
        hash: '',
        fence: 0,
      })
      .execute()
    await expect(database.pool.query(`update events set event = '{}'`)).rejects.toThrow(/only grows/)
    await expect(database.pool.query('delete from events')).rejects.toThrow(/only grows/)
    await expect(database.pool.query('truncate events')).rejects.toThrow(/only grows/)
  })

  it('is reached by no network, and writes through to the disk', async () => {
    const setting = async (name: string) => (await database.pool.query<Record<string, string>>(`show ${name}`)).rows[0]?.[name]
    expect(await setting('listen_addresses')).toBe('')
    expect(await setting('fsync')).toBe('on')
    expect(await setting('synchronous_commit')).toBe('on')
    expect(await setting('data_checksums')).toBe('on')
  })

  it('keeps settings as JSON', async () => {
    await database.kysely
      .insertInto('settings')
      .values({ key: 'k', value: JSON.stringify({ a: [1, '庭'] }) })
      .execute()
    expect((await database.kysely.selectFrom('settings').selectAll().executeTakeFirst())?.value).toEqual({ a: [1, '庭'] })
  })
})
