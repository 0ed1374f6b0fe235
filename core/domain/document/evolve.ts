import type { DocumentView, Signer } from '#protocol/documents.ts'
import { partiesHaveSigned } from './people.ts'
import type { DocumentFact, DocumentState, SignerState } from './state.ts'

/** Folds one stored event. Never refuses: what is in the log happened. */
export function evolve(state: DocumentState | null, fact: DocumentFact): DocumentState {
  const { event } = fact
  const commandIds = fact.commandId === null ? (state?.commandIds ?? []) : [...(state?.commandIds ?? []), fact.commandId]
  if (event.type === 'documentDrafted') {
    return {
      documentId: event.documentId, hearingId: event.hearingId, template: event.template, seq: fact.seq, status: 'draft', version: 1,
      fields: event.fields, signers: event.signers.map(unsigned), revisionSha256: null, pages: null, frozenAt: null, effectiveAt: null, commandIds,
    }
  }
  if (!state) throw new Error(`a document's log must begin with documentDrafted, not ${event.type}`)
  const next: DocumentState = { ...state, seq: fact.seq, commandIds }
  switch (event.type) {
    case 'draftChanged':
      return { ...next, version: event.version, fields: event.fields, signers: state.signers.map((signer) => ({ ...signer, confirmed: false })) }
    case 'draftConfirmed':
      return { ...next, signers: edit(state, event.personId, { confirmed: true }) }
    case 'documentFrozen':
      return { ...next, status: 'frozen', revisionSha256: event.baseSha256, pages: event.pages, frozenAt: fact.at }
    case 'documentSigned': {
      const signers = edit(state, event.personId, { signedAt: fact.at })
      const effectiveAt = state.effectiveAt ?? (partiesHaveSigned(state.fields, signers) ? fact.at : null)
      return { ...next, status: 'partlySigned', signers, revisionSha256: event.sha256, effectiveAt }
    }
    case 'signingRefused':
      return { ...next, status: 'declined', signers: edit(state, event.personId, { refusedReason: event.reason }) }
    case 'documentSealed':
      return { ...next, status: 'sealed', revisionSha256: event.sha256, effectiveAt: event.effectiveAt }
    case 'documentVoided':
      return { ...next, status: 'void' }
  }
}

/** What those who may see the paper are shown. */
export function viewOf(state: DocumentState): DocumentView {
  const { frozenAt: _frozenAt, commandIds: _commandIds, ...view } = state
  return view
}

const unsigned = (signer: Signer): SignerState => ({ ...signer, confirmed: false, signedAt: null, refusedReason: null })
const edit = (state: DocumentState, personId: string, change: Partial<SignerState>): SignerState[] =>
  state.signers.map((signer) => (signer.personId === personId ? { ...signer, ...change } : signer))
