import { z } from 'zod'
import { Id, Instant, PersonId, Sha256, line, text } from '../ids.ts'
import { WindowActor } from './actor.ts'
import { Day } from './catalogue.ts'

/**
 * 好差评: one rating per call and per case (stream `rating/<ratingId>`), and the ticket that a bad one opens by itself
 * (差评工单, stream `complaint/<complaintId>`). Rules: docs/spec/window.md, W-6.
 */

/** 非常满意 满意 基本满意 不满意 非常不满意, best first; the last two are bad. */
export const RatingLevel = z.enum(['verySatisfied', 'satisfied', 'fairlySatisfied', 'dissatisfied', 'veryDissatisfied'])
export type RatingLevel = z.infer<typeof RatingLevel>
export const BAD_LEVELS: readonly RatingLevel[] = ['dissatisfied', 'veryDissatisfied']

export const BadReason = z.enum(['attitude', 'slow', 'unclear', 'refused', 'extraMaterials', 'repeatedVisits', 'wrongResult', 'fee', 'fault', 'other'])
export const GoodReason = z.enum(['friendly', 'quick', 'clear', 'professional', 'fewMaterials', 'noTravel'])
export const RatingReason = z.enum([...BadReason.options, ...GoodReason.options])
export type RatingReason = z.infer<typeof RatingReason>

export const RatingSubject = z.strictObject({ kind: z.enum(['session', 'case']), id: Id })
export type RatingSubject = z.infer<typeof RatingSubject>
/** Whose work is rated; `clerkId` is the clerk in charge at the end of a call, the first clerk (首问负责) of a case. */
export const RatingConcerns = z.strictObject({ officeId: Id, windowId: Id.nullable(), centerId: Id.nullable(), itemCode: Id, clerkId: PersonId.nullable() })
export type RatingConcerns = z.infer<typeof RatingConcerns>

const opinion = { level: RatingLevel, reasons: z.array(RatingReason).max(8).default([]), text: z.string().max(500).regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u).default('') }
const given = { level: RatingLevel, reasons: z.array(RatingReason).max(8), text: z.string().max(500) }
export const Evidence = z.strictObject({ fileId: Id, sha256: Sha256, name: line(120) })

/* ── STORED FOR EVER: whoever changes a shape below writes an upcaster for what offices have on disk ── */

const event = <const N extends string, S extends z.ZodRawShape>(name: N, shape: S) => z.strictObject({ type: z.literal(name), ...shape })

export const RatingEvent = z.discriminatedUnion('type', [
  event('ratingAsked', { ratingId: Id, subject: RatingSubject, citizen: PersonId, concerns: RatingConcerns }),
  /** `complaintId`: the ticket that a bad rating opens; null for a good one. */
  event('rated', { ...given, complaintId: Id.nullable() }),
  event('ratingSkipped', {}),
  event('ratingReRated', given),
  /** An appeal was upheld: kept, and out of all figures. */
  event('ratingExcluded', { reason: line(500) }),
  event('ratingSubjectClosed', {}),
  event('ratingReplied', { text: text(500) }),
])
export type RatingEvent = z.infer<typeof RatingEvent>
export type RatingEventType = RatingEvent['type']
export const RatingFact = z.strictObject({ seq: z.int().min(1), at: Instant, actor: WindowActor, event: RatingEvent })
export type RatingFact = z.infer<typeof RatingFact>

