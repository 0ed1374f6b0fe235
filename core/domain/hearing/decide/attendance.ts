import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'
import { placementFaults } from '../composition.ts'
import { sittingKind } from '../kinds/index.ts'
import { everybody, isPresiding } from '../people.ts'
import { isIsolated } from '../roles.ts'

export const attendanceHandlers: Handlers<
  'reportReadiness' | 'addParticipant' | 'removeParticipant' | 'recordAttendance' | 'admit'
> = {
  reportReadiness: (draft, { readiness }, by) => draft.emit({ type: 'readinessReported', personId: by.personId, readiness }),
  addParticipant(draft, { participant }) {
    if (draft.state.people[participant.personId]) refuse('alreadyDone')
    const people = [...everybody(draft.state), participant]
    const tooMany = sittingKind(draft.state.kind).composition.find(
      (rule) => rule.roles.includes(participant.role) && people.filter((person) => rule.roles.includes(person.role)).length > rule.max,
    )
    const fault = tooMany?.text ?? placementFaults(participant, people)[0]
    if (fault) refuse('composition', { rule: fault.zh, ruleEn: fault.en })
    draft.emit({ type: 'participantAdded', participant })
  },
  removeParticipant(draft, { personId, reason }, by) {
    const person = draft.person(personId)
    if (personId === by.personId) refuse('composition', { rule: '不能移出本人', ruleEn: 'nobody removes themselves' })
    if (isPresiding(draft.state, person) && draft.state.openedAt !== null) {
      refuse('composition', { rule: '开庭后不得移出审判长', ruleEn: 'the presiding judge stays once the court is open' })
    }
    const orphan = everybody(draft.state).find((other) => other.represents.length === 1 && other.represents[0] === personId)
    if (orphan) refuse('composition', { rule: `请先移出其代理人${orphan.name}`, ruleEn: `remove the agent ${orphan.name} first` })
    if (person.connectionId !== null) {
      draft.emit({ type: 'personDisconnected', personId, connectionId: person.connectionId, cause: 'removed' })
    }
    draft.emit({ type: 'participantRemoved', personId, reason })
  },
  recordAttendance(draft, { personId, present, reason }) {
    const person = draft.person(personId)
    if (person.attendance === (present ? 'present' : 'absent')) refuse('alreadyDone')
    draft.emit({ type: 'attendanceRecorded', personId, present, reason })
  },
  admit(draft, { personId }) {
    const person = draft.connected(personId)
    if (isIsolated(person.role)) refuse('witnessIsolated')
    if (person.room === 'courtroom') refuse('alreadyDone')
    if (person.room !== 'waitingRoom') refuse('companyNotAllowed')
    draft.move(personId, 'courtroom')
  },
}
