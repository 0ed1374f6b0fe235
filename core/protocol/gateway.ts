import { z } from 'zod'
import { CommandId, DocumentId, HearingId, Id, Instant, PersonId, Sha256, line } from './ids.ts'
import { ParticipantCommand } from './hearing-commands.ts'
import { HearingFact } from './hearing-events.ts'
import { MediaSource } from './places.ts'
import { AudioLevel, ConsumerOffer, IceServer, LinkQuality, MediaJson, TrackDescription, TransportOffer } from './media.ts'
import { DocumentView, Strokes, TemplateId } from './documents.ts'
import { WireError } from './errors.ts'

/** browser → server: `{id, name, params}`; answered by `{id, ok: true, result}` or `{id, ok: false, error}`. JSON text frames. */
const call = <P extends z.ZodType, R extends z.ZodType>(params: P, result: R) => ({ params, result })
const nothing = z.strictObject({})

/** A HearingState as this viewer may see it; its type is core/domain/hearing's HearingState, checked there. */
export const ViewJson = z.record(z.string(), z.json())

/** A paper as a form holds it: perhaps not yet right. What is wrong is told by field (`fieldInvalid`), not as a bad message. */
export const PaperSketch = z.strictObject({ template: TemplateId, fields: z.record(z.string().max(40), z.json()) })
export type PaperSketch = z.infer<typeof PaperSketch>

export const GATEWAY_CALLS = {
  /** First message, within `LIMITS.helloWithinMs`. `afterSeq`: the last event already folded, to resume without a snapshot. */
  hello: call(
    z.strictObject({ token: z.string().min(16).max(128), hearingId: HearingId, afterSeq: z.int().min(0).optional(), withCamera: z.boolean(), withMicrophone: z.boolean() }),
    z.strictObject({
      personId: PersonId, connectionId: Id, heartbeatMs: z.int(), serverTime: Instant, seq: z.int().min(0),
      /** null when every event after `afterSeq` follows as notifications instead. */
      view: ViewJson.nullable(), documents: z.array(DocumentView),
    }),
  ),
  ping: call(nothing, z.strictObject({ serverTime: Instant })),
  /** `seq`: the log's position once carried out. The same commandId again answers the same and changes nothing. */
  command: call(z.strictObject({ commandId: CommandId, command: ParticipantCommand }), z.strictObject({ seq: z.int().min(0) })),

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

  /** What the case and the log say for a paper's fields; the person and the paper it is about where its kind asks for them. */
  composePaper: call(z.strictObject({ template: TemplateId, personId: PersonId.optional(), documentId: DocumentId.optional() }), PaperSketch),
  draftDocument: call(z.strictObject({ commandId: CommandId, content: PaperSketch }), DocumentView),
  changeDocument: call(z.strictObject({ commandId: CommandId, documentId: DocumentId, version: z.int().min(1), content: PaperSketch }), DocumentView),
  confirmDocument: call(z.strictObject({ commandId: CommandId, documentId: DocumentId, version: z.int().min(1) }), DocumentView),
  previewDocument: call(z.strictObject({ commandId: CommandId, documentId: DocumentId, version: z.int().min(1) }), DocumentView),
  freezeDocument: call(z.strictObject({ commandId: CommandId, documentId: DocumentId, version: z.int().min(1), previewSha256: Sha256.optional() }), DocumentView),
  /** `identityTail`: the last characters of the signer's identity number, asked for where the court has them (R1 7: verified again at that moment). */
  signDocument: call(z.strictObject({ commandId: CommandId, documentId: DocumentId, revisionSha256: Sha256, strokes: Strokes, shownToEndAt: Instant, identityTail: z.string().regex(/^[0-9]{3}[0-9Xx]$/).optional() }), DocumentView),
  refuseDocument: call(z.strictObject({ commandId: CommandId, documentId: DocumentId, personId: PersonId.optional(), reason: line(300) }), DocumentView),
  voidDocument: call(z.strictObject({ commandId: CommandId, documentId: DocumentId, reason: line(300) }), DocumentView),
} as const
export type GatewayCallName = keyof typeof GATEWAY_CALLS
export type GatewayParams<N extends GatewayCallName> = z.input<(typeof GATEWAY_CALLS)[N]['params']>
export type GatewayResult<N extends GatewayCallName> = z.output<(typeof GATEWAY_CALLS)[N]['result']>

export const GatewayRequest = z.strictObject({
  id: z.int().min(1).max(2 ** 31), name: z.enum(Object.keys(GATEWAY_CALLS) as [GatewayCallName, ...GatewayCallName[]]), params: z.unknown(),
})
export type GatewayRequest = z.infer<typeof GatewayRequest>
export const GatewayReply = z.discriminatedUnion('ok', [
  z.strictObject({ id: z.int(), ok: z.literal(true), result: z.unknown() }),
  z.strictObject({ id: z.int(), ok: z.literal(false), error: WireError }),
])
export type GatewayReply = z.infer<typeof GatewayReply>

/** server → browser, unasked: `{name, params}`. */
const notice = <const N extends string, P extends z.ZodType>(name: N, params: P) => z.strictObject({ name: z.literal(name), params })
export const GatewayNotice = z.discriminatedUnion('name', [
  /** One more event this viewer may see; fold it with `evolve`. Seqs may have gaps: the rest is not theirs to see. */
  notice('event', HearingFact),
  /** The view changed in a way no visible event explains (moved to another room, say): replace it. */
  notice('snapshot', z.strictObject({ seq: z.int().min(0), view: ViewJson })),
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
  notice('document', DocumentView),
  /** Just before the server closes the socket. */
  notice('goodbye', z.strictObject({ reason: z.string() })),
])
export type GatewayNotice = z.infer<typeof GatewayNotice>
export type NoticeName = GatewayNotice['name']

/** Budgets and named timeouts of the socket; times in ms, sizes in bytes. */
export const LIMITS = {
  maxMessageBytes: 256 * 1024,
  maxMessageBytesBeforeHello: 4096,
  maxMessagesBeforeHello: 4,
  helloWithinMs: 5_000,
  heartbeatMs: 2_000,
  /** No word from the other side for so long = the line is lost. */
  silentForMs: 6_000,
  messagesPerSecond: 40,
  burst: 120,
  commandsPerSecond: 15,
  maxBufferedBytes: 4 * 1024 * 1024,
} as const
