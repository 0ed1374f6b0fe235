import type { WindowActor } from '#protocol/window/actor.ts'
import type { CasePlace } from '#protocol/window/case.ts'
import type { CaseState, Hand } from './state.ts'

/** Whose matter it is. */
export const isCitizen = (state: CaseState, hand: Hand): boolean => hand.role === 'serviceApplicant' && hand.personId === state.citizen.personId

/** Nobody deals with a matter of their own, whatever sign-in they come with (W-4.3). */
const isOwnMatter = (state: CaseState, hand: Hand): boolean => hand.role !== 'serviceApplicant' && hand.personId === state.citizen.personId

/** 收件窗口人员 where the citizen sits. */
export const isCentre = (state: CaseState, hand: Hand): boolean =>
  hand.role === 'localClerk' && state.centre !== null && hand.at === state.centre.id && !isOwnMatter(state, hand)
/** 帮办: helps, and decides nothing. */
export const isHelper = (state: CaseState, hand: Hand): boolean =>
  hand.role === 'helper' && state.centre !== null && hand.at === state.centre.id && !isOwnMatter(state, hand)
/** A clerk of the competent office. */
export const isOffice = (state: CaseState, hand: Hand): boolean => hand.role === 'remoteClerk' && hand.at === state.office.id && !isOwnMatter(state, hand)
export const isLead = (state: CaseState, hand: Hand): boolean => hand.role === 'supervisor' && hand.at === state.office.id && !isOwnMatter(state, hand)

/** Somebody who may work on that place's part. */
export function worksAt(state: CaseState, place: CasePlace, hand: Hand): boolean {
  const role = place.kind === 'office' ? 'remoteClerk' : 'localClerk'
  return hand.role === role && hand.at === place.id && !isOwnMatter(state, hand)
}

export const isStaff = (state: CaseState, hand: Hand): boolean => isCentre(state, hand) || isHelper(state, hand) || isOffice(state, hand)

/**
 * Where papers are received and looked through first (W-4.2): in 异地代收代办 and 多地联办 the centre where the citizen
 * sits (收受分离), otherwise the competent office itself.
 */
export const receivingSide = (state: CaseState): 'office' | 'centre' =>
  state.receivedAt ?? (state.centre !== null && state.item.mode !== 'fullOnline' ? 'centre' : 'office')

export const placeOf = (state: CaseState, side: 'office' | 'centre'): CasePlace => (side === 'centre' && state.centre !== null ? state.centre : state.office)

/** Whether this hand is of the place that receives. */
export function isReceiver(state: CaseState, hand: Hand, helpersReceive: boolean): boolean {
  if (receivingSide(state) === 'office') return isOffice(state, hand)
  return isCentre(state, hand) || (helpersReceive && isHelper(state, hand))
}

export const asHand = (actor: WindowActor): Hand | null => ('system' in actor ? null : actor)
