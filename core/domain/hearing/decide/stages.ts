import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'
import { demand, enterNext, excusable, passFloor, recall } from './course.ts'
import { sittingKind } from '../kinds/index.ts'
import { everybody, inCourtroom } from '../people.ts'
import { isPublic } from '../roles.ts'
import { roomKind } from '../rooms.ts'
import { ruleOf, shortcutOf, stageIndex, within } from '../stages.ts'

export const stageHandlers: Handlers<
  | 'advanceStage' | 'skipStage' | 'strikeGavel' | 'giveFloor' | 'finishTurn' | 'beginRecess' | 'endRecess'
  | 'announceOutcome' | 'closeCourt' | 'requestOffline' | 'decideOffline' | 'warn'
> = {
  advanceStage(draft, { expected }) {
    const { state } = draft
    if (state.stage !== expected) refuse('wrongStage', { stage: state.stage })
    const shortcut = shortcutOf(state)
    demand(state, shortcut?.leavesIncomplete ? excusable(state) : ruleOf(state).requires)
    enterNext(draft)
  },
  skipStage(draft, { stage, reason }) {
    const { state } = draft
    const index = stageIndex(state, stage)
    const entry = state.stages[index]
    if (!entry) return refuse('notFound', { stage })
    if (entry.skippedReason !== null || index < stageIndex(state, state.stage)) refuse('alreadyDone')
    if (!ruleOf(state, stage).skippable) refuse('stageNotSkippable')
    if (stage === state.stage) demand(state, excusable(state))
    draft.emit({ type: 'stageSkipped', stage, reason })
    if (stage === state.stage) enterNext(draft)
  },
  strikeGavel: (draft, { strikes }) => draft.emit({ type: 'gavelStruck', strikes }),
  giveFloor(draft, { personId }) {
    const person = draft.person(personId)
    if (!inCourtroom(person)) refuse('notConnected')
    if (isPublic(person.role)) refuse('companyNotAllowed')
    if (draft.state.floor === personId) refuse('alreadyDone')
    draft.emit({ type: 'floorGiven', personId })
  },
  finishTurn(draft) {
    const { floor } = draft.state
    if (floor === null) return refuse('alreadyDone')
    draft.emit({ type: 'turnFinished', personId: floor })
    passFloor(draft)
  },
  beginRecess: (draft, { reason, note }) => draft.emit({ type: 'recessBegun', reason, note }),
  endRecess(draft) {
    for (const person of everybody(draft.state)) {
      const kind = roomKind(person.room)
      if (kind === 'deliberationRoom' || kind === 'consultation') recall(draft, person.personId)
    }
    draft.emit({ type: 'recessEnded' })
    if (draft.state.floor === null) passFloor(draft)
  },
  announceOutcome(draft, { outcome, text }) {
    const { state } = draft
    if (state.outcome) refuse('alreadyDone')
    const allowed = sittingKind(state.kind).outcomes.find((entry) => entry.outcome === outcome)
    if (!allowed || !within(state, allowed.spans)) refuse('wrongStage', { stage: state.stage })
    const effective = state.agreement?.status === 'effective'
    if (outcome === 'settled' && !effective) {
      refuse('stageNotComplete', { missing: '调解协议尚未生效', missingEn: 'the agreement is not effective', count: 1 })
    }
    if (outcome !== 'settled' && outcome !== 'adjourned' && effective) {
      refuse('fieldInvalid', { field: '结果', reason: '调解协议已生效，应以调解结案' })
    }
    draft.emit({ type: 'outcomeAnnounced', outcome, text })
  },
  closeCourt: (draft) => draft.emit({ type: 'courtClosed' }),
  requestOffline(draft, { reason, note }, by) {
    if (draft.state.offline?.decision === 'open') refuse('alreadyDone')
    draft.emit({ type: 'offlineRequested', personId: by.personId, reason, note })
  },
  decideOffline: (draft, { granted, reason }) => draft.emit({ type: 'offlineDecided', granted, reason }),
  warn(draft, { personId, text }) {
    draft.person(personId)
    draft.emit({ type: 'warningGiven', personId, text })
  },
}
