/** Allows `perSecond` on the long run and `burst` at once. Time is handed in (ms), so tests own it. */
export class TokenBucket {
  readonly #perMs: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(perSecond: number, burst: number, nowMs: number) {
    this.#perMs = perSecond / 1_000
    this.#burst = burst
    this.#tokens = burst
    this.#at = nowMs
  }

  /** Takes `cost` tokens if they are there; takes nothing otherwise. */
  take(nowMs: number, cost = 1): boolean {
    if (!this.has(nowMs, cost)) return false
    this.#tokens -= cost
    return true
  }

  /** Whether `take` would succeed now. */
  has(nowMs: number, cost = 1): boolean {
    this.#tokens = Math.min(this.#burst, this.#tokens + Math.max(0, nowMs - this.#at) * this.#perMs)
    this.#at = nowMs
    return this.#tokens >= cost
  }

  /** Whether it has filled up again, i.e. whether it can be forgotten. */
  isFull(nowMs: number): boolean {
    return this.#tokens + (nowMs - this.#at) * this.#perMs >= this.#burst
  }
}
