import type { Folds } from './change.ts'
import { withPerson } from './change.ts'

/** Witnesses, exhibits, settlement, record, messages. */
export const proofFolds: Folds<
  | 'witnessCalled' | 'witnessReleased' | 'issuesSummarized' | 'fileReceived' | 'exhibitAdduced' | 'exhibitExamined' | 'mediationConsentGiven'
  | 'agreementPrepared' | 'agreementEffective' | 'agreementFailed' | 'recordLineAdded' | 'recordCorrectionRequested'
  | 'recordCorrectionDecided' | 'recordSigned' | 'recordRefused' | 'messageSent'
> = {
  witnessCalled: (state, { personId }) => withPerson(state, personId, { testimony: 'testifying' }),
  witnessReleased: (state, { personId }) => ({
    ...withPerson(state, personId, { testimony: 'released', handRaisedAt: null, presentation: null, microphoneOn: false }),
    floor: state.floor === personId ? null : state.floor,
  }),
  issuesSummarized: (state, { issues }) => ({ ...state, issues }),
  fileReceived: (state, { file }) => ({ ...state, files: [...state.files, file] }),
  exhibitAdduced: (state, { exhibitId, by, title, purpose, files }) => ({
    ...state, exhibits: [...state.exhibits, { exhibitId, by, title, purpose, files, opinions: {} }],
  }),
  exhibitExamined: (state, { exhibitId, by, authenticity, legality, relevance, opinion }) => ({
    ...state,
    exhibits: state.exhibits.map((exhibit) =>
      exhibit.exhibitId === exhibitId
        ? { ...exhibit, opinions: { ...exhibit.opinions, [by]: { authenticity, legality, relevance, opinion } } }
        : exhibit),
  }),
  mediationConsentGiven: (state, { personId, willing }) => withPerson(state, personId, { mediationConsent: willing }),
  agreementPrepared: (state, { documentId }) => ({
    ...state, agreement: { documentId, status: 'prepared', sha256: null, effectiveAt: null },
  }),
  agreementEffective: (state, { documentId, sha256, effectiveAt }) => ({
    ...state, agreement: { documentId, status: 'effective', sha256, effectiveAt },
  }),
  agreementFailed: (state, { documentId }) => ({
    ...state, agreement: { documentId, status: 'failed', sha256: null, effectiveAt: null },
  }),
  recordLineAdded: (state, { lineId, speaker, text }, { at }) => ({
    ...state, record: [...state.record, { lineId, at, stage: state.stage, speaker, text, corrections: [] }],
  }),
  recordCorrectionRequested: (state, { lineId, personId, text }) => ({
    ...state,
    record: state.record.map((line) =>
      line.lineId === lineId ? { ...line, corrections: [...line.corrections, { personId, text, decision: 'open' }] } : line),
  }),
  recordCorrectionDecided: (state, { lineId, personId, accepted, text }) => ({
    ...state,
    record: state.record.map((line) => {
      if (line.lineId !== lineId) return line
      const open = line.corrections.find((correction) => correction.personId === personId && correction.decision === 'open')
      return {
        ...line,
        text: accepted && open ? text || open.text : line.text,
        corrections: line.corrections.map((correction) =>
          correction === open ? { ...correction, decision: accepted ? 'accepted' : 'refused' } : correction),
      }
    }),
  }),
  recordSigned: (state, { personId }) => withPerson(state, personId, { record: 'signed' }),
  recordRefused: (state, { personId }) => withPerson(state, personId, { record: 'refused' }),
  messageSent: (state, { messageId, from, to, text }, { at }) => ({
    ...state, messages: [...state.messages, { messageId, at, from, to, text }],
  }),
}
