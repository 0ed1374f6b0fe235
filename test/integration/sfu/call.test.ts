import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { AppError } from '#protocol/errors.ts'
import { SFU_EVENT_SUBJECT, SFU_REQUEST_SUBJECT } from '#protocol/sfu.ts'
import type { SfuCallName, SfuEvent, SfuParams } from '#protocol/sfu.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { createLog } from '#platform/log.ts'
import { startSfu } from '../../../sfu/index.ts'
import type { Sfu } from '../../../sfu/index.ts'
import { VOICES, writeFakeVoice } from '../../harness/fake-voice.ts'
import { bundle, openBrowser } from './browser.ts'
import type { Bench } from './browser.ts'

const log = createLog('silent')
const bus = createMemoryBus(log)
const events: SfuEvent[] = []
const roomId = 'court'
let sfu: Sfu
let bench: Bench
let folder: string
let judge: Page
let party: Page

const call = (name: SfuCallName, params: SfuParams<SfuCallName>) => bus.request(SFU_REQUEST_SUBJECT, { name, params })
const newVisitor = () => bench.newPage({
  sfuCall: async (name: SfuCallName, params: SfuParams<SfuCallName>) => {
    try {
      return await call(name, params)
    } catch (error) {
      throw new Error(error instanceof AppError ? error.code : 'internal', { cause: error })
    }
  },
})
const received = (page: Page, consumerId: string) => page.evaluate((id) => window.caller.received(id), consumerId)
async function until(what: string, condition: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 100))) {
    if (await condition()) return
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
  }
}
const framesOf = async (page: Page, consumerId: string) => (await received(page, consumerId)).frames

beforeAll(async () => {
  bus.subscribe(SFU_EVENT_SUBJECT, (event) => events.push(event as SfuEvent))
  sfu = await startSfu({ bus, log, workers: 1, listenHost: '127.0.0.1', rtcPort: 0 })
  // A voice, not the fake device's own short beep: a level is the mean of a quarter of a second.
  folder = await mkdtemp(join(tmpdir(), 'tongting-call-'))
  await writeFakeVoice(join(folder, 'voice.wav'), VOICES[0]!, 10)
  bench = await openBrowser(await bundle(new URL('page.ts', import.meta.url).pathname), [`--use-file-for-fake-audio-capture=${join(folder, 'voice.wav')}`])
  ;[judge, party] = await Promise.all([newVisitor(), newVisitor()])
}, 60_000)
afterAll(async () => {
  await bench?.close()
  await sfu?.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('two real browsers in one room', () => {
  let camera = ''
  let voice = ''
  let seen = ''
  const drawn = (heightPx: number) => call('setDrawnHeight', { roomId, peerId: 'party', consumerId: seen, heightPx })

  it('carries picture and sound over DTLS-SRTP', async () => {
    await judge.evaluate((room) => window.caller.join(room, 'judge'), roomId)
    await party.evaluate((room) => window.caller.join(room, 'party'), roomId)
    camera = await judge.evaluate(() => window.caller.sendCamera())
    voice = await judge.evaluate(() => window.caller.sendMicrophone())
    seen = await party.evaluate((id) => window.caller.receive(id), camera)
    const heard = await party.evaluate((id) => window.caller.receive(id), voice)
    await until('frames', async () => (await framesOf(party, seen)) > 5)
    await until('sound', async () => (await received(party, heard)).packets > 20)
    expect((await received(party, seen)).srtp).toMatch(/^(AEAD_AES|SRTP_AEAD_AES|AES_CM)/)
    const pid = sfu.workerPids()[0]!
    expect(process.kill(pid, 0)).toBe(true)
  }, 60_000)

  it('tells levels and who speaks', async () => {
    await until('levels', () => events.some((event) => event.type === 'levels' && event.levels.some(({ personId }) => personId === 'person-judge')))
    await until('speaker', () => events.some((event) => event.type === 'activeSpeaker' && event.personId === 'person-judge'))
  }, 30_000)

  it('follows the drawn height with the simulcast layer', async () => {
    await drawn(150)
    await until('low layer', async () => (await received(party, seen)).frameHeight === 180)
    await drawn(720)
    await until('high layer', async () => (await received(party, seen)).frameHeight === 720, 40_000)
    await drawn(360)
    await until('middle layer', async () => (await received(party, seen)).frameHeight === 360)
    expect(events.some((event) => event.type === 'consumerLayer' && event.consumerId === seen && event.spatialLayer === 2)).toBe(true)
  }, 90_000)

  it('sends nothing of a picture nobody draws, and goes on when it is drawn again', async () => {
    await drawn(0)
    await until('no more frames', async () => {
      const before = await framesOf(party, seen)
      await new Promise((resolve) => setTimeout(resolve, 700))
      return (await framesOf(party, seen)) === before
    })
    const still = await framesOf(party, seen)
    await drawn(300)
    await until('frames again', async () => (await framesOf(party, seen)) > still)
  }, 60_000)

  it('stops and goes on by the server alone', async () => {
    await call('setProducerPaused', { roomId, peerId: 'judge', producerId: camera, paused: true })
    await until('no more frames', async () => {
      const before = await framesOf(party, seen)
      await new Promise((resolve) => setTimeout(resolve, 700))
      return (await framesOf(party, seen)) === before
    })
    const still = await framesOf(party, seen)
    await call('setProducerPaused', { roomId, peerId: 'judge', producerId: camera, paused: false })
    await until('frames again', async () => (await framesOf(party, seen)) > still)
  }, 60_000)

  it('goes on through an ICE restart', async () => {
    await party.evaluate(() => window.caller.restartIce())
    const still = await framesOf(party, seen)
    await until('frames', async () => (await framesOf(party, seen)) > still + 5)
    expect(await party.evaluate(() => window.caller.states())).toMatchObject({ receive: 'connected' })
  }, 40_000)

  it('tells quality with round trip and loss', async () => {
    await until('quality', () => events.some((event) => event.type === 'quality' && event.quality.some(
      ({ personId, down, rttMs, lossPercent }) => personId === 'person-party' && down !== null && rttMs !== null && lossPercent !== null)))
  }, 30_000)

  it('tells of a line that has gone quiet', async () => {
    const visitor = await newVisitor()
    await visitor.evaluate((room) => window.caller.join(room, 'visitor'), roomId)
    await visitor.evaluate((id) => window.caller.receive(id), camera)
    await until('connected', async () => (await visitor.evaluate(() => window.caller.states())).receive === 'connected')
    await visitor.close()
    await until('transport failed', () => events.some((event) => event.type === 'transportFailed' && event.peerId === 'visitor'), 40_000)
    await call('closePeer', { roomId, peerId: 'visitor' })
  }, 60_000)

  it('is back within seconds of its worker being killed', async () => {
    process.kill(sfu.workerPids()[0]!, 'SIGKILL')
    const killedAt = Date.now()
    await until('room lost', () => events.some((event) => event.type === 'roomLost' && event.roomId === roomId))
    const lostAfterMs = Date.now() - killedAt
    for (const page of [judge, party]) await page.evaluate(() => window.caller.leave())
    await judge.evaluate((room) => window.caller.join(room, 'judge'), roomId)
    await party.evaluate((room) => window.caller.join(room, 'party'), roomId)
    const again = await judge.evaluate(() => window.caller.sendCamera())
    seen = await party.evaluate((id) => window.caller.receive(id), again)
    await until('frames', async () => (await framesOf(party, seen)) > 5)
    process.stdout.write(`room lost told after ${lostAfterMs} ms, frames again after ${Date.now() - killedAt} ms\n`)
  }, 60_000)
})
