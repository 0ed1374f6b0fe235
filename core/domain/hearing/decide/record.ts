import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'
import { inSecret, isSecretStage } from '../stages.ts'

export const recordHandlers: Handlers<
  'addRecordLine' | 'requestRecordCorrection' | 'decideRecordCorrection' | 'signRecord' | 'refuseRecord'
> = {
  addRecordLine(draft, { speaker, text }, by) {
    if (speaker !== null) draft.person(speaker)
    // what is written while the panel deliberates is the panel's own record, and only that (R1 34)
    if (inSecret(draft.state) !== (by.room === 'deliberationRoom')) refuse('wrongStage', { stage: draft.state.stage })
    draft.emit({ type: 'recordLineAdded', lineId: draft.context.newId(), speaker, text })
  },
  requestRecordCorrection(draft, { lineId, text }, by) {
    const line = draft.state.record.find((candidate) => candidate.lineId === lineId)
    if (!line || isSecretStage(draft.state, line.stage)) return refuse('notFound')
    if (line.corrections.some((correction) => correction.personId === by.personId && correction.decision === 'open')) refuse('alreadyDone')
    draft.emit({ type: 'recordCorrectionRequested', lineId, personId: by.personId, text })
  },
  decideRecordCorrection(draft, { lineId, personId, accepted, text }) {
    const line = draft.state.record.find((candidate) => candidate.lineId === lineId)
    if (!line) return refuse('notFound')
    const open = line.corrections.some((correction) => correction.personId === personId && correction.decision === 'open')
    if (!open) refuse('alreadyDone')
    draft.emit({ type: 'recordCorrectionDecided', lineId, personId, accepted, text })
  },
  signRecord(draft, { recordSha256 }, by) {
    if (by.record === 'signed') refuse('alreadyDone')
    if (recordSha256 !== draft.context.recordDigest) refuse('staleVersion')
    draft.emit({ type: 'recordSigned', personId: by.personId, recordSha256 })
  },
  refuseRecord(draft, { reason }, by) {
    if (by.record !== 'open') refuse('alreadyDone')
    draft.emit({ type: 'recordRefused', personId: by.personId, reason })
  },
}
