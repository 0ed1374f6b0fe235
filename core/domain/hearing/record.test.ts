import { describe, expect, it } from 'vitest'
import { mayDo, recordText, seating, viewOf } from './index.ts'
import { MANY_PARTIES, PEOPLE } from './testing/sample.ts'
import { digestOf, openCourt, reach } from './testing/course.ts'
import { Trial } from './testing/trial.ts'

const court = (people = PEOPLE['panel3']!): Trial => {
  const trial = new Trial('panel3', people)
  openCourt(trial)
  return trial
}

describe('the record (R1 34, R6 150)', () => {
  it('H-12.1 a correction asked for and accepted changes the line, one refused is noted', () => {
    const trial = court()
    trial.by('clerk', { type: 'addRecordLine', speaker: 'plaintiff', text: '货款十万元' })
    const { lineId } = trial.state.record[0]!
    trial.by('plaintiff', { type: 'requestRecordCorrection', lineId, text: '货款十二万元' })
    trial.by('defendant', { type: 'requestRecordCorrection', lineId, text: '未约定货款' })
    trial.by('clerk', { type: 'decideRecordCorrection', lineId, personId: 'plaintiff', accepted: true, text: '' })
    trial.by('clerk', { type: 'decideRecordCorrection', lineId, personId: 'defendant', accepted: false, text: '' })
    expect(trial.state.record[0]!.text).toBe('货款十二万元')
    expect(trial.state.record[0]!.corrections.map((one) => one.decision)).toEqual(['accepted', 'refused'])
  })
  it('H-12.2 the record is left for signing only with every correction decided', () => {
    const trial = court()
    trial.by('clerk', { type: 'addRecordLine', speaker: null, text: '开庭' })
    reach(trial, 'reviewRecord')
    trial.by('defendant', { type: 'requestRecordCorrection', lineId: trial.state.record[0]!.lineId, text: '现在开庭' })
    expect(trial.refusal('judge', { type: 'advanceStage', expected: 'reviewRecord' })).toBe('stageNotComplete')
  })
  it('H-12.3 a signature is put on the record as it stands, and on nothing else', () => {
    const trial = court()
    reach(trial, 'signRecord')
    expect(trial.refusal('plaintiff', { type: 'signRecord', recordSha256: 'f'.repeat(64) })).toBe('staleVersion')
    trial.by('plaintiff', { type: 'signRecord', recordSha256: digestOf(trial.state) })
    expect(trial.refusal('clerk', { type: 'addRecordLine', speaker: null, text: '补记' })).toBe('notPermitted')
    expect(trial.refusal('observer', { type: 'signRecord', recordSha256: digestOf(trial.state) })).toBe('notPermitted')
  })
  it('H-12.4 a refusal to sign is noted with its reason, and lets the court close', () => {
    const trial = court()
    reach(trial, 'signRecord')
    trial.by('plaintiff', { type: 'signRecord', recordSha256: digestOf(trial.state) })
    expect(trial.refusal('judge', { type: 'advanceStage', expected: 'signRecord' })).toBe('stageNotComplete')
    trial.by('defendantLawyer', { type: 'refuseRecord', reason: '与陈述不符' })
    trial.by('clerk', { type: 'advanceStage', expected: 'signRecord' })
    trial.by('judge', { type: 'closeCourt' })
  })
  it("H-12.5 what the panel writes while it deliberates is in nobody else's record", () => {
    const trial = court()
    reach(trial, 'deliberation')
    expect(trial.refusal('clerk', { type: 'addRecordLine', speaker: null, text: '记录' })).toBe('wrongStage')
    trial.by('judge', { type: 'admitClerkToDeliberation', personId: 'clerk' })
    trial.by('clerk', { type: 'addRecordLine', speaker: 'lay1', text: '评议意见' })
    reach(trial, 'judgment')
    for (const id of ['plaintiff', 'defendantLawyer', 'observer']) expect(JSON.stringify(viewOf(trial.state, id))).not.toContain('评议意见')
    expect(viewOf(trial.state, 'lay2').record).toHaveLength(1)
    expect(recordText(trial.state)).not.toContain('评议意见')
  })
  it('H-12.6 everybody who may read the record reads the same text', () => {
    const trial = court()
    trial.by('clerk', { type: 'addRecordLine', speaker: 'judge', text: '现在开庭' })
    for (const id of ['judge', 'clerk', 'plaintiff', 'defendantLawyer']) expect(recordText(viewOf(trial.state, id))).toBe(recordText(trial.state))
    expect(recordText(trial.state)).toContain('【宣布开庭】')
  })
})

