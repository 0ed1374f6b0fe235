import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import readline from 'node:readline'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { systemClock } from '#platform/clock.ts'
import { DataDirHeld, holdDataDir } from '#platform/data-dir.ts'
import { openDatabase } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openTestDatabase } from '#platform/db/testing.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLeases } from '#platform/leases.ts'
import { createLog } from '#platform/log.ts'
import { isAlive, waitUntilGone } from '#platform/processes.ts'

const LIMIT_MS = 60_000
const log = createLog('silent')
const Told = z
  .object({ ready: z.boolean(), postgres: z.int(), seq: z.int(), fence: z.int().nullable(), lost: z.boolean() })
  .partial()

let dataDir: string
type Told = z.infer<typeof Told>
type Started = {
  child: ChildProcess
  told: Told[]
  exited: Promise<void>
  pid: number
  until(found: (told: Told[]) => boolean): Promise<void>
}
const children: Started[] = []
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'tongting-crash-'))
})
afterEach(async () => {
  for (const { child, told, exited } of children.splice(0)) {
    child.kill('SIGTERM')
    await exited
    const orphan = told[0]?.postgres
    if (orphan !== undefined && isAlive(orphan)) process.kill(orphan, 'SIGQUIT')
  }
  await rm(dataDir, { recursive: true, force: true })
})

function startProcess(...args: string[]): Started {
  const script = path.join(import.meta.dirname, 'platform-process.ts')
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const told: Told[] = []
  readline.createInterface({ input: child.stdout }).on('line', (line) => told.push(Told.parse(JSON.parse(line))))
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const started: Started = {
    child,
    told,
    exited,
    pid: child.pid ?? 0,
    until: (found) => vi.waitFor(() => expect(found(told)).toBe(true), { timeout: LIMIT_MS, interval: 5 }),
  }
  children.push(started)
  return started
}

async function withDatabase<T>(use: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
  const database = await openDatabase({ dataDir, log })
  try {
    await migrate(database)
    return await use(database)
  } finally {
    await database.close()
  }
}

describe('a killed server', { timeout: LIMIT_MS }, () => {
  it('C1 leaves every acknowledged event; folder, lock and running PostgreSQL are taken over', async () => {
    const server = startProcess('append', dataDir)
    await server.until((told) => told.length > 200)
    server.child.kill('SIGKILL')
    await server.exited
    const acknowledged = Math.max(...server.told.map(({ seq }) => seq ?? 0))
    const orphan = server.told[0]?.postgres ?? 0
    expect(isAlive(orphan)).toBe(true)

    const held = await holdDataDir(dataDir)
    await withDatabase(async (database) => {
      expect(await waitUntilGone(orphan, 0)).toBe(true)
      expect(database.serverPid()).not.toBe(orphan)
      const verdict = await createEventStore(database, systemClock).verify('hearing/killed')
      expect(verdict).toMatchObject({ ok: true })
      expect(verdict.events).toBeGreaterThanOrEqual(acknowledged)
    })
    await held.release()
  })

  it('C2 does not keep PostgreSQL from starting when its number has gone to a stranger', async () => {
    await withDatabase(() => Promise.resolve())
    await writeFile(
      path.join(dataDir, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${dataDir}/postgres\n1\n5432\n\n\n\nready\n`,
    )
    expect(await withDatabase((database) => Promise.resolve(database.serverPid()))).toBeGreaterThan(0)
    expect(isAlive(process.pid)).toBe(true)
  })

  it('C3 in the middle of making the database leaves nothing that keeps the next start', async () => {
    await mkdir(path.join(dataDir, 'postgres.new', 'half'), { recursive: true })
    expect(await withDatabase((database) => migrate(database))).toEqual([])
  })
})

describe('a live server', { timeout: LIMIT_MS }, () => {
  it('C4 keeps a second one out, who learns its process, beginning and address', async () => {
    const server = startProcess('hold', dataDir)
    await server.until((told) => told.length > 0)
    const refusal = await holdDataDir(dataDir).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(DataDirHeld)
    const { message } = refusal as DataDirHeld
    expect(message).toContain(String(server.pid))
    expect(message).toContain('http://127.0.0.1:4321')
    expect(message).toMatch(/自 \d{4}-\d{2}-\d{2}T/)
  })

  it('C5 leaves no process and no lock behind when it stops in order', async () => {
    const server = startProcess('hold', dataDir)
    await server.until((told) => told.length > 0)
    server.child.kill('SIGTERM')
    await server.exited
    expect(isAlive(server.told[0]?.postgres ?? 0)).toBe(false)
    await (await holdDataDir(dataDir)).release()
  })

  it('C6 brings PostgreSQL back when that is killed under it, and loses nothing', async () => {
    await withDatabase(async (database) => {
      const store = createEventStore(database, systemClock)
      await store.append('hearing/1', 0, [{ actor: { system: 'seed' }, commandId: null, event: 1 }], 1)
      const first = database.serverPid() ?? 0
      process.kill(first, 'SIGKILL')
      await vi.waitFor(() => expect(database.serverPid()).not.toBe(first), { timeout: LIMIT_MS, interval: 20 })
      await vi.waitFor(() => store.append('hearing/1', 1, [{ actor: { system: 'seed' }, commandId: null, event: 2 }], 1), {
        timeout: LIMIT_MS,
        interval: 50,
      })
      expect(await store.verify('hearing/1')).toMatchObject({ ok: true, events: 2 })
    })
  })
})

describe('the holder of a lease', { timeout: LIMIT_MS }, () => {
  it('C7 when killed loses it at once, however long the lease', async () => {
    const database = await openTestDatabase(log)
    const leases = createLeases(database, { ttlMs: 3_600_000 })
    const holder = startProcess('lease', database.url, 'hearing/1', '3600000')
    await holder.until((told) => told[0]?.fence === 1)
    expect(await leases.acquire('hearing/1', 'other')).toBeNull()
    holder.child.kill('SIGKILL')
    await vi.waitFor(async () => expect((await leases.acquire('hearing/1', 'other'))?.fence).toBe(2), {
      timeout: LIMIT_MS,
      interval: 5,
    })
    await leases.close()
    await database.close()
  })

  it('C8 when frozen loses it after its time, and is told when it wakes', async () => {
    const database = await openTestDatabase(log)
    const leases = createLeases(database)
    const holder = startProcess('lease', database.url, 'hearing/1', '1500')
    await holder.until((told) => told[0]?.fence === 1)
    holder.child.kill('SIGSTOP')
    await vi.waitFor(async () => expect((await leases.acquire('hearing/1', 'other'))?.fence).toBe(2), {
      timeout: LIMIT_MS,
      interval: 20,
    })
    holder.child.kill('SIGCONT')
    await holder.until((told) => told.some(({ lost }) => lost === true))
    await leases.close()
    await database.close()
  })
})
