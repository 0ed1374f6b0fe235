import { z } from 'zod'
import { PaperSketch, ViewJson } from '../gateway.ts'
import { DocumentView, Strokes, TemplateId } from '../documents.ts'
import { CommandId, DocumentId, Id, Instant, Sha256, line } from '../ids.ts'
import { MEDIA_CALLS, MEDIA_NOTICES } from '../media-calls.ts'
import { GoodbyeNotice, call, nothing, notice } from '../socket.ts'
import { WindowSeat } from './actor.ts'
import { AccessPurpose, CaseCommand, CaseSettings } from './case.ts'
import { ClockTime, Day, RegionCode } from './catalogue.ts'
import { HallCommand, HallFact, TicketPlace } from './hall.ts'
import { ComplaintCommand, RatingCommand } from './rating.ts'
import { CallCommand, CallNotice, CallNoticeFrom, SessionFact } from './session.ts'

/**
 * The socket of the windows, one for each browser. After `hello` it is told of the hall as its person may see it, of the one
 * call it has joined, and of the cases it watches. All views are folded and cut to the viewer on the server; the call's
 * events are folded again by the browser with the same code.
 */
const done = z.strictObject({ seq: z.int().min(0) })
const of = <S extends z.ZodRawShape>(shape: S) => z.strictObject(shape)
const ofCase = { caseId: Id, commandId: CommandId }

export const WINDOW_CALLS = {
  /** First message, within `LIMITS.helloWithinMs`. */
  hello: call(
    of({ token: z.string().min(16).max(128) }),
    of({
      seat: WindowSeat, name: line(60), connectionId: Id, heartbeatMs: z.int(), serverTime: Instant,
      /** The day whose hall this is, and its view; null where this person sees none of it. */
      day: z.iso.date(), hall: of({ seq: z.int().min(0), view: ViewJson }).nullable(),
      /** The call this person is part of now; `joinCall` enters it. */
      sessionId: Id.nullable(),
      /** Terms as this place has set them, so that a page reckons as the server does. */
      caseSettings: CaseSettings,
    }),
  ),
  ping: call(nothing, of({ serverTime: Instant })),

  /** `day`: only for appointments, made for today or one of the days to come; otherwise today, or the day of the ticket. */
  hallCommand: call(of({ commandId: CommandId, command: HallCommand, day: Day.optional() }), done),
  /** Times that may be booked for an item and a place on a day; none where the office is closed. */
  slots: call(of({ itemCode: Id, region: RegionCode, day: Day }), of({ officeId: Id, slots: z.array(of({ slot: ClockTime, from: Instant, to: Instant, free: z.int().min(0) })) })),
  /** The halls of the days to come as this person may see them: their appointments. */
  appointments: call(nothing, of({ days: z.array(of({ day: Day, seq: z.int().min(0), view: ViewJson })) })),

  /** Enters a call, or comes back to it: `afterSeq` is the last event already folded. */
  joinCall: call(
    of({ sessionId: Id, afterSeq: z.int().min(0).optional(), withCamera: z.boolean(), withMicrophone: z.boolean() }),
    /** null when every event after `afterSeq` follows as notices instead. */
    of({ seq: z.int().min(0), view: ViewJson.nullable(), documents: z.array(DocumentView) }),
  ),
  leaveCall: call(nothing, nothing),
  callCommand: call(of({ commandId: CommandId, command: CallCommand }), done),
  /** Typing and pointer, passed on and never stored. */
  callNotice: call(of({ notice: CallNotice }), nothing),
  /** Sound and picture of the joined call. */
  ...MEDIA_CALLS,

  /** Opens a case: in the joined call for its citizen, or by a citizen from home (全程网办) with the item and the place that decides the office. */
  openCase: call(of({ commandId: CommandId, itemCode: Id, region: RegionCode }), of({ caseId: Id, caseNo: line(60) })),
  /** Takes what the call gathered (stills, form, identity) over into its case. */
  carryIntoCase: call(of({ commandId: CommandId }), nothing),
  /** Shows a case and every change of it until `unwatchCase`; each watching is a line in the access log. */
  watchCase: call(of({ caseId: Id, purpose: AccessPurpose }), of({ seq: z.int().min(1), view: ViewJson, documents: z.array(DocumentView) })),
  unwatchCase: call(of({ caseId: Id }), nothing),
  caseCommand: call(of({ ...ofCase, command: CaseCommand }), done),

  composePaper: call(of({ caseId: Id, template: TemplateId }), PaperSketch),
  draftDocument: call(of({ ...ofCase, content: PaperSketch }), DocumentView),
  freezeDocument: call(of({ ...ofCase, documentId: DocumentId, version: z.int().min(1) }), DocumentView),
  signDocument: call(of({ ...ofCase, documentId: DocumentId, revisionSha256: Sha256, strokes: Strokes, shownToEndAt: Instant, identityTail: z.string().regex(/^[0-9]{3}[0-9Xx]$/).optional() }), DocumentView),
  refuseDocument: call(of({ ...ofCase, documentId: DocumentId, reason: line(300) }), DocumentView),

  ratingCommand: call(of({ ratingId: Id, commandId: CommandId, command: RatingCommand }), done),
  complaintCommand: call(of({ complaintId: Id, commandId: CommandId, command: ComplaintCommand }), done),
} as const
export type WindowCallName = keyof typeof WINDOW_CALLS
export type WindowParams<N extends WindowCallName> = z.input<(typeof WINDOW_CALLS)[N]['params']>
export type WindowResult<N extends WindowCallName> = z.output<(typeof WINDOW_CALLS)[N]['result']>

export const WindowNotice = z.discriminatedUnion('name', [
  /** The hall as this person may see it now, whole: where its events alone would not lead there. */
  notice('hall', of({ seq: z.int().min(0), view: ViewJson })),
  /** What has happened in the hall that this person may see, to be folded on the view they hold; several within a moment come together. */
  notice('hallEvents', of({ facts: z.array(HallFact).min(1) })),
  /** Where those stand who wait and whom this person sees (citizens, staff of a centre), whenever it has changed: the whole list. */
  notice('places', of({ places: z.array(TicketPlace) })),
  /** To the citizen and the clerk at once, before anything else: go to `joinCall`. `voice` is read aloud at the centre. */
  notice('called', of({ ticketId: Id, number: line(20), sessionId: Id, windowName: line(60), officeName: line(80), voice: z.strictObject({ zh: z.string(), en: z.string() }) })),
  notice('callEvent', of({ sessionId: Id, fact: SessionFact })),
  notice('callSnapshot', of({ sessionId: Id, seq: z.int().min(0), view: ViewJson })),
  notice('callNotice', of({ sessionId: Id, notice: CallNoticeFrom })),
  notice('case', of({ caseId: Id, seq: z.int().min(1), view: ViewJson })),
  notice('document', DocumentView),
  /** A rating this citizen is asked for, or the state of one. */
  notice('rating', of({ ratingId: Id, seq: z.int().min(1), view: ViewJson })),
  notice('complaint', of({ complaintId: Id, seq: z.int().min(1), view: ViewJson })),
  ...MEDIA_NOTICES,
  GoodbyeNotice,
])
export type WindowNotice = z.infer<typeof WindowNotice>
export const WINDOW_SOCKET_PATH = '/ws/window'
