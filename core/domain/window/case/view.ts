import type { WindowActor } from '#protocol/window/actor.ts'
import type { CaseFact, SealedNumber } from '#protocol/window/case.ts'
import type { CaseState } from './state.ts'
import { equal } from '../../hearing/equal.ts'
import { evolve } from './evolve.ts'

/**
 * How somebody looks at a case (W-7.1). `own` the citizen · `office` the competent office · `centre` where the citizen
 * sits · `part` a place that does its part of joint handling, from the acceptance on · `none` everybody else.
 */
export type CaseLens = 'all' | 'own' | 'office' | 'centre' | 'part' | 'none'

export function lensOf(state: CaseState, viewer: WindowActor): CaseLens {
  if ('system' in viewer) return 'all'
  const { personId, role, at } = viewer
  if (role === 'serviceApplicant') return personId === state.citizen.personId ? 'own' : 'none'
  if (at === null || role === 'interpreter' || personId === state.citizen.personId) return 'none'
  const isOffice = role === 'remoteClerk' || role === 'supervisor' || role === 'reviewer'
  if (isOffice && at === state.office.id) return 'office'
  if (!isOffice && at === state.centre?.id) return 'centre'
  // a part's centre is its clerks' business; helpers have none in it
  const kind = isOffice ? 'office' : role === 'localClerk' ? 'centre' : null
  return state.accepted !== null && state.parts.some(({ place }) => place.kind === kind && place.id === at) ? 'part' : 'none'
}

/** The case as this viewer may see it: the same type, with what they may not see left out; null = nothing at all. */
export function viewOf(state: CaseState, viewer: WindowActor): CaseState | null {
  switch (lensOf(state, viewer)) {
    case 'none': return null
    case 'all': return state
    // who is being asked to answer for it is the staff's business; the opinion is the citizen's once it is a decision
    case 'own': return { ...masked(state), handover: null, warnings: [], examination: state.decision === null ? null : state.examination }
    case 'office': return masked(state)
    case 'centre': return { ...masked(state), examination: null }
    case 'part': return {
      ...masked(state), citizen: { ...state.citizen, phone: '' }, identity: null, signing: [], handover: null, handovers: [], warnings: [], examination: null,
      fee: { ...state.fee, note: '' }, delivery: null, failedDeliveries: [], sessionIds: [], owed: [], papers: [],
    }
  }
}

/** Only the platform compares numbers and opens the place where they are kept; people see the last four characters. */
const asTail = (mark: SealedNumber): SealedNumber => ({ hmac: '', tail: mark.tail, vaultId: '' })

function masked(state: CaseState): CaseState {
  const values = Object.fromEntries(Object.entries(state.form.values).map(([fieldId, held]) => [fieldId, held.mark ? { ...held, mark: asTail(held.mark) } : held]))
  return { ...state, identity: state.identity && { ...state.identity, mark: asTail(state.identity.mark) }, form: { ...state.form, values } }
}

export type CaseDelivery = 'event' | 'snapshot' | 'nothing'

/**
 * What a viewer who holds `viewOf(before)` must be sent so that they hold `viewOf(after)`: nothing, the fact (folding it
 * gives exactly the new view, and so tells nothing else), or the new view. `after` must be `evolve(before, fact)`.
 */
export function delivery(before: CaseState, fact: CaseFact, after: CaseState, viewer: WindowActor): CaseDelivery {
  const [held, due] = [viewOf(before, viewer), viewOf(after, viewer)]
  if (held === null || due === null) return held === due ? 'nothing' : 'snapshot'
  if (equal({ ...held, seq: 0 }, { ...due, seq: 0 })) return 'nothing'
  return equal(evolve(held, fact), due) ? 'event' : 'snapshot'
}
