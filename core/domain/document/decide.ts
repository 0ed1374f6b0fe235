import type { ErrorCode, ErrorDetails, WireError } from '#protocol/errors.ts'
import { DRAFTERS, everybodySigned, isCourtSide, unconfirmed } from './people.ts'
import { fieldProblem, signerProblem } from './fields.ts'
import { inkLength, MIN_INK } from './strokes.ts'
import type { DocumentAct, DocumentActor, DocumentDecision, DocumentDeed, DocumentState } from './state.ts'

/** A browser's clock may be wrong by so much and its "shown to the end" is still believed, in ms. */
const CLOCK_TOLERANCE_MS = 10 * 60_000

/** Turns an act that may be done, together with what was made for it, into events (docs/spec/document.md). */
export function decide(state: DocumentState | null, deed: DocumentDeed, actor: DocumentActor, now: string): DocumentDecision {
  const error = refusal(state, deed, actor, now)
  if (error) return { ok: false, error }
  const by = actor === 'system' ? '' : actor.personId
  switch (deed.type) {
    case 'draft': {
      const { documentId, hearingId, template, fields, signers } = deed
      return events({ type: 'documentDrafted', documentId, hearingId, template, fields, signers })
    }
    case 'change':
      return events({ type: 'draftChanged', version: deed.version + 1, fields: deed.fields })
    case 'confirm':
      return events({ type: 'draftConfirmed', version: deed.version, personId: by })
    case 'freeze':
      return events({ type: 'documentFrozen', version: deed.version, ...deed.made })
    case 'sign':
      if (deed.made.previousSha256 !== state?.revisionSha256) return { ok: false, error: wire('revisionConflict') }
      return events({ type: 'documentSigned', personId: by, ...deed.made, shownToEndAt: deed.shownToEndAt })
    case 'refuse':
      return events({ type: 'signingRefused', personId: by, reason: deed.reason })
    case 'void':
      return events({ type: 'documentVoided', reason: deed.reason })
    case 'seal':
      if (!state?.effectiveAt || deed.made.previousSha256 !== state.revisionSha256) return { ok: false, error: wire('revisionConflict') }
      return events({ type: 'documentSealed', ...deed.made, effectiveAt: state.effectiveAt })
  }
}

/**
 * Why an act may not be done now, or null. Asked once before anything is made and once more, by `decide`, before it is
 * written down.
 */
export function refusal(state: DocumentState | null, act: DocumentAct, actor: DocumentActor, now: string): WireError | null {
  if (act.type === 'seal') return refuseSeal(state, actor)
  if (actor === 'system') return wire('notPermitted')
  if (act.type === 'draft') {
    if (!DRAFTERS.has(actor.role)) return wire('notPermitted')
    if (state) return wire('alreadyDone')
    return fieldProblem(act.fields) ?? signerProblem(act.fields, act.signers)
  }
  if (!state) return wire('notFound')
  const signer = state.signers.find((one) => one.personId === actor.personId)
  const closed = state.status === 'sealed' || state.status === 'declined' || state.status === 'void'
  switch (act.type) {
    case 'change':
    case 'freeze':
      if (!DRAFTERS.has(actor.role)) return wire('notPermitted')
      if (closed) return wire('documentClosed')
      if (state.status !== 'draft') return wire('documentFrozen')
      if (act.version !== state.version) return wire('staleVersion')
      if (act.type === 'change') return fieldProblem(act.fields) ?? signerProblem(act.fields, state.signers)
      return unconfirmed(state).length > 0 ? wire('stageNotComplete', { missing: `${unconfirmed(state).join('、')}尚未确认` }) : null
    case 'confirm':
      if (!signer || isCourtSide(signer.capacity)) return wire('notASigner')
      if (closed) return wire('documentClosed')
      if (state.status !== 'draft') return wire('documentFrozen')
      if (act.version !== state.version) return wire('staleVersion')
      return signer.confirmed ? wire('alreadyDone') : null
    case 'sign':
      if (!signer) return wire('notASigner')
      if (signer.signedAt) return wire('alreadySigned')
      if (closed) return wire('documentClosed')
      if (state.status === 'draft') return wire('documentNotFrozen')
      if (isCourtSide(signer.capacity) && !partySideSigned(state)) return wire('signingOrder')
      if (!act.identityVerified) return wire('identityNotVerified')
      if (!shownToEnd(state, act.shownToEndAt, now)) return wire('notReadToEnd')
      if (inkLength(act.strokes) < MIN_INK) return wire('signatureEmpty')
      return act.revisionSha256 === state.revisionSha256 ? null : wire('revisionConflict')
    case 'refuse':
      if (!signer || isCourtSide(signer.capacity)) return wire('notASigner')
      if (signer.signedAt) return wire('alreadySigned')
      if (closed) return wire('documentClosed')
      return state.status === 'draft' ? wire('documentNotFrozen') : null
    case 'void':
      if (!DRAFTERS.has(actor.role)) return wire('notPermitted')
      return closed || state.effectiveAt ? wire('documentClosed') : null
  }
}

function refuseSeal(state: DocumentState | null, actor: DocumentActor): WireError | null {
  if (actor !== 'system') return wire('notPermitted')
  if (!state) return wire('notFound')
  if (state.status === 'sealed') return wire('alreadyDone')
  if (state.status !== 'partlySigned') return wire('documentClosed')
  return everybodySigned(state.signers) && state.effectiveAt ? null : wire('signingOrder')
}

const partySideSigned = (state: DocumentState): boolean =>
  state.signers.every((signer) => isCourtSide(signer.capacity) || signer.signedAt !== null)

function shownToEnd(state: DocumentState, shownAt: string, now: string): boolean {
  const shown = Date.parse(shownAt)
  const frozen = Date.parse(state.frozenAt ?? '')
  return shown >= frozen - CLOCK_TOLERANCE_MS && shown <= Date.parse(now) + CLOCK_TOLERANCE_MS
}

const events = (...list: Extract<DocumentDecision, { ok: true }>['events']): DocumentDecision => ({ ok: true, events: list })
const wire = (code: ErrorCode, details: ErrorDetails = {}): WireError => ({ code, details })
