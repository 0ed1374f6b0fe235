/**
 * A process of its own for tests that kill it: holds a data folder, opens its database, does what it is told and tells
 * what it has done, one JSON object per line.
 *   platform-process.ts append DATA_DIR          appends to `hearing/killed` for ever, telling each acknowledged seq
 *   platform-process.ts hold DATA_DIR            holds the folder until it is ended by SIGTERM, then in order
 *   platform-process.ts lease DATABASE_URL NAME TTL_MS
 */
import { systemClock } from '#platform/clock.ts'
import { holdDataDir } from '#platform/data-dir.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLeases } from '#platform/leases.ts'
import { createLog } from '#platform/log.ts'

const [mode, where = '', name = '', ttlMs = '0'] = process.argv.slice(2)
const log = createLog('silent')
const tell = (what: object) => process.stdout.write(`${JSON.stringify(what)}\n`)

if (mode === 'lease') await lease()
else await serve()

async function lease(): Promise<void> {
  const database = await openDatabase({ dataDir: '', databaseUrl: where, log })
  const got = await createLeases(database, { ttlMs: Number(ttlMs) }).acquire(name, 'child')
  tell({ fence: got?.fence ?? null })
  void got?.lost.then(() => {
    tell({ lost: true })
    process.exit(0)
  })
  setInterval(() => undefined, 60_000)
}

async function serve(): Promise<void> {
  const held = await holdDataDir(where)
  await held.setAddress('http://127.0.0.1:4321')
  const database = await openDatabase({ dataDir: where, log })
  await migrate(database)
  tell({ ready: true, postgres: database.serverPid() })
  process.once(
    'SIGTERM',
    () =>
      void database
        .close()
        .then(() => held.release())
        .finally(() => process.exit(0)),
  )
  if (mode !== 'append') return
  const store = createEventStore(database, systemClock)
  for (let seq = 0; ; seq += 1) {
    await store.append('hearing/killed', seq, [{ actor: { system: 'seed' }, commandId: `command-${seq}`, event: { n: seq } }], 1)
    tell({ seq: seq + 1 })
  }
}