describe('messages, hands, warnings, going offline', () => {
  it('H-13.1 messages pass between a participant and the clerk only, and are shown to the two', () => {
    const trial = court()
    trial.by('plaintiff', { type: 'sendMessage', to: 'clerk', text: '听不清' })
    trial.by('clerk', { type: 'sendMessage', to: 'plaintiff', text: '请检查扬声器' })
    expect(trial.refusal('plaintiff', { type: 'sendMessage', to: 'judge', text: '您好' })).toBe('companyNotAllowed')
    expect(trial.refusal('judge', { type: 'sendMessage', to: 'plaintiff', text: '您好' })).toBe('companyNotAllowed')
    expect(viewOf(trial.state, 'plaintiff').messages).toHaveLength(2)
    expect(viewOf(trial.state, 'judge').messages).toHaveLength(0)
  })
  it('H-13.2 a hand is raised once and lowered by its owner, the court, or the floor', () => {
    const trial = court()
    trial.by('plaintiff', { type: 'raiseHand' })
    expect(trial.refusal('plaintiff', { type: 'raiseHand' })).toBe('alreadyDone')
    expect(trial.refusal('defendant', { type: 'lowerHand', personId: 'plaintiff' })).toBe('companyNotAllowed')
    trial.by('judge', { type: 'giveFloor', personId: 'plaintiff' })
    expect(trial.who('plaintiff').handRaisedAt).toBeNull()
    expect(mayDo(trial.state, 'observer')).not.toContain('raiseHand')
  })
  it('H-14.1 going offline is asked for with a ground and decided by whoever presides (R1 5, 21)', () => {
    const trial = court()
    trial.by('defendant', { type: 'requestOffline', reason: 'conditions', note: '设备故障' })
    expect(trial.refusal('plaintiff', { type: 'requestOffline', reason: 'ability', note: '' })).toBe('alreadyDone')
    trial.by('judge', { type: 'decideOffline', granted: false, reason: '可更换设备' })
    expect(trial.state.offline).toMatchObject({ requestedBy: 'defendant', decision: 'refused' })
    expect(mayDo(trial.state, 'judge')).not.toContain('decideOffline')
  })
  it('H-14.2 a warning is given by whoever presides and kept (R1 25, 28)', () => {
    const trial = court()
    trial.by('judge', { type: 'warn', personId: 'defendant', text: '请勿打断发言' })
    expect(trial.state.warnings).toMatchObject([{ personId: 'defendant', text: '请勿打断发言' }])
    expect(trial.refusal('clerk', { type: 'warn', personId: 'defendant', text: '安静' })).toBe('notPermitted')
  })
})

