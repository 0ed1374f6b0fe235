import type { FileFact } from '#protocol/uploads.ts'
import type { CaseFile, Participant } from '#protocol/people.ts'
import type { CourtCamera, RoomId, StageId } from '#protocol/places.ts'
import type { HearingEvent, Readiness } from '#protocol/hearing-events.ts'
import type { DocumentId, PersonId } from '#protocol/ids.ts'

/** One person as the hearing knows them. A viewer who may not see somebody does not have them in `people` at all. */
export type Person = Participant & {
  /** The connection that speaks for this person now; null = not connected. */
  connectionId: string | null
  withCamera: boolean
  withMicrophone: boolean
  room: RoomId
  /** Let into the courtroom by the court; decides where a private talk returns to and how much is shown. */
  admitted: boolean
  readiness: Readiness | null
  attendance: 'unknown' | 'present' | 'absent'
  identity: 'unverified' | 'confirmed' | 'rejected'
  rightsAcknowledged: boolean
  recusal: 'unasked' | 'no' | 'applied' | 'granted' | 'denied'
  /** Whom the challenge is raised against, and why; empty where there is none. */
  recusalAgainst: PersonId[]
  recusalReason: string
  handRaisedAt: string | null
  /** The person's own switches. */
  microphoneOn: boolean
  cameraOn: boolean
  presentation: 'screen' | 'document' | null
  /** The judge who has asked to see this person's picture uncut; null = nobody. */
  uncutFor: PersonId | null
  /** The court's mute: outlives reconnects, only the court lifts it. */
  mutedByCourt: boolean
  /** Witness only: R1 26. */
  testimony: 'notCalled' | 'testifying' | 'released' | null
  mediationConsent: boolean | null
  record: 'open' | 'signed' | 'refused'
}

export type Exhibit = {
  exhibitId: string; by: PersonId; title: string; purpose: string; files: FileFact[]
  opinions: Record<PersonId, { authenticity: boolean; legality: boolean; relevance: boolean; opinion: string }>
}
export type RecordLine = {
  lineId: string; at: string; stage: StageId; speaker: PersonId | null; text: string
  corrections: { personId: PersonId; text: string; decision: 'open' | 'accepted' | 'refused' }[]
}
export type Message = { messageId: string; at: string; from: PersonId; to: PersonId; text: string }

/** A hearing folded from its events. What a viewer gets is the same type with what they may not see left out. */
export type HearingState = {
  hearingId: string
  seq: number
  kind: string
  caseFile: CaseFile
  people: Record<PersonId, Person>
  stage: StageId
  stages: { stage: StageId; enteredAt: string | null; skippedReason: string | null }[]
  /** In session from 宣布开庭 to 闭庭: what a recording is bound to (R5 3). */
  openedAt: string | null
  closedAt: string | null
  recess: { reason: string; note: string; since: string } | null
  /** Who has the floor in stages with an order of speaking, and whose turns are over. */
  floor: PersonId | null
  turnsDone: PersonId[]
  /** `seq` tells two blows of one instant apart. */
  gavel: { seq: number; at: string; strikes: number } | null
  /** What whoever presides has everybody see; null = each as they like. `seq` tells two equal directions apart. */
  camera: { seq: number; view: CourtCamera } | null
  issues: string[]
  /** Brought to the case and not necessarily put before the court yet. */
  files: FileFact[]
  exhibits: Exhibit[]
  clerkInDeliberation: boolean
  offline: { requestedBy: PersonId; reason: string; note: string; decision: 'open' | 'granted' | 'refused' } | null
  agreement: { documentId: DocumentId; status: 'prepared' | 'effective' | 'failed'; sha256: string | null; effectiveAt: string | null } | null
  outcome: { outcome: string; text: string; at: string } | null
  record: RecordLine[]
  messages: Message[]
  warnings: { personId: PersonId; text: string; at: string }[]
}

export type { MediaPolicy, PersonMedia } from '../media.ts'

export type Decision = { ok: true; events: HearingEvent[] } | { ok: false; error: import('#protocol/errors.ts').WireError }
