import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { AppError } from '#protocol/errors.ts'
import { SFU_CALLS, SFU_EVENT_SUBJECT, SFU_REQUEST_SUBJECT, SfuEvent } from '#protocol/sfu.ts'
import type { SfuCallName, SfuParams, SfuResult } from '#protocol/sfu.ts'
import { createMemoryBus } from '#platform/bus/memory.ts'
import { createLog } from '#platform/log.ts'
import { startSfu } from '../../../sfu/index.ts'
import type { Sfu } from '../../../sfu/index.ts'
import { OPUS_RTP, RECEIVE_CAPABILITIES, dtlsClient } from './rtp.ts'

const log = createLog('silent')
const bus = createMemoryBus(log)
const events: SfuEvent[] = []
let sfu: Sfu

async function call<N extends SfuCallName>(name: N, params: SfuParams<N>): Promise<SfuResult<N>> {
  const result = await bus.request(SFU_REQUEST_SUBJECT, { name, params })
  return SFU_CALLS[name].result.parse(result) as SfuResult<N>
}
const refused = (promise: Promise<unknown>) => promise.then(() => 'done', (error: unknown) => (error instanceof AppError ? error.code : error))
const alive = (pid: number) => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
async function until(what: string, condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  for (const end = Date.now() + withinMs; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    if (await condition()) return
    if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`)
  }
}

beforeAll(async () => {
  bus.subscribe(SFU_EVENT_SUBJECT, (event) => events.push(SfuEvent.parse(event)))
  sfu = await startSfu({ bus, log, workers: 2, listenHost: '127.0.0.1', rtcPort: 0 })
})
afterAll(async () => {
  const pids = sfu.workerPids()
  await Promise.all([sfu.stop(), sfu.stop()])
  expect(pids.filter(alive)).toEqual([])
  expect(await refused(call('stats', {}))).toBe('busy')
})

describe('calls of the SFU', () => {
  const peer = { roomId: 'room-a', peerId: 'peer-1' }

  it('opens a room once, however often and at once it is asked', async () => {
    const [first, second] = await Promise.all([call('openRoom', { roomId: 'room-a' }), call('openRoom', { roomId: 'room-a' })])
    expect(second.epoch).toBe(first.epoch)
    expect((await call('openRoom', { roomId: 'room-a' })).epoch).toBe(first.epoch)
    const codecs = JSON.stringify(first.rtpCapabilities)
    for (const codec of ['audio/opus', 'video/VP8', 'video/H264', 'video/rtx']) expect(codecs).toContain(codec)
  })

  it('spreads rooms over the workers', async () => {
    await call('openRoom', { roomId: 'room-b' })
    expect((await call('stats', {})).workers.map(({ rooms }) => rooms)).toEqual([1, 1])
    await call('closeRoom', { roomId: 'room-b' })
    await call('closeRoom', { roomId: 'room-b' })
    expect((await call('stats', {})).rooms).toBe(1)
  })

  it('opens a peer with a transport each way, and anew once a browser has used it', async () => {
    const ask = () => call('openPeer', { ...peer, personId: 'judge' })
    const [first, second] = await Promise.all([ask(), ask()])
    expect(second).toEqual(first)
    expect(first.send.iceCandidates.map((candidate) => candidate.protocol)).toEqual(['udp', 'tcp'])
    const dtlsParameters = dtlsClient()
    await call('connectTransport', { ...peer, transportId: first.send.transportId, dtlsParameters })
    await call('connectTransport', { ...peer, transportId: first.send.transportId, dtlsParameters })
    expect(await refused(call('connectTransport', { ...peer, transportId: first.send.transportId, dtlsParameters: dtlsClient('00') }))).toBe('badMessage')
    const third = await ask()
    expect(third.send.transportId).not.toBe(first.send.transportId)
    expect((await call('stats', {})).peers).toBe(1)
    const { iceParameters } = await call('restartIce', { ...peer, transportId: third.send.transportId })
    expect(iceParameters.usernameFragment).not.toBe(third.send.iceParameters.usernameFragment)
  })

  it('refuses nonsense with a code and goes on', async () => {
    const { send } = await call('openPeer', { ...peer, personId: 'judge' })
    const microphone = { ...peer, source: 'microphone' as const, kind: 'audio' as const, description: {}, paused: false }
    expect(await refused(bus.request(SFU_REQUEST_SUBJECT, { name: 'nonsense', params: {} }))).toBe('badMessage')
    expect(await refused(bus.request(SFU_REQUEST_SUBJECT, { name: 'openRoom', params: { roomId: '../x' } }))).toBe('badMessage')
    expect(await refused(bus.request(SFU_REQUEST_SUBJECT, null))).toBe('badMessage')
    expect(await refused(call('openPeer', { roomId: 'never', peerId: 'p', personId: 'q' }))).toBe('notFound')
    expect(await refused(call('connectTransport', { ...peer, transportId: send.transportId, dtlsParameters: { fingerprints: 'x' } }))).toBe('badMessage')
    expect(await refused(call('produce', { ...microphone, rtpParameters: {} }))).toBe('badMessage')
    expect(await refused(call('produce', { ...microphone, kind: 'video', rtpParameters: OPUS_RTP(1) }))).toBe('badMessage')
    expect(await refused(call('consume', { ...peer, producerId: 'nobody' }))).toBe('notFound')
    expect(await refused(call('setDrawnHeight', { ...peer, consumerId: 'nobody', heightPx: 10 }))).toBe('notFound')
    await call('closeConsumer', { ...peer, consumerId: 'nobody' })
    await call('closeProducer', { ...peer, producerId: 'nobody' })
    await call('closePeer', { roomId: 'never', peerId: 'nobody' })
    expect((await call('stats', {})).producers).toBe(0)
  })

  it('takes a track, offers it once to each peer, and drops it for all when closed', async () => {
    const { producerId } = await call('produce', {
      ...peer, source: 'microphone', kind: 'audio', description: {}, paused: true, rtpParameters: OPUS_RTP(2),
    })
    const other = { roomId: 'room-a', peerId: 'peer-2' }
    await call('openPeer', { ...other, personId: 'clerk' })
    expect(await refused(call('consume', { ...other, producerId }))).toBe('badMessage')
    await call('setPeerCapabilities', { ...other, rtpCapabilities: RECEIVE_CAPABILITIES })
    const [offer, again] = await Promise.all([call('consume', { ...other, producerId }), call('consume', { ...other, producerId })])
    expect(again.consumerId).toBe(offer.consumerId)
    expect(offer).toMatchObject({ producerId, from: 'judge', source: 'microphone', kind: 'audio', producerPaused: true, description: { layout: 'plain' } })
    await call('resumeConsumer', { ...other, consumerId: offer.consumerId })
    await call('setProducerPaused', { ...peer, producerId, paused: false })
    await call('describeProducer', { ...peer, producerId, description: { layout: 'stacked', cutout: 'key' } })
    expect((await call('consume', { ...other, producerId })).description).toMatchObject({ layout: 'stacked', cutout: 'key' })
    expect(await refused(call('closeProducer', { ...other, producerId }))).toBe('done')
    expect((await call('stats', {})).producers).toBe(1)
    await call('closeProducer', { ...peer, producerId })
    await until('consumer closed', async () => (await call('stats', {})).consumers === 0)
  })

  it('holds no more tracks of one connection than the bound', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, (_, index) =>
      refused(call('produce', { ...peer, source: 'microphone', kind: 'audio', description: {}, paused: true, rtpParameters: OPUS_RTP(100 + index) }))))
    expect(made.filter((result) => result === 'done')).toHaveLength(6)
    expect(made.filter((result) => result === 'badMessage')).toHaveLength(4)
  })

  it('tells the quality of each line', async () => {
    await until('quality', () => events.some((event) => event.type === 'quality' && event.quality.some(({ personId }) => personId === 'judge')))
  })

  it('tells of every room of a dead worker, replaces it, and opens the room again at once', async () => {
    const { epoch } = await call('openRoom', { roomId: 'room-a' })
    const before = sfu.workerPids()
    for (const pid of before) process.kill(pid, 'SIGKILL')
    await until('room lost', () => events.some((event) => event.type === 'roomLost' && event.roomId === 'room-a' && event.epoch === epoch))
    expect(await refused(call('openPeer', { ...peer, personId: 'judge' }))).toBe('notFound')
    const reopened = await call('openRoom', { roomId: 'room-a' })
    expect(reopened.epoch).not.toBe(epoch)
    await call('openPeer', { ...peer, personId: 'judge' })
    await until('both replaced', () => sfu.workerPids().length === 2)
    expect(sfu.workerPids().filter((pid) => before.includes(pid))).toEqual([])
    expect(before.filter(alive)).toEqual([])
  })

  it('kills and replaces a worker that hangs', async () => {
    const [hung] = sfu.workerPids()
    process.kill(hung!, 'SIGSTOP')
    await until('replaced', () => sfu.workerPids().length === 2 && !sfu.workerPids().includes(hung!), 30_000)
    expect(alive(hung!)).toBe(false)
  }, 40_000)
})

it('says which port it could not have', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await once(holder, 'listening')
  const { port } = holder.address() as AddressInfo
  const start = startSfu({ bus: createMemoryBus(log), log, workers: 1, listenHost: '127.0.0.1', rtcPort: port })
  await expect(start).rejects.toThrow(String(port))
  holder.close()
})
