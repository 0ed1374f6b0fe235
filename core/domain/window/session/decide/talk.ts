import { CALL_LIMITS } from '#protocol/window/session.ts'
import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'
import { capacityOf } from '../people.ts'

/** Switches, hold, who is called in and sent away, text, the end. */
export const talkHandlers: Handlers<
  'setMicrophone' | 'setCamera' | 'setPresentation' | 'giveRecordingConsent' | 'hold' | 'resume' | 'askInterpreter' | 'withdrawInterpreter'
  | 'dismiss' | 'say' | 'writeNote' | 'askTransfer' | 'cancelTransfer' | 'end'
> = {
  setMicrophone(draft, { on }, by) {
    if (on && !by.withMicrophone) refuse('mediaRefused')
    if (by.microphoneOn === on) refuse('alreadyDone')
    draft.emit({ type: 'microphoneSet', personId: by.personId, on })
  },
  setCamera(draft, { on }, by) {
    if (on && !by.withCamera) refuse('mediaRefused')
    if (by.cameraOn === on) refuse('alreadyDone')
    draft.emit({ type: 'cameraSet', personId: by.personId, on })
  },
  setPresentation(draft, { on, kind }, by) {
    if (by.presentation === (on ? kind : null)) refuse('alreadyDone')
    draft.emit({ type: 'presentationSet', personId: by.personId, on, kind })
  },
  giveRecordingConsent(draft, { consent }) {
    if (draft.state.recordingConsent === consent) refuse('alreadyDone')
    draft.emit({ type: 'recordingConsentGiven', consent })
  },
  hold: (draft, { reason }) => draft.emit({ type: 'held', reason }),
  resume: (draft) => draft.emit({ type: 'resumed' }),
  askInterpreter(draft, { language }) {
    if (draft.state.interpreter?.language === language) refuse('alreadyDone')
    draft.emit({ type: 'interpreterAsked', language })
  },
  withdrawInterpreter(draft) {
    if (draft.state.interpreter === null) refuse('alreadyDone')
    draft.emit({ type: 'interpreterNoLongerAsked' })
  },
  dismiss(draft, { personId, reason }, by) {
    const person = draft.person(personId)
    const capacity = capacityOf(draft.state, person)
    if (capacity === 'citizen' || capacity === 'clerk') refuse('notPermitted')
    if (by.personId === draft.state.citizen && capacity !== 'local') refuse('notPermitted')
    if (person.connectionId !== null) draft.emit({ type: 'personDisconnected', personId, connectionId: person.connectionId, cause: 'removed' })
    draft.emit({ type: 'personDismissed', personId, reason })
  },
  say(draft, { text }) {
    if (draft.state.messages.length >= CALL_LIMITS.messages) refuse('tooLarge')
    draft.emit({ type: 'said', messageId: draft.context.newId(), text })
  },
  writeNote(draft, { text }) {
    if (draft.state.notes.length >= CALL_LIMITS.notes) refuse('tooLarge')
    draft.emit({ type: 'noteWritten', noteId: draft.context.newId(), text })
  },
  askTransfer(draft, { to, reason }) {
    if (draft.state.transfer !== null) refuse('transferPending')
    if (to.kind === 'window' && to.windowId === draft.state.windowId) refuse('alreadyDone')
    draft.emit({ type: 'transferAsked', to, reason })
  },
  cancelTransfer(draft) {
    if (draft.state.transfer === null) refuse('alreadyDone')
    draft.emit({ type: 'transferCancelled' })
  },
  end(draft, { outcome, note }, by) {
    const byCitizen = by.personId === draft.state.citizen
    if (byCitizen ? outcome !== 'done' && outcome !== 'citizenLeft' : outcome === 'citizenLeft') refuse('notPermitted')
    if (!byCitizen && draft.state.transfer !== null) refuse('transferPending')
    if (outcome === 'caseGoesOn' && draft.state.caseLink === null) refuse('notFound')
    // R8: nobody is sent away without being told why
    if (outcome === 'notDone' && note.trim() === '') refuse('reasonRequired')
    draft.emit({ type: 'sessionEnded', outcome, note })
  },
}
