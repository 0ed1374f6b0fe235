import { execFile, spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Log } from '../log.ts'
import { postgresBinaries } from './binaries.ts'
import { readPostmaster, stopOrphan } from './postmaster.ts'
import { runAs } from './run-as.ts'
import type { RunAs } from './run-as.ts'

const run = promisify(execFile)

export type EmbeddedPostgres = { url: string; pid(): number; stop(): Promise<void> }

export const SUPERUSER = 'tongting'
const READY_LIMIT_MS = 60_000
const STOP_LIMIT_MS = 20_000
const POLL_MS = 15
const RESTART_AFTER_MS = 500
const MAX_LOG_BYTES = 10_000_000
/** A Unix socket's path may have 103 bytes on macOS and 107 on Linux; the file's own name takes 16. */
const MAX_SOCKET_FOLDER_BYTES = 86
const SERVER_VERSION = '18'

/** Durability stays as PostgreSQL has it (fsync and synchronous_commit on); the rest is for one machine and steady latency. */
const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  shared_buffers: '64MB',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  checkpoint_completion_target: '0.9',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
}

/**
 * Starts the PostgreSQL that ships with the program, in `DATA_DIR/postgres`, reachable only through a Unix socket in a
 * folder closed to other users: no port, no password. The caller holds the data folder. A PostgreSQL left over there
 * by a killed server is stopped first. Should it die, it is started again.
 */
export async function startEmbeddedPostgres(dataDir: string, log: Log): Promise<EmbeddedPostgres> {
  const home = path.resolve(dataDir)
  const pgData = path.join(home, 'postgres')
  await mkdir(home, { recursive: true })
  const binaries = await postgresBinaries()
  const as = await runAs([binaries.postgres, pgData])
  await stopOrphan(pgData, log)
  await initialise(pgData, binaries.initdb, as, log)
  const sockets = await socketFolder(home, as)

  let stopping = false
  let server = await launch(binaries.postgres, pgData, sockets, as)
  watch(server)

  /** A PostgreSQL that dies (out of memory, killed by hand) loses nothing committed: bring it back. */
  function watch(child: ChildProcess): void {
    child.once('exit', (code, signal) => {
      if (stopping) return
      log.error({ code, signal }, 'PostgreSQL ended unexpectedly; starting it again')
      setTimeout(() => void relaunch(), RESTART_AFTER_MS)
    })
  }
  async function relaunch(): Promise<void> {
    if (stopping) return
    try {
      await stopOrphan(pgData, log)
      server = await launch(binaries.postgres, pgData, sockets, as)
      watch(server)
      if (stopping) await end(server)
    } catch (error) {
      log.error({ error }, 'PostgreSQL did not start again')
      setTimeout(() => void relaunch(), RESTART_AFTER_MS)
    }
  }

  return {
    url: `postgresql://${SUPERUSER}@localhost/${SUPERUSER}?host=${encodeURIComponent(sockets)}`,
    pid: () => server.pid ?? 0,
    async stop() {
      stopping = true
      await end(server)
      await rm(sockets, { recursive: true, force: true })
    },
  }
}

/** Makes the cluster aside and moves it into place, so that an interrupted first start leaves nothing half made. */
async function initialise(pgData: string, initdb: string, as: RunAs, log: Log): Promise<void> {
  const version = await readFile(path.join(pgData, 'PG_VERSION'), 'utf8').catch(() => null)
  if (version !== null) {
    if (version.trim() === SERVER_VERSION) return
    throw new Error(
      `${pgData} was written by PostgreSQL ${version.trim()}, this program brings ${SERVER_VERSION}: dump it with the old version and restore it`,
    )
  }
  const unfinished = `${pgData}.new`
  await rm(unfinished, { recursive: true, force: true })
  await mkdir(unfinished, { mode: 0o700 })
  if (as.owner !== null) await chown(unfinished, as.owner.uid, as.owner.gid)
  // The builtin locale sorts the same on every machine: a newer C library cannot corrupt an index.
  const args = [
    `--pgdata=${unfinished}`,
    `--username=${SUPERUSER}`,
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ]
  const started = performance.now()
  const { file, args: all, ...ids } = as.command(initdb, args)
  await run(file, all, { ...ids, cwd: '/', env: environment() })
  await rename(unfinished, pgData)
  log.info({ ms: Math.round(performance.now() - started) }, 'made a new database')
}

/** Inside the data folder where its path is short enough, else in the temporary folder under a name made from it. */
async function socketFolder(home: string, as: RunAs): Promise<string> {
  const inside = path.join(home, 'socket')
  const name = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const folder = Buffer.byteLength(inside) <= MAX_SOCKET_FOLDER_BYTES ? inside : path.join(tmpdir(), `tongting-${name}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  if (as.owner !== null) await chown(folder, as.owner.uid, as.owner.gid)
  await chmod(folder, 0o700)
  return folder
}

async function launch(postgres: string, pgData: string, sockets: string, as: RunAs): Promise<ChildProcess> {
  const settings = Object.entries({ ...SETTINGS, unix_socket_directories: sockets }).flatMap(([key, value]) => [
    '-c',
    `${key}=${value}`,
  ])
  const { file, args, ...ids } = as.command(postgres, ['-D', pgData, ...settings])
  const logFile = `${pgData}.log`
  const written = (await stat(logFile).catch(() => null))?.size ?? 0
  if (written > MAX_LOG_BYTES) await truncate(logFile)
  const output = await open(logFile, 'a', 0o640)
  try {
    // A session of its own: Ctrl-C must reach us alone, so that what we still have to write finds a database. A file
    // instead of a pipe: it must be able to shut down in order even when we were killed.
    const child = spawn(file, args, {
      ...ids,
      cwd: '/',
      detached: true,
      env: environment(),
      stdio: ['ignore', output.fd, output.fd],
    })
    await untilReady(child, pgData, logFile)
    return child
  } finally {
    await output.close()
  }
}

async function untilReady(child: ChildProcess, pgData: string, logFile: string): Promise<void> {
  let failed: Error | null = null
  child.once('error', (error) => (failed = error))
  child.once('exit', (code) => (failed ??= new Error(`it ended with code ${code}`)))
  const end = performance.now() + READY_LIMIT_MS
  while (failed === null) {
    const found = await readPostmaster(pgData)
    if (found?.pid === child.pid && found?.ready) return
    if (performance.now() > end) failed = new Error(`not ready after ${READY_LIMIT_MS} ms`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  if (child.exitCode === null && child.pid !== undefined) child.kill('SIGQUIT')
  const said = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n')
  throw new Error(`PostgreSQL did not start (${failed}); its log ${logFile} ends with:\n${said}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGINT')
  const forced = setTimeout(() => child.kill('SIGQUIT'), STOP_LIMIT_MS)
  await gone
  clearTimeout(forced)
}

/** Nothing of ours that could steer it (PGDATA, PGPORT…). */
function environment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
}
