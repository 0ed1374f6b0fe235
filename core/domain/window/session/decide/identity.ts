import { CALL_LIMITS } from '#protocol/window/session.ts'
import type { SessionState } from '../state.ts'
import type { Handlers } from './handler.ts'
import { refuse } from './draft.ts'

const missingForIdentity = ({ identity }: SessionState): string[] => [
  ...(identity.mark === null ? ['证件号码'] : []),
  ...(identity.cardCaptureId === null ? ['证件照片'] : []),
  ...(identity.faceCaptureId === null ? ['本人现场照片'] : []),
]

/** Who sits there, and what is photographed. */
export const identityHandlers: Handlers<'enterIdentityNumber' | 'decideIdentity' | 'askCapture' | 'withdrawCapture'> = {
  enterIdentityNumber(draft, { number }) {
    const { identity } = draft.state
    if (identity.status === 'confirmed') refuse('alreadyDone')
    const mark = draft.mark(number, '证件号码')
    if (mark.hmac === identity.mark?.hmac) refuse('alreadyDone')
    draft.emit({ type: 'identityNumberEntered', mark })
  },
  decideIdentity(draft, { outcome, reason }) {
    const { identity } = draft.state
    if (identity.status === outcome) refuse('alreadyDone')
    // a rejection, a second decision and one against the service's answer are explained
    const explained = outcome === 'rejected' || identity.status !== 'open' || identity.service?.result === 'mismatch'
    if (explained && reason.trim() === '') refuse('reasonRequired')
    const missing = outcome === 'confirmed' ? missingForIdentity(draft.state) : []
    if (missing.length > 0) refuse('identityIncomplete', { missing: missing.join('、') })
    if (outcome === 'rejected') draft.withdrawConfirmation(null)
    draft.emit({ type: 'identityDecided', outcome, reason, cardCaptureId: identity.cardCaptureId, faceCaptureId: identity.faceCaptureId })
  },
  askCapture(draft, { kind, materialId, note }) {
    const { state } = draft
    if (kind === 'material') {
      draft.needIdentity()
      if (!state.item.materials.some((material) => material.materialId === materialId)) refuse('notFound')
    } else {
      if (materialId !== null) refuse('notFound')
      if (state.identity.status === 'confirmed') refuse('alreadyDone')
    }
    if (state.captures.some((capture) => capture.status === 'asked' && capture.kind === kind && capture.materialId === materialId)) refuse('alreadyDone')
    if (state.captures.length >= CALL_LIMITS.captures) refuse('tooLarge')
    draft.emit({ type: 'captureAsked', captureId: draft.context.newId(), kind, materialId, note })
  },
  withdrawCapture(draft, { captureId, reason }) {
    draft.openCapture(captureId)
    draft.emit({ type: 'captureWithdrawn', captureId, reason })
  },
}
