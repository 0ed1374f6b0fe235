import { describe, expect, it } from 'vitest'
import { mayDo, mediaPolicy, viewOf } from './index.ts'
import { MANY_PARTIES, PEOPLE } from './testing/sample.ts'
import { openCourt, reach } from './testing/course.ts'
import { Trial } from './testing/trial.ts'

const court = (people = PEOPLE['panel3']!, kind = 'panel3'): Trial => {
  const trial = new Trial(kind, people)
  openCourt(trial)
  return trial
}

describe('who may be where with whom', () => {
  it('H-5.1 the court comes into the courtroom, a witness into a room alone, everybody else waits', () => {
    const trial = new Trial('panel3', MANY_PARTIES)
    for (const one of MANY_PARTIES) trial.join(one.personId)
    const rooms = Object.fromEntries(MANY_PARTIES.map((one) => [one.personId, trial.who(one.personId).room]))
    expect(rooms).toMatchObject({
      judge: 'courtroom', lay1: 'courtroom', clerk: 'courtroom', assistant: 'courtroom', plaintiff: 'waitingRoom', interpreter: 'waitingRoom',
      observer: 'waitingRoom', witness: 'witness:witness', witness2: 'witness:witness2',
    })
  })
  it('H-5.2 a reconnect comes back to the same room, seat, mute and turn', () => {
    const trial = court()
    reach(trial, 'debate')
    trial.by('plaintiff', { type: 'setMicrophone', on: true })
    trial.by('judge', { type: 'mute', personId: 'defendant' })
    const seats = mayDo(trial.state, 'plaintiff')
    for (const id of ['plaintiff', 'defendant']) { trial.drop(id); trial.join(id) }
    expect(trial.who('plaintiff')).toMatchObject({ room: 'courtroom', microphoneOn: true, cameraOn: true })
    expect(trial.who('defendant')).toMatchObject({ room: 'courtroom', mutedByCourt: true, microphoneOn: false })
    expect(trial.refusal('defendant', { type: 'setMicrophone', on: true })).toBe('mutedByCourt')
    expect(trial.state.floor).toBe('plaintiff')
    expect(mayDo(trial.state, 'plaintiff')).toEqual(seats)
  })
  it('H-5.2 whoever left of their own accord comes back with the microphone off', () => {
    const trial = court()
    trial.by('plaintiff', { type: 'setMicrophone', on: true })
    trial.drop('plaintiff', 'left')
    trial.join('plaintiff')
    expect(trial.who('plaintiff')).toMatchObject({ microphoneOn: false, cameraOn: true })
  })
  it('H-5.3 a second window takes over from the first', () => {
    const trial = court()
    trial.join('plaintiff', { connectionId: 'second' })
    const last = trial.facts.slice(-2).map((fact) => fact.event)
    expect(last).toMatchObject([{ type: 'personDisconnected', cause: 'takenOver' }, { type: 'personConnected', connectionId: 'second' }])
  })
  it('H-5.4 a late word of an older connection changes nothing', () => {
    const trial = court()
    const decision = trial.try({ system: 'gateway' }, { type: 'disconnect', personId: 'plaintiff', connectionId: 'older', cause: 'lineLost' })
    expect(decision).toMatchObject({ ok: false, error: { code: 'alreadyDone' } })
  })
  it('H-5.5 nobody is admitted who is not here, and the public not to a hearing in private (R1 27)', () => {
    const trial = new Trial('panel3', PEOPLE['panel3']!, 'closed')
    trial.join('clerk')
    expect(trial.refusal('clerk', { type: 'admit', personId: 'plaintiff' })).toBe('notConnected')
    trial.join('observer')
    expect(trial.refusal('clerk', { type: 'admit', personId: 'observer' })).toBe('companyNotAllowed')
    trial.join('witness')
    expect(trial.refusal('clerk', { type: 'admit', personId: 'witness' })).toBe('witnessIsolated')
  })
  it('H-5.6 a private talk holds one party and its own agents', () => {
    const trial = court(MANY_PARTIES)
    trial.by('judge', { type: 'beginRecess', reason: 'rest', note: '' })
    trial.by('plaintiff', { type: 'openConsultation' })
    trial.by('plaintiffLawyer', { type: 'openConsultation' })
    trial.by('sharedAgent', { type: 'openConsultation' })
    expect(trial.refusal('plaintiff2', { type: 'openConsultation' })).toBe('companyNotAllowed')
    expect(trial.refusal('judge', { type: 'moveToRoom', personId: 'judge', room: 'consultation:plaintiff' })).toBe('companyNotAllowed')
    expect(trial.refusal('clerk', { type: 'moveToRoom', personId: 'defendant', room: 'consultation:plaintiff' })).toBe('companyNotAllowed')
    trial.by('plaintiffLawyer', { type: 'closeConsultation' })
    expect(trial.who('plaintiffLawyer').room).toBe('courtroom')
  })
  it('H-5.6 before the opening a talk returns to where the court had let its people be', () => {
    const trial = new Trial('panel3', PEOPLE['panel3']!)
    for (const id of ['clerk', 'plaintiff', 'plaintiffLawyer']) trial.join(id)
    trial.by('clerk', { type: 'admit', personId: 'plaintiffLawyer' })
    for (const id of ['plaintiff', 'plaintiffLawyer']) trial.by(id, { type: 'openConsultation' })
    expect(Object.keys(viewOf(trial.state, 'plaintiff').people)).toContain('plaintiffLawyer')
    for (const id of ['plaintiff', 'plaintiffLawyer']) trial.by(id, { type: 'closeConsultation' })
    expect([trial.who('plaintiff').room, trial.who('plaintiffLawyer').room]).toEqual(['waitingRoom', 'courtroom'])
  })
  it('H-5.7 while the court sits a private talk needs the leave of whoever presides', () => {
    const trial = court()
    expect(mayDo(trial.state, 'plaintiff')).not.toContain('openConsultation')
    expect(trial.refusal('clerk', { type: 'moveToRoom', personId: 'plaintiff', room: 'consultation:plaintiff' })).toBe('companyNotAllowed')
    trial.by('judge', { type: 'moveToRoom', personId: 'plaintiff', room: 'consultation:plaintiff' })
    expect(trial.who('plaintiff').room).toBe('consultation:plaintiff')
  })
  it('H-5.8 in a caucus the mediator is with one side, and heard by that side alone (R2 16)', () => {
    const trial = court(PEOPLE['mediation'], 'mediation')
    reach(trial, 'caucus')
    trial.by('judge', { type: 'moveToRoom', personId: 'plaintiff', room: 'consultation:plaintiff' })
    trial.by('judge', { type: 'moveToRoom', personId: 'judge', room: 'consultation:plaintiff' })
    const policy = mediaPolicy(trial.state)
    expect(policy['plaintiff']!.receive.map((voice) => voice.from)).toEqual(['judge'])
    expect(policy['defendant']!.receive.map((voice) => voice.from)).not.toContain('judge')
    trial.by('judge', { type: 'moveToRoom', personId: 'judge', room: 'courtroom' })
    reach(trial, 'draftAgreement')
    expect(trial.who('plaintiff').room).toBe('courtroom')
  })
  it('H-5.10 the clerk joins the panel only when admitted, and for that deliberation only', () => {
    const trial = court()
    reach(trial, 'deliberation')
    expect(trial.refusal('clerk', { type: 'moveToRoom', personId: 'clerk', room: 'deliberationRoom' })).toBe('companyNotAllowed')
    trial.by('judge', { type: 'admitClerkToDeliberation', personId: 'clerk' })
    expect(trial.who('clerk').room).toBe('deliberationRoom')
    expect(mediaPolicy(trial.state)['plaintiff']!.receive.map((voice) => voice.from)).not.toContain('judge')
    trial.by('judge', { type: 'advanceStage', expected: 'deliberation' })
    expect(trial.who('clerk').room).toBe('courtroom')
  })
  it('H-5.11 whoever is removed loses everything at once', () => {
    const trial = court()
    trial.by('judge', { type: 'removeParticipant', personId: 'lay1', reason: '更换' })
    expect(mediaPolicy(trial.state)['lay1']).toBeUndefined()
    expect(viewOf(trial.state, 'lay1').people).toEqual({})
    expect(trial.facts.at(-2)!.event).toMatchObject({ type: 'personDisconnected', cause: 'removed' })
    expect(trial.refusal('judge', { type: 'removeParticipant', personId: 'judge', reason: '本人' })).toBe('composition')
    expect(trial.refusal('clerk', { type: 'removeParticipant', personId: 'plaintiff', reason: '误加' })).toBe('composition')
  })
})
