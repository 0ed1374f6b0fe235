import { z } from 'zod'
import { DocumentId, Id, Instant, PersonId, Sha256, line } from '../ids.ts'
import { WindowActor, WindowRole } from './actor.ts'
import { Day, ServiceItem } from './catalogue.ts'
import { FieldText, IdentityMark } from './session.ts'

/**
 * 办件: one matter of one citizen, from the first paper handed in to the result in their hands. Stream `case/<caseId>`.
 * Rules: docs/spec/window.md, W-4 (course), W-5 (clocks), W-7 (privacy).
 */

/** opened 待收件 · reviewing 形式审查 · forwarding 待转递 · forwarded 转递中 · accepting 待受理 · correcting 待补正 · examining 审查 · decided 待办结 · completed 待送达 · delivering 送达中. */
export const CaseStatus = z.enum(['opened', 'reviewing', 'forwarding', 'forwarded', 'accepting', 'correcting', 'examining', 'decided', 'completed', 'delivering', 'closed'])
export type CaseStatus = z.infer<typeof CaseStatus>
export const CaseOutcome = z.enum(['granted', 'refused', 'notAccepted', 'withdrawn', 'lapsed'])
export type CaseOutcome = z.infer<typeof CaseOutcome>

/** Kept as it was when the case began: a later catalogue changes no case that is going on. */
export const CaseItem = ServiceItem.pick({
  itemCode: true, name: true, mode: true, materials: true, form: true, legalDays: true, promisedDays: true, fee: true, parts: true, signs: true, paperOnly: true,
})
export type CaseItem = z.infer<typeof CaseItem>

/** Somewhere that owes a step: the competent office, or the centre where the citizen sits. */
export const CasePlace = z.strictObject({ kind: z.enum(['office', 'centre']), id: Id, name: line(80), phone: z.string().max(30).default('') })
export type CasePlace = z.infer<typeof CasePlace>
export const CaseCitizen = z.strictObject({ personId: PersonId, name: line(60), phone: z.string().max(30).default('') })
export type CaseCitizen = z.infer<typeof CaseCitizen>

/** `vaultId`: where the platform keeps the number itself under lock, outside the log, so that it can be destroyed. */
export const SealedNumber = IdentityMark.extend({ vaultId: Id })
export type SealedNumber = z.infer<typeof SealedNumber>

export const MaterialFile = z.strictObject({ fileId: Id, sha256: Sha256, pages: z.int().min(1).max(500) })
export type MaterialFile = z.infer<typeof MaterialFile>
export const MaterialSource = z.enum(['camera', 'upload', 'post'])
export const IdentityBasis = z.enum(['call', 'counter', 'realName'])

/** What is to be corrected; `other` for what is no paper and no field, such as a signature. */
export const CorrectionTarget = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('material'), materialId: Id }),
  z.strictObject({ kind: z.literal('field'), fieldId: Id }),
  z.strictObject({ kind: z.literal('other'), title: line(80) }),
])
export type CorrectionTarget = z.infer<typeof CorrectionTarget>
export const CorrectionItem = z.strictObject({ target: CorrectionTarget, problem: line(200), requirement: line(200) })
export type CorrectionItem = z.infer<typeof CorrectionItem>
/** Why the citizen is told a second time, and the provision that allows it. */
export const CorrectionException = z.strictObject({ ground: z.enum(['correctedPapersDefective', 'applicationChanged', 'newFacts', 'lawChanged']), basis: line(200) })
export type CorrectionException = z.infer<typeof CorrectionException>

export const ForwardWay = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('electronic') }),
  z.strictObject({ kind: z.literal('post'), courier: line(40), number: line(40) }),
])
export type ForwardWay = z.infer<typeof ForwardWay>
export const DeliveryWay = z.discriminatedUnion('kind', [
  /** Arrives when it enters the citizen's own pages (R4 11). */
  z.strictObject({ kind: z.literal('electronic') }),
  z.strictObject({ kind: z.literal('post'), courier: line(40), number: line(40) }),
  z.strictObject({ kind: z.literal('collect'), from: z.enum(['office', 'centre']) }),
])
export type DeliveryWay = z.infer<typeof DeliveryWay>

