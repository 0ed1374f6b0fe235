import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../../bin/compose.ts'
import type { Court } from '../../../bin/compose.ts'
import { measureRemoteMatte } from './measure.ts'
import type { Door } from './measure.ts'

let dataDir: string
let court: Court
let door: Door

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-e2e-'))
  const env = { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'] }
  court = await startCourt(loadConfig(env), createLog('silent'))
  const entrance = (personId: string) => court.url + court.demo.find((one) => one.hearingId === 'demo-trial' && one.personId === personId)!.path
  door = { judge: entrance('judge'), clerk: entrance('clerk') }
}, 120_000)

afterAll(async () => {
  await court?.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

describe('the matte at a remote viewer, 500 kbit/s, through the SFU', () => {
  it.each([['key', 'woman', 'green'], ['key', 'juror', 'shadow'], ['segment', 'juror', 'room']] as const)('%s: no more than twice the error it was sent with (%s before %s)', async (cut, look, wall) => {
    const { before, after, kbps, pictures } = await measureRemoteMatte(door, look, wall, cut)
    console.log(`${cut} ${look} ${wall}: matte error ${before.toFixed(2)} before sending, ${after.toFixed(2)} at the viewer (of 255), ${kbps.toFixed(0)} kbit/s`)
    expect(pictures.after).toBeGreaterThan(12)
    expect(kbps).toBeLessThan(600)
    expect(after).toBeLessThanOrEqual(2 * before)
  }, 120_000)
})
