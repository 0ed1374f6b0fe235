import { describe, expect, it } from 'vitest'
import { decide, mayDo, nextStage, stagePlan } from './index.ts'
import { MANY_PARTIES, PEOPLE } from './testing/sample.ts'
import { digestOf, fulfil, openCourt, reach } from './testing/course.ts'
import { Trial } from './testing/trial.ts'

const court = (people = PEOPLE['panel3']!): Trial => {
  const trial = new Trial('panel3', people)
  openCourt(trial)
  return trial
}
const advance = (trial: Trial, by = 'judge') => trial.by(by, { type: 'advanceStage', expected: trial.state.stage })
const missing = (trial: Trial): string => {
  const decision = decide(trial.state, { type: 'advanceStage', expected: trial.state.stage }, { personId: 'judge' }, trial.context())
  return decision.ok ? '' : `${decision.error.code}: ${decision.error.details['missing']}`
}

describe('the order of the law', () => {
  it('H-3.3 an incomplete stage is not left, and what is missing is said in words', () => {
    const trial = court()
    reach(trial, 'verifyIdentity')
    expect(missing(trial)).toBe('stageNotComplete: 原告王强身份尚未核对、律师李晓身份尚未核对、被告陈芳身份尚未核对、律师周涛身份尚未核对')
    fulfil(trial)
    expect(missing(trial)).toBe('')
  })
  it('H-3.4 a late click never skips a stage', () => {
    const trial = court()
    const late = { type: 'advanceStage', expected: 'openCourt' } as const
    trial.by('judge', late)
    expect(trial.refusal('judge', late)).toBe('wrongStage')
  })
  it('H-3.5 the court opens only with attendance taken, a party here and the whole bench here (R6 140)', () => {
    const trial = new Trial('panel3', PEOPLE['panel3']!)
    for (const id of ['judge', 'lay1', 'clerk', 'plaintiff']) trial.join(id)
    advance(trial, 'clerk')
    expect(missing(trial)).toContain('原告王强是否到庭尚未记录')
    for (const id of ['plaintiff', 'plaintiffLawyer', 'defendant', 'defendantLawyer']) {
      trial.by('clerk', { type: 'recordAttendance', personId: id, present: id === 'plaintiff', reason: '' })
    }
    advance(trial, 'clerk')
    expect(missing(trial)).toBe('stageNotComplete: 人民陪审员陪审员二尚未到庭')
    trial.join('lay2')
    advance(trial, 'clerk')
    expect(trial.state.openedAt).not.toBeNull()
  })
  it('H-3.6 the parties who are absent are waited for by no condition', () => {
    const trial = new Trial('soleJudge', PEOPLE['soleJudge']!)
    for (const id of ['judge', 'clerk', 'plaintiff']) trial.join(id)
    trial.by('clerk', { type: 'admit', personId: 'plaintiff' })
    for (const id of ['plaintiff', 'plaintiffLawyer', 'defendant', 'defendantLawyer']) {
      trial.by('clerk', { type: 'recordAttendance', personId: id, present: id === 'plaintiff', reason: '' })
    }
    trial.by('clerk', { type: 'recordAttendance', personId: 'witness', present: false, reason: '未到庭' })
    reach(trial, 'closeCourt')
    expect(trial.state.stage).toBe('closeCourt')
  })
  it('H-3.7 a challenge is decided, and one that is granted followed, before the statements are over (R6 47–50)', () => {
    const trial = court()
    reach(trial, 'askRecusal')
    trial.by('plaintiff', { type: 'answerRecusal', applies: false, against: [], reason: '' })
    expect(trial.refusal('defendant', { type: 'answerRecusal', applies: true, against: ['plaintiff'], reason: '有利害关系' })).toBe('fieldInvalid')
    trial.by('defendant', { type: 'answerRecusal', applies: true, against: ['lay1'], reason: '与原告系亲属' })
    expect(trial.who('defendant')).toMatchObject({ recusalAgainst: ['lay1'], recusalReason: '与原告系亲属' })
    expect(missing(trial)).toBe('stageNotComplete: 被告陈芳的回避申请尚未决定')
    trial.by('judge', { type: 'decideRecusal', personId: 'defendant', granted: true, reason: '理由成立' })
    expect(missing(trial)).toBe('stageNotComplete: 人民陪审员陪审员一已准许回避，尚未更换')
    trial.by('judge', { type: 'removeParticipant', personId: 'lay1', reason: '回避' })
    trial.by('judge', { type: 'addParticipant', participant: { personId: 'lay9', name: '新陪审员', role: 'layJudge', side: 'bench', represents: [] } })
    advance(trial)
    expect(trial.state.stage).toBe('statements')
  })
  it('H-3.8 an effective agreement lets deliberation be passed over, as an event with its reason', () => {
    const trial = court()
    reach(trial, 'courtMediation')
    for (const id of ['plaintiff', 'defendantLawyer']) trial.by(id, { type: 'consentToMediation', willing: true })
    trial.system({ type: 'noteAgreementPrepared', documentId: 'd1' })
    expect(missing(trial)).toContain('调解协议尚在签署')
    trial.system({ type: 'noteAgreementEffective', documentId: 'd1', sha256: 'b'.repeat(64), effectiveAt: '2026-11-21T02:00:00.000Z' })
    expect(nextStage(trial.state), 'what the judge is offered is where the click leads').toBe('judgment')
    advance(trial)
    expect(trial.state.stage).toBe('judgment')
    expect(trial.state.stages.find((entry) => entry.stage === 'deliberation')).toEqual({ stage: 'deliberation', enteredAt: null, skippedReason: '调解协议已生效' })
    expect(trial.refusal('judge', { type: 'announceOutcome', outcome: 'judgmentInCourt', text: '判决' })).toBe('fieldInvalid')
    trial.by('judge', { type: 'announceOutcome', outcome: 'settled', text: '调解结案' })
  })
  it('H-3.9 turns follow plaintiff, defendant, third party (R6 144)', () => {
    const trial = court(MANY_PARTIES)
    reach(trial, 'debate')
    const heard: (string | null)[] = []
    while (trial.state.floor !== null) {
      heard.push(trial.state.floor)
      trial.by('judge', { type: 'finishTurn' })
    }
    expect(heard).toEqual(['plaintiff', 'plaintiff2', 'defendant', 'thirdParty'])
  })
  it('H-3.10 agents of the same party take part in its turn; nobody else ends it', () => {
    const trial = court()
    reach(trial, 'debate')
    expect(trial.refusal('defendant', { type: 'finishTurn' })).toBe('notYourTurn')
    trial.by('plaintiffLawyer', { type: 'finishTurn' })
    expect(trial.state.floor).toBe('defendant')
    expect(missing(trial)).toBe('stageNotComplete: 被告陈芳尚未发言完毕')
  })
  it('H-3.11 whoever presides may give the floor to anybody in the courtroom but the public', () => {
    const trial = court()
    reach(trial, 'debate')
    trial.by('judge', { type: 'giveFloor', personId: 'lay1' })
    expect(trial.state.floor).toBe('lay1')
    expect(trial.refusal('judge', { type: 'giveFloor', personId: 'observer' })).toBe('companyNotAllowed')
    expect(trial.refusal('judge', { type: 'giveFloor', personId: 'witness' })).toBe('notConnected')
    expect(trial.refusal('clerk', { type: 'giveFloor', personId: 'plaintiff' })).toBe('notPermitted')
  })
  it('H-3.12 a stage is skipped only where the law lets it, and never without a reason', () => {
    const trial = court()
    reach(trial, 'statements')
    expect(trial.refusal('judge', { type: 'skipStage', stage: 'debate', reason: '双方同意' })).toBe('stageNotSkippable')
    trial.by('judge', { type: 'skipStage', stage: 'witnessTestimony', reason: '证人不出庭' })
    expect(trial.state.stage).toBe('statements')
    expect(trial.refusal('judge', { type: 'skipStage', stage: 'witnessTestimony', reason: '再次' })).toBe('alreadyDone')
    reach(trial, 'debate')
    expect(stagePlan(trial.state).find((entry) => entry.stage === 'witnessTestimony')).toMatchObject({ enteredAt: null, skippedReason: '证人不出庭' })
  })
  it('H-3.13 an adjournment ends the hearing by way of record and closing, from whatever stage', () => {
    const trial = court()
    reach(trial, 'adduce')
    trial.by('judge', { type: 'announceOutcome', outcome: 'adjourned', text: '需要补充鉴定，延期开庭。' })
    advance(trial)
    expect(trial.state.stage).toBe('reviewRecord')
    expect(trial.state.stages.filter((entry) => entry.skippedReason === '延期开庭').map((entry) => entry.stage)).toContain('debate')
  })
  it('H-3.14 the clerk conducts what comes before the opening, the presiding judge the rest', () => {
    const trial = new Trial('panel3', PEOPLE['panel3']!)
    trial.join('clerk')
    expect(mayDo(trial.state, 'clerk')).toContain('advanceStage')
    const opened = court()
    expect(mayDo(opened.state, 'clerk')).not.toContain('advanceStage')
    expect(mayDo(opened.state, 'lay1')).not.toContain('advanceStage')
    expect(mayDo(opened.state, 'judge')).toContain('advanceStage')
  })
  it('H-3.15 every exhibit is examined by every other side before the stage is left (R1 15)', () => {
    const trial = court(MANY_PARTIES)
    reach(trial, 'adduce')
    trial.by('plaintiff', { type: 'adduceExhibit', title: '合同', purpose: '证明合同关系' })
    reach(trial, 'crossExamine')
    const { exhibitId } = trial.state.exhibits[0]!
    const opinion = { type: 'examineExhibit', exhibitId, authenticity: true, legality: true, relevance: false, opinion: '关联性有异议' } as const
    expect(trial.refusal('plaintiffLawyer', opinion)).toBe('companyNotAllowed')
    trial.by('defendantLawyer', opinion)
    expect(missing(trial)).toBe('stageNotComplete: 证据“合同”尚未由第三人方质证')
    trial.by('thirdParty', opinion)
    expect(missing(trial)).toBe('')
  })
  it('H-3.16 a recess holds the stage; it ends with everybody back in the courtroom', () => {
    const trial = court()
    reach(trial, 'statements')
    trial.by('judge', { type: 'beginRecess', reason: 'negotiation', note: '' })
    trial.by('plaintiff', { type: 'openConsultation' })
    expect(trial.refusal('judge', { type: 'advanceStage', expected: 'statements' })).toBe('inRecess')
    expect(trial.refusal('plaintiff', { type: 'finishTurn' })).toBe('inRecess')
    trial.by('judge', { type: 'endRecess' })
    expect(trial.state.recess).toBeNull()
    expect(trial.who('plaintiff').room).toBe('courtroom')
  })
  it('H-3.17 the panel withdraws with the stage and comes back with the next', () => {
    const trial = court()
    reach(trial, 'deliberation')
    expect(['judge', 'lay1', 'lay2', 'clerk', 'plaintiff'].map((id) => trial.who(id).room)).toEqual(['deliberationRoom', 'deliberationRoom', 'deliberationRoom', 'courtroom', 'courtroom'])
    advance(trial)
    expect(trial.who('lay2').room).toBe('courtroom')
  })
  it('H-1.6 commands of the platform come from no participant, and the others from no machine', () => {
    const trial = court()
    const drop = { type: 'disconnect', personId: 'judge', connectionId: trial.who('judge').connectionId!, cause: 'left' } as const
    expect(decide(trial.state, drop, { personId: 'judge' }, trial.context())).toMatchObject({ ok: false, error: { code: 'notPermitted' } })
    expect(decide(trial.state, { type: 'closeCourt' }, { system: 'gateway' }, trial.context())).toMatchObject({ ok: false })
  })
  it('H-1.7 only those of the hearing who are connected act', () => {
    const trial = new Trial('panel3', PEOPLE['panel3']!)
    expect(trial.refusal('judge', { type: 'strikeGavel', strikes: 1 })).toBe('notPermitted')
    expect(trial.refusal('stranger', { type: 'strikeGavel', strikes: 1 })).toBe('notInHearing')
  })
  it('H-1.8 after 闭庭 nothing is done any more, but people may still come to read', () => {
    const trial = court()
    reach(trial, 'closeCourt')
    trial.by('judge', { type: 'closeCourt' })
    for (const id of ['judge', 'clerk', 'plaintiff', 'observer']) expect(mayDo(trial.state, id)).toEqual([])
    expect(trial.refusal('judge', { type: 'strikeGavel', strikes: 1 })).toBe('hearingClosed')
    trial.drop('plaintiff')
    trial.join('plaintiff')
    expect(trial.who('plaintiff').connectionId).not.toBeNull()
    expect(digestOf(trial.state)).toMatch(/^[0-9a-f]{64}$/)
  })
})
