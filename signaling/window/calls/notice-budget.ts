import type { CallNotice } from '#protocol/window/session.ts'
import { CALL_LIMITS } from '#protocol/window/session.ts'
import { TokenBucket } from '../../gateway/socket/token-bucket.ts'

/** What one connection may type and point, by kind (W-3.20). */
export class NoticeBudget {
  readonly #buckets: Record<CallNotice['type'], TokenBucket>

  constructor(nowMs: number) {
    const { typingPerSecond, typingBurst, pointerPerSecond, pointerBurst } = CALL_LIMITS
    this.#buckets = { typing: new TokenBucket(typingPerSecond, typingBurst, nowMs), pointer: new TokenBucket(pointerPerSecond, pointerBurst, nowMs) }
  }

  take(type: CallNotice['type'], nowMs: number): boolean {
    return this.#buckets[type].take(nowMs)
  }
}
