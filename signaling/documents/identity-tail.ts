import { AppError } from '#protocol/errors.ts'
import type { Person } from '#domain/hearing/state.ts'

const TRIES = 5
/** After so long, in ms, a person may try again. */
const FORGET_MS = 10 * 60_000

/**
 * Identity verified once more at the moment of signing (R1 7): the last characters of the identity number, as the case
 * file has them. Ten thousand guesses are not to be had: five, then a wait of ten minutes.
 */
export class TailCheck {
  readonly #now: () => number
  readonly #wrong = new Map<string, { count: number; at: number }>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** @throws AppError identityMismatch with the tries that are left; tooManyRequests when there are none */
  check({ hearingId, personId }: { hearingId: string; personId: string }, person: Pick<Person, 'identityTail'>, tail: string | undefined): void {
    if (person.identityTail === undefined) return
    const key = `${hearingId}/${personId}`
    const before = this.#wrong.get(key)
    const count = before && this.#now() - before.at < FORGET_MS ? before.count : 0
    if (count >= TRIES) throw new AppError('tooManyRequests')
    if (tail?.toUpperCase() === person.identityTail.toUpperCase()) {
      this.#wrong.delete(key)
      return
    }
    // Nothing typed is no guess.
    if (tail !== undefined) this.#wrong.set(key, { count: count + 1, at: this.#now() })
    throw new AppError('identityMismatch', { left: TRIES - count - (tail === undefined ? 0 : 1) })
  }
}
