import { z } from 'zod'
import { Id, PersonId } from './ids.ts'
import { AudioLevel, ConsumerOffer, IceServer, LinkQuality, MediaJson, TrackDescription, TransportOffer } from './media.ts'
import { MediaSource } from './places.ts'
import { call, nothing, notice } from './socket.ts'

/** How a browser sets up sound and picture: the same calls on every socket that carries a conversation. */
export const MEDIA_CALLS = {
  joinMedia: call(nothing, z.strictObject({ rtpCapabilities: MediaJson, send: TransportOffer, receive: TransportOffer, iceServers: z.array(IceServer) })),
  setCapabilities: call(z.strictObject({ rtpCapabilities: MediaJson }), nothing),
  connectTransport: call(z.strictObject({ transportId: Id, dtlsParameters: MediaJson }), nothing),
  restartIce: call(z.strictObject({ transportId: Id }), z.strictObject({ iceParameters: MediaJson })),
  produce: call(
    z.strictObject({ source: MediaSource, kind: z.enum(['audio', 'video']), rtpParameters: MediaJson, description: TrackDescription }),
    z.strictObject({ producerId: Id }),
  ),
  describeTrack: call(z.strictObject({ source: MediaSource, description: TrackDescription }), nothing),
  closeTrack: call(z.strictObject({ source: MediaSource }), nothing),
  /** The browser has made its side of the consumer: let it flow. */
  consumerReady: call(z.strictObject({ consumerId: Id }), nothing),
  /** How tall each picture is drawn, in device pixels; 0 = not drawn. */
  setDrawnHeights: call(z.strictObject({ heights: z.array(z.strictObject({ consumerId: Id, heightPx: z.int().min(0).max(4320) })).max(64) }), nothing),
} as const
export type MediaCallName = keyof typeof MEDIA_CALLS
export type MediaParams<N extends MediaCallName> = z.output<(typeof MEDIA_CALLS)[N]['params']>
export type MediaResult<N extends MediaCallName> = z.output<(typeof MEDIA_CALLS)[N]['result']>

/** What a browser is told of sound and picture, unasked. */
export const MEDIA_NOTICES = [
  notice('consumer', ConsumerOffer),
  notice('consumerClosed', z.strictObject({ consumerId: Id })),
  notice('consumerPaused', z.strictObject({ consumerId: Id, paused: z.boolean() })),
  notice('trackDescribed', z.strictObject({ consumerId: Id, description: TrackDescription })),
  /** What the server lets this person send: `held` = keep sending, nobody receives; `closed` = the server has closed it. */
  notice('sending', z.strictObject({ source: MediaSource, state: z.enum(['live', 'held', 'closed']) })),
  /** Sound and picture must be set up anew (joinMedia again): the media worker was replaced. */
  notice('mediaReset', z.strictObject({ reason: z.enum(['workerDied', 'moved']) })),
  notice('levels', z.strictObject({ levels: z.array(AudioLevel) })),
  notice('activeSpeaker', z.strictObject({ personId: PersonId.nullable() })),
  notice('quality', z.strictObject({ quality: z.array(LinkQuality) })),
] as const
export type MediaNotice = z.input<(typeof MEDIA_NOTICES)[number]>
