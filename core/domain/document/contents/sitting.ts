import { labels, presidingOf } from '../../hearing/index.ts'
import type { PaperFields } from '#protocol/papers/index.ts'
import { agentsIn, benchOf, clerkOf, headOf, mediatorsOf, officers, partiesIn, peopleOf, standingOf, type Case } from './case.ts'
import { entriesOf } from './record.ts'
import { courtDate, courtTime } from './time.ts'

/** Roles that a record lists by name elsewhere, or not at all. */
const NOT_LISTED = new Set(['observer', 'peoplesSupervisor', 'bailiff', 'courtTech', 'clerk', 'judgeAssistant'])

function attendance(of: Case): PaperFields<'hearingRecord'>['attendance'] {
  const bench = new Set(benchOf(of).map(({ personId }) => personId))
  // A witness of whom nothing is noted has not been called: the record does not speak of them.
  const listed = peopleOf(of).filter(({ role, personId, attendance: came }) => !NOT_LISTED.has(role) && !bench.has(personId) && !(role === 'witness' && came === 'unknown'))
  return listed.map((person) => {
    const fact = of.facts.findLast(({ event }) => event.type === 'attendanceRecorded' && event.personId === person.personId)
    const reason = fact?.event.type === 'attendanceRecorded' ? fact.event.reason : ''
    const present = person.attendance === 'present'
    const notes = present ? [person.place && `在${person.place}在线参加`, person.identity === 'confirmed' && '身份已核对'] : [person.attendance === 'absent' ? reason || '未到庭' : '']
    return { personId: person.personId, name: person.name, standing: standingOf(person), present, note: notes.filter(Boolean).join('，') }
  })
}

const sitting = (of: Case) => ({
  ...headOf(of), place: of.state.caseFile.courtroom,
  startedAt: courtTime(of.state.openedAt ?? of.state.caseFile.scheduledAt), endedAt: courtTime(of.state.closedAt ?? of.state.outcome?.at ?? null),
  clerk: clerkOf(of),
})

/** 庭审笔录: who came and what took place, as far as the log knows; the clerk corrects by hand. */
export const hearingRecord = (of: Case): Partial<PaperFields<'hearingRecord'>> => ({
  ...sitting(of), publicity: of.state.caseFile.publicity, bench: officers(benchOf(of)), attendance: attendance(of), issues: of.state.issues,
  entries: entriesOf(of), transcript: '',
})

/** 调解笔录: the talks; agreed facts are put in by hand, for nobody may take them from the talks (R2 18). */
export const mediationRecord = (of: Case): Partial<PaperFields<'mediationRecord'>> => ({
  ...sitting(of), mediators: officers(mediatorsOf(of)), attendance: attendance(of), agreedFacts: [], entries: entriesOf(of),
  outcome: of.state.outcome?.text ?? (of.state.agreement?.status === 'effective' ? '各方当事人自愿达成调解协议，并已签署生效。' : ''), transcript: '',
})

/** 录音录像情况说明: bound to the session from 开庭 to 闭庭, with its recesses and broken lines (R5 3–5). */
export function recordingStatement(of: Case): Partial<PaperFields<'recordingStatement'>> {
  const presiding = presidingOf(of.state)
  const pauses: PaperFields<'recordingStatement'>['pauses'] = []
  const faults: PaperFields<'recordingStatement'>['faults'] = []
  for (const { event, at } of of.facts) {
    const open = pauses.at(-1)
    if (event.type === 'recessBegun') pauses.push({ from: courtTime(at), to: '', reason: `${labels.recess[event.reason].zh}${event.note ? `（${event.note}）` : ''}` })
    else if (event.type === 'recessEnded' && open) open.to = courtTime(at)
    else if (event.type === 'personDisconnected' && event.cause === 'serverRestart' && of.state.openedAt && at > of.state.openedAt && !(of.state.closedAt && at > of.state.closedAt)) {
      if (faults.at(-1)?.at !== courtTime(at)) faults.push({ at: courtTime(at), what: '庭审服务重启，各方连接短时中断', measure: '服务恢复后各方自动重新接入，庭审继续进行' })
    }
  }
  return {
    ...sitting(of), equipment: '在线庭审平台同步录音录像', pauses: pauses.slice(0, 60), faults: faults.slice(0, 60), files: [], note: '',
    ...(presiding ? { presiding: { title: labels.role[presiding.role].zh, name: presiding.name } } : {}), issuedOn: courtDate(of.now),
  }
}

/** 调解协议: parties and agents from the case; facts and clauses are what the parties agree. */
export function settlementAgreement(of: Case): Partial<PaperFields<'settlementAgreement'>> {
  const side = (plaintiff: boolean) => partiesIn(of).filter(({ role }) => (role === 'plaintiff') === plaintiff).map(({ personId, name }) => ({ personId, name, identity: '', address: '' }))
  return { ...headOf(of), place: of.state.caseFile.courtroom, applicants: side(true), respondents: side(false), agents: agentsIn(of), facts: '', clauses: [], amountYuan: '', courtFee: '', copies: 3 }
}

/** 民事调解书: from the agreement that took effect in this hearing, where there is one. */
export function civilMediationPaper(of: Case): Partial<PaperFields<'civilMediationPaper'>> {
  const agreement = of.papers.findLast(({ content, effectiveAt }) => content.template === 'settlementAgreement' && effectiveAt !== null)?.content
  const agreed = agreement?.template === 'settlementAgreement' ? agreement.fields : null
  const details = (personId: string) => [...(agreed?.applicants ?? []), ...(agreed?.respondents ?? [])].find((party) => party.personId === personId)
  return {
    ...headOf(of),
    parties: partiesIn(of).map((person) => ({
      personId: person.personId, name: person.name, standing: standingOf(person), identity: details(person.personId)?.identity ?? '', address: details(person.personId)?.address ?? '',
    })),
    agents: agreed?.agents ?? agentsIn(of), claim: of.state.caseFile.claim, facts: agreed?.facts ?? '', clauses: agreed?.clauses ?? [], courtFee: agreed?.courtFee ?? '',
    bench: officers(benchOf(of)), clerk: clerkOf(of), issuedOn: courtDate(of.now),
  }
}
