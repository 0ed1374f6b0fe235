import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLog } from '../log.ts'
import type { Keys } from '../keys.ts'
import type { Log } from '../log.ts'
import { openDatabase } from './database.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'

/** For tests that do not ask where keys come from. */
export const TEST_KEYS: Keys = { identity: Buffer.alloc(32, 1), vault: Buffer.alloc(32, 2) }

/** For tests: a real PostgreSQL with all tables in a folder of its own (about a second); `close` removes both. */
export async function openTestDatabase(log: Log = createLog('warn')): Promise<Database & { dataDir: string }> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'tongting-test-'))
  // Run by root, PostgreSQL works under another account, which has to get in.
  await chmod(dataDir, 0o711)
  const database = await openDatabase({ dataDir, log })
  await migrate(database)
  return {
    ...database,
    dataDir,
    async close() {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
