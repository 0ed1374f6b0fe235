import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import express from 'express'
import { idNumberCheck } from '#domain/window/case/id-number.ts'
import { createFolderBlobs } from '#platform/blobs/folder.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { systemClock } from '#platform/clock.ts'
import { TEST_KEYS, openTestDatabase } from '#platform/db/testing.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLeases } from '#platform/leases.ts'
import { createLog } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import type { Clock } from '#platform/ports.ts'
import { startDocs } from '../../../docs-service/index.ts'
import { startSfu } from '../../../sfu/index.ts'
import { startSignaling, type DemoWindows, type Limits, type WindowOptions } from '../../../signaling/index.ts'
import { WindowClient } from '../../harness/window-client.ts'

export type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>
export type HallHouse = Awaited<ReturnType<typeof openHallHouse>>
export { openTestDatabase }

/** Tests have one address and are quicker than people. */
const PATIENT: Partial<Limits> = { messagesPerSecond: 10_000, burst: 10_000, commandsPerSecond: 5_000 }

/** The nth made-up identity number with a right check character; nobody's. */
export function idNumber(nth: number): string {
  const digits = `32082619${String(60 + (nth % 40)).padStart(2, '0')}0${1 + (nth % 9)}1${nth % 10}${String(100 + (Math.floor(nth / 40) % 900))}`
  return digits + idNumberCheck(digits)
}

/** A page with a few words on it, as a document camera takes it: PNG. */
export const photograph = async (words: string, width = 2000, height = 1500): Promise<Uint8Array> => {
  const canvas = createCanvas(width, height)
  const c = canvas.getContext('2d')
  c.fillStyle = '#fff'
  c.fillRect(0, 0, width, height)
  c.fillStyle = '#000'
  c.font = '80px sans-serif'
  c.fillText(words, 100, 200)
  return canvas.encode('png')
}

/**
 * The service hall as `npm start` composes it, in this process, on a real database and real sockets: may be stopped and
 * started again on the same database and port.
 */
export async function openHallHouse(database: TestDatabase, options: { windows?: WindowOptions; papers?: boolean; media?: boolean; clock?: Clock } = {}) {
  const log = createLog(process.env.TEST_LOG === '1' ? 'info' : 'silent')
  const dataDir = await mkdtemp(join(tmpdir(), 'tongting-hall-'))
  const clock = options.clock ?? systemClock
  let port = 0

  async function start() {
    const bus = createMemoryBus(log)
    const leases = createLeases(database)
    const store = createEventStore(database, clock)
    const blobs = createFolderBlobs(join(dataDir, 'blobs'))
    const sfu = options.media ? await startSfu({ bus, log, workers: 1, listenHost: '127.0.0.1', rtcPort: 0 }) : null
    const docs = options.papers ? await startDocs({ bus, store, leases, blobs, windowBlobs: createFolderBlobs(join(dataDir, 'window-files')), clock, log, dataDir }) : null
    const signaling = await startSignaling({ bus, database, store, leases, keys: TEST_KEYS, clock, log, metrics: createMetrics(), turn: null, limits: PATIENT, windows: options.windows ?? {} })
    const app = express()
    if (docs) app.use(docs.router)
    app.use(signaling.router)
    const server = createServer(app)
    signaling.attach(server)
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
    return {
      signaling,
      async stop() {
        await signaling.stop()
        await docs?.stop()
        await sfu?.stop()
        await leases.close()
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      },
    }
  }
  let running = await start()
  const demo: DemoWindows = await running.signaling.seedDemoWindows()
  const clients = new Set<WindowClient>()
  const kept = (client: WindowClient): WindowClient => {
    clients.add(client)
    return client
  }

  const house = {
    database, demo,
    get url() { return `http://127.0.0.1:${port}` },
    get signaling() { return running.signaling },
    get windows() { return running.signaling.inside.windows },
    /** The nth person of a role at an office or centre, signed in. */
    async staff(role: DemoWindows['staff'][number]['role'], at: string, nth = 0): Promise<WindowClient> {
      const entry = demo.staff.filter((one) => one.role === role && one.at === at)[nth]
      if (!entry) throw new Error(`nobody is ${role} at ${at}`)
      return kept(await WindowClient.staff(house.url, entry.account, entry.password))
    },
    async citizen(name: string, nth: number, centerId: string | null = null): Promise<WindowClient> {
      const terminal = centerId === null ? undefined : new URL(demo.kiosks.find((one) => one.centerId === centerId)?.path ?? '', 'http://x').searchParams.get('terminal') ?? undefined
      return kept(await WindowClient.citizen(house.url, { name, identityNumber: idNumber(nth), ...(terminal === undefined ? {} : { terminal }) }))
    },
    again: async (client: WindowClient) => kept(await client.again()),
    async restart() {
      await running.stop()
      running = await start()
      await running.signaling.inside.windows.caughtUp()
    },
    async close() {
      for (const client of clients) client.kill()
      await running.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  return house
}
