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
import { hearingAt } from '../harness/rehearsal.ts'

let dataDir: string
let court: Court
let codes: Record<string, string>
const people: Attendee[] = []
const HEARING = 'camera-trial'

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tongting-camera-'))
  court = await startCourt(loadConfig({ DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', RTC_PORT: '0' }), createLog('silent'))
  codes = await hearingAt(court, HEARING, 'soleJudge', 'adduce')
}, 120_000)

afterAll(async () => {
  await Promise.all(people.map((person) => person.close()))
  await court.stop()
  await rm(dataDir, { recursive: true, force: true })
}, 60_000)

async function enter(personId: string, phone = false): Promise<Attendee> {
  const person = await Attendee.open(personId, { executablePath: chromiumPath(), ...(phone ? { phone: true, viewport: { width: 390, height: 844 } } : {}) })
  people.push(person)
  // A document on the screen of this device, as the person would choose it: headless browsers have no screen to share.
  await person.page.addInitScript(() => {
    navigator.mediaDevices.getDisplayMedia = async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 })
      const c = canvas.getContext('2d')!
      setInterval(() => {
        c.fillStyle = '#fbfaf5'
        c.fillRect(0, 0, 640, 360)
        c.fillStyle = '#222'
        c.font = '40px serif'
        c.fillText('借款合同', 230, 90)
      }, 100)
      return canvas.captureStream(10)
    }
  })
  await person.page.goto(`${court.url}/enter?autojoin=1&camera=0&mic=0&view=scene#${codes[personId]}`)
  await person.page.locator('tt-stage-view canvas').waitFor({ timeout: 40_000 })
  return person
}

/** The controls at the foot of the room; on phones they lie over the picture instead. */
const bar = (person: Attendee, act: string) => person.page.locator(`tt-control-bar [data-act="${act}"]`)
const chosen = (person: Attendee): Promise<string> => bar(person, 'camera-shot').evaluate((select) => (select as unknown as { value: string }).value)
const words = (person: Attendee): Promise<string> => bar(person, 'camera-shot').locator('option').first().innerText()

it('the judge chooses the picture for all, each may look elsewhere, and evidence stands large beside the room', async () => {
  const judge = await enter('judge')
  const plaintiff = await enter('plaintiff')
  expect(await bar(plaintiff, 'directCamera').count()).toBe(0)
  expect(await words(plaintiff)).toBe('随法庭（全景）')

  await bar(judge, 'camera-shot').selectOption('speaker')
  await bar(judge, 'directCamera').click()
  await expect.poll(() => words(plaintiff)).toBe('随法庭（发言人）')
  await bar(plaintiff, 'camera-shot').selectOption('bench')
  expect(await chosen(plaintiff)).toBe('bench')
  // A new word of the court takes everybody along.
  await bar(judge, 'camera-shot').selectOption('parties')
  await expect.poll(() => chosen(plaintiff)).toBe('follow')
  await expect.poll(() => words(plaintiff)).toBe('随法庭（当事人席）')
  await bar(judge, 'directCamera').click()
  await expect.poll(() => words(plaintiff)).toBe('随法庭（全景）')

  await plaintiff.click('setPresentation')
  await judge.click('enlarge-evidence')
  const video = judge.page.locator('tt-enlarged-evidence video')
  await video.waitFor()
  await expect.poll(() => video.evaluate((element) => (element as unknown as { videoWidth: number }).videoWidth)).toBeGreaterThan(100)
  expect(await judge.page.locator('tt-stage-view canvas').isVisible()).toBe(true)
  if (process.env.SCENE_SHOTS) {
    await judge.page.waitForTimeout(1500)
    await judge.page.screenshot({ path: join(process.env.SCENE_SHOTS, 'evidence-beside.png') })
  }
  await judge.click('shrink-evidence')
  await judge.act('enlarge-evidence').waitFor()
  if (process.env.SCENE_SHOTS) {
    await judge.page.waitForTimeout(1500)
    await judge.page.screenshot({ path: join(process.env.SCENE_SHOTS, 'evidence-in-room.png') })
  }
  expect([...judge.errors, ...plaintiff.errors]).toEqual([])
}, 120_000)

it('on a phone the choice lies over the picture, no larger than a finger', async () => {
  const defendant = await enter('defendant', true)
  const choice = defendant.page.locator('tt-stage-view [data-act="camera-shot"]')
  const box = (await choice.boundingBox())!
  expect(box.width).toBeGreaterThanOrEqual(36)
  expect(box.width).toBeLessThan(48)
  await choice.selectOption('bench')
  expect(await choice.evaluate((select) => (select as unknown as { value: string }).value)).toBe('bench')
  expect(await bar(defendant, 'camera-shot').isVisible()).toBe(false)
  if (process.env.SCENE_SHOTS) {
    await defendant.page.waitForTimeout(1500)
    await defendant.page.screenshot({ path: join(process.env.SCENE_SHOTS, 'phone-camera.png') })
  }
  expect(defendant.errors).toEqual([])
}, 90_000)

it('a camera that was opened and gives no picture is opened anew, and then it is sent', async () => {
  const lawyer = await Attendee.open('plaintiffLawyer', { executablePath: chromiumPath() })
  people.push(lawyer)
  // The first time this device opens it stays dark, as when another program has only just let go of it.
  await lawyer.page.addInitScript(() => {
    const { mediaDevices } = navigator
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    const counter = Object.assign(globalThis, { camerasOpened: 0 })
    mediaDevices.getUserMedia = (wish) => (wish?.video && counter.camerasOpened++ === 0 ? Promise.resolve(document.createElement('canvas').captureStream(0)) : open(wish))
  })
  await lawyer.page.goto(`${court.url}/enter?autojoin=1&camera=1&mic=0&view=none&cut=tile#${codes['plaintiffLawyer']}`)
  const sent = () => lawyer.page.evaluate(async () => {
    const { ttConnections = [], camerasOpened } = globalThis as unknown as { ttConnections?: RTCPeerConnection[]; camerasOpened: number }
    let frames = 0
    for (const connection of ttConnections) for (const report of (await connection.getStats()).values()) if (report.type === 'outbound-rtp') frames += (report as { framesEncoded?: number }).framesEncoded ?? 0
    return { camerasOpened, isSending: frames > 5 }
  })
  await expect.poll(sent, { timeout: 60_000, interval: 500 }).toEqual({ camerasOpened: 2, isSending: true })
  expect(lawyer.errors).toEqual([])
}, 120_000)
