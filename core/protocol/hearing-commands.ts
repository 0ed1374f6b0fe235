import { z } from 'zod'
import { DocumentId, Id, Instant, PersonId, Sha256, line, text } from './ids.ts'
import { Participant } from './people.ts'
import { CourtCamera, RoomId, StageId } from './places.ts'
import { FileFact } from './uploads.ts'
import { DisconnectCause, OfflineReason, Readiness, RecessReason } from './hearing-events.ts'

const command = <const N extends string, S extends z.ZodRawShape>(name: N, shape: S) =>
  z.strictObject({ type: z.literal(name), ...shape })

/** What a participant may ask of the hearing through their browser. Whether they may is the domain's business. */
export const ParticipantCommand = z.discriminatedUnion('type', [
  command('reportReadiness', { readiness: Readiness }),
  command('admit', { personId: PersonId }),
  command('moveToRoom', { personId: PersonId, room: RoomId }),
  command('addParticipant', { participant: Participant }),
  command('removeParticipant', { personId: PersonId, reason: line(200) }),
  command('recordAttendance', { personId: PersonId, present: z.boolean(), reason: z.string().max(200).default('') }),
  /** `expected` is the stage the caller sees now: a late click never skips a stage. */
  command('advanceStage', { expected: StageId }),
  command('skipStage', { stage: StageId, reason: line(200) }),
  command('strikeGavel', { strikes: z.int().min(1).max(3).default(1) }),
  command('confirmIdentity', { personId: PersonId, outcome: z.enum(['confirmed', 'rejected']), note: z.string().max(200).default('') }),
  command('acknowledgeRights', {}),
  command('answerRecusal', { applies: z.boolean(), against: z.array(PersonId).max(16).default([]), reason: z.string().max(500).default('') }),
  command('decideRecusal', { personId: PersonId, granted: z.boolean(), reason: line(500) }),
  command('giveFloor', { personId: PersonId }),
  command('finishTurn', {}),
  command('raiseHand', {}),
  command('lowerHand', { personId: PersonId.optional() }),
  command('setMicrophone', { on: z.boolean() }),
  command('setCamera', { on: z.boolean() }),
  /** The picture as the camera gives it, not cut out: asked for by the judge, and given up again with `on` false. */
  command('askUncutPicture', { personId: PersonId, on: z.boolean() }),
  /** What everybody's picture shows from now on; null = each as they like. */
  command('directCamera', { camera: CourtCamera.nullable() }),
  command('setPresentation', { on: z.boolean(), kind: z.enum(['screen', 'document']).default('screen') }),
  command('mute', { personId: PersonId }),
  command('unmute', { personId: PersonId }),
  command('muteAll', {}),
  command('unmuteAll', {}),
  command('callWitness', { personId: PersonId }),
  command('releaseWitness', { personId: PersonId }),
  command('summarizeIssues', { issues: z.array(line(300)).min(1).max(20) }),
  command('adduceExhibit', { title: line(200), purpose: line(500), fileIds: z.array(Id).max(50).optional() }),
  command('examineExhibit', {
    exhibitId: Id, authenticity: z.boolean(), legality: z.boolean(), relevance: z.boolean(), opinion: z.string().max(1000).default(''),
  }),
  command('beginRecess', { reason: RecessReason, note: z.string().max(200).default('') }),
  command('endRecess', {}),
  command('admitClerkToDeliberation', { personId: PersonId }),
  command('requestOffline', { reason: OfflineReason, note: z.string().max(500).default('') }),
  command('decideOffline', { granted: z.boolean(), reason: line(500) }),
  command('consentToMediation', { willing: z.boolean() }),
  command('announceOutcome', { outcome: z.enum(['settled', 'judgmentInCourt', 'judgmentReserved', 'adjourned', 'opinionGiven']), text: text(4000) }),
  command('addRecordLine', { speaker: PersonId.nullable().default(null), text: text(2000) }),
  command('requestRecordCorrection', { lineId: Id, text: text(2000) }),
  command('decideRecordCorrection', { lineId: Id, personId: PersonId, accepted: z.boolean(), text: z.string().max(2000).default('') }),
  command('signRecord', { recordSha256: Sha256 }),
  command('refuseRecord', { reason: line(300) }),
  command('warn', { personId: PersonId, text: line(300) }),
  command('sendMessage', { to: PersonId, text: text(1000) }),
  command('openConsultation', {}),
  command('closeConsultation', {}),
  command('closeCourt', {}),
])
export type ParticipantCommand = z.infer<typeof ParticipantCommand>

/** What the platform itself reports to the hearing. Never accepted from a browser. */
export const SystemCommand = z.discriminatedUnion('type', [
  command('connect', { personId: PersonId, connectionId: Id, withCamera: z.boolean(), withMicrophone: z.boolean() }),
  command('disconnect', { personId: PersonId, connectionId: Id, cause: DisconnectCause }),
  command('noteFileReceived', { file: FileFact }),
  command('noteAgreementPrepared', { documentId: DocumentId }),
  command('noteAgreementEffective', { documentId: DocumentId, sha256: Sha256, effectiveAt: Instant }),
  command('noteAgreementFailed', { documentId: DocumentId, reason: line(500) }),
])
export type SystemCommand = z.infer<typeof SystemCommand>

export type HearingCommand = ParticipantCommand | SystemCommand
export type CommandType = HearingCommand['type']
