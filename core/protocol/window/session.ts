import { z } from 'zod'
import { DocumentId, Id, Instant, PersonId, Sha256, line, text } from '../ids.ts'
import { DisconnectCause } from '../hearing-events.ts'
import { WindowActor } from './actor.ts'
import { Language, ServiceItem } from './catalogue.ts'

/**
 * One call over the counter, stream `session/<sessionId>`: citizen, whoever helps at the centre, the clerk of the
 * competent office, an interpreter. Rules: docs/spec/window.md, W-3.
 */

/** Who may sit in a call; supervisors and reviewers never do. */
export const CallRole = z.enum(['serviceApplicant', 'helper', 'localClerk', 'remoteClerk', 'interpreter'])
export type CallRole = z.infer<typeof CallRole>

/** Somebody who takes part; `at` is the centre or office they work for, null for the citizen. */
export const CallPerson = z.strictObject({
  personId: PersonId, name: line(60), role: CallRole, at: Id.nullable(), languages: z.array(Language).max(12).default([]),
})
export type CallPerson = z.infer<typeof CallPerson>

/** What the call needs of the item; taken from the catalogue once, so that a later version changes no call that is going on. */
export const CallItem = ServiceItem.pick({ itemCode: true, name: true, mode: true, materials: true, form: true, signs: true, paperOnly: true })
export type CallItem = z.infer<typeof CallItem>

/** HMAC-SHA-256 of an identity number and its last four characters: all that is ever kept of one in the log. */
export const IdentityMark = z.strictObject({ hmac: Sha256, tail: z.string().regex(/^\d{3}[\dX]$/) })
export type IdentityMark = z.infer<typeof IdentityMark>

export const CaptureKind = z.enum(['identityCard', 'liveFace', 'material'])
export type CaptureKind = z.infer<typeof CaptureKind>
/** A still in full resolution, kept by docs-service; pixels of the first page. */
export const Still = z.strictObject({
  fileId: Id, sha256: Sha256, pages: z.int().min(1).max(200), widthPx: z.int().min(1).max(20_000), heightPx: z.int().min(1).max(20_000),
})
export type Still = z.infer<typeof Still>

export const TransferTo = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('office'), officeId: Id }),
  z.strictObject({ kind: z.literal('window'), windowId: Id }),
])
export type TransferTo = z.infer<typeof TransferTo>

export const HoldReason = z.enum(['consult', 'lookUp', 'print', 'other'])
export const PresentationKind = z.enum(['screen', 'document'])
/** What came of the call: settled, goes on as a case, nothing done, taken up again by another window, or simply left. */
export const CallOutcome = z.enum(['done', 'caseGoesOn', 'notDone', 'citizenLeft', 'alone', 'ticketReturned', 'dayClosed'])
export type CallOutcome = z.infer<typeof CallOutcome>
export const IdentityService = z.strictObject({ service: line(60), result: z.enum(['match', 'mismatch', 'unavailable']), reference: line(100) })
const FieldId = Id
/** What was typed into a field; empty = cleared. */
export const FieldText = z.string().max(4000).regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u)

/* ── STORED FOR EVER: whoever changes a shape below writes an upcaster for what offices have on disk ── */

const event = <const N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ type: z.literal(name), ...shape })

