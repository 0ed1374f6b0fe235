import type { PersonId } from '#protocol/ids.ts'
import type { WireError } from '#protocol/errors.ts'
import type { WindowActor, WindowRole } from '#protocol/window/actor.ts'
import type { WorkCalendar } from '#protocol/window/catalogue.ts'
import type {
  CaseCitizen, CaseEvent, CaseItem, CaseOutcome, CasePaperKind, CasePlace, CaseResult, CaseSettings, CaseStatus, ClockName, CorrectionException, CorrectionItem, CorrectionTarget,
  DeliveryWay, ForwardWay, MaterialFile, NotAcceptGround, SealedNumber, WarningLevel,
} from '#protocol/window/case.ts'
import type { Pause } from '../clock/index.ts'

/** One handing-in of one material; a later one stands beside it, never in its place. */
export type MaterialVersion = {
  version: number; file: MaterialFile; source: 'camera' | 'upload' | 'post'
  by: PersonId; as: WindowRole; at: string; seq: number; sessionId: string | null
  /** The paper itself was seen by staff. */
  originalSeen: { by: PersonId; at: string } | null
  review: { ok: boolean; reason: string; by: PersonId; at: string } | null
}
export type CaseMaterial = {
  versions: MaterialVersion[]
  /** The state's own data answers for it: it is not asked for. */
  known: { service: string; reference: string; at: string } | null
}

export type CaseField = { value: string; mark: SealedNumber | null; by: PersonId; as: WindowRole; at: string; seq: number }

export type Correction = {
  items: CorrectionItem[]; exception: CorrectionException | null; by: PersonId; toldAt: string; seq: number; dueOn: string
  /** Where the case goes on once the citizen has handed in. */
  from: 'reviewing' | 'accepting' | 'examining'
  handedInAt: string | null
  untouched: CorrectionTarget[]
}

export type CasePart = {
  partId: string; place: CasePlace; days: number
  status: 'waiting' | 'running' | 'done' | 'cannot'
  startedOn: string | null
  finished: { by: PersonId; at: string; note: string } | null
}

/** A paper that somebody owes the citizen. `owedBy`: seq of the event it is about. */
export type OwedPaper = { kind: CasePaperKind; owedBy: number; since: string; by: PersonId | null; at: 'office' | 'centre'; /** Materials a receipt is for. */ materials: { materialId: string; version: number }[] }

/** One matter folded from its events. What a viewer gets is the same type with what they may not see left out. */
export type CaseState = {
  caseId: string
  caseNo: string
  seq: number
  citizen: CaseCitizen
  item: CaseItem
  office: CasePlace
  centre: CasePlace | null
  windowId: string | null
  windowName: string
  ticketId: string | null
  /** Calls that were about this case. */
  sessionIds: string[]
  openedAt: string
  status: CaseStatus
  /** Day at the office on which each status was first entered, a correction in between left out. */
  entered: Partial<Record<CaseStatus, string>>
  receivedAt: 'office' | 'centre' | null
  received: { at: string; by: PersonId } | null

  materials: Record<string, CaseMaterial>
  gaps: { materialIds: string[]; by: string; promisedAt: string } | null
  form: { values: Record<string, CaseField>; confirmed: { digest: string; at: string; sessionId: string | null } | null }
  identity: { mark: SealedNumber; basis: 'call' | 'counter' | 'realName'; by: PersonId | null; at: string } | null
  signing: { documentId: string; askedAt: string; signedAt: string | null }[]
  paperOriginal: { by: PersonId; at: string; note: string } | null
  fee: { status: 'open' | 'paid' | 'exempt'; fen: number; note: string; at: string | null }

  corrections: Correction[]
  pauses: Pause[]
  /** Defects the centre passed on because the citizen had been told once already. */
  defects: string[]
  forwarded: { way: ForwardWay; at: string; by: PersonId; takenOverAt: string | null } | null
  accepted: {
    decision: 'accepted' | 'acceptedWithGaps'; gaps: string[]; gapsBy: string | null; promisedDays: number; legalDays: number
    dueOn: string; legalDueOn: string | null; at: string; by: PersonId
  } | null
  notAccepted: { ground: NotAcceptGround; reason: string; goTo: string; at: string; by: PersonId } | null
  parts: CasePart[]
  examination: { opinion: 'grant' | 'refuse'; note: string; at: string; by: PersonId } | null
  decision: { outcome: 'granted' | 'refused'; reason: string; remedies: string; at: string; by: PersonId } | null
  completion: { result: string; results: CaseResult[]; at: string; by: PersonId } | null
  delivery: { way: DeliveryWay; at: string; by: PersonId; confirmedAt: string | null } | null
  failedDeliveries: { way: DeliveryWay; reason: string; at: string }[]
  closed: { outcome: CaseOutcome; reason: string; at: string } | null

  /** 首问负责: who received first, for good; and who answers for the case now. */
  firstClerk: { personId: PersonId; at: string } | null
  answerable: { personId: PersonId; at: string } | null
  handover: { to: PersonId; reason: string; since: string } | null
  handovers: { from: PersonId; to: PersonId; at: string }[]
  /** Who of each place has last had the case in hand. */
  handlers: Record<string, PersonId>

  owed: OwedPaper[]
  papers: { documentId: string; kind: CasePaperKind; owedBy: number; at: string }[]
  warnings: { clock: ClockName; partId: string | null; level: WarningLevel; dueOn: string; at: string }[]
  erased: { at: string; basis: 'retentionOver' | 'citizenAsked' } | null
}

export type CaseContext = {
  now: string
  calendar: WorkCalendar
  settings: CaseSettings
  /** Hex digest of a text. */
  sha256: (text: string) => string
  /** HMAC of an identity number in its normal form, and where the number itself has been locked away. Same number, same answer. */
  seal: (number: string) => { hmac: string; vaultId: string }
}
export type CaseDecision = { ok: true; events: CaseEvent[] } | { ok: false; error: WireError }
export type Hand = Exclude<WindowActor, { system: string }>
