import type { ConditionId } from './kind.ts'
import type { HearingState, Person } from './state.ts'
import { sittingKind } from './kinds/index.ts'
import { ROLE_LABELS, SIDE_LABELS } from './labels/roles.ts'
import type { Text } from './labels/text.ts'
import { say } from './labels/text.ts'
import { actingFor, everybody, isBench, litigants, presentParties, witnesses } from './people.ts'
import { speakingUnits } from './speaking.ts'

/** What is still missing, in words for the court; empty = the condition holds. */
type Condition = (state: HearingState) => Text[]

const called = (person: Person): Text => {
  const role = ROLE_LABELS[person.role]
  return say(`${role.zh}${person.name}`, `${role.en} ${person.name}`)
}
const lacking = (people: Person[], zh: string, en: string): Text[] =>
  people.map((person) => { const who = called(person); return say(`${who.zh}${zh}`, `${who.en}${en}`) })
/** Parties that attend and for whom nobody has done the thing yet. */
const partiesWithout = (state: HearingState, done: (person: Person) => boolean): Person[] =>
  presentParties(state).filter((party) => !actingFor(state, party).some(done))

export const CONDITIONS: Readonly<Record<ConditionId, Condition>> = {
  attendanceTaken: (state) =>
    lacking(litigants(state).filter((person) => person.attendance === 'unknown'), '是否到庭尚未记录', ': attendance not recorded'),
  partyPresent: (state) => (presentParties(state).length > 0 ? [] : [say('没有任何一方当事人到庭', 'no party attends')]),
  panelPresent: (state) =>
    lacking(everybody(state).filter((person) => isBench(state, person) && person.connectionId === null), '尚未到庭', ' is not here')
      .concat(compositionGaps(state)),
  identitiesVerified: (state) =>
    lacking(
      litigants(state).filter((person) => person.attendance === 'present' && person.identity === 'unverified'),
      '身份尚未核对', ': identity not checked',
    ),
  rightsAcknowledged: (state) =>
    lacking(partiesWithout(state, (person) => person.rightsAcknowledged), '尚未确认知悉权利义务', ' has not acknowledged rights and duties'),
  recusalAnswered: (state) =>
    lacking(partiesWithout(state, (person) => person.recusal !== 'unasked'), '尚未答复是否申请回避', ' has not answered on recusal'),
  recusalDecided: (state) =>
    lacking(everybody(state).filter((person) => person.recusal === 'applied'), '的回避申请尚未决定', ': challenge not decided')
      .concat(lacking(
        everybody(state).filter((person) => person.recusal === 'granted').flatMap((person) => person.recusalAgainst)
          .map((id) => state.people[id]).filter((person) => person !== undefined),
        '已准许回避，尚未更换', ' has been recused and not been replaced',
      )),
  turnsDone: (state) =>
    speakingUnits(state)
      .filter((unit) => !unit.speakers.some((speaker) => state.turnsDone.includes(speaker)))
      .flatMap((unit) => lacking([unit.person], '尚未发言完毕', ' has not finished speaking')),
  issuesSummarized: (state) => (state.issues.length > 0 ? [] : [say('争议焦点尚未归纳', 'issues in dispute not summarised')]),
  exhibitsExamined: (state) =>
    state.exhibits.flatMap((exhibit) => {
      const by = state.people[exhibit.by]
      const opposing = new Set(presentParties(state).map((party) => party.side).filter((side) => side !== by?.side))
      const heard = new Set(Object.keys(exhibit.opinions).map((id) => state.people[id]?.side))
      return [...opposing].filter((side) => !heard.has(side)).map((side) => {
        const label = SIDE_LABELS[side]
        return say(`证据“${exhibit.title}”尚未由${label.zh}质证`, `exhibit "${exhibit.title}" not examined by ${label.en}`)
      })
    }),
  noWitnessInBox: (state) =>
    lacking(witnesses(state).filter((person) => person.testimony === 'testifying'), '尚未退庭', ' has not been released'),
  witnessesHeard: (state) =>
    lacking(witnesses(state).filter((person) => person.testimony === 'notCalled' && person.attendance !== 'absent'), '尚未作证', ' has not been heard'),
  mediationAnswered: (state) =>
    lacking(partiesWithout(state, (person) => person.mediationConsent !== null), '尚未答复是否同意调解', ' has not answered on mediation'),
  agreementSettled: (state) =>
    state.agreement?.status === 'prepared' ? [say('调解协议尚在签署', 'the agreement is still being signed')] : [],
  agreementClosed: (state) =>
    state.agreement === null || state.agreement.status === 'prepared'
      ? [say('调解协议尚未签署生效', 'the agreement is not effective yet')] : [],
  outcomeAnnounced: (state) => (state.outcome ? [] : [say('尚未宣布结果', 'no outcome announced')]),
  correctionsDecided: (state) => {
    const open = state.record.flatMap((line) => line.corrections).filter((correction) => correction.decision === 'open').length
    return open > 0 ? [say(`有${open}项笔录补正申请尚未处理`, `${open} corrections of the record not decided`)] : []
  },
  recordSignedOrRefused: (state) =>
    lacking(partiesWithout(state, (person) => person.record !== 'open'), '尚未签署笔录或记明拒签', ' has neither signed nor refused'),
}

/** Rules of composition that the people now in the file do not meet. */
export function compositionGaps(state: Pick<HearingState, 'kind' | 'people'>): Text[] {
  const people = Object.values(state.people)
  return sittingKind(state.kind).composition
    .filter((rule) => {
      const count = people.filter((person) => rule.roles.includes(person.role)).length
      return count < rule.min || count > rule.max
    })
    .map((rule) => rule.text)
}

/** Everything the present stage still lacks; kept in order, said once. */
export function missingOf(state: HearingState, conditions: readonly ConditionId[]): Text[] {
  const found = new Map<string, Text>()
  for (const id of conditions) for (const text of CONDITIONS[id](state)) found.set(text.zh, text)
  return [...found.values()]
}
