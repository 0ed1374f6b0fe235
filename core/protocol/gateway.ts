import { z } from 'zod'
import { CommandId, DocumentId, HearingId, Id, Instant, PersonId, Sha256, line } from './ids.ts'
import { ParticipantCommand } from './hearing-commands.ts'
import { HearingFact } from './hearing-events.ts'
import { DocumentView, Strokes, TemplateId } from './documents.ts'
import { MEDIA_CALLS, MEDIA_NOTICES } from './media-calls.ts'
import { GoodbyeNotice, SocketReply, call, notice, nothing, requestOf } from './socket.ts'

/**
 * A state as its viewer may see it: the domain's own type, which is plain JSON; what is undefined in it is left out. Checked
 * no deeper: a view may hold hundreds of tickets, and walking through them costs both ends more than all the rest.
 */
export const ViewJson = z.custom<Record<string, z.core.util.JSONType>>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
export type ViewJson = z.infer<typeof ViewJson>
/** A view on its way out: its type says more than the wire can. */
export const viewJson = (view: object): ViewJson => view as ViewJson

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

  ...MEDIA_CALLS,

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

export const GatewayRequest = requestOf(GATEWAY_CALLS)
export type GatewayRequest = z.infer<typeof GatewayRequest>
export const GatewayReply = SocketReply
export type GatewayReply = SocketReply

/** server → browser, unasked. */
export const GatewayNotice = z.discriminatedUnion('name', [
  /** One more event this viewer may see; fold it with `evolve`. Seqs may have gaps: the rest is not theirs to see. */
  notice('event', HearingFact),
  /** The view changed in a way no visible event explains (moved to another room, say): replace it. */
  notice('snapshot', z.strictObject({ seq: z.int().min(0), view: ViewJson })),
  ...MEDIA_NOTICES,
  notice('document', DocumentView),
  GoodbyeNotice,
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
