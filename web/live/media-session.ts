import { Device } from 'mediasoup-client'
import type { types } from 'mediasoup-client'
import type { ConsumerOffer, MediaJson, TrackDescription, TransportOffer } from '#protocol/media.ts'
import type { MediaSource } from '#protocol/places.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { MediaCallName, MediaParams, MediaResult } from '#protocol/media-calls.ts'
import { sendEncodings } from './encodings.ts'

export type LocalTrack = { track: MediaStreamTrack; description: TrackDescription }
export type RemoteTrack = {
  personId: PersonId; source: MediaSource; track: MediaStreamTrack; description: TrackDescription
  consumerId: string; paused: boolean
}
/** The one thing sound and picture need of a socket, whatever else is spoken on it. */
export type MediaLine = { request<N extends MediaCallName>(name: N, params: MediaParams<N>): Promise<MediaResult<N>> }
export type SessionHandlers = { onTracks(): void; onFailed(): void }

/** `personId/source` names one remote track everywhere in the client. */
export const trackKey = (personId: PersonId, source: MediaSource): string => `${personId}/${source}`

/**
 * Sound and picture of one life of the socket: made after hello, thrown away when the line or the media worker is lost
 * (lessons 1 and 5: no media outlives its signalling). What may flow is decided by the server alone.
 */
