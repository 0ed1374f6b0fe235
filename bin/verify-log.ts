import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { loadConfig, type Config } from '#platform/config.ts'
import { DataDirHeld, holdDataDir } from '#platform/data-dir.ts'
import type { HeldDataDir } from '#platform/data-dir.ts'
import { openDatabase } from '#platform/db/database.ts'
import { SUPERUSER } from '#platform/db/embedded.ts'
import { migrate } from '#platform/db/migrate.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLog } from '#platform/log.ts'
import { systemClock } from '#platform/clock.ts'
import { UsageError, readArguments } from './arguments.ts'

const USAGE = 'npm run verify-log -- [--data DIR] [STREAM]'
const SOCKET_FOLDER_LINE = 4

/**
 * Recomputes the hash chain of every event stream (or of one) and prints the result as JSON. Works beside a running
 * court and on the data of a stopped one.
 * @returns 0 when every chain holds, 1 when one does not or the stream asked for does not exist
 */
export async function run(args: string[], root: string): Promise<number> {
  const { values, positionals } = readArguments(args, { data: { type: 'string' } }, USAGE)
  const { dataDir, databaseUrl } = dataOf(values.data, root, USAGE)
  const results = await withDatabase(dataDir, databaseUrl, async (store) => {
    const streams = positionals.length > 0 ? positionals : await store.listStreams('')
    return await Promise.all(streams.map((stream) => store.verify(stream)))
  })
  const unknown = results.filter((result) => positionals.includes(result.stream) && result.events === 0)
  const ok = unknown.length === 0 && results.every((result) => result.ok)
  console.log(JSON.stringify({ ok, streams: results }, null, 2))
  for (const { stream } of unknown) console.error(`没有此事件流 no such stream: ${stream}`)
  return ok ? 0 : 1
}

type Store = ReturnType<typeof createEventStore>

/** Which data a command works on. @throws UsageError when there is no database */
export function dataOf(dir: string | undefined, root: string, usage: string): Pick<Config, 'dataDir' | 'databaseUrl' | 'signing'> {
  if (existsSync(join(root, '.env'))) process.loadEnvFile(join(root, '.env'))
  const { dataDir: usual, databaseUrl, signing } = loadConfig(process.env)
  const dataDir = dir === undefined ? usual : resolve(dir)
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'postgres'))) {
    throw new UsageError(`${dataDir} 中没有数据库 holds no database\n用法 usage: ${usage}`)
  }
  return { dataDir, databaseUrl, signing }
}

/** Works beside a running court and on the data of a stopped one. */
export async function withDatabase<T>(dataDir: string, url: string | undefined, work: (store: Store) => Promise<T>): Promise<T> {
  const log = createLog('silent')
  const held = url === undefined ? await holdOrNull(dataDir) : null
  try {
    const databaseUrl = url ?? (held === null ? runningDatabase(dataDir) : undefined)
    const database = await openDatabase({ dataDir, databaseUrl, log })
    try {
      // Data of an older version gets its tables first; beside a running court they are current already.
      if (held !== null) await migrate(database)
      return await work(createEventStore(database, systemClock))
    } finally {
      await database.close()
    }
  } finally {
    await held?.release()
  }
}

async function holdOrNull(dataDir: string): Promise<HeldDataDir | null> {
  try {
    return await holdDataDir(dataDir)
  } catch (error) {
    if (error instanceof DataDirHeld) return null
    throw error
  }
}

/** The embedded server of the court that is running on the data folder: it writes its socket's folder into its own. */
function runningDatabase(dataDir: string): string {
  const folder = readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[SOCKET_FOLDER_LINE]?.trim()
  if (!folder) throw new Error('The running database cannot be found')
  return `postgresql://${SUPERUSER}@localhost/${SUPERUSER}?host=${encodeURIComponent(folder)}`
}