export const SessionEvent = z.discriminatedUnion('type', [
  event('sessionOpened', {
    sessionId: Id, ticketId: Id, number: line(20), citizen: CallPerson, clerk: CallPerson, windowId: Id, officeId: Id,
    /** null for a citizen at home. */
    centerId: Id.nullable(), item: CallItem, languages: z.array(Language).max(12),
    /** Set when the ticket was about a case that is running already. */
    caseLink: z.strictObject({ caseId: Id, caseNo: line(60) }).nullable(),
  }),
  event('personAdmitted', { person: CallPerson }),
  event('personDismissed', { personId: PersonId, reason: z.string().max(200) }),
  event('personConnected', { personId: PersonId, connectionId: Id, withCamera: z.boolean(), withMicrophone: z.boolean() }),
  event('personDisconnected', { personId: PersonId, connectionId: Id, cause: DisconnectCause }),
  event('microphoneSet', { personId: PersonId, on: z.boolean() }),
  event('cameraSet', { personId: PersonId, on: z.boolean() }),
  event('presentationSet', { personId: PersonId, on: z.boolean(), kind: PresentationKind }),
  event('recordingConsentGiven', { consent: z.boolean() }),
  event('held', { reason: HoldReason }),
  event('resumed', {}),
  event('interpreterAsked', { language: Language }),
  event('interpreterNoLongerAsked', {}),
  event('said', { messageId: Id, text: text(1000) }),
  event('identityNumberEntered', { mark: IdentityMark }),
  event('identityChecked', IdentityService.shape),
  event('identityDecided', { outcome: z.enum(['confirmed', 'rejected']), reason: z.string().max(300), cardCaptureId: Id.nullable(), faceCaptureId: Id.nullable() }),
  event('captureAsked', { captureId: Id, kind: CaptureKind, /** The catalogue's material; null for card and face. */ materialId: Id.nullable(), note: z.string().max(200) }),
  event('captureWithdrawn', { captureId: Id, reason: z.string().max(200) }),
  event('materialCaptured', { captureId: Id, kind: CaptureKind, materialId: Id.nullable(), by: PersonId, ...Still.shape }),
  event('fillingHelpAsked', {}),
  event('fillingHelpEnded', {}),
  /** `mark` stands in place of the value in a field for an identity number; `value` is then its last four characters. */
  event('fieldFilled', { fieldId: FieldId, value: FieldText, mark: IdentityMark.nullable(), by: PersonId }),
  event('formConfirmed', { digest: Sha256 }),
  event('confirmationWithdrawn', { fieldId: FieldId.nullable() }),
  event('caseOpened', { caseId: Id, caseNo: line(60) }),
  event('paperShown', { documentId: DocumentId, kind: Id }),
  event('paperSigned', { documentId: DocumentId }),
  event('noteWritten', { noteId: Id, text: text(1000) }),
  event('transferAsked', { to: TransferTo, reason: line(300) }),
  event('transferCancelled', {}),
  event('handedOver', { clerk: CallPerson, windowId: Id, officeId: Id, /** Another item where the transfer was for that. */ item: CallItem.nullable() }),
  event('sessionEnded', { outcome: CallOutcome, note: z.string().max(500) }),
])
export type SessionEvent = z.infer<typeof SessionEvent>
export type SessionEventType = SessionEvent['type']

/** What `evolve` needs of a stored event, and all that a browser is shown of it. */
export const SessionFact = z.strictObject({ seq: z.int().min(1), at: Instant, actor: WindowActor, event: SessionEvent })
export type SessionFact = z.infer<typeof SessionFact>

/* ── what is asked ── */

const command = event

/** From a browser in the call. Whether they may is the domain's business. */
export const CallCommand = z.discriminatedUnion('type', [
  command('setMicrophone', { on: z.boolean() }),
  command('setCamera', { on: z.boolean() }),
  command('setPresentation', { on: z.boolean(), kind: PresentationKind.default('screen') }),
  command('giveRecordingConsent', { consent: z.boolean() }),
  command('hold', { reason: HoldReason.default('consult') }),
  command('resume', {}),
  command('askInterpreter', { language: Language }),
  command('withdrawInterpreter', {}),
  command('dismiss', { personId: PersonId, reason: z.string().max(200).default('') }),
  command('say', { text: text(1000) }),
  /** The number itself goes no further than this command. */
  command('enterIdentityNumber', { number: z.string().min(1).max(40) }),
  command('decideIdentity', { outcome: z.enum(['confirmed', 'rejected']), reason: z.string().max(300).default('') }),
  command('askCapture', { kind: CaptureKind, materialId: Id.nullable().default(null), note: z.string().max(200).default('') }),
  command('withdrawCapture', { captureId: Id, reason: z.string().max(200).default('') }),
  command('askForHelpFilling', {}),
  command('endHelpFilling', {}),
  command('fillField', { fieldId: FieldId, value: FieldText }),
  /** `digest`: SHA-256 (hex) of `formText(view)` as the citizen saw it. */
  command('confirmForm', { digest: Sha256 }),
  command('writeNote', { text: text(1000) }),
  command('askTransfer', { to: TransferTo, reason: line(300) }),
  command('cancelTransfer', {}),
  command('end', { outcome: z.enum(['done', 'caseGoesOn', 'notDone', 'citizenLeft']), note: z.string().max(500).default('') }),
])
export type CallCommand = z.infer<typeof CallCommand>

