import { randomUUID } from 'node:crypto'
import type { types } from 'mediasoup'
import { AppError } from '#protocol/errors.ts'
import type { ConsumerOffer, MediaJson } from '#protocol/media.ts'
import type { SfuEvent } from '#protocol/sfu.ts'
import type { Log } from '#platform/log.ts'
import { ROOM_CODECS } from './codecs.ts'
import { asking, plain } from './native.ts'
import { RoomEars } from './observers.ts'
import { OncePerKey } from './once.ts'
import { LIMITS } from './options.ts'
import { Peer } from './peer.ts'
import { byPerson, linkQuality } from './quality.ts'
import type { ProducerData, TrackConsumer, TrackProducer } from './track-consumer.ts'
import type { MediaWorker } from './workers.ts'

type RoomContext = { log: Log; publish(event: SfuEvent): void }

/** One room on one worker, for as long as that worker lives. */
export class Room {
  readonly id: string
  /** Names this making of the room; another epoch shares nothing with it. */
  readonly epoch = randomUUID()
  readonly host: MediaWorker
  readonly #router: types.Router
  readonly #context: RoomContext
  readonly #peers = new OncePerKey<Peer>()
  #ears: RoomEars | null = null
  #speaker: string | null = null
  #closed = false

  static async open(id: string, host: MediaWorker, context: RoomContext): Promise<Room> {
    const router = await asking('room', () => host.worker.createRouter({ mediaCodecs: ROOM_CODECS }))
    const room = new Room(id, host, router, context)
    try {
      room.#ears = await asking('observers', () => RoomEars.open(router, id, context.publish, (peerId) => room.#prefer(peerId)))
      return room
    } catch (error) {
      router.close()
      throw error
    }
  }

  private constructor(id: string, host: MediaWorker, router: types.Router, context: RoomContext) {
    this.id = id
    this.host = host
    this.#router = router
    this.#context = context
  }

  get rtpCapabilities(): MediaJson {
    return plain(this.#router.rtpCapabilities)
  }

  get peers(): Peer[] {
    return this.#peers.values()
  }

  /** The same peer again while no browser has used it; a new one in its place afterwards. */
  async openPeer(peerId: string, personId: string): Promise<Peer> {
    const known = await this.#peers.get(peerId)?.catch(() => undefined)
    if (known && !(known.fresh && known.personId === personId)) this.#retire(known)
    if (!this.#peers.get(peerId) && this.#peers.size >= LIMITS.peersPerRoom) throw new AppError('busy')
    return this.#peers.getOrCreate(peerId, async () => {
      const peer = await Peer.open(peerId, personId, {
        router: this.#router, server: this.host.server, roomId: this.id, publish: this.#context.publish,
        onConsumer: (track) => this.#count(track),
      })
      if (this.#closed) peer.close()
      return peer
    })
  }

  /** @throws AppError notFound */
  peer(peerId: string): Peer {
    const peer = this.#peers.peek(peerId)
    if (!peer) throw new AppError('notFound')
    return peer
  }

  async closePeer(peerId: string): Promise<void> {
    const opening = this.#peers.get(peerId)
    if (!opening) return
    const peer = await opening.catch(() => undefined)
    if (peer) this.#retire(peer)
  }

  async produce(peerId: string, data: Pick<ProducerData, 'source' | 'description'>, kind: 'audio' | 'video', rtpParameters: MediaJson, paused: boolean): Promise<TrackProducer> {
    const producer = await this.peer(peerId).produce(data, kind, rtpParameters, paused)
    if (kind === 'audio' && !producer.closed) {
      await asking('observers', async () => this.#ears?.listenTo(producer)).catch((error: unknown) => {
        producer.close()
        throw error
      })
    }
    return producer
  }

  async consume(peerId: string, producerId: string): Promise<ConsumerOffer> {
    const producer = this.producer(producerId)
    const peer = this.peer(peerId)
    return peer.consume(producer)
  }

  /** @throws AppError notFound */
  producer(producerId: string): TrackProducer {
    for (const peer of this.peers) {
      const producer = peer.producers.get(producerId)
      if (producer) return producer
    }
    throw new AppError('notFound')
  }

  async describe(producer: TrackProducer, description: ProducerData['description']): Promise<void> {
    producer.appData = { ...producer.appData, description }
    const tracks = this.peers.flatMap((peer) => peer.consumers).filter((track) => track.producerId === producer.id)
    await Promise.all(tracks.map((track) => track.redescribe()))
  }

  /** Samples every line of the room and publishes it. */
  async tellQuality(): Promise<void> {
    const sampled = await Promise.allSettled(this.peers.map(linkQuality))
    if (this.#closed) return
    const quality = byPerson(sampled.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : [])))
    if (quality.length > 0) this.#context.publish({ type: 'quality', roomId: this.id, quality: quality.slice(0, 400) })
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    this.#ears?.close()
    for (const peer of this.peers) peer.close()
    this.#router.close()
    this.host.rooms -= 1
  }

  #retire(peer: Peer): void {
    this.#peers.delete(peer.id, peer)
    if (this.#speaker === peer.id) this.#prefer(null)
    peer.close()
  }

  #count(track: TrackConsumer): void {
    this.host.consumers += 1
    track.consumer.observer.once('close', () => {
      this.host.consumers -= 1
    })
    if (track.producerPeerId === this.#speaker) this.#speaking(track, true)
  }

  #speaking(track: TrackConsumer, speaking: boolean): void {
    track.setSpeaking(speaking).catch((error: unknown) => this.#context.log.debug({ error, roomId: this.id }, 'priority not set'))
  }

  #prefer(peerId: string | null): void {
    if (peerId === this.#speaker) return
    const changed = [this.#speaker, peerId]
    this.#speaker = peerId
    for (const track of this.peers.flatMap((peer) => peer.consumers)) {
      const from = track.producerPeerId
      if (!changed.includes(from)) continue
      this.#speaking(track, from === peerId)
    }
  }
}
