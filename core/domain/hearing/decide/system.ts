import type { SystemCommand } from '#protocol/hearing-commands.ts'
import type { SystemHandlers } from './handler.ts'
import { refuse } from './draft.ts'
import { arrivalRoom } from '../rooms.ts'

export const systemHandlers: SystemHandlers<SystemCommand['type']> = {
  connect(draft, { personId, connectionId, withCamera, withMicrophone }) {
    const person = draft.person(personId)
    if (person.connectionId === connectionId) refuse('alreadyDone')
    if (person.connectionId !== null) {
      draft.emit({ type: 'personDisconnected', personId, connectionId: person.connectionId, cause: 'takenOver' })
    }
    draft.emit({ type: 'personConnected', personId, connectionId, withCamera, withMicrophone })
    if (person.room === 'outside') draft.move(personId, arrivalRoom(draft.state, draft.person(personId)))
  },
  disconnect(draft, { personId, connectionId, cause }) {
    const person = draft.person(personId)
    if (person.connectionId !== connectionId) refuse('alreadyDone')
    draft.emit({ type: 'personDisconnected', personId, connectionId, cause })
    if (cause === 'left' && person.testimony === 'released') draft.move(personId, 'outside')
  },
  noteFileReceived(draft, { file }) {
    if (draft.state.files.some(({ fileId }) => fileId === file.fileId)) refuse('alreadyDone')
    draft.person(file.by)
    draft.emit({ type: 'fileReceived', file })
  },
  noteAgreementPrepared(draft, { documentId }) {
    const { agreement } = draft.state
    if (agreement && agreement.status !== 'failed') refuse('alreadyDone')
    draft.emit({ type: 'agreementPrepared', documentId })
  },
  noteAgreementEffective(draft, { documentId, sha256, effectiveAt }) {
    const { agreement } = draft.state
    if (!agreement || agreement.documentId !== documentId) refuse('notFound')
    if (agreement?.status !== 'prepared') refuse('alreadyDone')
    draft.emit({ type: 'agreementEffective', documentId, sha256, effectiveAt })
  },
  noteAgreementFailed(draft, { documentId, reason }) {
    const { agreement } = draft.state
    if (!agreement || agreement.documentId !== documentId) refuse('notFound')
    if (agreement?.status !== 'prepared') refuse('alreadyDone')
    draft.emit({ type: 'agreementFailed', documentId, reason })
  },
}
