import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import express from 'express'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { systemClock } from '#platform/clock.ts'
import type { Database } from '#platform/db/database.ts'
import { TEST_KEYS, openTestDatabase } from '#platform/db/testing.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLeases } from '#platform/leases.ts'
import { createLog } from '#platform/log.ts'
import { createMetrics } from '#platform/metrics.ts'
import type { Bus } from '#platform/ports.ts'
import { startSignaling, type HearingSpec, type Limits, type Signaling } from '../../../signaling/index.ts'

export type TestDatabase = Awaited<ReturnType<typeof openTestDatabase>>
export type TestCourt = { url: string; socketUrl: string; signaling: Signaling; bus: Bus; stop(): Promise<void> }

export { openTestDatabase }

/** A real signaling on a real PostgreSQL and a real port; media and papers only where a test starts them on the bus. */
export async function startTestCourt(
  database: Database, options: { limits?: Partial<Limits>; bus?: Bus } = {},
): Promise<TestCourt> {
  const log = createLog(process.env.TEST_LOG === '1' ? 'info' : 'silent')
  const bus = options.bus ?? createMemoryBus(log)
  const leases = createLeases(database)
  const store = createEventStore(database, systemClock)
  const signaling = await startSignaling({
    bus, database, store, leases, keys: TEST_KEYS, clock: systemClock, log, metrics: createMetrics(), turn: null, ...(options.limits ? { limits: options.limits } : {}),
  })
  const app = express()
  app.use(signaling.router)
  const server = createServer(app)
  signaling.attach(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`, socketUrl: `ws://127.0.0.1:${port}/ws`, signaling, bus,
    async stop() {
      await signaling.stop()
      await leases.close()
      await shut(server)
    },
  }
}

async function shut(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

/** The people of a small civil trial, and as many observers as wanted. */
export function trial(hearingId: string, observers = 2): HearingSpec {
  return {
    hearingId, kind: 'panel3',
    caseFile: { caseNo: '（2026）同庭01民初1号', cause: '买卖合同纠纷', court: '同庭示范人民法院', courtroom: '第一在线法庭', publicity: 'open', scheduledAt: '2026-11-12T09:30:00+08:00' },
    participants: [
      { personId: 'judge', name: '林静安', role: 'presidingJudge', side: 'bench' },
      { personId: 'juror1', name: '周慧', role: 'layJudge', side: 'bench' },
      { personId: 'juror2', name: '何志远', role: 'layJudge', side: 'bench' },
      { personId: 'clerk', name: '苏婉', role: 'clerk', side: 'court' },
      { personId: 'plaintiff', name: '王喆堃', role: 'plaintiff', side: 'plaintiff' },
      { personId: 'plaintiffLawyer', name: '陈思齐', role: 'lawyer', side: 'plaintiff', represents: ['plaintiff'] },
      { personId: 'defendant', name: '李䶮', role: 'defendant', side: 'defendant' },
      { personId: 'witness', name: '赵国强', role: 'witness', side: 'neutral' },
      ...Array.from({ length: observers }, (_, index) => ({
        personId: `observer${index + 1}`, name: `旁听${index + 1}`, role: 'observer' as const, side: 'public' as const,
      })),
    ],
  }
}

/** Another process with its own signaling on the same database, to be killed. */
export async function forkCourt(database: TestDatabase): Promise<{ url: string; socketUrl: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./court-process.ts', import.meta.url)), database.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (data: Buffer) => resolve(data.toString()))
    child.once('exit', (code) => reject(new Error(`the court process ended with ${code}`)))
  })
  const { url, socketUrl } = JSON.parse(line) as { url: string; socketUrl: string }
  return {
    url, socketUrl,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}
