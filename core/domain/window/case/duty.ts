import type { PersonId } from '#protocol/ids.ts'
import type { CasePaperKind, CasePlace } from '#protocol/window/case.ts'
import type { CaseState } from './state.ts'
import { feeIsOpen } from './conditions.ts'
import { openGaps } from './materials.ts'
import { placeOf, receivingSide } from './people.ts'

/** What somebody owes the case now. */
export type DutyWhat =
  | 'receive' | 'review' | 'forward' | 'takeOver' | 'accept' | 'correct' | 'part' | 'examine' | 'decide' | 'complete' | 'deliver' | 'followDelivery' | 'collect'
  | 'closeGap' | 'payFee' | 'answerHandover' | 'paper'
export type Duty = {
  kind: 'office' | 'centre' | 'citizen'
  /** Office, centre or citizen. */
  id: string
  /** Who of the place has it in hand; null where nobody has yet. */
  personId: PersonId | null
  what: DutyWhat
  partId: string | null
  paper: CasePaperKind | null
}

/**
 * Everything owed now, the step that moves the case on first (W-4.5). Empty only once the case is closed and every paper
 * of it has been made.
 */
export function dutiesOf(state: CaseState): Duty[] {
  return [...stepDuties(state), ...sideDuties(state)]
}

/** Who must move next; null once nothing is owed any more. */
export const dutyOf = (state: CaseState): Duty | null => dutiesOf(state)[0] ?? null

function stepDuties(state: CaseState): Duty[] {
  switch (state.status) {
    case 'opened': return [staff(state, placeOf(state, receivingSide(state)), 'receive')]
    case 'reviewing': return [staff(state, placeOf(state, receivingSide(state)), 'review')]
    case 'forwarding': return [staff(state, placeOf(state, 'centre'), 'forward')]
    case 'forwarded': return [staff(state, state.office, 'takeOver')]
    case 'accepting': return [staff(state, state.office, 'accept')]
    case 'correcting': return [citizen(state, 'correct')]
    case 'examining': {
      const parts = state.parts.filter((part) => part.finished === null).map((part): Duty => ({ ...staff(state, part.place, 'part'), partId: part.partId }))
      const own = state.examination === null ? 'examine' : 'decide'
      // while other places or the citizen still owe something, the office can examine but not decide
      if (own === 'examine') return [staff(state, state.office, own), ...parts]
      return parts.length > 0 ? parts : openGaps(state).length > 0 ? [] : [staff(state, state.office, own)]
    }
    case 'decided': return [staff(state, state.office, 'complete')]
    case 'completed': return [staff(state, state.office, 'deliver')]
    case 'delivering': return [state.delivery?.way.kind === 'collect' ? citizen(state, 'collect') : staff(state, state.office, 'followDelivery')]
    case 'closed': return []
  }
}

function sideDuties(state: CaseState): Duty[] {
  const isOver = state.status === 'closed'
  return [
    ...(!isOver && state.accepted !== null && state.decision === null && openGaps(state).length > 0 ? [citizen(state, 'closeGap')] : []),
    ...(state.status === 'decided' && state.decision?.outcome === 'granted' && feeIsOpen(state) ? [citizen(state, 'payFee')] : []),
    ...(state.handover !== null && !isOver ? [{ ...staff(state, handoverPlace(state), 'answerHandover'), personId: state.handover.to }] : []),
    ...state.owed.map((paper): Duty => ({ ...staff(state, placeOf(state, paper.at), 'paper'), paper: paper.kind })),
  ]
}

const handoverPlace = (state: CaseState): CasePlace => (state.centre !== null && state.answerable?.at === state.centre.id ? state.centre : state.office)

function staff(state: CaseState, place: CasePlace, what: DutyWhat): Duty {
  const answerable = state.answerable?.at === place.id ? state.answerable.personId : null
  const handler = Object.hasOwn(state.handlers, place.id) ? state.handlers[place.id] : undefined
  return { kind: place.kind, id: place.id, personId: handler ?? answerable, what, partId: null, paper: null }
}

const citizen = (state: CaseState, what: DutyWhat): Duty => ({ kind: 'citizen', id: state.citizen.personId, personId: state.citizen.personId, what, partId: null, paper: null })
