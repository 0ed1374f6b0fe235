import type { WindowActor, WindowRole } from '#protocol/window/actor.ts'
import type { Language } from '#protocol/window/catalogue.ts'
import type { CallItem, CallOutcome, CallPerson, CaptureKind, IdentityMark, SessionEvent, Still, TransferTo } from '#protocol/window/session.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { WireError } from '#protocol/errors.ts'

/** One person of the call. Whoever has been dismissed or has handed over is not in `people` any more. */
export type SessionPerson = CallPerson & {
  connectionId: string | null
  withCamera: boolean
  withMicrophone: boolean
  /** The person's own switches: they outlive a lost line. */
  microphoneOn: boolean
  cameraOn: boolean
  presentation: 'screen' | 'document' | null
  /** First time in the call; null = has not come yet. */
  joinedAt: string | null
  /** Since when not connected; null while connected. */
  awaySince: string | null
}

export type FieldValue = {
  /** Last four characters where `mark` is set. */
  value: string
  mark: IdentityMark | null
  by: PersonId
  /** As what that person filled it: a helper's word is not the citizen's. */
  as: WindowRole
  at: string
}

export type Capture = {
  captureId: string; kind: CaptureKind; materialId: string | null; note: string; askedBy: PersonId; askedAt: string
  status: 'asked' | 'taken' | 'withdrawn'
  still: (Still & { by: PersonId; at: string }) | null
}

export type Identity = {
  status: 'open' | 'confirmed' | 'rejected'
  mark: IdentityMark | null
  service: { service: string; result: 'match' | 'mismatch' | 'unavailable'; reference: string; at: string } | null
  /** Photographs shown beside each other: the latest of each kind. */
  cardCaptureId: string | null
  faceCaptureId: string | null
  decision: { by: PersonId; outcome: 'confirmed' | 'rejected'; reason: string; at: string } | null
}

export type Handover = { from: { clerk: PersonId; windowId: string; officeId: string }; to: { clerk: PersonId; windowId: string; officeId: string }; reason: string; at: string }

/** A call folded from its events. What a viewer gets is the same type with what they may not see left out. */
export type SessionState = {
  sessionId: string
  seq: number
  ticketId: string
  number: string
  citizen: PersonId
  /** The clerk in charge: keeps the place when the line is lost, until the window is another's. */
  clerk: PersonId
  windowId: string
  officeId: string
  centerId: string | null
  item: CallItem
  languages: Language[]
  people: Record<PersonId, SessionPerson>
  /** Sent away; they come back only when admitted anew. */
  dismissed: PersonId[]
  openedAt: string
  /** When a clerk in charge first joined; nobody hears or sees the citizen before. */
  startedAt: string | null
  ended: { at: string; outcome: CallOutcome; note: string; by: PersonId | null } | null
  hold: { reason: string; since: string } | null
  recordingConsent: boolean | null
  interpreter: { language: Language; since: string } | null
  identity: Identity
  captures: Capture[]
  /** `help`: since when the citizen lets staff fill in; `confirmed`: withdrawn by any change. */
  form: { values: Record<string, FieldValue>; help: string | null; confirmed: { digest: string; at: string } | null }
  caseLink: { caseId: string; caseNo: string } | null
  papers: { documentId: string; kind: string; shownAt: string; signedAt: string | null }[]
  transfer: { to: TransferTo; reason: string; since: string } | null
  handovers: Handover[]
  /** For the next clerk; the citizen's side does not see them. */
  notes: { noteId: string; by: PersonId; text: string; at: string }[]
  messages: { messageId: string; by: PersonId; text: string; at: string }[]
}

/** How the call stands, as everybody in it is told. */
export type Phase = 'calling' | 'talking' | 'onHold' | 'clerkAway' | 'ended'

export type SessionContext = {
  /** ISO 8601 UTC, as Date.toISOString() writes it. */
  now: string
  newId: () => string
  /** SHA-256 (hex) of a text in UTF-8. */
  sha256: (text: string) => string
  /** HMAC-SHA-256 (hex) of an identity number in its normal form, under the platform's own key. */
  identityHmac: (number: string) => string
}
export type SessionDecision = { ok: true; events: SessionEvent[] } | { ok: false; error: WireError }
export type Hand = Exclude<WindowActor, { system: string }>
