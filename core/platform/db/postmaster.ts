import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Log } from '../log.ts'
import { commandLine, isAlive, waitUntilGone } from '../processes.ts'

const ORDERLY_LIMIT_MS = 30_000
const FORCED_LIMIT_MS = 10_000

/** What PostgreSQL writes of itself into its folder: process number, and whether it takes connections. */
export async function readPostmaster(pgData: string): Promise<{ pid: number; ready: boolean } | null> {
  const text = await readFile(path.join(pgData, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  const lines = text.split('\n')
  const pid = Number(lines[0])
  return Number.isInteger(pid) && pid > 0 ? { pid, ready: lines[7]?.trim() === 'ready' } : null
}

/**
 * Ends a PostgreSQL that outlived the server it belonged to (kill -9). Call only while holding the data folder.
 * First in order (SIGINT: sessions are cut, everything is written), then without ceremony (SIGQUIT: the write-ahead
 * log is replayed at the next start); neither loses what was committed.
 * @throws Error naming the process when it survives both
 */
export async function stopOrphan(pgData: string, log: Log): Promise<void> {
  const found = await readPostmaster(pgData)
  if (found === null) return
  const { pid } = found
  // Dead: PostgreSQL finds that out itself, and whether sessions of it still hold its memory.
  if (!isAlive(pid)) return
  if (!(await commandLine(pid)).includes(pgData)) {
    // The number has gone to a stranger since; PostgreSQL would take that for its predecessor and refuse to start.
    await rm(path.join(pgData, 'postmaster.pid'), { force: true })
    return
  }
  log.warn({ pid }, 'a PostgreSQL of a server that is gone still runs; stopping it')
  process.kill(pid, 'SIGINT')
  if (await waitUntilGone(pid, ORDERLY_LIMIT_MS)) return
  process.kill(pid, 'SIGQUIT')
  if (await waitUntilGone(pid, FORCED_LIMIT_MS)) return
  throw new Error(`PostgreSQL process ${pid} in ${pgData} does not stop; stop it by hand`)
}
