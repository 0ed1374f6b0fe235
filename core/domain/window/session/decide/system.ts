import { CALL_LIMITS } from '#protocol/window/session.ts'
import type { CallSystemCommand } from '#protocol/window/session.ts'
import type { Draft } from './draft.ts'
import type { SystemHandlers } from './handler.ts'
import { refuse } from './draft.ts'
import { own } from '../../../own.ts'
import { aloneSince, isCitizenSide } from '../people.ts'

const going = (draft: Draft): void => {
  if (draft.state.ended !== null) refuse('sessionEnded')
}

export const systemHandlers: SystemHandlers<Exclude<CallSystemCommand['type'], 'open'>> = {
  admitPerson(draft, { person }) {
    const { state } = draft
    going(draft)
    if (own(state.people, person.personId)) refuse('alreadyDone')
    switch (person.role) {
      case 'serviceApplicant':
        // a call has one citizen
        return refuse('notPermitted')
      case 'helper': case 'localClerk':
        // whoever the citizen has sent away does not come back by themselves (W-3.5)
        if (state.centerId === null || person.at !== state.centerId || state.dismissed.includes(person.personId)) refuse('notPermitted')
        break
      case 'remoteClerk':
        if (person.at !== state.officeId) refuse('notPermitted')
        break
      case 'interpreter':
        if (state.interpreter === null || !person.languages.includes(state.interpreter.language)) refuse('notPermitted')
    }
    if (Object.keys(state.people).length >= CALL_LIMITS.people) refuse('tooLarge')
    draft.emit({ type: 'personAdmitted', person })
  },
  connect(draft, { personId, connectionId, withCamera, withMicrophone }) {
    const person = draft.person(personId)
    if (person.connectionId === connectionId) refuse('alreadyDone')
    if (person.connectionId !== null) draft.emit({ type: 'personDisconnected', personId, connectionId: person.connectionId, cause: 'takenOver' })
    draft.emit({ type: 'personConnected', personId, connectionId, withCamera, withMicrophone })
  },
  disconnect(draft, { personId, connectionId, cause }) {
    const person = draft.person(personId)
    if (person.connectionId !== connectionId) refuse('alreadyDone')
    draft.emit({ type: 'personDisconnected', personId, connectionId, cause })
    // a hold nobody can lift would keep the citizen from the helper: it ends with the clerk's line
    if (personId === draft.state.clerk && draft.state.hold !== null) draft.emit({ type: 'resumed' })
  },
  noteIdentityChecked(draft, { service, result, reference }) {
    going(draft)
    if (draft.state.identity.mark === null) refuse('identityIncomplete', { missing: '证件号码' })
    draft.emit({ type: 'identityChecked', service, result, reference })
  },
  noteStill(draft, { captureId, by, still }) {
    going(draft)
    const capture = draft.openCapture(captureId)
    if (!isCitizenSide(draft.person(by))) refuse('notPermitted')
    if (capture.kind === 'material') draft.needIdentity()
    else if (draft.state.identity.status === 'confirmed') refuse('alreadyDone')
    draft.emit({ type: 'materialCaptured', captureId, kind: capture.kind, materialId: capture.materialId, by, ...still })
  },
  noteCaseOpened(draft, { caseId, caseNo }) {
    going(draft)
    draft.needIdentity()
    if (draft.state.caseLink !== null) refuse('alreadyDone')
    draft.emit({ type: 'caseOpened', caseId, caseNo })
  },
  notePaperShown(draft, { documentId, kind }) {
    going(draft)
    draft.needIdentity()
    if (draft.state.papers.some((paper) => paper.documentId === documentId)) refuse('alreadyDone')
    draft.emit({ type: 'paperShown', documentId, kind })
  },
  notePaperSigned(draft, { documentId }) {
    going(draft)
    draft.needIdentity()
    const paper = draft.state.papers.find((one) => one.documentId === documentId) ?? refuse('notFound')
    if (paper.signedAt !== null) refuse('alreadyDone')
    draft.emit({ type: 'paperSigned', documentId })
  },
  noteHandedOver(draft, { clerk, windowId, officeId, item }) {
    const { state } = draft
    going(draft)
    if (clerk.role !== 'remoteClerk' || clerk.at !== officeId || clerk.personId === state.citizen) refuse('notPermitted')
    if (clerk.personId === state.clerk) refuse('alreadyDone')
    const leaving = draft.person(state.clerk)
    // a clerk who is there and has not asked keeps the call (W-3.7)
    if (state.transfer === null && leaving.connectionId !== null) refuse('notPermitted')
    if (leaving.connectionId !== null) draft.emit({ type: 'personDisconnected', personId: leaving.personId, connectionId: leaving.connectionId, cause: 'removed' })
    if (state.hold !== null) draft.emit({ type: 'resumed' })
    // leave to fill in was given to those who sat there
    if (state.form.help !== null) draft.emit({ type: 'fillingHelpEnded' })
    if (item !== null) draft.withdrawConfirmation(null)
    for (const person of Object.values(state.people)) {
      const stays = person.role !== 'remoteClerk' || person.at === officeId || person.personId === state.clerk
      if (stays) continue
      if (person.connectionId !== null) draft.emit({ type: 'personDisconnected', personId: person.personId, connectionId: person.connectionId, cause: 'removed' })
      draft.emit({ type: 'personDismissed', personId: person.personId, reason: '' })
    }
    draft.emit({ type: 'handedOver', clerk, windowId, officeId, item })
  },
  endBySystem(draft, { outcome }) {
    going(draft)
    if (outcome === 'alone') {
      const since = aloneSince(draft.state)
      if (since === null) refuse('notPermitted')
      const from = Date.parse(since) + CALL_LIMITS.aloneMs
      if (Date.parse(draft.context.now) < from) refuse('notYetDue', { from: new Date(from).toISOString() })
    }
    draft.emit({ type: 'sessionEnded', outcome, note: '' })
  },
}
