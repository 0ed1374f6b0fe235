import { AppError } from '#protocol/errors.ts'
import type { ErrorCode, ErrorDetails } from '#protocol/errors.ts'

/** A fact as `evolve` takes it. */
type Fact<E, A> = { seq: number; at: string; actor: A; event: E }

/**
 * The events decided so far and the state as they leave it: every later rule of the same command looks at that state.
 * Each law's own draft adds what its handlers ask of its state.
 */
export abstract class BaseDraft<S extends { seq: number }, E, A, C extends { now: string }> {
  state: S
  readonly events: E[] = []
  readonly actor: A
  readonly context: C
  readonly #evolve: (state: S, fact: Fact<E, A>) => S

  constructor(options: { state: S; actor: A; context: C; evolve: (state: S, fact: Fact<E, A>) => S }) {
    this.state = options.state
    this.actor = options.actor
    this.context = options.context
    this.#evolve = options.evolve
  }

  emit(event: E): void {
    this.events.push(event)
    this.state = this.#evolve(this.state, { seq: this.state.seq + 1, at: this.context.now, actor: this.actor, event })
  }
}

/** Ends a decision with a reason. @throws AppError always */
export function refuse(code: ErrorCode, details: ErrorDetails = {}): never {
  throw new AppError(code, details)
}
