import { afterAll, beforeAll, describe } from 'vitest'
import { openDatabase } from '#platform/db/database.ts'
import type { Database } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import type { EventRow } from '#platform/event-chain.ts'
import { systemClock } from '#platform/clock.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLeases } from '#platform/leases.ts'
import { createLog } from '#platform/log.ts'
import { eventStoreContract } from './event-store.contract.ts'
import { leasesContract } from './leases.contract.ts'
import type { Owner } from './leases.contract.ts'

const log = createLog('silent')
/** The embedded server, and the same one met as a stranger's by its address: the two ways of configuring a database. */
let embedded: Awaited<ReturnType<typeof openTestDatabase>>
let byAddress: Database
const ways: [string, () => Database][] = [
  ['embedded PostgreSQL', () => embedded],
  ['PostgreSQL by DATABASE_URL', () => byAddress],
]
const owners: Owner[] = []

beforeAll(async () => {
  embedded = await openTestDatabase(log)
  const address = process.env.DATABASE_URL ?? embedded.url
  byAddress = await openDatabase({ dataDir: '/nonexistent', databaseUrl: address, log })
  await migrate(byAddress)
}, 60_000)
afterAll(async () => {
  await Promise.all(owners.map(({ leases }) => leases.close()))
  await byAddress.close()
  await embedded.close()
})

describe.each(ways)('event store on %s', (_, database) => {
  eventStoreContract(() =>
    Promise.resolve({
      store: createEventStore(database(), systemClock),
      otherStore: createEventStore(database(), systemClock),
      leases: newOwner(database(), 60_000).leases,
      tamper: (stream, change) => tamper(database(), stream, change),
    }),
  )
})

describe.each(ways)('leases on %s', (_, database) => {
  leasesContract(() => Promise.resolve({ newOwner: (ttlMs) => Promise.resolve(newOwner(database(), ttlMs)) }))
})

function newOwner(database: Database, ttlMs: number): Owner {
  const application = `owner-${owners.length}-${process.pid}`
  const url = new URL(database.url)
  url.searchParams.set('application_name', application)
  const leases = createLeases({ ...database, url: url.href }, { ttlMs })
  const owner: Owner = {
    leases,
    async cut() {
      await database.pool.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = $1', [
        application,
      ])
    },
  }
  owners.push(owner)
  return owner
}

async function tamper(database: Database, stream: string, change: (rows: EventRow[]) => EventRow[]): Promise<void> {
  const client = await database.pool.connect()
  try {
    await client.query('begin')
    // What only an administrator can: the trigger that guards the log is passed by.
    await client.query('set local session_replication_role = replica')
    const columns = 'stream, seq, at, actor, command_id, event, prev_hash, hash'
    const { rows } = await client.query<EventRow>(`delete from events where stream = $1 returning ${columns}`, [stream])
    for (const row of change(rows.sort((a, b) => a.seq - b.seq))) {
      const values = [row.stream, row.seq, row.at, row.actor, row.command_id, row.event, row.prev_hash, row.hash]
      await client.query(`insert into events (${columns}, fence) values ($1, $2, $3, $4, $5, $6, $7, $8, 1)`, values)
    }
    await client.query('commit')
  } finally {
    client.release()
  }
}
