import { Device } from 'mediasoup-client'
import type { types } from 'mediasoup-client'
import type { SfuCallName, SfuParams, SfuResult } from '#protocol/sfu.ts'
import type { TransportOffer } from '#protocol/media.ts'

declare global {
  interface Window {
    /** Put in by the test: the page's way to the SFU, in place of the signaling service. */
    sfuCall(name: SfuCallName, params: unknown): Promise<unknown>
    caller: Caller
  }
}

export type Sending = { encodings?: RTCRtpEncodingParameters[]; width?: number; height?: number; frameRate?: number }
export type Received = { packets: number; bytes: number; frames: number; frameHeight: number; audioLevel: number; srtp: string }

/** One person's browser, as bare as it gets: mediasoup-client on one side, the calls of the SFU on the other. */
class Caller {
  readonly #device = new Device()
  readonly #consumers = new Map<string, types.Consumer>()
  #ids = { roomId: '', peerId: '' }
  #send: types.Transport | null = null
  #receive: types.Transport | null = null

  async join(roomId: string, peerId: string): Promise<string> {
    this.#ids = { roomId, peerId }
    const { epoch, rtpCapabilities } = await this.#call('openRoom', { roomId })
    if (!this.#device.loaded) await this.#device.load({ routerRtpCapabilities: rtpCapabilities as unknown as types.RtpCapabilities })
    const offers = await this.#call('openPeer', { ...this.#ids, personId: `person-${peerId}` })
    this.#send = this.#wire(this.#device.createSendTransport(options(offers.send)))
    this.#receive = this.#wire(this.#device.createRecvTransport(options(offers.receive)))
    this.#send.on('produce', ({ kind, rtpParameters }, done, failed) => {
      this.#call('produce', {
        ...this.#ids, kind, source: kind === 'audio' ? 'microphone' : 'camera', rtpParameters: plain(rtpParameters), paused: false,
        description: { layout: 'plain', cutout: 'none', ...(kind === 'video' ? { heightPx: this.#height } : {}) },
      }).then(({ producerId }) => done({ id: producerId }), failed)
    })
    await this.#call('setPeerCapabilities', { ...this.#ids, rtpCapabilities: plain(this.#device.recvRtpCapabilities) })
    return epoch
  }

  #height = 720

  async sendCamera({ encodings, width = 1280, height = 720, frameRate = 10 }: Sending = {}): Promise<string> {
    this.#height = height
    const media = await navigator.mediaDevices.getUserMedia({ video: { width, height, frameRate } })
    const [track] = media.getVideoTracks()
    if (!track || !this.#send) throw new Error('no camera')
    const producer = await this.#send.produce({
      track,
      codec: this.#device.sendRtpCapabilities.codecs?.find(({ mimeType }) => mimeType.toLowerCase() === 'video/vp8'),
      encodings: encodings ?? [
        { scaleResolutionDownBy: 4, maxBitrate: 150_000 }, { scaleResolutionDownBy: 2, maxBitrate: 400_000 }, { scaleResolutionDownBy: 1, maxBitrate: 900_000 },
      ],
      codecOptions: { videoGoogleStartBitrate: 1500 },
    })
    return producer.id
  }

  async sendMicrophone(): Promise<string> {
    const media = await navigator.mediaDevices.getUserMedia({
      // As the voice is: nothing taken out of it, nothing added.
      audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
    })
    const [track] = media.getAudioTracks()
    if (!track || !this.#send) throw new Error('no microphone')
    const producer = await this.#send.produce({ track, codecOptions: { opusDtx: false } })
    return producer.id
  }

  async receive(producerId: string): Promise<string> {
    if (!this.#receive) throw new Error('not joined')
    const offer = await this.#call('consume', { ...this.#ids, producerId })
    const consumer = await this.#receive.consume({
      id: offer.consumerId, producerId, kind: offer.kind, rtpParameters: offer.rtpParameters as unknown as types.RtpParameters,
    })
    this.#consumers.set(consumer.id, consumer)
    await this.#call('resumeConsumer', { ...this.#ids, consumerId: consumer.id })
    return consumer.id
  }

  async received(consumerId: string): Promise<Received> {
    const consumer = this.#consumers.get(consumerId)
    if (!consumer) throw new Error('unknown consumer')
    const received: Received = { packets: 0, bytes: 0, frames: 0, frameHeight: 0, audioLevel: 0, srtp: '' }
    for (const report of (await consumer.getStats()).values()) {
      if (report.type === 'transport') received.srtp = report.srtpCipher
      if (report.type !== 'inbound-rtp') continue
      received.packets = report.packetsReceived
      received.bytes = report.bytesReceived
      received.frames = report.framesDecoded ?? 0
      received.frameHeight = report.frameHeight ?? 0
      received.audioLevel = report.audioLevel ?? 0
    }
    return received
  }

  async restartIce(): Promise<void> {
    for (const transport of [this.#send, this.#receive]) {
      if (!transport) continue
      const { iceParameters } = await this.#call('restartIce', { ...this.#ids, transportId: transport.id })
      await transport.restartIce({ iceParameters: iceParameters as unknown as types.IceParameters })
    }
  }

  states(): { send: string; receive: string } {
    return { send: this.#send?.connectionState ?? 'none', receive: this.#receive?.connectionState ?? 'none' }
  }

  leave(): void {
    this.#send?.close()
    this.#receive?.close()
    this.#consumers.clear()
  }

  #wire(transport: types.Transport): types.Transport {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#call('connectTransport', { ...this.#ids, transportId: transport.id, dtlsParameters: plain(dtlsParameters) }).then(() => done(), failed)
    })
    return transport
  }

  #call<N extends SfuCallName>(name: N, params: SfuParams<N>): Promise<SfuResult<N>> {
    return window.sfuCall(name, params) as Promise<SfuResult<N>>
  }
}

const plain = (value: object) => JSON.parse(JSON.stringify(value)) as SfuParams<'setPeerCapabilities'>['rtpCapabilities']
const options = (offer: TransportOffer) => ({
  id: offer.transportId, iceParameters: offer.iceParameters, iceCandidates: offer.iceCandidates, dtlsParameters: offer.dtlsParameters,
}) as unknown as types.TransportOptions

window.caller = new Caller()
