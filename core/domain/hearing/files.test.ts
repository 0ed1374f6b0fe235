import { describe, expect, it } from 'vitest'
import type { FileFact } from '#protocol/uploads.ts'
import { fileFor, uploadRefusal, viewOf } from './index.ts'
import { openCourt, reach } from './testing/course.ts'
import { PEOPLE } from './testing/sample.ts'
import { Trial } from './testing/trial.ts'

const atAdducing = (): Trial => {
  const trial = new Trial('soleJudge', PEOPLE['soleJudge']!)
  openCourt(trial)
  reach(trial, 'adduce')
  return trial
}

const file = (fileId: string, by: string): FileFact => ({
  fileId, by, name: '借条.pdf', kind: 'pdf', bytes: 9, sha256: 'a'.repeat(64), pages: [{ sha256: 'b'.repeat(64), width: 10, height: 10 }],
})

describe('H-17 files', () => {
  it('H-17.1 parties and agents bring files; witness, observer and clerk do not; nobody after the close', () => {
    const trial = new Trial('soleJudge', PEOPLE['soleJudge']!)
    const refusals = ['plaintiff', 'defendantLawyer', 'witness', 'observer', 'clerk', 'nobody'].map((id) => uploadRefusal(trial.state, id))
    expect(refusals).toEqual([null, null, 'notPermitted', 'notPermitted', 'notPermitted', 'notInHearing'])
    expect(uploadRefusal({ ...trial.state, closedAt: '2026-11-21T03:00:00.000Z' }, 'plaintiff')).toBe('hearingClosed')
  })

  it('H-17.1 a participant brings at most a hundred', () => {
    const trial = new Trial('soleJudge', PEOPLE['soleJudge']!)
    const files = Array.from({ length: 100 }, (_, i) => file(`f${i}`, 'plaintiff'))
    expect(uploadRefusal({ ...trial.state, files }, 'plaintiff')).toBe('tooManyRequests')
    expect(uploadRefusal({ ...trial.state, files }, 'defendant')).toBeNull()
  })

  it('H-17.2 a file is known to its side and the court alone until it is adduced; the original goes to the court', () => {
    const trial = atAdducing()
    trial.system({ type: 'noteFileReceived', file: file('f1', 'plaintiff') })
    const knows = (id: string) => viewOf(trial.state, id).files.length + viewOf(trial.state, id).exhibits.flatMap(({ files }) => files).length
    expect(['plaintiff', 'plaintiffLawyer', 'judge', 'clerk'].map(knows)).toEqual([1, 1, 1, 1])
    expect(['defendant', 'defendantLawyer', 'witness', 'observer'].map(knows)).toEqual([0, 0, 0, 0])
    expect(fileFor(trial.state, 'defendant', 'f1')).toBeNull()
    expect(fileFor(trial.state, 'judge', 'f1')?.original).toBe(true)
    expect(fileFor(trial.state, 'plaintiff', 'f1')?.original).toBe(false)

    trial.by('plaintiffLawyer', { type: 'adduceExhibit', title: '借条', purpose: '证明借款', fileIds: ['f1', 'f1'] })
    expect(trial.state.exhibits[0]?.files.map(({ fileId }) => fileId)).toEqual(['f1'])
    expect(fileFor(trial.state, 'defendant', 'f1')).toMatchObject({ original: false })
    expect(fileFor(trial.state, 'witness', 'f1')).toBeNull()
  })

  it('H-17.3 nobody adduces what another side brought, or what nobody brought', () => {
    const trial = atAdducing()
    trial.system({ type: 'noteFileReceived', file: file('f2', 'defendant') })
    expect(trial.refusal('plaintiff', { type: 'adduceExhibit', title: '甲', purpose: '乙', fileIds: ['f2'] })).toBe('notFound')
    expect(trial.refusal('plaintiff', { type: 'adduceExhibit', title: '甲', purpose: '乙', fileIds: ['f9'] })).toBe('notFound')
  })

  it('H-17.1 the same file reported twice stands once', () => {
    const trial = new Trial('soleJudge', PEOPLE['soleJudge']!)
    trial.system({ type: 'noteFileReceived', file: file('f1', 'plaintiff') })
    expect(() => trial.system({ type: 'noteFileReceived', file: file('f1', 'plaintiff') })).toThrow()
    expect(trial.state.files).toHaveLength(1)
  })
})
