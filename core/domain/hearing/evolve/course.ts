import type { Folds } from './change.ts'
import { withPerson } from './change.ts'
import { ruleOf } from '../stages.ts'

export const courseFolds: Folds<
  | 'stageEntered' | 'stageSkipped' | 'gavelStruck' | 'cameraDirected' | 'floorGiven' | 'turnFinished' | 'recessBegun' | 'recessEnded'
  | 'clerkAdmittedToDeliberation' | 'offlineRequested' | 'offlineDecided' | 'outcomeAnnounced' | 'warningGiven' | 'courtClosed'
> = {
  stageEntered: (state, { stage }, { at }) => {
    const next = {
      ...state, stage, floor: null, turnsDone: [],
      stages: state.stages.map((entry) => (entry.stage === stage ? { ...entry, enteredAt: at } : entry)),
    }
    const rule = ruleOf(next)
    return {
      ...next,
      openedAt: rule.opens ? (state.openedAt ?? at) : state.openedAt,
      clerkInDeliberation: rule.secret ? false : state.clerkInDeliberation,
    }
  },
  stageSkipped: (state, { stage, reason }) => ({
    ...state, stages: state.stages.map((entry) => (entry.stage === stage ? { ...entry, skippedReason: reason } : entry)),
  }),
  cameraDirected: (state, { camera }, { seq }) => ({ ...state, camera: camera && { seq, view: camera } }),
  gavelStruck: (state, { strikes }, { at, seq }) => ({ ...state, gavel: { seq, at, strikes } }),
  floorGiven: (state, { personId }) => ({ ...withPerson(state, personId, { handRaisedAt: null }), floor: personId }),
  turnFinished: (state, { personId }) => ({
    ...state, turnsDone: state.turnsDone.includes(personId) ? state.turnsDone : [...state.turnsDone, personId],
    floor: state.floor === personId ? null : state.floor,
  }),
  recessBegun: (state, { reason, note }, { at }) => ({ ...state, recess: { reason, note, since: at }, clerkInDeliberation: false }),
  recessEnded: (state) => ({ ...state, recess: null }),
  clerkAdmittedToDeliberation: (state) => ({ ...state, clerkInDeliberation: true }),
  offlineRequested: (state, event) => ({
    ...state, offline: { requestedBy: event.personId, reason: event.reason, note: event.note, decision: 'open' },
  }),
  offlineDecided: (state, { granted }) =>
    state.offline ? { ...state, offline: { ...state.offline, decision: granted ? 'granted' : 'refused' } } : state,
  outcomeAnnounced: (state, { outcome, text }, { at }) => ({ ...state, outcome: { outcome, text, at } }),
  warningGiven: (state, { personId, text }, { at }) => ({ ...state, warnings: [...state.warnings, { personId, text, at }] }),
  courtClosed: (state, _event, { at }) => ({ ...state, closedAt: at, recess: null, floor: null }),
}
