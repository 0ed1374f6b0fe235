import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HearingEvent } from '#protocol/hearing-events.ts'
import { systemClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/database.ts'
import { createEventStore } from '#platform/event-store.ts'
import { createLog } from '#platform/log.ts'
import { startCourtProcess } from '../harness/court-process.ts'
import type { CourtProcess } from '../harness/court-process.ts'
import { GatewayClient } from '../harness/gateway-client.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'
import { crowdedHearing } from '../bench/signaling/hearing.ts'

const HEARING = crowdedHearing(1, 1)

describe('the server is killed in mid-hearing', () => {
  let dataDir: string
  let port: number
  let court: CourtProcess
  let browser: Attendee | null = null
  const acknowledged = new Set<string>()

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'tongting-chaos-'))
    port = await freePort()
    court = await startCourtProcess({ dataDir, port, hearing: HEARING })
  }, 90_000)

  afterAll(async () => {
    await browser?.close()
    await court.stop()
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)

  it('goes on at the stage where it was, with every acknowledged event, and browsers come back by themselves', async () => {
    const clerk = await GatewayClient.join(court.url, court.codes['clerk']!, HEARING.hearingId)
    await clerk.command({ type: 'advanceStage', expected: 'preTrial' })
    browser = await Attendee.open('judge', { executablePath: chromiumPath() })
    await browser.page.goto(`${court.url}/enter?autojoin=1&camera=0&mic=0&view=none#${court.codes['judge']}`)
    await browser.act('strikeGavel').waitFor({ timeout: 30_000 })

    // Killed while commands are under way: only what was answered counts as promised.
    for (let i = 0; i < 12; i++) await remember(clerk, acknowledged, i)
    const underWay = Promise.allSettled([12, 13, 14, 15].map((i) => remember(clerk, acknowledged, i)))
    await court.kill('SIGKILL')
    await underWay
    expect(acknowledged.size).toBeGreaterThanOrEqual(12)
    await browser.page.locator('[data-state="lost"]').waitFor({ timeout: 15_000 })

    court = await startCourtProcess({ dataDir, port, hearing: HEARING })
    await browser.page.locator('[data-state="lost"]').waitFor({ state: 'detached', timeout: 30_000 })
    // The page that came back works without a reload, on the stage where the hearing was.
    await browser.click('strikeGavel')

    const again = await GatewayClient.join(court.url, court.codes['clerk']!, HEARING.hearingId)
    await again.command({ type: 'recordAttendance', personId: 'defendant', present: true })
    again.close()
    await court.stop()
    const log = await readLog(dataDir)
    expect(log.verified).toMatchObject({ ok: true, firstBadSeq: null })
    const commandIds = new Set(log.events.map((stored) => stored.commandId))
    expect([...acknowledged].filter((id) => !commandIds.has(id))).toEqual([])
    const stages = log.events.filter((stored) => stored.event.type === 'stageEntered').map((stored) => stored.event)
    expect(stages).toEqual([{ type: 'stageEntered', stage: 'attendanceCheck' }])
    expect(log.events.some((stored) => stored.event.type === 'gavelStruck')).toBe(true)
    expect(log.events.some(({ event }) => event.type === 'personDisconnected' && event.cause === 'serverRestart')).toBe(true)
  }, 150_000)
})

async function remember(clerk: GatewayClient, acknowledged: Set<string>, i: number): Promise<void> {
  const commandId = `chaos-command-${i}`
  await clerk.command({ type: 'addRecordLine', speaker: null, text: `第${i + 1}行` }, commandId)
  acknowledged.add(commandId)
}

async function readLog(dataDir: string) {
  const database = await openDatabase({ dataDir, log: createLog('silent') })
  try {
    const store = createEventStore(database, systemClock)
    const stream = `hearing/${HEARING.hearingId}`
    return { events: await store.read(stream, HearingEvent), verified: await store.verify(stream) }
  } finally {
    await database.close()
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
