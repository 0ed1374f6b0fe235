import type { PersonId } from '#protocol/ids.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { IdentityMark, SessionEvent } from '#protocol/window/session.ts'
import type { Capture, SessionContext, SessionPerson, SessionState } from '../state.ts'
import { idNumberProblem, normalIdNumber } from '../../case/id-number.ts'
import { evolve } from '../evolve.ts'
import { own } from '../../../own.ts'
import { BaseDraft, refuse } from '../../../draft.ts'

export { refuse }

export class Draft extends BaseDraft<SessionState, SessionEvent, WindowActor, SessionContext> {
  constructor(state: SessionState, actor: WindowActor, context: SessionContext) {
    super({ state, actor, context, evolve })
  }

  /** @throws AppError('unknownPerson') */
  person(personId: PersonId): SessionPerson {
    return own(this.state.people, personId) ?? refuse('unknownPerson')
  }

  /** @throws AppError('notFound' | 'alreadyDone') */
  openCapture(captureId: string): Capture {
    const capture = this.state.captures.find((one) => one.captureId === captureId) ?? refuse('notFound')
    return capture.status === 'asked' ? capture : refuse('alreadyDone')
  }

  /** What the log keeps of an identity number. @throws AppError('fieldInvalid') */
  mark(number: string, field: string): IdentityMark {
    const reason = idNumberProblem(number)
    if (reason !== null) refuse('fieldInvalid', { field, reason })
    const normal = normalIdNumber(number)
    return { hmac: this.context.identityHmac(normal), tail: normal.slice(-4) }
  }

  /** W-3.14: nothing of a case goes on before the clerk has confirmed who sits there. */
  needIdentity(): void {
    if (this.state.identity.status !== 'confirmed') refuse('identityFirst')
  }

  /** What was confirmed is no longer what stands there (W-3.19). */
  withdrawConfirmation(fieldId: string | null): void {
    if (this.state.form.confirmed !== null) this.emit({ type: 'confirmationWithdrawn', fieldId })
  }
}
