import { describe, expect, it } from 'vitest'
import { delivery, mediaPolicy, viewOf } from './index.ts'
import { MANY_PARTIES } from './testing/sample.ts'
import { openCourt, reach } from './testing/course.ts'
import { Trial } from './testing/trial.ts'

const court = (): Trial => {
  const trial = new Trial('panel3', MANY_PARTIES)
  openCourt(trial)
  reach(trial, 'adduce')
  return trial
}

describe('witnesses (R1 26)', () => {
  it('H-10.1 before the call no event of the courtroom reaches a witness', () => {
    const reached: string[] = []
    const trial = new Trial('panel3', MANY_PARTIES)
    trial.join('witness')
    trial.watch = (before, fact, after) => {
      if (delivery(before, fact, after, 'witness') !== 'nothing') reached.push(fact.event.type)
    }
    for (const one of MANY_PARTIES) if (one.personId !== 'witness') trial.join(one.personId)
    // a clerk who can be asked for help is shown to be there; nothing else
    expect(reached).toEqual(['personConnected', 'personConnected'])
    trial.watch = (before, fact, after) => expect(delivery(before, fact, after, 'witness')).toBe('nothing')
    for (const id of ['plaintiff', 'plaintiffLawyer', 'defendant', 'defendantLawyer', 'plaintiff2', 'sharedAgent', 'thirdParty', 'observer']) trial.by('clerk', { type: 'admit', personId: id })
    reach(trial, 'adduce')
    trial.by('plaintiff', { type: 'adduceExhibit', title: '合同', purpose: '证明' })
    trial.by('clerk', { type: 'addRecordLine', speaker: 'plaintiff', text: '出示合同' })
  })
  it('H-10.2 a called witness sees and hears the courtroom, and after release nothing again', () => {
    const trial = court()
    trial.by('judge', { type: 'callWitness', personId: 'witness' })
    expect(mediaPolicy(trial.state)['witness']!.receive.length).toBeGreaterThan(5)
    expect(viewOf(trial.state, 'witness').people['plaintiff']).toBeDefined()
    trial.by('judge', { type: 'releaseWitness', personId: 'witness' })
    expect(trial.who('witness').room).toBe('witness:witness')
    expect(mediaPolicy(trial.state)['witness']).toEqual({ send: { microphone: 'none', camera: 'none', presentation: 'none' }, receive: [] })
    expect(viewOf(trial.state, 'witness').people['plaintiff']).toBeUndefined()
  })
  it('H-10.3 one witness is not heard before another', () => {
    const trial = court()
    trial.by('judge', { type: 'callWitness', personId: 'witness' })
    expect(trial.refusal('judge', { type: 'callWitness', personId: 'witness2' })).toBe('witnessIsolated')
    expect(viewOf(trial.state, 'witness').people['witness2']).toBeUndefined()
  })
  it('H-10.4 a stage is not left with a witness in the box', () => {
    const trial = court()
    trial.by('judge', { type: 'callWitness', personId: 'witness' })
    expect(trial.refusal('judge', { type: 'advanceStage', expected: 'adduce' })).toBe('stageNotComplete')
    expect(trial.refusal('judge', { type: 'skipStage', stage: 'adduce', reason: '无证据' })).toBe('stageNotComplete')
  })
  it('H-10.5 no way leads a witness into the courtroom but the call', () => {
    const trial = court()
    for (const by of ['judge', 'clerk']) {
      expect(trial.refusal(by, { type: 'moveToRoom', personId: 'witness', room: 'courtroom' })).toBe('witnessIsolated')
      expect(trial.refusal(by, { type: 'moveToRoom', personId: 'witness', room: 'waitingRoom' })).toBe('witnessIsolated')
      expect(trial.refusal(by, { type: 'admit', personId: 'witness' })).toBe('witnessIsolated')
    }
    expect(trial.refusal('plaintiffLawyer', { type: 'callWitness', personId: 'witness' })).toBe('notPermitted')
  })
  it('H-10.6 a witness whose line drops in the box comes back into the box', () => {
    const trial = court()
    trial.by('judge', { type: 'callWitness', personId: 'witness' })
    trial.drop('witness')
    trial.join('witness')
    expect(trial.who('witness')).toMatchObject({ room: 'courtroom', testimony: 'testifying' })
    trial.drop('witness')
    trial.by('judge', { type: 'releaseWitness', personId: 'witness' })
    trial.join('witness')
    expect(trial.who('witness').room).toBe('witness:witness')
  })
  it('H-10.7 a released witness who leaves is outside', () => {
    const trial = court()
    trial.by('judge', { type: 'callWitness', personId: 'witness' })
    trial.by('judge', { type: 'releaseWitness', personId: 'witness' })
    trial.drop('witness', 'left')
    expect(trial.who('witness').room).toBe('outside')
  })
  it('H-10.8 every summoned witness is heard, absent, or passed over with a reason', () => {
    const trial = court()
    reach(trial, 'witnessTestimony')
    expect(trial.refusal('judge', { type: 'advanceStage', expected: 'witnessTestimony' })).toBe('stageNotComplete')
    for (const id of ['witness', 'witness2']) trial.by('clerk', { type: 'recordAttendance', personId: id, present: false, reason: '' })
    expect(trial.refusal('judge', { type: 'advanceStage', expected: 'witnessTestimony' })).toBeNull()
  })
  it('H-10.9 a witness in the box is told nothing on the side', () => {
    const trial = court()
    trial.by('clerk', { type: 'sendMessage', to: 'witness', text: '请稍候' })
    trial.by('judge', { type: 'callWitness', personId: 'witness' })
    expect(trial.refusal('clerk', { type: 'sendMessage', to: 'witness', text: '说慢一点' })).toBe('witnessIsolated')
    expect(trial.refusal('witness', { type: 'sendMessage', to: 'clerk', text: '好的' })).toBe('witnessIsolated')
  })
})
