import type { DocumentView, Signer } from '#protocol/documents.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { everybodySettled, partiesHaveSigned } from './people.ts'
import type { DocumentFact, DocumentState, SignerState } from './state.ts'

/** Folds one stored event. Never refuses: what is in the log happened. */
export function evolve(state: DocumentState | null, fact: DocumentFact): DocumentState {
  const { event } = fact
  const commandIds = fact.commandId === null ? (state?.commandIds ?? []) : [...(state?.commandIds ?? []), fact.commandId]
  if (event.type === 'documentDrafted') {
    const { documentId, matter, matterId, content, signers } = event
    return {
      documentId, matter, matterId, seq: fact.seq, status: 'draft', version: 1, content, signers: signers.map(unsigned),
      preview: null, revisionSha256: null, pages: null, frozenAt: null, effectiveAt: null, services: [], commandIds,
    }
  }
  if (!state) throw new Error(`a document's log must begin with documentDrafted, not ${event.type}`)
  const next: DocumentState = { ...state, seq: fact.seq, commandIds }
  switch (event.type) {
    case 'draftChanged': {
      const signers = (event.signers ?? state.signers).map(unsigned)
      return { ...next, version: event.version, content: event.content, signers, preview: null }
    }
    case 'draftConfirmed':
      return { ...next, signers: edit(state, event.personId, { confirmed: true }) }
    case 'draftPreviewed':
      return { ...next, preview: { version: event.version, sha256: event.sha256, pages: event.pages, bytes: event.bytes } }
    case 'documentFrozen':
      return { ...next, status: 'frozen', revisionSha256: event.baseSha256, pages: event.pages, frozenAt: fact.at }
    case 'documentSigned':
      return settle({ ...next, status: 'partlySigned', revisionSha256: event.sha256, signers: edit(state, event.personId, { signedAt: fact.at }) }, fact.at)
    case 'signingRefused': {
      const signers = edit(state, event.personId, { refusedReason: event.reason })
      if (PAPER_KINDS[state.content.template].signing.refusal === 'ends') return { ...next, status: 'declined', signers }
      return settle({ ...next, signers }, fact.at)
    }
    case 'documentSealed':
      return { ...next, status: 'sealed', revisionSha256: event.sha256, effectiveAt: event.effectiveAt }
    case 'documentVoided':
      return { ...next, status: 'void' }
    case 'documentServed': {
      const { personId, channel, basis, servedAt } = event
      return { ...next, services: [...state.services, { personId, channel, basis, servedAt }] }
    }
  }
}

/** What a signature or a noted refusal means for the whole paper (D-10). */
function settle(state: DocumentState, at: string): DocumentState {
  const { signing, seal } = PAPER_KINDS[state.content.template]
  const all = everybodySettled(state.signers)
  const reached = signing.effective === 'parties' ? partiesHaveSigned(state.content, state.signers) : signing.effective === 'signed' && all
  return { ...state, effectiveAt: state.effectiveAt ?? (reached ? at : null), status: all && seal === 'none' ? 'signed' : state.status }
}

/** What those who may see the paper are shown. */
export function viewOf(state: DocumentState): DocumentView {
  const { frozenAt: _frozenAt, commandIds: _commandIds, ...view } = state
  return view
}

const unsigned = ({ personId, name, role, capacity }: Signer): SignerState => ({ personId, name, role, capacity, confirmed: false, signedAt: null, refusedReason: null })
const edit = (state: DocumentState, personId: string, change: Partial<SignerState>): SignerState[] =>
  state.signers.map((signer) => (signer.personId === personId ? { ...signer, ...change } : signer))