describe('microphones (lessons 5, 20)', () => {
  it('H-11.1 everybody joins with the microphone off; who has none is a full participant', () => {
    const trial = new Trial('panel3', PEOPLE['panel3']!)
    trial.join('judge')
    trial.join('clerk', { withCamera: false, withMicrophone: false })
    expect(trial.who('judge')).toMatchObject({ microphoneOn: false, cameraOn: true })
    expect(trial.refusal('clerk', { type: 'setMicrophone', on: true })).toBe('mediaRefused')
    expect(mayDo(trial.state, 'clerk')).toContain('recordAttendance')
  })
  it('H-11.2 lifting the mute never opens a microphone by itself', () => {
    const trial = court()
    trial.by('plaintiff', { type: 'setMicrophone', on: true })
    trial.by('judge', { type: 'muteAll' })
    expect(trial.who('plaintiff')).toMatchObject({ mutedByCourt: true, microphoneOn: false })
    expect(trial.who('lay1').mutedByCourt).toBe(false)
    trial.by('judge', { type: 'unmuteAll' })
    expect(trial.who('plaintiff')).toMatchObject({ mutedByCourt: false, microphoneOn: false })
    trial.by('plaintiff', { type: 'setMicrophone', on: true })
  })
  it('H-11.3 the clerk does not mute the bench, nobody mutes whoever presides', () => {
    const trial = court()
    expect(trial.refusal('clerk', { type: 'mute', personId: 'lay1' })).toBe('companyNotAllowed')
    expect(trial.refusal('judge', { type: 'mute', personId: 'judge' })).toBe('companyNotAllowed')
    trial.by('judge', { type: 'mute', personId: 'lay1' })
  })
  it('H-11.5 whoever presides may ask for the uncut picture; the person is told who asks, and it ends by the court’s word or with their leaving', () => {
    const trial = court()
    expect(trial.refusal('clerk', { type: 'askUncutPicture', personId: 'plaintiff', on: true })).toBe('notPermitted')
    expect(trial.refusal('plaintiff', { type: 'askUncutPicture', personId: 'judge', on: true })).toBe('notPermitted')
    expect(trial.refusal('judge', { type: 'askUncutPicture', personId: 'judge', on: true })).toBe('companyNotAllowed')
    trial.by('judge', { type: 'askUncutPicture', personId: 'plaintiff', on: true })
    expect(viewOf(trial.state, 'plaintiff').people['plaintiff']).toMatchObject({ uncutFor: 'judge' })
    expect(trial.refusal('judge', { type: 'askUncutPicture', personId: 'plaintiff', on: true })).toBe('alreadyDone')
    trial.by('judge', { type: 'askUncutPicture', personId: 'plaintiff', on: false })
    expect(trial.who('plaintiff').uncutFor).toBe(null)
    trial.by('judge', { type: 'askUncutPicture', personId: 'plaintiff', on: true })
    trial.drop('plaintiff')
    expect(trial.who('plaintiff').uncutFor).toBe('judge')
    trial.join('plaintiff')
    trial.drop('plaintiff', 'left')
    expect(trial.who('plaintiff').uncutFor).toBe(null)
    expect(trial.refusal('judge', { type: 'askUncutPicture', personId: 'plaintiff', on: true })).toBe('mediaRefused')
  })
  it('H-11.6 whoever presides chooses for all what of the courtroom is shown, and leaves it to each again', () => {
    const trial = court()
    expect(trial.refusal('clerk', { type: 'directCamera', camera: 'bench' })).toBe('notPermitted')
    expect(trial.refusal('judge', { type: 'directCamera', camera: null })).toBe('alreadyDone')
    trial.by('judge', { type: 'directCamera', camera: 'speaker' })
    expect(viewOf(trial.state, 'plaintiff').camera).toMatchObject({ view: 'speaker' })
    const first = trial.state.camera!.seq
    expect(trial.refusal('judge', { type: 'directCamera', camera: 'speaker' })).toBe('alreadyDone')
    trial.by('judge', { type: 'directCamera', camera: null })
    expect(trial.state.camera).toBe(null)
    trial.by('judge', { type: 'directCamera', camera: 'speaker' })
    expect(trial.state.camera!.seq).toBeGreaterThan(first)
  })
  it('H-11.4 one person presents at a time; the court may take the picture over', () => {
    const trial = court()
    trial.by('plaintiff', { type: 'setPresentation', on: true, kind: 'screen' })
    expect(trial.refusal('defendant', { type: 'setPresentation', on: true, kind: 'document' })).toBe('mediaRefused')
    trial.by('clerk', { type: 'setPresentation', on: true, kind: 'document' })
    expect([trial.who('plaintiff').presentation, trial.who('clerk').presentation]).toEqual([null, 'document'])
  })
})

describe('seats', () => {
  it('H-7.1 seats follow from the file: whoever presides in the centre, parties before their agents', () => {
    expect(seating(court(MANY_PARTIES).state)).toMatchObject({
      judge: 'bench-1', lay1: 'bench-2', lay2: 'bench-3', clerk: 'clerk', assistant: 'assistant', plaintiff: 'plaintiff-1', plaintiff2: 'plaintiff-2',
      plaintiffLawyer: 'plaintiff-3', sharedAgent: 'plaintiff-4', defendant: 'defendant-1', thirdParty: 'thirdParty-1', observer: 'gallery-1', interpreter: 'interpreter', expert: 'witness',
    })
  })
  it('H-7.2 a seat is kept while somebody is away, and no two share one', () => {
    const trial = court(MANY_PARTIES)
    const before = seating(trial.state)
    trial.drop('plaintiff')
    expect(seating(trial.state)).toEqual(before)
    expect(new Set(Object.values(before)).size).toBe(Object.values(before).length)
  })
})
