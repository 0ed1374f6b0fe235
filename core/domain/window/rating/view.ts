import type { PersonId } from '#protocol/ids.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { RatingLevel, RatingReason } from '#protocol/window/rating.ts'
import type { ComplaintState, RatingState } from './state.ts'
import { dayOf } from './opinion.ts'

/** The office's own figures and tickets are for those who answer for it: never for the window that was rated. */
const answersFor = (viewer: Exclude<WindowActor, { system: string }>, officeId: string): boolean =>
  (viewer.role === 'supervisor' || viewer.role === 'reviewer') && viewer.at === officeId

/**
 * A rating as this viewer may see it, or null (W-6.5). The clerk it is about sees nothing of it before the matter is
 * closed, and then no more than what was said and on which day; until then there is `ratingsForClerk`.
 */
export function viewOfRating(state: RatingState, viewer: WindowActor): RatingState | null {
  if ('system' in viewer) return state
  if (viewer.role === 'serviceApplicant') return viewer.personId === state.citizen ? state : null
  if (viewer.personId === state.concerns.clerkId) return state.closedAt !== null && state.given !== null ? withoutRater(state) : null
  return answersFor(viewer, state.concerns.officeId) ? state : null
}

function withoutRater(state: RatingState): RatingState {
  const { given, reRated, excluded, reply, subject } = state
  return {
    ...state, ratingId: '', subject: { kind: subject.kind, id: '' }, citizen: '', complaintId: null, concerns: { ...state.concerns, centerId: null },
    askedAt: dayOf(given?.at ?? state.askedAt), closedAt: null,
    given: given && { ...given, at: dayOf(given.at) }, reRated: reRated && { ...reRated, at: dayOf(reRated.at) },
    excluded: excluded && { ...excluded, at: dayOf(excluded.at) }, reply: reply && { ...reply, at: dayOf(reply.at) },
  }
}

/** What a clerk is shown of their ratings: nothing by which to tell who gave them. */
export type ClerkRating = { level: RatingLevel; reasons: RatingReason[]; text: string; /** No later than this day. */ until: string; /** False after an upheld appeal. */ counts: boolean }

/**
 * The ratings of one clerk as that clerk may see them at any time (W-6.6): in whole batches of `smallNumber`, so that
 * none ever appears alone, each batch under its last day and sorted by what was said, not by when.
 */
export function ratingsForClerk(ratings: readonly RatingState[], clerkId: PersonId, smallNumber: number): ClerkRating[] {
  // excluded ones keep their place: a batch that closed up would let one newcomer appear alone
  const own = ratings.filter((one) => one.concerns.clerkId === clerkId)
    .flatMap(({ given, excluded }) => (given ? [{ ...given, counts: excluded === null }] : [])).sort((a, b) => compare(a.at, b.at))
  const batches = Array.from({ length: Math.floor(own.length / smallNumber) }, (_, n) => own.slice(n * smallNumber, (n + 1) * smallNumber))
  return batches.flatMap((batch) => {
    const until = dayOf(batch.at(-1)?.at ?? '')
    return batch.map(({ level, reasons, text, counts }) => ({ level, reasons, text, until, counts })).sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)))
  })
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * A ticket as this viewer may see it, or null (W-6.11). The rated clerk learns what is said of the work and on which day,
 * and how the appeal stands: not by whom, nor over which call.
 */
export function viewOfComplaint(state: ComplaintState, viewer: WindowActor): ComplaintState | null {
  if ('system' in viewer) return state
  const { officeId, clerkId } = state.concerns
  if (viewer.role === 'serviceApplicant') return viewer.personId === state.citizen ? forCitizen(state) : null
  if (viewer.personId === clerkId) return forClerk(state)
  if (state.windowStaff.includes(viewer.personId)) return null
  return answersFor(viewer, officeId) || (viewer.personId === state.handler && viewer.at === officeId) ? state : null
}

/** The office's own talk about it stays the office's. */
const forCitizen = (state: ComplaintState): ComplaintState => ({
  ...state, windowStaff: [], calls: state.calls.map((call) => ({ ...call, note: '' })), overdue: [],
  appeal: state.appeal && { ...state.appeal, reason: '', evidence: [] },
})

function forClerk(state: ComplaintState): ComplaintState {
  const { subject, appeal, fixed, closed, reRated } = state
  return {
    ...state, ratingId: '', subject: { kind: subject.kind, id: '' }, citizen: '', concerns: { ...state.concerns, centerId: null }, openedAt: dayOf(state.openedAt),
    windowStaff: [], calls: [], calledBackAt: null, overdue: [], handler: null,
    reRated: reRated && { level: reRated.level, reasons: reRated.reasons, text: reRated.text, at: dayOf(reRated.at) },
    fixed: fixed && { ...fixed, by: '', at: dayOf(fixed.at) }, closed: closed && { ...closed, at: dayOf(closed.at) },
    appeal: appeal && { ...appeal, decision: appeal.decision && { ...appeal.decision, by: '' } },
  }
}
