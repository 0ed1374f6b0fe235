import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { MediaPolicy, PersonMedia } from '#domain/media.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { createLog } from '#platform/log.ts'
import type { Bus } from '#platform/ports.ts'
import type { MediaNotice } from '#protocol/media-calls.ts'
import { startSfu, type Sfu } from '../../../sfu/index.ts'
import { createMediaCalls, type MediaCalls } from '../../../signaling/media/calls.ts'
import type { MediaCaller } from '../../../signaling/media/session-options.ts'
import { MediaSessions } from '../../../signaling/media/sessions.ts'
import { createSfuClient } from '../../../signaling/media/sfu-client.ts'
import type { MediaView } from '../../../signaling/media/view.ts'
import { OPUS_RTP, RECEIVE_CAPABILITIES } from '../sfu/rtp.ts'
import { openTestDatabase, startTestCourt, type TestCourt, type TestDatabase } from './court.ts'

/** A conversation of two that is no hearing, with real media workers: who gets what follows from the view alone. */
let database: TestDatabase
let court: TestCourt
let sfu: Sfu
let bus: Bus
let media: MediaSessions
let calls: MediaCalls<MediaCaller>
let room: string
let view: MediaView
const told: { connectionId: string; notice: MediaNotice }[] = []
const citizen: MediaCaller = { connectionId: 'citizen-line', personId: 'citizen' }
const clerk: MediaCaller = { connectionId: 'clerk-line', personId: 'clerk' }
const log = createLog('silent')

beforeAll(async () => {
  bus = createMemoryBus(log)
  database = await openTestDatabase()
  sfu = await startSfu({ bus, log, workers: 1, listenHost: '127.0.0.1', rtcPort: 0 })
  court = await startTestCourt(database, { bus })
  media = new MediaSessions({
    court: court.signaling.inside.court, isLive: () => true, notify: (connectionId, notice) => told.push({ connectionId, notice }),
  })
  calls = createMediaCalls<MediaCaller>(media, { room: () => room, view: async () => view })
}, 60_000)
beforeEach(() => {
  told.splice(0)
  room = `call-${crypto.randomUUID()}`
  view = viewOf('live')
})
afterAll(async () => {
  await media.stop()
  await court.stop()
  await sfu.stop()
  await database.close()
})

type Send = PersonMedia['send']['microphone']
/** The citizen speaks, the clerk listens as far as the citizen's sound is live. */
function viewOf(microphone: Send, options: { over?: boolean; keeps?: boolean } = {}): MediaView {
  const send = (sound: Send) => ({ microphone: sound, camera: 'none', presentation: 'none' } as const)
  const policy: MediaPolicy = {
    citizen: { send: send(microphone), receive: [] },
    clerk: { send: send('none'), receive: microphone === 'live' ? [{ from: 'citizen', sources: ['microphone'] }] : [] },
  }
  return { roomId: room, over: options.over ?? false, policy, connectionOf: (personId) => `${personId}-line`, keepsHeld: () => options.keeps ?? false }
}
async function come(caller: MediaCaller): Promise<void> {
  await calls.joinMedia(caller, {})
  await calls.setCapabilities(caller, { rtpCapabilities: RECEIVE_CAPABILITIES })
}
let ssrc = 90_000
const speak = () => calls.produce(citizen, { source: 'microphone', kind: 'audio', rtpParameters: OPUS_RTP(ssrc++), description: { layout: 'plain', cutout: 'none' } })
const toClerk = () => told.filter(({ connectionId }) => connectionId === clerk.connectionId).map(({ notice }) => notice.name)
const rooms = async () => (await createSfuClient(bus)('stats', {})).rooms
async function becomes(next: MediaView): Promise<void> {
  view = next
  media.find(room)?.update(next)
  await media.find(room)?.settled()
}

test('what the view allows flows, and stops with it: no route is left where none is kept', async () => {
  await come(citizen)
  await come(clerk)
  await speak()
  await media.find(room)?.settled()
  expect(toClerk()).toEqual(['consumer'])
  await becomes(viewOf('held'))
  expect(toClerk()).toEqual(['consumer', 'consumerClosed'])
  expect(media.routesOf(room).map(({ personId, from, closedAt }) => [personId, from, closedAt !== null])).toEqual([['clerk', 'citizen', true]])
})

test('where a held route is kept it is paused, not closed', async () => {
  await come(citizen)
  await come(clerk)
  await speak()
  await media.find(room)?.settled()
  const offer = told.find(({ notice }) => notice.name === 'consumer')?.notice
  await calls.consumerReady(clerk, { consumerId: offer?.name === 'consumer' ? offer.params.consumerId : '' })
  await media.find(room)?.settled()
  await becomes(viewOf('held', { keeps: true }))
  await becomes(viewOf('live', { keeps: true }))
  expect(toClerk()).toEqual(['consumer', 'consumerPaused', 'consumerPaused', 'consumerPaused'])
})

test('nothing may be sent that the view does not allow; a connection that is not the person’s own sends nothing', async () => {
  view = viewOf('none')
  await come(citizen)
  await expect(speak()).rejects.toMatchObject({ code: 'mediaRefused' })
  await becomes({ ...viewOf('live'), connectionOf: () => 'a-newer-line' })
  await expect(speak()).rejects.toMatchObject({ code: 'mediaRefused' })
})

test('the room is closed when it is over: with the last who leaves, or at once where nobody is left', async () => {
  const before = await rooms()
  await come(citizen)
  await come(clerk)
  expect(await rooms()).toBe(before + 1)
  await becomes(viewOf('live', { over: true }))
  await media.find(room)?.leave(clerk.connectionId)
  expect(await rooms()).toBe(before + 1)
  await media.find(room)?.leave(citizen.connectionId)
  expect(await rooms()).toBe(before)

  room = `${room}-again`
  view = viewOf('live')
  await come(citizen)
  await media.find(room)?.leave(citizen.connectionId)
  expect(await rooms()).toBe(before + 1)
  await becomes(viewOf('live', { over: true }))
  await expect.poll(rooms).toBe(before)
  await media.forget(room)
  expect(media.find(room)).toBeUndefined()
  await expect(speak()).rejects.toMatchObject({ code: 'mediaUnavailable' })
})
