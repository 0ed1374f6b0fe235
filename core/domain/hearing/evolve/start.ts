import type { HearingFact } from '#protocol/hearing-events.ts'
import type { Participant } from '#protocol/people.ts'
import type { HearingState, Person } from '../state.ts'
import type { EventOf } from './change.ts'
import { sittingKind } from '../kinds/index.ts'
import { isIsolated } from '../roles.ts'

/** Somebody summoned who has not come yet. */
export const summoned = (participant: Participant): Person => ({
  ...participant,
  connectionId: null, withCamera: false, withMicrophone: false, room: 'outside', admitted: false, readiness: null,
  attendance: 'unknown', identity: 'unverified', rightsAcknowledged: false, recusal: 'unasked', recusalAgainst: [], recusalReason: '', handRaisedAt: null,
  microphoneOn: false, cameraOn: false, presentation: null, uncutFor: null, mutedByCourt: false,
  testimony: isIsolated(participant.role) ? 'notCalled' : null, mediationConsent: null, record: 'open',
})

export function scheduled(event: EventOf<'hearingScheduled'>, fact: HearingFact): HearingState {
  const stages = sittingKind(event.kind).stages.map((rule, index) => ({
    stage: rule.stage, enteredAt: index === 0 ? fact.at : null, skippedReason: null,
  }))
  const first = stages[0]
  if (!first) throw new RangeError(`kind ${event.kind} has no stages`)
  return {
    hearingId: event.hearingId, seq: fact.seq, kind: event.kind, caseFile: event.caseFile,
    people: Object.fromEntries(event.participants.map((participant) => [participant.personId, summoned(participant)])),
    stage: first.stage, stages, openedAt: null, closedAt: null, recess: null, floor: null, turnsDone: [], gavel: null, camera: null,
    issues: [], files: [], exhibits: [], clerkInDeliberation: false, offline: null, agreement: null, outcome: null,
    record: [], messages: [], warnings: [],
  }
}
