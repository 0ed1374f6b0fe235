import { z } from 'zod'
import { PersonId } from './ids.ts'

/**
 * Rooms of one hearing. Everybody is in exactly one.
 * `consultation:SIDE` holds one party with its own agents; `witness:PERSON` holds one witness alone.
 */
export const RoomId = z.union([
  z.enum(['outside', 'waitingRoom', 'courtroom', 'deliberationRoom']),
  z.templateLiteral(['consultation:', z.enum(['plaintiff', 'defendant', 'thirdParty'])]),
  z.templateLiteral(['witness:', PersonId]),
])
export type RoomId = z.infer<typeof RoomId>

/** Stages in the order of the law (R6 139–151, R1 22) and those of other kinds of sitting. */
export const StageId = z.enum([
  'preTrial',
  'attendanceCheck', 'announceDiscipline', 'openCourt', 'verifyIdentity', 'announceCause', 'announcePanel',
  'informRights', 'askRecusal', 'statements', 'issueSummary', 'adduce', 'crossExamine', 'witnessTestimony',
  'debate', 'finalStatement', 'courtMediation', 'deliberation', 'judgment', 'reviewRecord', 'signRecord', 'closeCourt',
  'disclose', 'jointSession', 'caucus', 'draftAgreement', 'signAgreement',
  'introduceCase', 'partiesExplain', 'officersAsk', 'adjournToDiscuss', 'resumeOpinion', 'summary',
])
export type StageId = z.infer<typeof StageId>

/** Which part of the courtroom's picture is shown; `speaker` follows whoever has the floor or is heard. */
export const CourtCamera = z.enum(['whole', 'bench', 'speaker', 'parties'])
export type CourtCamera = z.infer<typeof CourtCamera>

/** What a person may send. `presentation` is the second video: document camera or screen. */
export const MediaSource = z.enum(['microphone', 'camera', 'presentation'])
export type MediaSource = z.infer<typeof MediaSource>
