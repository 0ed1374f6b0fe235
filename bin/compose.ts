import { join } from 'node:path'
import type http from 'node:http'
import express from 'express'
import { sql } from 'kysely'
import { createFolderBlobs } from '#platform/blobs/folder.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { systemClock } from '#platform/clock.ts'
import type { Clock } from '#platform/ports.ts'
import type { Config } from '#platform/config.ts'
import { holdDataDir } from '#platform/data-dir.ts'
import { openDatabase } from '#platform/db/database.ts'
import type { Database } from '#platform/db/database.ts'
import { migrate } from '#platform/db/migrate.ts'
import { createEventStore } from '#platform/event-store.ts'
import { openKeys } from '#platform/keys.ts'
import { createLeases } from '#platform/leases.ts'
import { createLifecycle } from '#platform/lifecycle.ts'
import type { Lifecycle } from '#platform/lifecycle.ts'
import type { Log } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import { readOwnRooms } from '#platform/own-rooms.ts'
import { readWindowSettings } from '#platform/window-settings.ts'
import { startDocs } from '../docs-service/index.ts'
import { startSfu } from '../sfu/index.ts'
import { identityOverHttp, isHallStream, startSignaling } from '../signaling/index.ts'
import type { DemoCourt, DemoWindows, Signaling, WindowOptions } from '../signaling/index.ts'
import { healthRoutes } from './web/health.ts'
import { createServer, listen } from './web/listen.ts'
import { pageVersionOf, pages } from './web/pages.ts'
import { securityHeaders } from './web/security.ts'

const WEB_DIST = join(import.meta.dirname, '../web/dist')

export interface Court {
  /** Where browsers on this machine reach it, without a slash at the end. */
  url: string
  port: number
  /** The seeded hearing's entrances; empty with SEED_DEMO=0. */
  demo: DemoCourt
  /** Terminals and accounts of the demo's service hall; null with SEED_DEMO=0. */
  demoWindows: DemoWindows | null
  /** Process ids of the media workers now running. */
  workerPids(): number[]
  database: Database
  /** For the harness: scheduling hearings and reading media routes without a browser. */
  signaling: Signaling
  /** Stops everything in reverse order and lets go of the data; never rejects. */
  stop(): Promise<void>
}

/**
 * Starts a whole court in this process: the only place where the services meet. Either everything stands when it
 * resolves, or everything that came up has been taken down again.
 * @throws DataDirHeld when another court works on the data; ConfigError when a port or certificate cannot be had, a key is missing, or
 *   the windows' terms are wrong; RoomDataError when a courtroom of the court's own is
 * @param windows what of the service windows is set up otherwise than config and data folder say
 * @param clock the machine's own unless given
 */
export async function startCourt(config: Config, log: Log, windows: WindowOptions = {}, clock: Clock = systemClock): Promise<Court> {
  const lifecycle = createLifecycle(log)
  try {
    return await assemble(config, log, lifecycle, windows, clock)
  } catch (error) {
    await lifecycle.stop('start failed')
    throw error
  }
}

async function assemble(config: Config, log: Log, lifecycle: Lifecycle, windows: WindowOptions, clock: Clock): Promise<Court> {
  const rooms = await readOwnRooms(join(config.dataDir, 'rooms'))
  const settings = await readWindowSettings(join(config.dataDir, 'windows.json'))
  const held = await holdDataDir(config.dataDir)
  lifecycle.onStop('data folder', () => held.release())
  const database = await openDatabase({ dataDir: config.dataDir, databaseUrl: config.databaseUrl, log: log.child({ part: 'database' }) })
  lifecycle.onStop('database', () => database.close(), 25_000)
  await migrate(database)

  const keys = await openKeys(join(config.dataDir, 'keys'), database)
  const store = createEventStore(database, clock, isHallStream)
  const leases = createLeases(database)
  lifecycle.onStop('leases', () => leases.close())
  const blobs = createFolderBlobs(join(config.dataDir, 'blobs'))
  const windowBlobs = createFolderBlobs(join(config.dataDir, 'window-files'))
  const bus = createMemoryBus(log.child({ part: 'bus' }))
  const metrics = createMetrics()

  const sfu = await startSfu({
    bus,
    log: log.child({ part: 'sfu' }),
    workers: config.sfuWorkers,
    listenHost: config.host,
    announcedAddress: config.announcedAddress,
    rtcPort: config.rtcPort,
  })
  lifecycle.onStop('sfu', () => sfu.stop())
  const docs = await startDocs({ bus, store, leases, blobs, windowBlobs, clock, log: log.child({ part: 'docs' }), dataDir: config.dataDir, signing: config.signing, ...(config.publicUrl === undefined ? {} : { publicUrl: config.publicUrl }) })
  lifecycle.onStop('documents', () => docs.stop())

  const app = express()
  const server = await createServer(config, app)
  // Stopped after signaling has said goodbye on its sockets: what is still open then is not worth waiting for.
  lifecycle.onStop('connections', () => server.closeAllConnections())
  const signaling = await startSignaling({
    ...{ bus, database, store, leases, keys, clock, metrics },
    log: log.child({ part: 'signaling' }),
    turn: config.turn,
    pageVersion: pageVersionOf(WEB_DIST),
    rooms,
    windows: { settings, ...(config.identityService ? { identityService: identityOverHttp(config.identityService) } : {}), ...windows },
  })
  lifecycle.onStop('signaling', () => signaling.stop())

  app.disable('x-powered-by')
  app.use(securityHeaders(config.tls.kind === 'files'))
  app.use(
    healthRoutes(
      {
        database: () => sql`select 1`.execute(database.kysely),
        media: () => Promise.resolve(assertSome(sfu.workerPids())),
      },
      { registry: metrics, token: config.metricsToken },
    ),
  )
  // Before signaling's, whose API answers everything else under /api.
  app.use(docs.router)
  app.use(signaling.router)
  app.use(pages(WEB_DIST))
  signaling.attach(server)
  const demo = config.seedDemo ? await signaling.seedDemo() : []
  const demoWindows = config.seedDemo ? await signaling.seedDemoWindows() : null

  const port = await listen(server, config)
  lifecycle.onStop('door', () => closeDoor(server))
  const url = `${config.tls.kind === 'off' ? 'http' : 'https'}://${localName(config.host)}:${port}`
  await held.setAddress(url)
  log.info({ url }, 'the court is open')
  return { url, port, demo, demoWindows, database, signaling, workerPids: () => sfu.workerPids(), stop: () => lifecycle.stop('asked') }
}

function assertSome(pids: number[]): void {
  if (pids.length === 0) throw new Error('no media worker is running')
}

/** No new connections; those that are open end by themselves or with the parts that hold them. */
function closeDoor(server: http.Server): void {
  server.close()
  server.closeIdleConnections()
}

function localName(host: string): string {
  if (host === '0.0.0.0' || host === '::' || host === '') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}
