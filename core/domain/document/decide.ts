import { PAPER_KINDS } from '#protocol/papers/index.ts'
import type { ErrorCode, ErrorDetails, WireError } from '#protocol/errors.ts'
import { isComplete, isCourtSide, isSettled, mayDraft, recipientsOf, sealDue, unconfirmed, unserved, waitsFor } from './people.ts'
import { contentProblem } from './fields.ts'
import { signerProblem } from './signers.ts'
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
      const { documentId, matter, matterId, content, signers } = deed
      return events({ type: 'documentDrafted', documentId, matter, matterId, content, signers })
    }
    case 'change':
      return events({ type: 'draftChanged', version: deed.version + 1, content: deed.content, ...(deed.signers ? { signers: deed.signers } : {}) })
    case 'confirm':
      return events({ type: 'draftConfirmed', version: deed.version, personId: by })
    case 'preview':
      return events({ type: 'draftPreviewed', version: deed.version, ...deed.made })
    case 'freeze':
      return events({ type: 'documentFrozen', version: deed.version, ...deed.made })
    case 'sign':
      if (deed.made.previousSha256 !== state?.revisionSha256) return { ok: false, error: wire('revisionConflict') }
      return events({ type: 'documentSigned', personId: by, ...deed.made, shownToEndAt: deed.shownToEndAt })
    case 'refuse':
      return events({ type: 'signingRefused', personId: deed.personId ?? by, reason: deed.reason })
    case 'void':
      return events({ type: 'documentVoided', reason: deed.reason })
    case 'seal':
      if (!state || deed.made.previousSha256 !== state.revisionSha256) return { ok: false, error: wire('revisionConflict') }
      return events({ type: 'documentSealed', ...deed.made, effectiveAt: state.effectiveAt ?? now })
    case 'serve': {
      const sha256 = state?.revisionSha256 ?? ''
      return events(...(state ? unserved(state) : []).map((personId) => ({ type: 'documentServed', personId, channel: 'platform', basis: 'arrived', servedAt: now, sha256 }) as const))
    }
    case 'noteOpened':
      return events({ type: 'documentServed', personId: by, channel: 'platform', basis: 'opened', servedAt: now, sha256: state?.revisionSha256 ?? '' })
  }
}

/**
 * Why an act may not be done now, or null. Asked once before anything is made and once more, by `decide`, before it is
 * written down.
 */
export function refusal(state: DocumentState | null, act: DocumentAct, actor: DocumentActor, now: string): WireError | null {
  if (act.type === 'seal' || act.type === 'serve') return refuseOwn(state, act.type, actor)
  if (actor === 'system') return wire('notPermitted')
  if (act.type === 'draft') {
    if (!mayDraft(act.content, act.signers, actor)) return wire('notPermitted')
    if (state) return wire('alreadyDone')
    return contentProblem(act.content) ?? signerProblem(act.content, act.signers)
  }
  if (!state) return wire('notFound')
  const signer = state.signers.find((one) => one.personId === actor.personId)
  const drafter = mayDraft(state.content, state.signers, actor)
  const closed = isComplete(state) || state.status === 'declined' || state.status === 'void'
  switch (act.type) {
    case 'change':
    case 'preview':
    case 'freeze':
      if (!drafter && !(act.type === 'preview' && signer)) return wire('notPermitted')
      if (closed) return wire('documentClosed')
      if (state.status !== 'draft') return wire('documentFrozen')
      if (act.version !== state.version) return wire(act.type === 'freeze' && act.previewSha256 !== undefined ? 'stalePreview' : 'staleVersion')
      if (act.type === 'change') return refuseChange(state, act)
      if (act.type === 'preview') return null
      if (act.previewSha256 !== undefined && act.previewSha256 !== state.preview?.sha256) return wire('stalePreview')
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
      if (signer.refusedReason !== null) return wire('alreadyDone')
      if (waitsFor(state, signer.capacity).length > 0) return wire('signingOrder', { missing: waitsFor(state, signer.capacity).join('、') })
      if (!act.identityVerified) return wire('identityNotVerified')
      if (!shownToEnd(state, act.shownToEndAt, now)) return wire('notReadToEnd')
      if (inkLength(act.strokes) < MIN_INK) return wire('signatureEmpty')
      return act.revisionSha256 === state.revisionSha256 ? null : wire('revisionConflict')
    case 'refuse':
      return refuseRefusal(state, act.personId ?? actor.personId, actor.personId, drafter, closed)
    case 'void':
      if (!drafter) return wire('notPermitted')
      return closed || state.effectiveAt ? wire('documentClosed') : null
    case 'noteOpened':
      if (!recipientsOf(state.content).includes(actor.personId)) return wire('notPermitted')
      if (!isComplete(state)) return wire('documentNotFrozen')
      return state.services.some((one) => one.personId === actor.personId && one.basis === 'opened') ? wire('alreadyDone') : null
  }
}

function refuseChange(state: DocumentState, act: Extract<DocumentAct, { type: 'change' }>): WireError | null {
  if (act.content.template !== state.content.template) return wire('fieldInvalid', { field: '文书种类', reason: '不能更改' })
  return contentProblem(act.content) ?? signerProblem(act.content, act.signers ?? state.signers)
}

/** D-12: people refuse for themselves; where the paper stands nevertheless, who writes it may note the refusal of somebody (R6 150). */
function refuseRefusal(state: DocumentState, of: string, by: string, drafter: boolean, closed: boolean): WireError | null {
  const signer = state.signers.find((one) => one.personId === of)
  if (!signer || isCourtSide(signer.capacity)) return wire('notASigner')
  if (of !== by && !(drafter && PAPER_KINDS[state.content.template].signing.refusal === 'noted')) return wire('notPermitted')
  if (signer.signedAt) return wire('alreadySigned')
  if (closed) return wire('documentClosed')
  if (isSettled(signer)) return wire('alreadyDone')
  return state.status === 'draft' ? wire('documentNotFrozen') : null
}

/** What only the platform does: the seal (D-11) and the delivery (D-16). */
function refuseOwn(state: DocumentState | null, type: 'seal' | 'serve', actor: DocumentActor): WireError | null {
  if (actor !== 'system') return wire('notPermitted')
  if (!state) return wire('notFound')
  if (type === 'serve') return unserved(state).length > 0 ? null : wire('alreadyDone')
  if (isComplete(state)) return wire('alreadyDone')
  if (state.status !== 'frozen' && state.status !== 'partlySigned') return wire('documentClosed')
  return sealDue(state) ? null : wire('signingOrder', { missing: state.signers.filter((one) => !isSettled(one)).map(({ name }) => name).join('、') })
}

function shownToEnd(state: DocumentState, shownAt: string, now: string): boolean {
  const shown = Date.parse(shownAt)
  const frozen = Date.parse(state.frozenAt ?? '')
  return shown >= frozen - CLOCK_TOLERANCE_MS && shown <= Date.parse(now) + CLOCK_TOLERANCE_MS
}

const events = (...list: Extract<DocumentDecision, { ok: true }>['events']): DocumentDecision => ({ ok: true, events: list })
const wire = (code: ErrorCode, details: ErrorDetails = {}): WireError => ({ code, details })
