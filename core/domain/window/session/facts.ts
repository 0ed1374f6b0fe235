import type { PersonId } from '#protocol/ids.ts'
import type { RatingConcerns, RatingSubject } from '#protocol/window/rating.ts'
import { CALL_LIMITS } from '#protocol/window/session.ts'
import type { Capture, SessionState } from './state.ts'

/** W-3.14: whether a case may be opened or go on from this call now; asked before the case is written to. */
export const caseMayGoOn = (state: SessionState): boolean => state.identity.status === 'confirmed' && state.ended === null

/** Whether a paper was photographed with too few pixels to be read in print; the clerk is told and may ask again. */
export const stillIsSmall = ({ kind, still }: Capture): boolean =>
  kind !== 'liveFace' && still !== null && Math.max(still.widthPx, still.heightPx) < CALL_LIMITS.stillLongSidePx

/**
 * What the citizen is asked to rate once the call is over (W-6.1), on their own screen; null where there was no call to
 * speak of: nobody had come to it, or another window takes it up.
 */
export function ratingAskedFor(state: SessionState): { subject: RatingSubject; citizen: PersonId; concerns: RatingConcerns } | null {
  if (state.ended === null || state.startedAt === null || state.ended.outcome === 'ticketReturned') return null
  const { sessionId, citizen, officeId, windowId, centerId, clerk, item } = state
  return { subject: { kind: 'session', id: sessionId }, citizen, concerns: { officeId, windowId, centerId, itemCode: item.itemCode, clerkId: clerk } }
}
