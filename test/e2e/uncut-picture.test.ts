import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadConfig } from '#platform/config.ts'
import { createLog } from '#platform/log.ts'
import { startCourt } from '../../bin/compose.ts'
import type { Court } from '../../bin/compose.ts'
import { Attendee } from '../harness/attendee.ts'
import { chromiumPath } from '../harness/chromium.ts'
import { writeFakeCamera } from '../harness/fake-camera.ts'
import { takePictures } from './matte-over-sfu/in-page.ts'

let dir: string
let court: Court
const people: Attendee[] = []

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tongting-e2e-'))
  const env = { DATA_DIR: dir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0', MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'] }
  court = await startCourt(loadConfig(env), createLog('silent'))
}, 120_000)

afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await court?.stop()
  await rm(dir, { recursive: true, force: true })
}, 60_000)

async function come(personId: string, flags: string, camera?: string): Promise<Attendee> {
  const person = await Attendee.open(personId, { executablePath: chromiumPath(), ...(camera ? { camera } : {}) })
  people.push(person)
  const [path, code] = court.demo.find((one) => one.hearingId === 'demo-trial' && one.personId === personId)!.path.split('#')
  await person.page.goto(`${court.url}${path}?autojoin=1&mic=0&view=tiles&${flags}#${code}`)
  return person
}

const SIZE = { width: 320, height: 180, code: { bits: 0, size: 0, x: 0, y: 0 }, count: 1, from: 'receiver' as const }

/** How much of the upper left corner the judge gets to see: 0 cut out, 255 the camera's own picture. */
async function cornerSeenBy(judge: Attendee): Promise<number> {
  const [picture] = await judge.page.evaluate(takePictures, SIZE)
  return Buffer.from(picture!.alpha, 'base64')[5 * SIZE.width + 5]!
}

it('H-11.5 the judge sees a person’s uncut picture over the same track; the person is told who asks', async () => {
  const camera = join(dir, 'camera.y4m')
  await writeFakeCamera(camera, { look: 'clerk', wall: 'green', seconds: 2 })
  const clerk = await come('clerk', 'camera=1&cut=key&width=320', camera)
  const judge = await come('judge', 'camera=0')
  await judge.untilFramesFlow()
  await expect.poll(() => cornerSeenBy(judge), { timeout: 20_000 }).toBeLessThan(20)
  const before = (await judge.mediaStats(500)).inboundTracks

  await judge.click('panel-people')
  await judge.page.locator('details[data-menu="clerk"] summary').click()
  await judge.click('askUncutPicture', 'clerk')
  const notice = clerk.page.locator('[data-state="uncut"]')
  await notice.waitFor({ timeout: 20_000 })
  expect(await notice.textContent()).toContain('林静安')
  await expect.poll(() => cornerSeenBy(judge), { timeout: 20_000 }).toBeGreaterThan(235)
  expect((await judge.mediaStats(500)).inboundTracks).toBe(before)

  // A line that breaks does not end it.
  await clerk.page.reload()
  await notice.waitFor({ timeout: 30_000 })

  await judge.click('askUncutPicture', 'clerk')
  await notice.waitFor({ state: 'detached', timeout: 20_000 })
  await expect.poll(() => cornerSeenBy(judge), { timeout: 20_000 }).toBeLessThan(20)
}, 150_000)