export const NotAcceptGround = z.enum(['notNeeded', 'notCompetent', 'notEligible', 'barred', 'incompleteAfterCorrection'])
export type NotAcceptGround = z.infer<typeof NotAcceptGround>
export const CaseResult = z.strictObject({ name: line(120), documentId: DocumentId.nullable().default(null) })
export type CaseResult = z.infer<typeof CaseResult>
export const CasePaperKind = z.enum(['materialsReceipt', 'windowReceipt', 'windowCorrection', 'completionNotice'])
export type CasePaperKind = z.infer<typeof CasePaperKind>

/** review 形式审查 · forward 转递 · takeOver 接收 · accept 受理 · correction 补正 · gap 容缺补齐 · promised 承诺时限 · legal 法定时限 · part 分办 · deliver 送达. */
export const ClockName = z.enum(['review', 'forward', 'takeOver', 'accept', 'correction', 'gap', 'promised', 'legal', 'part', 'deliver'])
export type ClockName = z.infer<typeof ClockName>
export const WarningLevel = z.enum(['soon', 'near', 'due', 'overdue'])
export type WarningLevel = z.infer<typeof WarningLevel>

/** Whom personal data may be looked at for; everything else is refused (W-7). */
export const AccessPurpose = z.enum(['handling', 'supervision', 'complaint', 'ownMatter', 'archive'])
export type AccessPurpose = z.infer<typeof AccessPurpose>

const FieldId = Id
const reason = line(500)
const maybe = (max: number) => z.string().max(max).regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u)
const Filled = z.strictObject({ fieldId: FieldId, value: FieldText, mark: SealedNumber.nullable(), by: PersonId, as: WindowRole })
const materialVersion = { materialId: Id, version: z.int().min(1) }
const opening = {
  caseId: Id, caseNo: line(40), citizen: CaseCitizen, item: CaseItem, office: CasePlace,
  /** null for a citizen at home. */
  centre: CasePlace.nullable(), windowId: Id.nullable(), windowName: z.string().max(60), ticketId: Id.nullable(), sessionId: Id.nullable(),
  /** Who does each part of an item of joint handling. */
  parts: z.array(z.strictObject({ partId: Id, place: CasePlace })).max(12),
}

/* ── STORED FOR EVER: whoever changes a shape below writes an upcaster for what offices have on disk ── */

const event = <const N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ type: z.literal(name), ...shape })

