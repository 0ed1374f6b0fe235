import { afterAll, beforeAll, expect, test } from 'vitest'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { createLog } from '#platform/log.ts'
import type { ConsumerOffer } from '#protocol/media.ts'
import { startSfu, type Sfu } from '../../../sfu/index.ts'
import { OPUS_RTP, RECEIVE_CAPABILITIES } from '../sfu/rtp.ts'
import { Browser, tokenFor } from './browser.ts'
import { openTestDatabase, startTestCourt, trial, type TestCourt, type TestDatabase } from './court.ts'

/** Real media workers; the tracks are announced but carry no packets: what is tested is who gets which. */
let database: TestDatabase
let court: TestCourt
let sfu: Sfu
let codes: Record<string, string>
const HEARING = 'media-trial'
const log = createLog('silent')

beforeAll(async () => {
  const bus = createMemoryBus(log)
  database = await openTestDatabase()
  sfu = await startSfu({ bus, log, workers: 1, listenHost: '127.0.0.1', rtcPort: 0 })
  court = await startTestCourt(database, { bus, limits: { silentForMs: 60_000 } })
  codes = await court.signaling.seedHearing(trial(HEARING))
}, 60_000)
afterAll(async () => {
  await court.stop()
  await sfu.stop()
  await database.close()
})

let ssrc = 1_000
async function attend(personId: string): Promise<Browser> {
  const browser = await new Browser(court.socketUrl).open()
  await browser.hello(await tokenFor(court.url, codes[personId] ?? ''), HEARING)
  await join(browser)
  return browser
}
async function join(browser: Browser): Promise<void> {
  await browser.call('joinMedia', {})
  await browser.call('setCapabilities', { rtpCapabilities: RECEIVE_CAPABILITIES })
}
const speak = (browser: Browser) =>
  browser.call('produce', { source: 'microphone', kind: 'audio', rtpParameters: OPUS_RTP(ssrc++), description: {} })
/** Offers not closed since. */
function offers(browser: Browser): ConsumerOffer[] {
  const open = new Map<string, ConsumerOffer>()
  for (const notice of browser.notices) {
    if (notice.name === 'consumer') open.set(notice.params.consumerId, notice.params)
    if (notice.name === 'consumerClosed') open.delete(notice.params.consumerId)
    if (notice.name === 'mediaReset') open.clear()
  }
  return [...open.values()]
}
const sending = (browser: Browser) => browser.notices.flatMap((notice) => (notice.name === 'sending' ? [notice.params.state] : []))
const settled = () => court.signaling.inside.media.find(HEARING)?.settled()
const act = (personId: string, command: Parameters<Browser['command']>[0]) =>
  court.signaling.inside.hosts.submit(HEARING, { command: command as never, actor: { personId }, commandId: crypto.randomUUID() })
const hears = (browser: Browser, from: string) => browser.until(`hearing ${from}`, () => offers(browser).some((offer) => offer.from === from))
const hearsNoMore = (browser: Browser, from: string) => browser.until(`no longer hearing ${from}`, () => !offers(browser).some((offer) => offer.from === from))

let judge: Browser
let plaintiff: Browser
let witness: Browser

test('in the waiting room nothing may be sent; in the courtroom it may', async () => {
  judge = await attend('judge')
  plaintiff = await attend('plaintiff')
  await expect(speak(plaintiff)).rejects.toMatchObject({ code: 'mediaRefused' })
  await act('judge', { type: 'admit', personId: 'plaintiff' })
  await speak(plaintiff)
  expect(sending(plaintiff)).toEqual(['held'])
  await speak(judge)
})

test('a switched-on microphone reaches the room; the flow starts paused until the browser is ready', async () => {
  await judge.command({ type: 'setMicrophone', on: true })
  await hears(plaintiff, 'judge')
  expect(sending(judge)).toEqual(['held', 'live'])
  const offer = offers(plaintiff)[0]
  expect(offer).toMatchObject({ from: 'judge', source: 'microphone', kind: 'audio' })
  expect(plaintiff.notices.some(({ name }) => name === 'consumerPaused')).toBe(false)
  await plaintiff.call('consumerReady', { consumerId: offer?.consumerId ?? '' })
  await plaintiff.until('flowing', ({ notices }) => notices.some((notice) => notice.name === 'consumerPaused' && !notice.params.paused))
  await expect(judge.call('consumerReady', { consumerId: offer?.consumerId ?? '' })).rejects.toMatchObject({ code: 'notFound' })
})

