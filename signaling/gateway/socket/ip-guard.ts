import { TokenBucket } from './token-bucket.ts'

/** A whole court house may sit behind one address, hence generous; an attacker is still held to a fixed cost. */
const CONNECTS_PER_SECOND = 50
const CONNECT_BURST = 400
const FAILURES_PER_SECOND = 0.5
const FAILURE_BURST = 40
const MAX_UNGREETED = 400

type Ledger = { connects: TokenBucket; failures: TokenBucket; ungreeted: number; blockedUntil: number }
const BLOCK_MS = 60_000

/** Limits per network address, before anybody has said who they are. */
export class IpGuard {
  readonly #ledgers = new Map<string, Ledger>()

  /** Whether one more socket from this address is taken now. */
  admit(ip: string, nowMs: number): boolean {
    const ledger = this.#of(ip, nowMs)
    if (nowMs < ledger.blockedUntil || ledger.ungreeted >= MAX_UNGREETED || !ledger.connects.take(nowMs)) return false
    ledger.ungreeted += 1
    return true
  }

  /** The socket has said hello, or is gone without it. */
  settle(ip: string): void {
    const ledger = this.#ledgers.get(ip)
    if (ledger !== undefined) ledger.ungreeted = Math.max(0, ledger.ungreeted - 1)
  }

  /** A wrong token or a broken budget; too many and the address waits a minute. */
  fail(ip: string, nowMs: number): void {
    const ledger = this.#of(ip, nowMs)
    if (!ledger.failures.take(nowMs)) ledger.blockedUntil = nowMs + BLOCK_MS
  }

  /** Forgets addresses that have nothing against them. */
  sweep(nowMs: number): void {
    for (const [ip, ledger] of this.#ledgers) {
      const clean = ledger.connects.isFull(nowMs) && ledger.failures.isFull(nowMs) && ledger.ungreeted === 0 && nowMs >= ledger.blockedUntil
      if (clean) this.#ledgers.delete(ip)
    }
  }

  #of(ip: string, nowMs: number): Ledger {
    const known = this.#ledgers.get(ip)
    if (known !== undefined) return known
    const ledger = {
      connects: new TokenBucket(CONNECTS_PER_SECOND, CONNECT_BURST, nowMs),
      failures: new TokenBucket(FAILURES_PER_SECOND, FAILURE_BURST, nowMs),
      ungreeted: 0, blockedUntil: 0,
    }
    this.#ledgers.set(ip, ledger)
    return ledger
  }
}
