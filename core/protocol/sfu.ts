import { z } from 'zod'
import { Id, PersonId } from './ids.ts'
import { MediaSource } from './places.ts'
import { AudioLevel, ConsumerOffer, LinkQuality, MediaJson, TrackDescription, TransportOffer } from './media.ts'

/**
 * signaling → sfu, as request/reply on the bus subject `sfu.request`.
 * The SFU knows rooms, peers, tracks; it never knows why somebody may hear somebody.
 * Every call is idempotent where it can be: opening an open room or closing what is gone succeeds.
 * Errors: `notFound` (room, peer, transport, track unknown: e.g. after its worker died), `badMessage`, `mediaUnavailable`.
 */
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })
const nothing = z.strictObject({})
const peer = { roomId: Id, peerId: Id }

export const SFU_CALLS = {
  /** `epoch` changes whenever the room was made anew (its worker died): everything known of it before is void. */
  openRoom: call(z.strictObject({ roomId: Id }), z.strictObject({ epoch: Id, rtpCapabilities: MediaJson })),
  closeRoom: call(z.strictObject({ roomId: Id }), nothing),
  /** One peer is one connection of one person; `personId` is carried only to label levels and quality. */
  openPeer: call(z.strictObject({ ...peer, personId: PersonId }), z.strictObject({ send: TransportOffer, receive: TransportOffer })),
  closePeer: call(z.strictObject(peer), nothing),
  setPeerCapabilities: call(z.strictObject({ ...peer, rtpCapabilities: MediaJson }), nothing),
  connectTransport: call(z.strictObject({ ...peer, transportId: Id, dtlsParameters: MediaJson }), nothing),
  restartIce: call(z.strictObject({ ...peer, transportId: Id }), z.strictObject({ iceParameters: MediaJson })),
  /** `paused` is how the track starts on the server, whatever the browser believes. */
  produce: call(
    z.strictObject({
      ...peer, source: MediaSource, kind: z.enum(['audio', 'video']), rtpParameters: MediaJson,
      description: TrackDescription, paused: z.boolean(),
    }),
    z.strictObject({ producerId: Id }),
  ),
  describeProducer: call(z.strictObject({ ...peer, producerId: Id, description: TrackDescription }), nothing),
  setProducerPaused: call(z.strictObject({ ...peer, producerId: Id, paused: z.boolean() }), nothing),
  closeProducer: call(z.strictObject({ ...peer, producerId: Id }), nothing),
  /** The consumer starts paused; `resumeConsumer` once the browser is ready for it. */
  consume: call(z.strictObject({ ...peer, producerId: Id }), ConsumerOffer),
  resumeConsumer: call(z.strictObject({ ...peer, consumerId: Id }), nothing),
  pauseConsumer: call(z.strictObject({ ...peer, consumerId: Id }), nothing),
  /** Height in device pixels at which the picture is drawn; 0 = not drawn. The SFU picks the simulcast layer. */
  setDrawnHeight: call(z.strictObject({ ...peer, consumerId: Id, heightPx: z.int().min(0).max(4320) }), nothing),
  closeConsumer: call(z.strictObject({ ...peer, consumerId: Id }), nothing),
  stats: call(nothing, z.strictObject({
    workers: z.array(z.strictObject({ pid: z.int(), rooms: z.int(), cpuMs: z.number(), rssKiB: z.number() })),
    rooms: z.int(), peers: z.int(), producers: z.int(), consumers: z.int(),
  })),
} as const
export type SfuCallName = keyof typeof SFU_CALLS
export type SfuParams<N extends SfuCallName> = z.input<(typeof SFU_CALLS)[N]['params']>
export type SfuResult<N extends SfuCallName> = z.output<(typeof SFU_CALLS)[N]['result']>

/** sfu → signaling, published on the bus subject `sfu.event`. */
export const SfuEvent = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('roomLost'), roomId: Id, epoch: Id }),
  z.strictObject({ type: z.literal('levels'), roomId: Id, levels: z.array(AudioLevel).max(64) }),
  z.strictObject({ type: z.literal('activeSpeaker'), roomId: Id, personId: PersonId.nullable() }),
  z.strictObject({ type: z.literal('quality'), roomId: Id, quality: z.array(LinkQuality).max(400) }),
  z.strictObject({ type: z.literal('transportFailed'), ...peer, transportId: Id }),
  z.strictObject({ type: z.literal('consumerLayer'), ...peer, consumerId: Id, spatialLayer: z.int().min(0).nullable() }),
])
export type SfuEvent = z.infer<typeof SfuEvent>

export const SFU_REQUEST_SUBJECT = 'sfu.request'
export const SFU_EVENT_SUBJECT = 'sfu.event'
