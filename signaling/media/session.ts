import { AppError } from '#protocol/errors.ts'
import type { MediaJson, TrackDescription } from '#protocol/media.ts'
import type { MediaResult } from '#protocol/media-calls.ts'
import type { MediaSource } from '#protocol/places.ts'
import type { SfuCallName, SfuParams, SfuResult } from '#protocol/sfu.ts'
import type { Court } from '../context.ts'
import { allowedTo, planMedia, type Flow, type Peer, type Permission, type Restriction, type Track } from './plan.ts'
import { RouteLog } from './routes.ts'
import type { MediaCaller, Notify, SessionOptions, TrackWish } from './session-options.ts'
import { unlessGone, type SfuClient } from './sfu-client.ts'
import { iceServersFor } from './turn.ts'
import { untilRestored } from './until-restored.ts'
import type { MediaView } from './view.ts'

/** An SFU that refuses (busy, restarting) is asked again after this long. */
const RETRY_MS = 300

/**
 * The media of one gathering: what its view allows, made true in the SFU by a serialised reconciler. Nothing here
 * switches a flow on by hand; every public method only records a wish of the browser and asks for reconciliation.
 */
export class MediaSession {
  readonly roomId: string
  readonly routes: RouteLog
  readonly #court: Court
  readonly #sfu: SfuClient
  readonly #notify: Notify
  readonly #isLive: (connectionId: string) => boolean
  readonly #peers = new Map<string, Peer>()
  #view: MediaView
  #epoch: string | null = null
  #dirty = false
  #working: Promise<void> | null = null
  #closed = false

  constructor(options: SessionOptions) {
    this.roomId = options.view.roomId
    this.#court = options.court
    this.#sfu = options.sfu
    this.#notify = options.notify
    this.#isLive = options.isLive
    this.#view = options.view
    this.routes = new RouteLog(options.court.clock, options.court.log)
  }

  get peers(): Iterable<Peer> {
    return this.#peers.values()
  }

  /** Things have moved on: what is allowed may have changed. */
  update(view: MediaView): void {
    this.#view = view
    this.#reconcile()
    void this.#closeIfOver()
  }

