import { createHash } from 'node:crypto'
import type { StageId } from '#protocol/places.ts'
import type { HearingState } from '../state.ts'
import { companyRule, mayDo, recordText } from '../index.ts'
import { everybody, isCourtStaff, litigants, presentParties } from '../people.ts'
import type { Trial } from './trial.ts'

export const parties = ['plaintiff', 'plaintiffLawyer', 'defendant', 'defendantLawyer']
export const digestOf = (state: HearingState): string => createHash('sha256').update(recordText(state)).digest('hex')

/** Everybody comes, is let in and counted; the court stands at 宣布开庭. */
export function openCourt(trial: Trial): void {
  for (const person of everybody(trial.state)) trial.join(person.personId)
  const admits = mayDo(trial.state, 'clerk').includes('admit') ? 'clerk' : 'judge'
  for (const person of everybody(trial.state)) {
    if (isCourtStaff(trial.state, person) || companyRule(trial.state, person, 'courtroom')) continue
    trial.by(admits, { type: 'admit', personId: person.personId })
  }
  reach(trial, 'openCourt')
}

/** Does in each stage what the stage asks for, until the hearing stands at the stage named. */
export function reach(trial: Trial, stage: StageId): void {
  for (let guard = 0; trial.state.stage !== stage; guard++) {
    if (guard > 40) throw new Error(`never reached ${stage}`)
    const now = trial.state.stage
    fulfil(trial)
    if (trial.state.stage === now) trial.by('judge', { type: 'advanceStage', expected: now })
  }
}

/** Does what the present stage asks for, through whoever may do it. */
export function fulfil(trial: Trial): void {
  const { state } = trial
  const all = presentParties(state).map((party) => party.personId)
  switch (state.stage) {
    case 'attendanceCheck':
      for (const person of litigants(state)) {
        if (person.attendance === 'unknown') trial.by('clerk', { type: 'recordAttendance', personId: person.personId, present: true, reason: '' })
      }
      return
    case 'verifyIdentity':
      for (const person of litigants(state)) {
        if (person.attendance === 'present' && person.identity === 'unverified') trial.by('judge', { type: 'confirmIdentity', personId: person.personId, outcome: 'confirmed', note: '' })
      }
      return
    case 'informRights':
      for (const id of all) trial.by(id, { type: 'acknowledgeRights' })
      return
    case 'askRecusal':
      for (const id of all) trial.by(id, { type: 'answerRecusal', applies: false, against: [], reason: '' })
      return
    case 'issueSummary':
      trial.by('judge', { type: 'summarizeIssues', issues: ['货款是否应当支付'] })
      return
    case 'witnessTestimony':
      for (const person of everybody(state).filter((one) => one.testimony === 'notCalled' && one.attendance !== 'absent')) {
        trial.by('judge', { type: 'callWitness', personId: person.personId })
        trial.by('judge', { type: 'releaseWitness', personId: person.personId })
      }
      return
    case 'courtMediation': case 'jointSession':
      for (const id of all) trial.by(id, { type: 'consentToMediation', willing: false })
      break
    case 'signAgreement':
      trial.by('judge', { type: 'skipStage', stage: 'signAgreement', reason: '未达成协议' })
      return
    case 'judgment':
      trial.by('judge', { type: 'announceOutcome', outcome: 'judgmentReserved', text: '择日宣判。' })
      return
    case 'summary':
      trial.by('judge', { type: 'announceOutcome', outcome: 'opinionGiven', text: '总结如下。' })
      return
    case 'signRecord':
      for (const id of all) trial.by(id, { type: 'signRecord', recordSha256: digestOf(trial.state) })
      return
  }
  while (trial.state.floor !== null) trial.by('judge', { type: 'finishTurn' })
}