export const CaseEvent = z.discriminatedUnion('type', [
  event('caseOpened', opening),
  event('materialAdded', { ...materialVersion, file: MaterialFile, source: MaterialSource, by: PersonId, as: WindowRole, sessionId: Id.nullable() }),
  event('originalSeen', materialVersion),
  event('materialReviewed', { ...materialVersion, ok: z.boolean(), reason: z.string().max(200) }),
  event('materialKnown', { materialId: Id, service: line(60), reference: line(100) }),
  event('materialNotKnown', { materialId: Id, reason: line(200) }),
  event('gapsPromised', { materialIds: z.array(Id).max(40), by: Day.nullable() }),
  event('fieldFilled', Filled.shape),
  event('formConfirmed', { digest: Sha256, sessionId: Id.nullable() }),
  event('confirmationWithdrawn', { fieldId: FieldId.nullable() }),
  event('identityConfirmed', { mark: SealedNumber, basis: IdentityBasis, by: PersonId.nullable(), sessionId: Id.nullable() }),
  event('signingAsked', { documentId: DocumentId }),
  event('documentSigned', { documentId: DocumentId }),
  event('paperOriginalReceived', { note: z.string().max(200) }),
  event('feePaid', { fen: z.int().min(0), reference: line(100) }),
  event('feeExempted', { basis: line(200) }),
  event('received', { at: z.enum(['office', 'centre']), materials: z.array(z.strictObject(materialVersion)).max(40) }),
  event('correctionTold', { items: z.array(CorrectionItem).min(1).max(110), dueOn: Day, exception: CorrectionException.nullable() }),
  event('correctionHandedIn', { materials: z.array(z.strictObject(materialVersion)).max(40), /** What was asked for and has not been touched. */ untouched: z.array(CorrectionTarget).max(110) }),
  event('reviewPassed', { /** What is still wrong; only after a correction, for the office to decide on. */ defects: z.array(line(200)).max(120) }),
  event('forwarded', { way: ForwardWay }),
  event('takenOver', {}),
  event('accepted', {
    decision: z.enum(['accepted', 'acceptedWithGaps']), gaps: z.array(Id).max(40), gapsBy: Day.nullable(), promisedDays: z.int().min(0), legalDays: z.int().min(0),
    /** As told to the citizen. */
    dueOn: Day, legalDueOn: Day.nullable(),
  }),
  event('notAccepted', { ground: NotAcceptGround, reason, /** Where the citizen is to turn instead. */ goTo: z.string().max(200) }),
  event('partFinished', { partId: Id, outcome: z.enum(['done', 'cannot']), note: z.string().max(500) }),
  event('partReopened', { partId: Id, reason }),
  event('examined', { opinion: z.enum(['grant', 'refuse']), note: z.string().max(1000) }),
  event('decided', { outcome: z.enum(['granted', 'refused']), reason: z.string().max(500), remedies: z.string().max(500) }),
  event('completed', { result: reason, results: z.array(CaseResult).max(20) }),
  event('deliveryStarted', { way: DeliveryWay }),
  event('deliveryFailed', { reason }),
  event('deliveryConfirmed', { note: z.string().max(200) }),
  event('caseClosed', { outcome: CaseOutcome, reason: z.string().max(500) }),
  event('handoverOffered', { to: PersonId, reason }),
  event('handoverDeclined', { reason }),
  event('handoverAccepted', { at: Id }),
  /** `owedBy`: seq of the event that made the paper due. */
  event('paperLinked', { documentId: DocumentId, kind: CasePaperKind, owedBy: z.int().min(1) }),
  event('warned', { clock: ClockName, partId: Id.nullable(), level: WarningLevel, dueOn: Day }),
  event('personalDataErased', { basis: z.enum(['retentionOver', 'citizenAsked']) }),
])
export type CaseEvent = z.infer<typeof CaseEvent>
export type CaseEventType = CaseEvent['type']

/** What `evolve` needs of a stored event, and all that a browser is shown of it. */
export const CaseFact = z.strictObject({ seq: z.int().min(1), at: Instant, actor: WindowActor, event: CaseEvent })
export type CaseFact = z.infer<typeof CaseFact>

/* ── what is asked ── */

const command = event

/** From browsers. Who may, and when, is the domain's business. */
export const CaseCommand = z.discriminatedUnion('type', [
  command('addMaterial', { materialId: Id, file: MaterialFile, source: MaterialSource }),
  command('seeOriginal', { materialId: Id }),
  command('reviewMaterial', { ...materialVersion, ok: z.boolean(), reason: maybe(200).default('') }),
  command('promiseGaps', { materialIds: z.array(Id).max(40), /** By when; null with an empty list takes the promise back. */ by: Day.nullable() }),
  command('fillField', { fieldId: FieldId, value: FieldText }),
  /** `digest`: SHA-256 (hex) of `caseFormText(view)` as the citizen saw it. */
  command('confirmForm', { digest: Sha256 }),
  /** The number itself goes no further than this command. */
  command('confirmIdentity', { number: z.string().min(1).max(40) }),
  command('receivePaperOriginal', { note: maybe(200).default('') }),
  command('receive', {}),
  /** `days`: working days for the citizen; the setting where left out. */
  command('tellCorrection', { items: z.array(CorrectionItem).min(1).max(110), days: z.int().min(1).max(60).nullable().default(null), exception: CorrectionException.nullable().default(null) }),
  command('handInCorrection', {}),
  command('passReview', {}),
  command('forward', { way: ForwardWay }),
  command('takeOver', {}),
  command('accept', { withGaps: z.boolean().default(false) }),
  command('notAccept', { ground: NotAcceptGround, reason, goTo: maybe(200).default('') }),
  command('finishPart', { partId: Id, outcome: z.enum(['done', 'cannot']), note: maybe(500).default('') }),
  command('reopenPart', { partId: Id, reason }),
  command('examine', { opinion: z.enum(['grant', 'refuse']), note: maybe(1000).default('') }),
  command('decide', { outcome: z.enum(['granted', 'refused']), reason: maybe(500).default(''), remedies: maybe(500).default('') }),
  command('exemptFee', { basis: line(200) }),
  command('complete', { result: reason, results: z.array(CaseResult).max(20).default([]) }),
  command('deliver', { way: DeliveryWay }),
  command('reportDeliveryFailed', { reason }),
  command('confirmDelivery', { note: maybe(200).default('') }),
  command('withdraw', { reason: maybe(500).default('') }),
  /** The citizen's day is over and nothing came. */
  command('lapse', {}),
  command('offerHandover', { to: PersonId, reason }),
  command('declineHandover', { reason }),
  command('acceptHandover', {}),
  command('askErasure', {}),
])
export type CaseCommand = z.infer<typeof CaseCommand>

