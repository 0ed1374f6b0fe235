import { closeFrom, dayOf } from '#domain/window/rating/index.ts'
import type { ComplaintState } from '#domain/window/rating/index.ts'
import type { Hand } from '#domain/window/rating/state.ts'

export type ComplaintAct = 'assign' | 'callBack' | 'fix' | 'close' | 'appeal' | 'decideAppeal'

/** The steps a page may offer to this hand now, as `decideComplaint` will allow them (W-6.8 to W-6.10). */
export function complaintActs(state: ComplaintState, hand: Hand, now: string): ComplaintAct[] {
  if (state.closed !== null) return []
  const { concerns, windowStaff, handler, status, appeal } = state
  const atOffice = hand.at === concerns.officeId
  const partial = hand.personId === concerns.clerkId || windowStaff.includes(hand.personId)
  const leads = atOffice && hand.role === 'supervisor' && !partial
  const handles = leads || (atOffice && hand.personId === handler && !partial)
  const from = closeFrom(state)
  return [
    ...(leads ? (['assign'] as const) : []),
    ...(handles && status === 'assigned' ? (['callBack'] as const) : []),
    ...(handles && status === 'calledBack' ? (['fix'] as const) : []),
    ...(handles && from !== null && dayOf(now) >= from ? (['close'] as const) : []),
    ...(hand.personId === concerns.clerkId && hand.role !== 'serviceApplicant' && appeal === null && dayOf(now) <= state.appealBy ? (['appeal'] as const) : []),
    ...(atOffice && hand.role === 'reviewer' && !partial && hand.personId !== handler && appeal !== null && appeal.decision === null ? (['decideAppeal'] as const) : []),
  ]
}