export const ComplaintStep = z.enum(['assign', 'callBack', 'fix', 'review', 'close'])
export type ComplaintStep = z.infer<typeof ComplaintStep>
export const ComplaintEvent = z.discriminatedUnion('type', [
  event('complaintOpened', {
    complaintId: Id, ratingId: Id, subject: RatingSubject, citizen: PersonId, concerns: RatingConcerns, ...given, ratedOn: Day,
    /** People of the window that was rated: none of them deals with the ticket. */
    windowStaff: z.array(PersonId).max(200), callBackBy: Day, fixBy: Day, appealBy: Day,
  }),
  event('complaintAssigned', { handler: PersonId }),
  /** `settled`: reached, or called as often as the settings of that day ask. */
  event('calledBack', { outcome: z.enum(['reached', 'notReached']), note: z.string().max(500), settled: z.boolean() }),
  event('complaintFixed', { what: line(500), reply: z.string().max(500), reRateBy: Day }),
  event('complaintReRated', given),
  event('appealed', { reason: text(1000), evidence: z.array(Evidence).max(20), reviewBy: Day }),
  event('appealDecided', { outcome: z.enum(['upheld', 'dismissed']), reason: text(1000) }),
  event('stepOverdue', { step: ComplaintStep, by: Day }),
  event('complaintClosed', { outcome: z.enum(['fixed', 'excluded']) }),
])
export type ComplaintEvent = z.infer<typeof ComplaintEvent>
export type ComplaintEventType = ComplaintEvent['type']
export const ComplaintFact = z.strictObject({ seq: z.int().min(1), at: Instant, actor: WindowActor, event: ComplaintEvent })
export type ComplaintFact = z.infer<typeof ComplaintFact>

/* ── what is asked ── */

const command = event

/** From browsers: the citizen's own, and the office's reply. */
export const RatingCommand = z.discriminatedUnion('type', [
  command('rateSession', opinion),
  command('rateCase', opinion),
  command('skipRating', {}),
  command('replyToRating', { text: text(500) }),
])
export type RatingCommand = z.infer<typeof RatingCommand>
/** What the platform reports to a rating. Never accepted from a browser. */
export const RatingSystemCommand = z.discriminatedUnion('type', [
  command('askRating', { ratingId: Id, subject: RatingSubject, citizen: PersonId, concerns: RatingConcerns }),
  command('noteReRated', given),
  command('noteExcluded', { reason: line(500) }),
  command('noteSubjectClosed', {}),
  /** The reply that came with the fixing of a ticket. */
  command('noteReplied', { text: text(500) }),
])
export type RatingSystemCommand = z.infer<typeof RatingSystemCommand>

export const ComplaintCommand = z.discriminatedUnion('type', [
  command('assign', { handler: PersonId }),
  command('callBack', { outcome: z.enum(['reached', 'notReached']), note: z.string().max(500).default('') }),
  command('fix', { what: line(500), /** Shown on the public page. */ reply: z.string().max(500).default('') }),
  command('reRate', opinion),
  command('appeal', { reason: text(1000), evidence: z.array(Evidence).max(20).default([]) }),
  command('decideAppeal', { outcome: z.enum(['upheld', 'dismissed']), reason: text(1000) }),
  command('close', {}),
])
export type ComplaintCommand = z.infer<typeof ComplaintCommand>
export const ComplaintSystemCommand = z.discriminatedUnion('type', [
  command('openComplaint', {
    complaintId: Id, ratingId: Id, subject: RatingSubject, citizen: PersonId, concerns: RatingConcerns, ...given, ratedOn: Day, windowStaff: z.array(PersonId).max(200),
  }),
  command('noteOverdue', { step: ComplaintStep }),
])
export type ComplaintSystemCommand = z.infer<typeof ComplaintSystemCommand>

/** Terms in working days, attempts and group sizes in counts; a province sets its own. */
export const RatingSettings = z.strictObject({
  callBackDays: z.int().min(1).max(30).default(1), callAttempts: z.int().min(1).max(10).default(3), fixDays: z.int().min(1).max(90).default(15),
  appealDays: z.int().min(1).max(60).default(5), reviewDays: z.int().min(1).max(60).default(5), reRateDays: z.int().min(1).max(60).default(5),
  /** Fewer ratings than this are never shown by themselves. */
  smallNumber: z.int().min(2).max(100).default(5),
})
export type RatingSettings = z.infer<typeof RatingSettings>
