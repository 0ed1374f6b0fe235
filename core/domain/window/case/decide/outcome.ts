import type { CaseCommand } from '#protocol/window/case.ts'
import { CASE_LIMITS } from '#protocol/window/case.ts'
import { feeIsOpen, missingForDecision } from '../conditions.ts'
import { isCentre, isOffice, worksAt } from '../people.ts'
import { retainUntil } from '../retention.ts'
import { openGaps } from '../materials.ts'
import type { Draft, Handlers } from './draft.ts'
import { refuse } from './draft.ts'

type Ending =
  | 'finishPart' | 'reopenPart' | 'examine' | 'decide' | 'exemptFee' | 'complete' | 'deliver' | 'reportDeliveryFailed' | 'confirmDelivery' | 'withdraw' | 'lapse'
  | 'offerHandover' | 'declineHandover' | 'acceptHandover' | 'askErasure'

/** From the examination to the result in the citizen's hands, and who answers for it meanwhile. */
export const outcomeHandlers: Handlers<Ending & CaseCommand['type']> = {
  finishPart(draft, { partId, outcome, note }, by) {
    const part = draft.state.parts.find((one) => one.partId === partId) ?? refuse('notFound')
    if (!worksAt(draft.state, part.place, by)) refuse('notPermitted')
    if (part.finished !== null) refuse('alreadyDone')
    if (outcome === 'cannot' && note.trim() === '') refuse('reasonRequired')
    draft.emit({ type: 'partFinished', partId, outcome, note })
  },
  reopenPart(draft, { partId, reason }) {
    const part = draft.state.parts.find((one) => one.partId === partId) ?? refuse('notFound')
    if (part.finished === null) refuse('alreadyDone')
    draft.emit({ type: 'partReopened', partId, reason })
  },
  examine(draft, { opinion, note }) {
    const { examination } = draft.state
    if (opinion === 'refuse' && note.trim() === '') refuse('reasonRequired')
    if (examination?.opinion === opinion && examination.note === note) refuse('alreadyDone')
    draft.emit({ type: 'examined', opinion, note })
  },
  decide(draft, { outcome, reason, remedies }) {
    if (outcome === 'refused' && reason.trim() === '') refuse('reasonRequired')
    const missing = missingForDecision(draft.state, outcome)
    if (missing.length > 0) refuse('caseIncomplete', { missing: missing.join('、') })
    draft.emit({ type: 'decided', outcome, reason, remedies })
  },
  exemptFee(draft, { basis }) {
    if (!feeIsOpen(draft.state)) refuse('alreadyDone')
    draft.emit({ type: 'feeExempted', basis })
  },
  complete(draft, { result, results }) {
    const { state } = draft
    if (state.decision?.outcome === 'granted' && feeIsOpen(state)) refuse('feeOpen')
    draft.emit({ type: 'completed', result, results })
  },
  deliver(draft, { way }) {
    const { state } = draft
    if (way.kind === 'collect' && way.from === 'centre' && state.centre === null) refuse('notFound')
    draft.emit({ type: 'deliveryStarted', way })
    if (way.kind === 'electronic') arrive(draft, '')
  },
  reportDeliveryFailed(draft, { reason }, by) {
    keepsResult(draft, by)
    draft.emit({ type: 'deliveryFailed', reason })
  },
  confirmDelivery(draft, { note }, by) {
    if (by.role !== 'serviceApplicant') keepsResult(draft, by)
    arrive(draft, note)
  },
  withdraw(draft, { reason }) {
    draft.emit({ type: 'caseClosed', outcome: 'withdrawn', reason })
  },
  lapse: (draft) => lapse(draft),
  offerHandover(draft, { to, reason }) {
    const { answerable, citizen, handover, handovers } = draft.state
    if (to === answerable?.personId || handover?.to === to) refuse('alreadyDone')
    if (to === citizen.personId) refuse('notPermitted')
    if (handovers.length >= CASE_LIMITS.handovers) refuse('tooLarge')
    draft.emit({ type: 'handoverOffered', to, reason })
  },
  declineHandover(draft, { reason }) {
    draft.emit({ type: 'handoverDeclined', reason })
  },
  acceptHandover(draft, _command, by) {
    draft.emit({ type: 'handoverAccepted', at: by.at ?? refuse('notPermitted') })
  },
  askErasure(draft) {
    erase(draft, 'citizenAsked')
  },
}

/** Whoever has the result in hand says what became of it: the office, or the centre where it is collected. */
function keepsResult({ state }: Draft, by: Parameters<typeof isOffice>[1]): void {
  const way = state.delivery?.way
  const atCentre = way?.kind === 'collect' && way.from === 'centre'
  if (!(atCentre ? isCentre(state, by) : isOffice(state, by))) refuse('notPermitted')
}

function arrive(draft: Draft, note: string): void {
  draft.emit({ type: 'deliveryConfirmed', note })
  draft.emit({ type: 'caseClosed', outcome: draft.state.decision?.outcome ?? 'granted', reason: '' })
}

/** W-4.14, W-4.17: the day told to the citizen is over and nothing came. @throws AppError('notFound' | 'notYetDue') */
export function lapse(draft: Draft): void {
  const { state, today } = draft
  const isCorrecting = state.status === 'correcting'
  const gapsBy = state.accepted?.gapsBy ?? null
  const by = isCorrecting ? state.corrections.at(-1)?.dueOn : gapsBy !== null && state.decision === null && openGaps(state).length > 0 ? gapsBy : undefined
  if (by === undefined) return refuse('notFound')
  if (today <= by) refuse('notYetDue', { from: by })
  draft.emit({ type: 'caseClosed', outcome: 'lapsed', reason: isCorrecting ? '逾期未补正，视为撤回申请' : '逾期未补齐容缺材料，视为撤回申请' })
}

/** @throws AppError('alreadyDone' | 'retentionRuns' | 'caseIncomplete') */
export function erase(draft: Draft, basis: 'retentionOver' | 'citizenAsked'): void {
  const { state, context, today } = draft
  if (state.erased !== null) refuse('alreadyDone')
  const until = retainUntil(state, context.settings) ?? refuse('wrongCaseStatus')
  if (today <= until) refuse('retentionRuns', { until })
  draft.emit({ type: 'personalDataErased', basis })
}