/** What the platform itself reports to the call. Never accepted from a browser. */
export const CallSystemCommand = z.discriminatedUnion('type', [
  command('open', {
    sessionId: Id, ticketId: Id, number: line(20), citizen: CallPerson, clerk: CallPerson, windowId: Id, officeId: Id, centerId: Id.nullable(),
    item: CallItem, languages: z.array(Language).max(12), caseLink: z.strictObject({ caseId: Id, caseNo: line(60) }).nullable().default(null),
  }),
  command('admitPerson', { person: CallPerson }),
  command('connect', { personId: PersonId, connectionId: Id, withCamera: z.boolean(), withMicrophone: z.boolean() }),
  command('disconnect', { personId: PersonId, connectionId: Id, cause: DisconnectCause }),
  command('noteIdentityChecked', IdentityService.shape),
  command('noteStill', { captureId: Id, by: PersonId, still: Still }),
  command('noteCaseOpened', { caseId: Id, caseNo: line(60) }),
  command('notePaperShown', { documentId: DocumentId, kind: Id }),
  command('notePaperSigned', { documentId: DocumentId }),
  command('noteHandedOver', { clerk: CallPerson, windowId: Id, officeId: Id, item: CallItem.nullable().default(null) }),
  command('endBySystem', { outcome: z.enum(['alone', 'ticketReturned', 'dayClosed']) }),
])
export type CallSystemCommand = z.infer<typeof CallSystemCommand>
export type SessionCommand = CallCommand | CallSystemCommand
export type SessionCommandType = SessionCommand['type']

/* ── passing notices: sent on to the others in the call, never stored ── */

const share = z.number().min(0).max(1)
export const PointerTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('field'), fieldId: FieldId }),
  z.strictObject({ kind: z.literal('page'), fileId: Id, page: z.int().min(1).max(200) }),
])
export type PointerTarget = z.infer<typeof PointerTarget>

/** What a browser sends while it happens. */
export const CallNotice = z.discriminatedUnion('type', [
  /** The whole of what stands in the field now, before it is committed with `fillField`. */
  z.strictObject({ type: z.literal('typing'), fieldId: FieldId, text: FieldText }),
  /** A place in the target, from its upper left corner; null = the pointer is lifted. */
  z.strictObject({ type: z.literal('pointer'), at: z.strictObject({ x: share, y: share, target: PointerTarget }).nullable() }),
])
export type CallNotice = z.infer<typeof CallNotice>
/** What the others receive. */
export const CallNoticeFrom = z.strictObject({ from: PersonId, notice: CallNotice })

/** Budgets: notices per person and second with a burst; counts within one call; times in ms; a still's longer side in pixels. */
export const CALL_LIMITS = {
  typingPerSecond: 10, typingBurst: 20,
  pointerPerSecond: 20, pointerBurst: 40,
  people: 12, captures: 200, messages: 500, notes: 40,
  /** With nobody left on the citizen's side for so long, the call may be ended by the system. */
  aloneMs: 15 * 60_000,
  /** A paper photographed below this is hard to read in print: the clerk is told. */
  stillLongSidePx: 1400,
} as const
