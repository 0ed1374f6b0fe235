import { z } from 'zod'
import { CommandId, DocumentId, HearingId, Id, Instant, PersonId, Sha256, line, text } from './ids.ts'
import { CaseFile, Participant, SittingKindId } from './people.ts'
import { CourtCamera, RoomId, StageId } from './places.ts'
import { FileFact } from './uploads.ts'

/* ── STORED FOR EVER: whoever changes a shape below writes an upcaster for what courts have on disk ── */

const event = <const N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.strictObject({ type: z.literal(name), ...shape })

export const Readiness = z.strictObject({
  camera: z.enum(['ok', 'none', 'failed']),
  microphone: z.enum(['ok', 'none', 'failed']),
  speaker: z.enum(['ok', 'none', 'failed']),
  network: z.enum(['good', 'fair', 'poor', 'failed']),
  cutout: z.enum(['key', 'segment', 'tile', 'none']),
  note: z.string().max(200).default(''),
})
export type Readiness = z.infer<typeof Readiness>

export const DisconnectCause = z.enum(['left', 'lineLost', 'takenOver', 'serverRestart', 'removed'])
export const RecessReason = z.enum(['rest', 'technicalFault', 'deliberation', 'negotiation', 'other'])
export const OfflineReason = z.enum(['ability', 'conditions', 'stage', 'withdrawal', 'witnessObjection', 'other'])

export const HearingEvent = z.discriminatedUnion('type', [
  event('hearingScheduled', {
    hearingId: HearingId, kind: SittingKindId, caseFile: CaseFile, participants: z.array(Participant).min(1).max(400),
  }),
  event('participantAdded', { participant: Participant }),
  event('participantRemoved', { personId: PersonId, reason: line(200) }),
  event('personConnected', { personId: PersonId, connectionId: Id, withCamera: z.boolean(), withMicrophone: z.boolean() }),
  event('personDisconnected', { personId: PersonId, connectionId: Id, cause: DisconnectCause }),
  event('readinessReported', { personId: PersonId, readiness: Readiness }),
  event('movedToRoom', { personId: PersonId, room: RoomId }),
  event('attendanceRecorded', { personId: PersonId, present: z.boolean(), reason: z.string().max(200).default('') }),
  event('stageEntered', { stage: StageId }),
  event('stageSkipped', { stage: StageId, reason: line(200) }),
  event('gavelStruck', { strikes: z.int().min(1).max(3) }),
  event('identityConfirmed', { personId: PersonId, outcome: z.enum(['confirmed', 'rejected']), note: z.string().max(200).default('') }),
  event('rightsAcknowledged', { personId: PersonId }),
  event('recusalAnswered', { personId: PersonId, applies: z.boolean(), against: z.array(PersonId).max(16), reason: z.string().max(500).default('') }),
  event('recusalDecided', { personId: PersonId, granted: z.boolean(), reason: line(500) }),
  event('floorGiven', { personId: PersonId }),
  event('turnFinished', { personId: PersonId }),
  event('handRaised', { personId: PersonId }),
  event('handLowered', { personId: PersonId }),
  event('microphoneSet', { personId: PersonId, on: z.boolean() }),
  event('cameraSet', { personId: PersonId, on: z.boolean() }),
  event('uncutPictureAsked', { personId: PersonId, by: PersonId, on: z.boolean() }),
  event('cameraDirected', { camera: CourtCamera.nullable() }),
  event('presentationSet', { personId: PersonId, on: z.boolean(), kind: z.enum(['screen', 'document']) }),
  event('mutedByCourt', { personId: PersonId }),
  event('unmutedByCourt', { personId: PersonId }),
  event('witnessCalled', { personId: PersonId }),
  event('witnessReleased', { personId: PersonId }),
  event('issuesSummarized', { issues: z.array(line(300)).min(1).max(20) }),
  event('fileReceived', { file: FileFact }),
  // Exhibits of before files could be brought have none.
  event('exhibitAdduced', { exhibitId: Id, by: PersonId, title: line(200), purpose: line(500), files: z.array(FileFact).max(50).default([]) }),
  event('exhibitExamined', {
    exhibitId: Id, by: PersonId, authenticity: z.boolean(), legality: z.boolean(), relevance: z.boolean(),
    opinion: z.string().max(1000).default(''),
  }),
  event('recessBegun', { reason: RecessReason, note: z.string().max(200).default('') }),
  event('recessEnded', {}),
  event('clerkAdmittedToDeliberation', { personId: PersonId }),
  event('offlineRequested', { personId: PersonId, reason: OfflineReason, note: z.string().max(500).default('') }),
  event('offlineDecided', { granted: z.boolean(), reason: line(500) }),
  event('mediationConsentGiven', { personId: PersonId, willing: z.boolean() }),
  event('agreementPrepared', { documentId: DocumentId }),
  event('agreementEffective', { documentId: DocumentId, sha256: Sha256, effectiveAt: Instant }),
  event('agreementFailed', { documentId: DocumentId, reason: line(500) }),
  event('outcomeAnnounced', { outcome: z.enum(['settled', 'judgmentInCourt', 'judgmentReserved', 'adjourned', 'opinionGiven']), text: text(4000) }),
  event('recordLineAdded', { lineId: Id, speaker: PersonId.nullable(), text: text(2000) }),
  event('recordCorrectionRequested', { lineId: Id, personId: PersonId, text: text(2000) }),
  event('recordCorrectionDecided', { lineId: Id, personId: PersonId, accepted: z.boolean(), text: z.string().max(2000).default('') }),
  event('recordSigned', { personId: PersonId, recordSha256: Sha256 }),
  event('recordRefused', { personId: PersonId, reason: line(300) }),
  event('warningGiven', { personId: PersonId, text: line(300) }),
  event('messageSent', { messageId: Id, from: PersonId, to: PersonId, text: text(1000) }),
  event('courtClosed', {}),
])
export type HearingEvent = z.infer<typeof HearingEvent>
export type HearingEventType = HearingEvent['type']

/** Who caused an event: a participant, or the platform itself (line lost, agreement sealed). */
export const Actor = z.union([z.strictObject({ personId: PersonId }), z.strictObject({ system: z.enum(['gateway', 'media', 'documents', 'seed']) })])
export type Actor = z.infer<typeof Actor>

/** An event as it stands in the log; `hash` = SHA-256 over the canonical JSON of all other fields, `prevHash` included. */
export const storedEvent = <T extends z.ZodType>(eventSchema: T) =>
  z.strictObject({
    stream: z.string().max(100),
    seq: z.int().min(1),
    at: Instant,
    actor: Actor,
    commandId: CommandId.nullable(),
    event: eventSchema,
    prevHash: Sha256,
    hash: Sha256,
  })
export const StoredHearingEvent = storedEvent(HearingEvent)
export type StoredHearingEvent = z.infer<typeof StoredHearingEvent>

/** What `evolve` needs of a stored event, and all that a browser is shown of it. */
export const HearingFact = z.strictObject({ seq: z.int().min(1), at: Instant, actor: Actor, event: HearingEvent })
export type HearingFact = z.infer<typeof HearingFact>