test('off and on again keeps the flow: paused, then flowing', async () => {
  const before = offers(plaintiff)
  await judge.command({ type: 'setMicrophone', on: false })
  await plaintiff.until('paused', ({ notices }) => notices.findLast(({ name }) => name === 'consumerPaused')?.params !== undefined && isPaused(plaintiff))
  await judge.command({ type: 'setMicrophone', on: true })
  await plaintiff.until('flowing again', () => !isPaused(plaintiff))
  expect(offers(plaintiff)).toEqual(before)
})
function isPaused(browser: Browser): boolean {
  const last = browser.notices.findLast((notice) => notice.name === 'consumerPaused')
  return last?.name === 'consumerPaused' && last.params.paused
}

test('a witness not yet called gets nothing: no flow, no level, no route', async () => {
  witness = await attend('witness')
  await judge.command({ type: 'setMicrophone', on: false })
  await judge.command({ type: 'setMicrophone', on: true })
  await settled()
  expect(offers(witness)).toEqual([])
  expect(witness.notices.filter(({ name }) => name === 'levels' || name === 'activeSpeaker' || name === 'quality')).toEqual([])
  expect(court.signaling.mediaRoutes(HEARING).filter((route) => route.personId === 'witness' || route.from === 'witness')).toEqual([])
})

test('the court\'s mute holds the track on the server, and it stays held after a reconnection', async () => {
  await plaintiff.command({ type: 'setMicrophone', on: true })
  await hears(judge, 'plaintiff')
  await judge.command({ type: 'mute', personId: 'plaintiff' })
  await plaintiff.until('held', () => sending(plaintiff).at(-1) === 'held')
  plaintiff.cut()
  await hearsNoMore(judge, 'plaintiff')
  plaintiff = await attend('plaintiff')
  await speak(plaintiff)
  expect(sending(plaintiff)).toEqual(['held'])
  await expect(plaintiff.command({ type: 'setMicrophone', on: true })).rejects.toMatchObject({ code: 'mutedByCourt' })
  await settled()
  expect(offers(judge).filter(({ from }) => from === 'plaintiff')).toEqual([])
  await hears(plaintiff, 'judge')
})

test('when the line is lost the tracks stop at once and the flows to others are closed', async () => {
  await judge.command({ type: 'unmute', personId: 'plaintiff' })
  await plaintiff.command({ type: 'setMicrophone', on: true })
  await hears(judge, 'plaintiff')
  plaintiff.cut()
  await hearsNoMore(judge, 'plaintiff')
  const open = court.signaling.mediaRoutes(HEARING).filter((route) => route.closedAt === null && (route.from === 'plaintiff' || route.personId === 'plaintiff'))
  expect(open).toEqual([])
})

test('two tabs: the older one\'s media ends with its place', async () => {
  plaintiff = await attend('plaintiff')
  await speak(plaintiff)
  await hears(judge, 'plaintiff')
  const newer = await attend('plaintiff')
  await hearsNoMore(judge, 'plaintiff')
  await plaintiff.until('the older tab closed', ({ closed }) => closed?.code === 4010)
  plaintiff = newer
})

test('a killed media worker: everybody is told, joins again, and hears again', async () => {
  await speak(plaintiff)
  await hears(judge, 'plaintiff')
  process.kill(sfu.workerPids()[0] ?? 0, 'SIGKILL')
  await Promise.all([judge, plaintiff, witness].map((browser) => browser.until('mediaReset', ({ notices }) => notices.some(({ name }) => name === 'mediaReset'), 10_000)))
  await Promise.all([judge, plaintiff].map(join))
  await Promise.all([speak(judge), speak(plaintiff)])
  await Promise.all([hears(judge, 'plaintiff'), hears(plaintiff, 'judge')])
}, 30_000)