  /** Whether this peer may hear or see that person now. */
  mayReceive(peer: Pick<Peer, 'peerId' | 'personId'>, from: string): boolean {
    return allowedTo(peer, this.#view).receive.some((entry) => entry.from === from)
  }

  /** Opens the person's two transports; whatever this connection had before is void. */
  async join(caller: MediaCaller): Promise<MediaResult<'joinMedia'>> {
    await this.leave(caller.connectionId)
    return untilRestored(async () => {
      const room = await this.#sfu('openRoom', { roomId: this.roomId })
      if (this.#epoch !== null && this.#epoch !== room.epoch) this.#forgetAll(caller.connectionId)
      this.#epoch = room.epoch
      const offers = await this.#call('openPeer', caller.connectionId, { personId: caller.personId })
      if (this.#epoch !== room.epoch) throw new AppError('mediaUnavailable')
      if (!this.#isLive(caller.connectionId)) {
        // The line broke while the transports were being made: nobody would ever close them.
        await this.#call('closePeer', caller.connectionId, {})
        throw new AppError('notConnected')
      }
      this.#peers.set(caller.connectionId, { peerId: caller.connectionId, personId: caller.personId, capable: false, tracks: new Map(), flows: new Map() })
      return { rtpCapabilities: room.rtpCapabilities, ...offers, iceServers: iceServersFor(this.#court.turn, caller.personId, this.#court.clock.now()) }
    })
  }

  /** The line of this connection is gone: its sound and picture stop now (lesson 1), not after a grace. */
  async leave(connectionId: string): Promise<void> {
    const peer = this.#peers.get(connectionId)
    if (peer === undefined) return
    this.#peers.delete(connectionId)
    for (const flow of peer.flows.values()) this.routes.closed(flow.consumerId)
    for (const track of peer.tracks.values()) this.#dropFlowsOf(track.producerId)
    await this.#call('closePeer', connectionId, {}).catch((error: unknown) => this.#court.log.warn({ err: error }, 'closing a peer failed'))
    await this.#closeIfOver()
  }

  async setCapabilities(caller: MediaCaller, rtpCapabilities: MediaJson): Promise<void> {
    const peer = this.#peerOf(caller)
    await this.#call('setPeerCapabilities', peer.peerId, { rtpCapabilities })
    peer.capable = true
    this.#reconcile()
  }

  async connectTransport(caller: MediaCaller, transportId: string, dtlsParameters: MediaJson): Promise<void> {
    await this.#call('connectTransport', this.#peerOf(caller).peerId, { transportId, dtlsParameters })
  }

  restartIce(caller: MediaCaller, transportId: string): Promise<MediaResult<'restartIce'>> {
    return this.#call('restartIce', this.#peerOf(caller).peerId, { transportId })
  }

  /** @throws AppError mediaRefused where the view allows no such track */
  async produce(caller: MediaCaller, wish: TrackWish): Promise<MediaResult<'produce'>> {
    const peer = this.#peerOf(caller)
    if ((wish.source === 'microphone') !== (wish.kind === 'audio')) throw new AppError('badMessage', { path: 'kind' })
    const allowed = allowedTo(peer, this.#view).send[wish.source]
    if (allowed === 'none') throw new AppError('mediaRefused')
    await this.closeTrack(caller, wish.source)
    const paused = allowed !== 'live'
    const { producerId } = await this.#call('produce', peer.peerId, { ...wish, paused })
    if (this.#peers.get(peer.peerId) !== peer) throw new AppError('mediaUnavailable')
    peer.tracks.set(wish.source, { producerId, source: wish.source, kind: wish.kind, description: wish.description, paused })
    this.#tellSending(peer, wish.source, paused ? 'held' : 'live')
    this.#reconcile()
    return { producerId }
  }

  async describeTrack(caller: MediaCaller, source: MediaSource, description: TrackDescription): Promise<void> {
    const peer = this.#peerOf(caller)
    const track = peer.tracks.get(source)
    if (track === undefined) throw new AppError('notFound')
    await this.#call('describeProducer', peer.peerId, { producerId: track.producerId, description })
    track.description = description
    for (const other of this.#peers.values()) {
      const flow = other.flows.get(track.producerId)
      if (flow !== undefined) this.#notify(other.peerId, { name: 'trackDescribed', params: { consumerId: flow.consumerId, description } })
    }
  }

  async closeTrack(caller: MediaCaller, source: MediaSource): Promise<void> {
    const peer = this.#peerOf(caller)
    const track = peer.tracks.get(source)
    if (track !== undefined) await this.#closeTrack(peer, track)
  }

  consumerReady(caller: MediaCaller, consumerId: string): void {
    this.#flowOf(this.#peerOf(caller), consumerId).ready = true
    this.#reconcile()
  }

  async setDrawnHeights(caller: MediaCaller, heights: { consumerId: string; heightPx: number }[]): Promise<void> {
    const peer = this.#peerOf(caller)
    const own = new Set([...peer.flows.values()].map((flow) => flow.consumerId))
    await Promise.all(heights.filter(({ consumerId }) => own.has(consumerId)).map((height) => this.#call('setDrawnHeight', peer.peerId, height)))
  }

  /** The media worker died: all that was known of the room is void, everybody sets up anew. */
  roomLost(epoch: string): void {
    if (epoch !== this.#epoch) return
    this.#court.log.warn({ roomId: this.roomId }, 'media room lost; everybody is told to join again')
    this.#epoch = null
    this.#forgetAll(null)
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#working
    this.#forgetAll(null, 'quietly')
    if (this.#epoch !== null) await this.#closeRoom()
  }

  async #closeIfOver(): Promise<void> {
    if (this.#view.over && this.#peers.size === 0 && this.#epoch !== null) await this.#closeRoom()
  }

  async #closeRoom(): Promise<void> {
    this.#epoch = null
    await this.#sfu('closeRoom', { roomId: this.roomId }).catch((error: unknown) => this.#court.log.warn({ err: error }, 'closing the media room failed'))
  }

  /** Resolves when the SFU matches the view as far as it answers. */
  async settled(): Promise<void> {
    while (this.#working !== null) await this.#working
  }

  #reconcile(): void {
    this.#dirty = true
    this.#working ??= this.#work().finally(() => (this.#working = null))
  }

  async #work(): Promise<void> {
    while (this.#dirty && !this.#closed) {
      this.#dirty = false
      const { restrict, permit } = planMedia(this.#view, this.#peers.values())
      await Promise.all(restrict.map((step) => this.#attempt(() => this.#restrict(step))))
      // The view may have moved meanwhile; nothing is given on an old plan.
      if (this.#dirty) continue
      await Promise.all(permit.map((step) => this.#attempt(() => this.#permit(step))))
    }
  }

  /** notFound: the thing is gone with its worker or peer, which roomLost or leave will tell. Anything else: again, later. */
  async #attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step()
    } catch (error) {
      if (error instanceof AppError && error.code === 'notFound') return
      this.#court.log.warn({ err: error, roomId: this.roomId }, 'the media room did not follow; trying again')
      setTimeout(() => this.#reconcile(), RETRY_MS).unref()
    }
  }

  async #restrict(step: Restriction): Promise<void> {
    switch (step.type) {
      case 'closeTrack': return this.#closeTrack(step.peer, step.track)
      case 'pauseTrack':
        await this.#call('setProducerPaused', step.peer.peerId, { producerId: step.track.producerId, paused: true })
        step.track.paused = true
        return this.#tellSending(step.peer, step.track.source, 'held')
      case 'closeFlow':
        await unlessGone(this.#call('closeConsumer', step.peer.peerId, { consumerId: step.flow.consumerId }))
        if (!step.peer.flows.delete(step.flow.producerId)) return
        return this.#tellFlowClosed(step.peer, step.flow)
      case 'pauseFlow':
        await this.#call('pauseConsumer', step.peer.peerId, { consumerId: step.flow.consumerId })
        step.flow.paused = true
        this.#notify(step.peer.peerId, { name: 'consumerPaused', params: { consumerId: step.flow.consumerId, paused: true } })
    }
  }

  async #permit(step: Permission): Promise<void> {
    switch (step.type) {
      case 'resumeTrack':
        await this.#call('setProducerPaused', step.peer.peerId, { producerId: step.track.producerId, paused: false })
        step.track.paused = false
        return this.#tellSending(step.peer, step.track.source, 'live')
      case 'openFlow': return this.#openFlow(step.peer, step.from, step.track)
      case 'resumeFlow':
        await this.#call('resumeConsumer', step.peer.peerId, { consumerId: step.flow.consumerId })
        step.flow.paused = false
        this.#notify(step.peer.peerId, { name: 'consumerPaused', params: { consumerId: step.flow.consumerId, paused: false } })
    }
  }

  async #openFlow(peer: Peer, from: string, track: Track): Promise<void> {
    const offer = await this.#call('consume', peer.peerId, { producerId: track.producerId })
    const stillThere = this.#peers.get(peer.peerId) === peer && [...this.#peers.values()].some((one) => one.tracks.get(track.source) === track)
    if (!stillThere) return
    peer.flows.set(track.producerId, { consumerId: offer.consumerId, producerId: track.producerId, from, source: track.source, ready: false, paused: true })
    this.routes.opened(offer.consumerId, peer.personId, from, track.source)
    this.#notify(peer.peerId, { name: 'consumer', params: { ...offer, from, source: track.source, description: track.description } })
  }

  async #closeTrack(peer: Peer, track: Track): Promise<void> {
    await unlessGone(this.#call('closeProducer', peer.peerId, { producerId: track.producerId }))
    if (peer.tracks.get(track.source) !== track) return
    peer.tracks.delete(track.source)
    this.#tellSending(peer, track.source, 'closed')
    this.#dropFlowsOf(track.producerId)
  }

  /** The SFU closes consumers with their producer by itself; here only the books and the browsers follow. */
  #dropFlowsOf(producerId: string): void {
    for (const peer of this.#peers.values()) {
      const flow = peer.flows.get(producerId)
      if (flow === undefined) continue
      peer.flows.delete(producerId)
      this.#tellFlowClosed(peer, flow)
    }
  }

  #forgetAll(exceptConnectionId: string | null, manner: 'quietly' | 'tell' = 'tell'): void {
    const peers = [...this.#peers.values()]
    this.#peers.clear()
    for (const peer of peers) {
      for (const flow of peer.flows.values()) this.routes.closed(flow.consumerId)
      if (manner === 'tell' && peer.peerId !== exceptConnectionId) this.#notify(peer.peerId, { name: 'mediaReset', params: { reason: 'workerDied' } })
    }
  }

  #tellFlowClosed(peer: Peer, flow: Flow): void {
    this.routes.closed(flow.consumerId)
    this.#notify(peer.peerId, { name: 'consumerClosed', params: { consumerId: flow.consumerId } })
  }

  #tellSending(peer: Peer, source: MediaSource, state: 'live' | 'held' | 'closed'): void {
    this.#notify(peer.peerId, { name: 'sending', params: { source, state } })
  }

  #peerOf(caller: MediaCaller): Peer {
    const peer = this.#peers.get(caller.connectionId)
    if (peer === undefined) throw new AppError('mediaUnavailable')
    return peer
  }

  #flowOf(peer: Peer, consumerId: string): Flow {
    for (const flow of peer.flows.values()) if (flow.consumerId === consumerId) return flow
    throw new AppError('notFound')
  }

  #call<N extends SfuCallName>(name: N, peerId: string, rest: Omit<SfuParams<N>, 'roomId' | 'peerId'>): Promise<SfuResult<N>> {
    return this.#sfu(name, { roomId: this.roomId, peerId, ...rest } as SfuParams<N>)
  }
}
