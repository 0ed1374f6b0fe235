import type { types } from 'mediasoup'
import { AppError } from '#protocol/errors.ts'
import type { ConsumerOffer, MediaJson, TransportOffer } from '#protocol/media.ts'
import type { SfuEvent } from '#protocol/sfu.ts'
import { asking, native, plain } from './native.ts'
import { OncePerKey } from './once.ts'
import { LIMITS, TIMING } from './options.ts'
import { TrackConsumer } from './track-consumer.ts'
import type { ProducerData, TrackProducer } from './track-consumer.ts'

export type PeerPlace = {
  router: types.Router
  server: types.WebRtcServer
  roomId: string
  publish(event: SfuEvent): void
  onConsumer(track: TrackConsumer): void
}
type Transport = types.WebRtcTransport

/** A courtroom of cameras fits at once; the estimate then finds the real width of the line. */
const INITIAL_OUTGOING_BPS = 1_500_000

/** One connection of one person: a transport each way and what flows on them. */
export class Peer {
  readonly id: string
  readonly personId: string
  readonly send: Transport
  readonly receive: Transport
  readonly producers = new Map<string, TrackProducer>()
  readonly #place: PeerPlace
  readonly #consumers = new OncePerKey<TrackConsumer>()
  readonly #connects = new Map<string, { dtls: string; done: Promise<void> }>()
  #capabilities: types.RtpCapabilities | null = null
  #producing = 0
  #closed = false

  static async open(id: string, personId: string, place: PeerPlace): Promise<Peer> {
    const made: Transport[] = []
    const make = async () => {
      const transport = await place.router.createWebRtcTransport({
        webRtcServer: place.server, enableUdp: true, enableTcp: true, preferUdp: true,
        iceConsentTimeout: TIMING.iceConsentS, initialAvailableOutgoingBitrate: INITIAL_OUTGOING_BPS,
      })
      made.push(transport)
      return transport
    }
    try {
      const [send, receive] = await asking('transport', () => Promise.all([make(), make()]))
      return new Peer(id, personId, place, send, receive)
    } catch (error) {
      for (const transport of made) transport.close()
      throw error
    }
  }

  private constructor(id: string, personId: string, place: PeerPlace, send: Transport, receive: Transport) {
    this.id = id
    this.personId = personId
    this.#place = place
    this.send = send
    this.receive = receive
    for (const transport of [send, receive]) this.#watch(transport)
  }

  /** False once a browser has spoken to it: a new connection of that browser then needs new transports. */
  get fresh(): boolean {
    return this.#connects.size === 0 && !this.#closed
  }

  get consumers(): TrackConsumer[] {
    return this.#consumers.values()
  }

  offers(): { send: TransportOffer; receive: TransportOffer } {
    return { send: transportOffer(this.send), receive: transportOffer(this.receive) }
  }

  setCapabilities(rtpCapabilities: MediaJson): void {
    this.#capabilities = native<types.RtpCapabilities>(rtpCapabilities)
  }

  /** The same parameters again change nothing. @throws AppError badMessage for other parameters than the first time */
  async connect(transportId: string, dtlsParameters: MediaJson): Promise<void> {
    const transport = this.#transport(transportId)
    const dtls = JSON.stringify(dtlsParameters)
    const known = this.#connects.get(transportId)
    if (known) {
      if (known.dtls !== dtls) throw new AppError('badMessage', { path: 'dtlsParameters: already connected' })
      return known.done
    }
    const done = asking('dtlsParameters', () => transport.connect({ dtlsParameters: native<types.DtlsParameters>(dtlsParameters) }))
    this.#connects.set(transportId, { dtls, done })
    await done.catch((error: unknown) => {
      this.#connects.delete(transportId)
      throw error
    })
  }

  async restartIce(transportId: string): Promise<MediaJson> {
    const transport = this.#transport(transportId)
    return plain(await asking('restartIce', () => transport.restartIce()))
  }

  async produce(data: Pick<ProducerData, 'source' | 'description'>, kind: 'audio' | 'video', rtpParameters: MediaJson, paused: boolean): Promise<TrackProducer> {
    if ((data.source === 'microphone') !== (kind === 'audio')) throw new AppError('badMessage', { path: 'kind' })
    if (this.producers.size + this.#producing >= LIMITS.producersPerPeer) throw new AppError('badMessage', { path: 'too many producers' })
    this.#producing += 1
    try {
      const producer = await asking('rtpParameters', () =>
        this.send.produce<ProducerData>({
          kind, paused, rtpParameters: native<types.RtpParameters>(rtpParameters), keyFrameRequestDelay: kind === 'video' ? 500 : 0,
          appData: { peerId: this.id, personId: this.personId, ...data },
        }))
      this.producers.set(producer.id, producer)
      producer.observer.once('close', () => this.producers.delete(producer.id))
      return producer
    } finally {
      this.#producing -= 1
    }
  }

  /** One consumer for one producer: asked twice, the same offer comes back. */
  async consume(producer: TrackProducer): Promise<ConsumerOffer> {
    const known = this.#consumers.get(producer.id)
    if (!known && this.#consumers.size >= LIMITS.consumersPerPeer) throw new AppError('badMessage', { path: 'too many consumers' })
    const track = await this.#consumers.getOrCreate(producer.id, () => this.#consume(producer))
    return track.offer()
  }

  consumer(consumerId: string): TrackConsumer | undefined {
    return this.consumers.find((track) => track.consumer.id === consumerId)
  }

  close(): void {
    this.#closed = true
    this.send.close()
    this.receive.close()
  }

  async #consume(producer: TrackProducer): Promise<TrackConsumer> {
    const rtpCapabilities = this.#capabilities
    if (!rtpCapabilities) throw new AppError('badMessage', { path: 'rtpCapabilities not set' })
    const consumer = await asking('rtpCapabilities', () => this.receive.consume({ producerId: producer.id, rtpCapabilities, paused: true }))
    const track = new TrackConsumer(consumer, producer)
    consumer.observer.once('close', () => this.#consumers.delete(producer.id, track))
    consumer.on('layerschange', (layers) => {
      this.#place.publish({
        type: 'consumerLayer', roomId: this.#place.roomId, peerId: this.id, consumerId: consumer.id, spatialLayer: layers?.spatialLayer ?? null,
      })
    })
    if (consumer.closed) throw new AppError('notFound')
    this.#place.onConsumer(track)
    return track
  }

  #transport(transportId: string): Transport {
    const transport = [this.send, this.receive].find((candidate) => candidate.id === transportId)
    if (!transport) throw new AppError('notFound')
    return transport
  }

  #watch(transport: Transport): void {
    const failed = () => {
      if (this.#closed) return
      this.#place.publish({ type: 'transportFailed', roomId: this.#place.roomId, peerId: this.id, transportId: transport.id })
    }
    transport.on('icestatechange', (state) => {
      if (state === 'disconnected') failed()
    })
    transport.on('dtlsstatechange', (state) => {
      if (state === 'failed') failed()
    })
  }
}

function transportOffer(transport: Transport): TransportOffer {
  return {
    transportId: transport.id, iceParameters: plain(transport.iceParameters),
    iceCandidates: transport.iceCandidates.map(plain), dtlsParameters: plain(transport.dtlsParameters),
  }
}
