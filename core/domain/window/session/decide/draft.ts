import { AppError } from '#protocol/errors.ts'
import type { ErrorCode, ErrorDetails } from '#protocol/errors.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { WindowActor } from '#protocol/window/actor.ts'
import type { IdentityMark, SessionEvent } from '#protocol/window/session.ts'
import type { Capture, SessionContext, SessionPerson, SessionState } from '../state.ts'
import { idNumberProblem, normalIdNumber } from '../../case/id-number.ts'
import { evolve } from '../evolve.ts'
import { own } from '../own.ts'

/** The events decided so far and the state as they leave it: every later rule looks at that state. */
export class Draft {
  state: SessionState
  readonly events: SessionEvent[] = []
  readonly actor: WindowActor
  readonly context: SessionContext

  constructor(state: SessionState, actor: WindowActor, context: SessionContext) {
    this.state = state
    this.actor = actor
    this.context = context
  }

  emit(event: SessionEvent): void {
    this.events.push(event)
    this.state = evolve(this.state, { seq: this.state.seq + 1, at: this.context.now, actor: this.actor, event })
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

export function refuse(code: ErrorCode, details: ErrorDetails = {}): never {
  throw new AppError(code, details)
}