export class MediaSession {
  readonly tracks = new Map<string, RemoteTrack>()
  readonly #socket: MediaLine
  readonly #handlers: SessionHandlers
  readonly #device = new Device()
  readonly #consumers = new Map<string, types.Consumer>()
  readonly #producers = new Map<MediaSource, types.Producer>()
  /** The server's word on each source may come before the producer exists here. */
  readonly #held = new Map<MediaSource, boolean>()
  #send: types.Transport | null = null
  #receive: types.Transport | null = null
  #closed = false
  /** Offers being taken in, by consumer. */
  readonly #arriving = new Map<string, Promise<void>>()
  /** What is sent changes one step after another. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(socket: MediaLine, handlers: SessionHandlers) {
    this.#socket = socket
    this.#handlers = handlers
  }

  /** @throws AppError mediaUnavailable while the worker is being replaced */
  async start(): Promise<void> {
    const joined = await this.#socket.request('joinMedia', {})
    await this.#device.load({ routerRtpCapabilities: native<types.RtpCapabilities>(joined.rtpCapabilities) })
    if (this.#closed) return
    const options = (offer: TransportOffer): types.TransportOptions => ({
      id: offer.transportId,
      iceParameters: native<types.IceParameters>(offer.iceParameters),
      iceCandidates: offer.iceCandidates.map(native<types.IceCandidate>),
      dtlsParameters: native<types.DtlsParameters>(offer.dtlsParameters),
      iceServers: joined.iceServers as RTCIceServer[],
    })
    this.#receive = this.#wire(this.#device.createRecvTransport(options(joined.receive)))
    this.#send = this.#wire(this.#device.createSendTransport(options(joined.send)))
    this.#send.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
      const { source, description } = appData as { source: MediaSource; description: TrackDescription }
      this.#socket.request('produce', { source, kind, rtpParameters: plain(rtpParameters), description })
        .then(({ producerId }) => done({ id: producerId }), failed)
    })
    await this.#socket.request('setCapabilities', { rtpCapabilities: plain(this.#device.recvRtpCapabilities) })
  }

  isPublished(source: MediaSource, track: MediaStreamTrack): boolean {
    return this.#producers.get(source)?.track === track
  }

  publish(source: MediaSource, { track, description }: LocalTrack): Promise<void> {
    return this.#serially(async () => {
      if (!this.#send || this.#closed || track.readyState === 'ended') return
      if (this.isPublished(source, track)) return
      await this.unpublish(source)
      const producer = await this.#send.produce({
        track,
        appData: { source, description },
        // The page's own preview still needs the track; on hold the sender sends nothing at all instead.
        stopTracks: false, disableTrackOnPause: false, zeroRtpOnPause: true,
        ...(track.kind === 'video'
          ? {
              encodings: sendEncodings(source, track.getSettings().width ?? 640, description.layout),
              codec: this.#device.sendRtpCapabilities.codecs?.find((codec) => codec.mimeType.toLowerCase() === 'video/vp8'),
              codecOptions: { videoGoogleStartBitrate: 500 },
            }
          : { codecOptions: { opusDtx: true, opusFec: true } }),
      })
      if (track.kind === 'video') await keepResolution(producer)
      this.#producers.set(source, producer)
      if (this.#held.get(source)) producer.pause()
    })
  }

  /** Waits its turn, so that a description given while the track is being published is not lost. */
  describe(source: MediaSource, description: TrackDescription): Promise<void> {
    return this.#serially(async () => {
      if (this.#producers.has(source)) await this.#socket.request('describeTrack', { source, description })
    })
  }

  async unpublish(source: MediaSource): Promise<void> {
    const producer = this.#producers.get(source)
    if (!producer) return
    this.#producers.delete(source)
    producer.close()
    await this.#socket.request('closeTrack', { source })
  }

  /** The server's word: on hold nothing leaves this device, so that a phone does not pay for what nobody receives. */
  setSending(source: MediaSource, state: 'live' | 'held' | 'closed'): void {
    this.#held.set(source, state !== 'live')
    const producer = this.#producers.get(source)
    if (!producer) return
    if (state === 'closed') {
      producer.close()
      this.#producers.delete(source)
    } else if (state === 'held') producer.pause()
    else producer.resume()
  }

  /** Offers are taken in side by side: the library answers all that come at once in one renegotiation. */
  accept(offer: ConsumerOffer): void {
    this.#arriving.set(offer.consumerId, this.#consume(offer).catch((error: unknown) => {
      if (!this.#closed) console.warn('a track could not be received', error)
    }))
  }

  drop(consumerId: string): void {
    this.#afterArrival(consumerId, () => {
      this.#arriving.delete(consumerId)
      this.#consumers.get(consumerId)?.close()
      this.#consumers.delete(consumerId)
      for (const [key, track] of this.tracks) if (track.consumerId === consumerId) this.tracks.delete(key)
    })
  }

  amend(consumerId: string, change: Partial<Pick<RemoteTrack, 'paused' | 'description'>>): void {
    this.#afterArrival(consumerId, () => {
      for (const [key, track] of this.tracks) if (track.consumerId === consumerId) this.tracks.set(key, { ...track, ...change })
    })
  }

  /** News of a track whose offer is still being taken in waits for it: it would be lost otherwise. */
  #afterArrival(consumerId: string, change: () => void): void {
    void Promise.resolve(this.#arriving.get(consumerId)).then(() => {
      if (this.#closed) return
      change()
      this.#handlers.onTracks()
    })
  }

  async #consume(offer: ConsumerOffer): Promise<void> {
    if (!this.#receive || this.#closed) return
    const consumer = await this.#receive.consume({
      id: offer.consumerId, producerId: offer.producerId, kind: offer.kind,
      rtpParameters: native<types.RtpParameters>(offer.rtpParameters),
      // One stream a person keeps lips and voice together.
      streamId: offer.from,
    })
    if (this.#closed) return
    this.#consumers.set(offer.consumerId, consumer)
    this.tracks.set(trackKey(offer.from, offer.source), {
      personId: offer.from, source: offer.source, track: consumer.track, description: offer.description,
      consumerId: offer.consumerId, paused: offer.producerPaused,
    })
    if (offer.kind === 'video') markFirstFrame(consumer)
    this.#handlers.onTracks()
    await this.#socket.request('consumerReady', { consumerId: offer.consumerId })
  }

  /** The browser's own statistics of what this device sends; null while it sends nothing. */
  async sendingStats(): Promise<RTCStatsReport | null> {
    return this.#send ? this.#send.getStats() : null
  }

  close(): void {
    this.#closed = true
    this.#send?.close()
    this.#receive?.close()
    this.#producers.clear()
    this.#consumers.clear()
    this.tracks.clear()
  }

  #wire(transport: types.Transport): types.Transport {
    transport.on('connect', ({ dtlsParameters }, done, failed) => {
      this.#socket.request('connectTransport', { transportId: transport.id, dtlsParameters: plain(dtlsParameters) }).then(() => done(), failed)
    })
    transport.on('connectionstatechange', (state) => {
      if (state === 'disconnected') void this.#restartIce(transport)
      if (state === 'failed' && !this.#closed) this.#handlers.onFailed()
    })
    return transport
  }

  async #restartIce(transport: types.Transport): Promise<void> {
    try {
      const { iceParameters } = await this.#socket.request('restartIce', { transportId: transport.id })
      if (!this.#closed) await transport.restartIce({ iceParameters: native<types.IceParameters>(iceParameters) })
    } catch {
      // The transport goes on to `failed`, which sets sound and picture up anew.
    }
  }

  #serially<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch((error: unknown) => {
      if (!this.#closed) console.warn('media step failed', error)
    })
    return result
  }
}

/** mediasoup checks the inside of its own objects; the wire schema only bounds them. */
const native = <T>(value: MediaJson): T => value as unknown as T
const plain = (value: object): MediaJson => JSON.parse(JSON.stringify(value)) as MediaJson

/** A shrunken stacked picture would shrink its matte too: let the frame rate give way instead (measured in the courtroom notes). */
async function keepResolution(producer: types.Producer): Promise<void> {
  const sender = producer.rtpSender
  if (!sender) return
  const parameters = sender.getParameters()
  parameters.degradationPreference = 'maintain-resolution'
  await sender.setParameters(parameters).catch(() => undefined)
}

let firstFrameMarked = false
/** Leaves `tt:first-remote-frame` in the browser's performance timeline, once a page: what the join benchmark reads. */
function markFirstFrame(consumer: types.Consumer): void {
  if (firstFrameMarked) return
  const timer = setInterval(() => {
    if (firstFrameMarked || consumer.closed) return clearInterval(timer)
    void consumer.getStats().then((stats) => {
      for (const report of stats.values()) {
        if (report.type === 'inbound-rtp' && report.framesDecoded > 0 && !firstFrameMarked) {
          firstFrameMarked = true
          performance.mark('tt:first-remote-frame')
        }
      }
    })
  }, 30)
}
