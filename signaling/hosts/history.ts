import type { Fact, Terms } from './law.ts'

/**
 * One event with the state on either side of it: all that is needed to tell what a viewer is shown of it. `before` is
 * null for the event by which the stream came into being.
 */
export type StepOf<T extends Terms> = { before: T['state'] | null; fact: Fact<T>; after: T['state'] }

/** States share structure, so keeping the last steps is cheap; whoever was away longer gets a snapshot. */
const MAX_STEPS = 2_000

/** The most recent steps of one stream, for browsers that come back after a lost line. */
export class History<T extends Terms> {
  #steps: StepOf<T>[] = []

  add(step: StepOf<T>): void {
    this.#steps.push(step)
    if (this.#steps.length > MAX_STEPS * 1.25) this.#steps = this.#steps.slice(-MAX_STEPS)
  }

  /** Every step after `seq`, or null when that point is no longer (or not yet) known. */
  after(seq: number, headSeq: number): StepOf<T>[] | null {
    if (seq === headSeq) return []
    const first = this.#steps[0]
    if (seq > headSeq || first === undefined || first.fact.seq > seq + 1) return null
    return this.#steps.slice(seq + 1 - first.fact.seq)
  }
}