/** What the platform itself reports to the case. Never accepted from a browser. */
export const CaseSystemCommand = z.discriminatedUnion('type', [
  command('open', opening),
  command('noteCaptured', { materialId: Id, file: MaterialFile, source: MaterialSource.default('camera'), by: PersonId, as: WindowRole, sessionId: Id.nullable().default(null) }),
  command('noteKnown', { materialId: Id, service: line(60), reference: line(100) }),
  command('noteNotKnown', { materialId: Id, reason: line(200) }),
  /** The form as confirmed in a call: `digest` as the citizen confirmed it there. */
  command('noteForm', { fields: z.array(Filled).max(60), digest: Sha256.nullable(), sessionId: Id }),
  command('noteIdentity', { mark: SealedNumber, basis: IdentityBasis, by: PersonId.nullable().default(null), sessionId: Id.nullable().default(null) }),
  command('noteSigningAsked', { documentId: DocumentId }),
  command('noteSigned', { documentId: DocumentId }),
  command('noteFeePaid', { fen: z.int().min(0), reference: line(100) }),
  command('linkPaper', { documentId: DocumentId, kind: CasePaperKind, owedBy: z.int().min(1) }),
  command('noteWarning', { clock: ClockName, partId: Id.nullable().default(null), level: WarningLevel }),
  command('noteLapsed', {}),
  command('erase', {}),
])
export type CaseSystemCommand = z.infer<typeof CaseSystemCommand>
export type AnyCaseCommand = CaseCommand | CaseSystemCommand
export type CaseCommandType = AnyCaseCommand['type']

const days = z.int().min(0).max(365)
const years = z.int().min(0).max(100)
/** What a province sets for itself: terms in working days, retention in years after closing. */
export const CaseSettings = z.strictObject({
  reviewDays: days.default(1), forwardDays: days.default(1), takeOverDays: days.default(1), postDays: days.default(5), acceptDays: days.default(5),
  correctionDays: days.min(1).default(10), gapDays: days.min(1).default(15), deliverDays: days.default(10),
  /** First and second warning, in working days before the end. */
  warnSoonDays: days.default(3), warnNearDays: days.default(1),
  /** Whether 帮办 may receive and look through papers like the centre's clerks. */
  helpersReceive: z.boolean().default(false),
  retentionYears: z.strictObject({ granted: years, refused: years, notAccepted: years, withdrawn: years, lapsed: years })
    .default({ granted: 10, refused: 10, notAccepted: 2, withdrawn: 2, lapsed: 2 }),
  /** Days for which photographs of a call are kept that went into no case. */
  callFilesDays: z.int().min(1).max(3650).default(30),
})
export type CaseSettings = z.infer<typeof CaseSettings>

/** Budgets of one case, in counts. */
export const CASE_LIMITS = { versionsPerMaterial: 30, corrections: 8, documents: 20, handovers: 40 } as const
