import { describe, expect, it } from 'vitest'
import { createHash } from 'node:crypto'
import { recordText, seating } from './index.ts'
import { PEOPLE } from './testing/sample.ts'
import { Trial } from './testing/trial.ts'
import { digestOf, openCourt, parties } from './testing/course.ts'

describe('a whole civil hearing before a panel of three', () => {
  it('H-3.1 follows the order of the law from the door to 闭庭', () => {
    const trial = new Trial('panel3', PEOPLE['panel3']!)
    openCourt(trial)
    const advance = () => trial.by('judge', { type: 'advanceStage', expected: trial.state.stage })
    expect(trial.state.stage).toBe('openCourt')
    advance()
    for (const personId of parties) trial.by('judge', { type: 'confirmIdentity', personId, outcome: 'confirmed', note: '' })
    advance(); advance(); advance()
    expect(trial.state.stage).toBe('informRights')
    for (const id of ['plaintiff', 'defendant']) trial.by(id, { type: 'acknowledgeRights' })
    advance()
    for (const id of ['plaintiff', 'defendant']) trial.by(id, { type: 'answerRecusal', applies: false, against: [], reason: '' })
    advance()
    expect(trial.state.floor).toBe('plaintiff')
    trial.by('plaintiff', { type: 'finishTurn' })
    expect(trial.state.floor).toBe('defendant')
    trial.by('defendantLawyer', { type: 'finishTurn' })
    advance()
    trial.by('judge', { type: 'summarizeIssues', issues: ['货物质量是否合格'] })
    advance()
    trial.by('plaintiffLawyer', { type: 'adduceExhibit', title: '买卖合同', purpose: '证明合同关系' })
    advance()
    const exhibit = trial.state.exhibits[0]!
    trial.by('defendant', { type: 'examineExhibit', exhibitId: exhibit.exhibitId, authenticity: true, legality: true, relevance: true, opinion: '' })
    advance()
    trial.by('judge', { type: 'callWitness', personId: 'witness' })
    expect(trial.who('witness').room).toBe('courtroom')
    trial.by('judge', { type: 'releaseWitness', personId: 'witness' })
    advance()
    for (let turn = 0; turn < 2; turn++) {
      trial.by('plaintiff', { type: 'finishTurn' })
      trial.by('defendant', { type: 'finishTurn' })
      advance()
    }
    expect(trial.state.stage).toBe('courtMediation')
    for (const id of ['plaintiff', 'defendant']) trial.by(id, { type: 'consentToMediation', willing: true })
    trial.system({ type: 'noteAgreementPrepared', documentId: 'd1' })
    trial.system({ type: 'noteAgreementEffective', documentId: 'd1', sha256: 'a'.repeat(64), effectiveAt: '2026-11-21T02:00:00.000Z' })
    advance()
    expect(trial.state.stage).toBe('judgment')
    expect(trial.state.stages.find((entry) => entry.stage === 'deliberation')?.skippedReason).toBe('调解协议已生效')
    trial.by('judge', { type: 'announceOutcome', outcome: 'settled', text: '双方达成调解协议。' })
    trial.by('clerk', { type: 'addRecordLine', speaker: 'judge', text: '本案调解结案。' })
    advance()
    advance()
    const digest = createHash('sha256').update(recordText(trial.state)).digest('hex')
    expect(digest).toBe(digestOf(trial.state))
    trial.by('plaintiff', { type: 'signRecord', recordSha256: digest })
    trial.by('defendant', { type: 'refuseRecord', reason: '对第三页有异议' })
    trial.by('judge', { type: 'signRecord', recordSha256: digest })
    advance()
    trial.by('judge', { type: 'closeCourt' })
    expect(trial.state.closedAt).not.toBeNull()
    expect(seating(trial.state)).toMatchObject({ judge: 'bench-1', lay1: 'bench-2', clerk: 'clerk', plaintiffLawyer: 'plaintiff-2' })
  })
})
