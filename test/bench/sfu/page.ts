import { Device } from 'mediasoup-client'
import type { types } from 'mediasoup-client'
import type { SfuCallName, SfuParams, SfuResult } from '#protocol/sfu.ts'
import type { TransportOffer } from '#protocol/media.ts'

/** One exchange with a Janus handle: a videoroom request with or without a session description, and what came back. */
export type JanusReply = { data: Record<string, unknown>; sdp: string | null }
export type Totals = { packets: number; bytes: number; frames: number; height: number; suites: string[] }

declare global {
  interface Window {
    sfuCall(name: SfuCallName, params: unknown): Promise<unknown>
    janus(handle: string, body: Record<string, unknown>, sdp: { type: string; sdp: string } | null): Promise<JanusReply>
    clients: typeof clients
  }
}

/** Every connection of the page, whoever made it, so that both servers' receivers are counted by the same code. */
const connections = new Set<RTCPeerConnection>()
const Native = window.RTCPeerConnection
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration)
    connections.add(this)
  }
}

const VIDEO_BPS = 600_000
const ENCODING = { maxBitrate: VIDEO_BPS }
let media: Promise<MediaStream> | null = null
const camera = () => (media ??= navigator.mediaDevices.getUserMedia({ video: { width: 640, height: 360, frameRate: 15 }, audio: true }))
const plain = (value: object) => JSON.parse(JSON.stringify(value)) as SfuParams<'setPeerCapabilities'>['rtpCapabilities']
const call = <N extends SfuCallName>(name: N, params: SfuParams<N>) => window.sfuCall(name, params) as Promise<SfuResult<N>>
const options = (offer: TransportOffer) => ({
  id: offer.transportId, iceParameters: offer.iceParameters, iceCandidates: offer.iceCandidates, dtlsParameters: offer.dtlsParameters,
}) as unknown as types.TransportOptions

async function sfuJoin(roomId: string, peerId: string) {
  const peer = { roomId, peerId }
  const device = new Device()
  const { rtpCapabilities } = await call('openRoom', { roomId })
  await device.load({ routerRtpCapabilities: rtpCapabilities as unknown as types.RtpCapabilities })
  const offers = await call('openPeer', { ...peer, personId: peerId })
  await call('setPeerCapabilities', { ...peer, rtpCapabilities: plain(device.recvRtpCapabilities) })
  const wired = (transport: types.Transport) => {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      call('connectTransport', { ...peer, transportId: transport.id, dtlsParameters: plain(dtlsParameters) }).then(() => done(), failed)
    })
    return transport
  }
  return { peer, device, offers, wired }
}

/** Resolves with the producers' ids. */
async function sfuSend(roomId: string, peerId: string): Promise<string[]> {
  const { peer, device, offers, wired } = await sfuJoin(roomId, peerId)
  const transport = wired(device.createSendTransport(options(offers.send)))
  transport.on('produce', ({ kind, rtpParameters }, done, failed) => {
    call('produce', {
      ...peer, kind, source: kind === 'audio' ? 'microphone' : 'camera', rtpParameters: plain(rtpParameters), paused: false, description: {},
    }).then(({ producerId }) => done({ id: producerId }), failed)
  })
  const producers: string[] = []
  for (const track of (await camera()).clone().getTracks()) {
    const codec = device.sendRtpCapabilities.codecs?.find(({ mimeType }) => /vp8|opus/i.test(mimeType) && mimeType.startsWith(track.kind))
    producers.push((await transport.produce({ track, codec, ...(track.kind === 'video' ? { encodings: [ENCODING] } : {}) })).id)
  }
  return producers
}

async function sfuReceive(roomId: string, peerId: string, producers: string[]): Promise<void> {
  const { peer, device, offers, wired } = await sfuJoin(roomId, peerId)
  const transport = wired(device.createRecvTransport(options(offers.receive)))
  for (const producerId of producers) {
    const offer = await call('consume', { ...peer, producerId })
    const consumer = await transport.consume({
      id: offer.consumerId, producerId, kind: offer.kind, rtpParameters: offer.rtpParameters as unknown as types.RtpParameters,
    })
    await call('resumeConsumer', { ...peer, consumerId: consumer.id })
  }
}

/** Resolves with the feed's number. */
async function janusSend(handle: string, room: number): Promise<number> {
  const joined = await window.janus(handle, { request: 'join', ptype: 'publisher', room, display: handle }, null)
  const connection = new RTCPeerConnection()
  for (const track of (await camera()).clone().getTracks()) {
    connection.addTransceiver(track, { direction: 'sendonly', ...(track.kind === 'video' ? { sendEncodings: [ENCODING] } : {}) })
  }
  await connection.setLocalDescription()
  const sdp = await gathered(connection)
  const answer = await window.janus(handle, { request: 'publish', audiocodec: 'opus', videocodec: 'vp8' }, { type: 'offer', sdp })
  await connection.setRemoteDescription({ type: 'answer', sdp: answer.sdp ?? '' })
  await connectedOnce(connection)
  return Number(joined.data.id)
}

async function janusReceive(handle: string, room: number, feeds: number[]): Promise<void> {
  const offer = await subscribed(handle, room, feeds)
  const connection = new RTCPeerConnection()
  await connection.setRemoteDescription({ type: 'offer', sdp: offer.sdp ?? '' })
  await connection.setLocalDescription()
  await window.janus(handle, { request: 'start', room }, { type: 'answer', sdp: await gathered(connection) })
}

/** Janus knows a feed only a moment after its browser calls itself connected. */
async function subscribed(handle: string, room: number, feeds: number[], attempts = 20): Promise<JanusReply> {
  try {
    return await window.janus(handle, { request: 'join', ptype: 'subscriber', room, streams: feeds.map((feed) => ({ feed })) }, null)
  } catch (error) {
    if (attempts === 0 || !String(error).includes('No such feed')) throw error
    await new Promise((resolve) => setTimeout(resolve, 100))
    return subscribed(handle, room, feeds, attempts - 1)
  }
}

async function connectedOnce(connection: RTCPeerConnection): Promise<void> {
  while (connection.connectionState !== 'connected') {
    await new Promise((resolve) => connection.addEventListener('connectionstatechange', resolve, { once: true }))
  }
}

async function gathered(connection: RTCPeerConnection): Promise<string> {
  while (connection.iceGatheringState !== 'complete') {
    await new Promise((resolve) => connection.addEventListener('icegatheringstatechange', resolve, { once: true }))
  }
  return connection.localDescription?.sdp ?? ''
}

/** What all receivers of the page have been given so far; bytes are RTP with headers. */
async function totals(): Promise<Totals> {
  const sum = { packets: 0, bytes: 0, frames: 0, height: 0 }
  const suites = new Set<string>()
  for (const connection of connections) {
    for (const report of (await connection.getStats()).values()) {
      if (report.type === 'transport' && report.srtpCipher) suites.add(report.srtpCipher)
      if (report.type !== 'inbound-rtp') continue
      sum.packets += report.packetsReceived
      sum.bytes += report.bytesReceived + (report.headerBytesReceived ?? 0)
      sum.frames += report.framesDecoded ?? 0
      sum.height = Math.max(sum.height, report.frameHeight ?? 0)
    }
  }
  return { ...sum, suites: [...suites] }
}

function leave(): void {
  for (const connection of connections) {
    for (const sender of connection.getSenders()) sender.track?.stop()
    connection.close()
  }
  connections.clear()
}

const clients = { sfuSend, sfuReceive, janusSend, janusReceive, totals, leave }
window.clients = clients
