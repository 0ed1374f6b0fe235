import type { CaseCommand, CaseSettings, CaseStatus } from '#protocol/window/case.ts'
import type { ErrorCode } from '#protocol/errors.ts'
import type { CaseState, Hand } from './state.ts'
import { isCentre, isCitizen, isHelper, isLead, isOffice, isReceiver, isStaff, worksAt } from './people.ts'

type Type = CaseCommand['type']
type Who = (state: CaseState, hand: Hand, settings: CaseSettings) => boolean

const gathering: CaseStatus[] = ['opened', 'reviewing', 'correcting']
/** Papers promised under 容缺受理 come in until the decision. */
const open: CaseStatus[] = [...gathering, 'forwarding', 'forwarded', 'accepting', 'examining']
const atOffice: CaseStatus[] = ['accepting', 'examining']
const answeredFor: CaseStatus[] = ['reviewing', 'forwarding', 'forwarded', 'accepting', 'correcting', 'examining', 'decided', 'completed', 'delivering']

const citizen: Who = isCitizen
const office: Who = isOffice
const centre: Who = isCentre
const receiver: Who = (state, hand, settings) => isReceiver(state, hand, settings.helpersReceive)
const anyone: Who = (state, hand) => isCitizen(state, hand) || isStaff(state, hand)
const clerk: Who = (state, hand) => isCentre(state, hand) || isOffice(state, hand)
/** Whoever has the case in hand now: the receiving place before, the office after it has come there. */
const reviewer: Who = (state, hand, settings) => (atOffice.includes(state.status) ? isOffice(state, hand) : receiver(state, hand, settings))
const answers: Who = (state, hand) => hand.role !== 'serviceApplicant' && (state.answerable?.personId === hand.personId || isLead(state, hand))
const invited: Who = (state, hand) => state.handover?.to === hand.personId && (isCentre(state, hand) || isHelper(state, hand) || isOffice(state, hand) || isLead(state, hand))
const atPart: Who = (state, hand) => state.parts.some((part) => worksAt(state, part.place, hand))

/** R11 as data: who takes each step, and while the case stands where (W-4.4). */
export const STEPS: { [T in Type]: { when: readonly CaseStatus[]; who: Who } } = {
  addMaterial: { when: open, who: anyone },
  seeOriginal: { when: ['opened', 'reviewing', 'correcting', 'accepting', 'examining'], who: clerk },
  reviewMaterial: { when: ['opened', 'reviewing', 'accepting', 'examining'], who: reviewer },
  promiseGaps: { when: ['opened', 'reviewing', 'correcting', 'accepting'], who: citizen },
  fillField: { when: gathering, who: anyone },
  confirmForm: { when: open, who: citizen },
  confirmIdentity: { when: ['opened', 'reviewing', 'correcting', 'accepting'], who: clerk },
  receivePaperOriginal: { when: open, who: clerk },
  receive: { when: ['opened'], who: receiver },
  tellCorrection: { when: ['reviewing', 'accepting', 'examining'], who: reviewer },
  handInCorrection: { when: ['correcting'], who: anyone },
  passReview: { when: ['reviewing'], who: receiver },
  // again, where a parcel was lost on its way
  forward: { when: ['forwarding', 'forwarded'], who: centre },
  takeOver: { when: ['forwarded'], who: office },
  accept: { when: ['accepting'], who: office },
  notAccept: { when: ['accepting'], who: office },
  finishPart: { when: ['examining'], who: atPart },
  reopenPart: { when: ['examining'], who: office },
  examine: { when: ['examining'], who: office },
  decide: { when: ['examining'], who: office },
  exemptFee: { when: ['accepting', 'examining', 'decided'], who: office },
  complete: { when: ['decided'], who: office },
  deliver: { when: ['completed'], who: office },
  reportDeliveryFailed: { when: ['delivering'], who: clerk },
  confirmDelivery: { when: ['delivering'], who: (state, hand) => isCitizen(state, hand) || isCentre(state, hand) || isOffice(state, hand) },
  withdraw: { when: open, who: citizen },
  lapse: { when: ['correcting', ...atOffice], who: clerk },
  offerHandover: { when: answeredFor, who: answers },
  declineHandover: { when: answeredFor, who: invited },
  acceptHandover: { when: answeredFor, who: invited },
  askErasure: { when: ['closed'], who: citizen },
}

/** Why this hand may not take this step now; null where it may try. */
export function permission(state: CaseState, hand: Hand, type: Type, settings: CaseSettings): ErrorCode | null {
  const step = STEPS[type]
  if (state.status === 'closed' && !step.when.includes('closed')) return 'caseClosed'
  if (!step.who(state, hand, settings)) return 'notPermitted'
  return step.when.includes(state.status) ? null : 'wrongCaseStatus'
}

/** The steps a page may offer. */
export const mayDo = (state: CaseState, hand: Hand, settings: CaseSettings): Type[] =>
  (Object.keys(STEPS) as Type[]).filter((type) => permission(state, hand, type, settings) === null)
