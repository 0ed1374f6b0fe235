/** Without a touch for so long a session at a terminal is over, ms. */
export const QUIET_MS = 60_000
/** The last part of it is counted down on the screen, ms. */
export const WARN_MS = 20_000

export type Idleness = { kind: 'busy' } | { kind: 'warning'; leftSeconds: number } | { kind: 'over' }

/** How long nobody has touched the screen; times in ms on any one clock. */
export class IdleWatch {
  #touched: number

  constructor(now: number) {
    this.#touched = now
  }

  touch(now: number): void {
    // What is over is over: a touch that comes in the same moment belongs to whoever stands there next.
    if (this.at(now).kind !== 'over') this.#touched = now
  }

  /** Begins anew, for the next citizen or after a call in which nobody needs to touch anything. */
  begin(now: number): void {
    this.#touched = now
  }

  at(now: number): Idleness {
    const left = QUIET_MS - (now - this.#touched)
    if (left <= 0) return { kind: 'over' }
    return left <= WARN_MS ? { kind: 'warning', leftSeconds: Math.ceil(left / 1000) } : { kind: 'busy' }
  }
}
