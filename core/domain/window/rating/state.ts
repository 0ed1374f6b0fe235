import type { WireError } from '#protocol/errors.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { ComplaintEvent, ComplaintStep, RatingConcerns, RatingEvent, RatingLevel, RatingReason, RatingSettings, RatingSubject } from '#protocol/window/rating.ts'

/** What a citizen said of the work. */
export type Opinion = { level: RatingLevel; reasons: RatingReason[]; text: string }

/** One rating of a call or a case, folded from its events. */
export type RatingState = {
  ratingId: string
  seq: number
  subject: RatingSubject
  citizen: PersonId
  concerns: RatingConcerns
  askedAt: string
  /** `skipped` is a fact like the others, and may still be followed by a rating. */
  status: 'asked' | 'skipped' | 'rated'
  /** As first given; a re-rating stands beside it. */
  given: (Opinion & { at: string }) | null
  reRated: (Opinion & { at: string }) | null
  complaintId: string | null
  excluded: { reason: string; at: string } | null
  closedAt: string | null
  reply: { text: string; at: string } | null
}

export type Appeal = {
  by: PersonId; at: string; reason: string; evidence: { fileId: string; sha256: string; name: string }[]; reviewBy: string
  decision: { by: PersonId; at: string; outcome: 'upheld' | 'dismissed'; reason: string } | null
}

/** A ticket over a bad rating (差评工单), folded from its events. Days are of the calendar at the office. */
export type ComplaintState = Opinion & {
  complaintId: string
  seq: number
  ratingId: string
  subject: RatingSubject
  citizen: PersonId
  concerns: RatingConcerns
  windowStaff: PersonId[]
  ratedOn: string
  openedAt: string
  status: 'opened' | 'assigned' | 'calledBack' | 'fixed' | 'closed'
  handler: PersonId | null
  callBackBy: string
  fixBy: string
  appealBy: string
  reRateBy: string | null
  calls: { at: string; by: PersonId; outcome: 'reached' | 'notReached'; note: string }[]
  /** When the citizen was reached, or had been called often enough. */
  calledBackAt: string | null
  fixed: { at: string; by: PersonId; what: string; reply: string } | null
  reRated: (Opinion & { at: string }) | null
  appeal: Appeal | null
  overdue: { step: ComplaintStep; by: string }[]
  closed: { at: string; outcome: 'fixed' | 'excluded' } | null
}

export type RatingContext = { now: string; newId: () => string }
export type ComplaintContext = {
  now: string
  settings: RatingSettings
  /** The day on which a term of so many working days ends that begins after `day`; throws AppError where the calendar does not reach. */
  dueOn: (day: string, workingDays: number) => string
}
export type RatingDecision = { ok: true; events: RatingEvent[] } | { ok: false; error: WireError }
export type ComplaintDecision = { ok: true; events: ComplaintEvent[] } | { ok: false; error: WireError }
export type Hand = Exclude<WindowActor, { system: string }>
