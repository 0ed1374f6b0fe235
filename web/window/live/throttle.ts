import { CALL_LIMITS } from '#protocol/window/session.ts'
import type { CallNotice } from '#protocol/window/session.ts'

type Clock = { now(): number; after(ms: number, work: () => void): void }
const BROWSER: Clock = { now: () => performance.now(), after: (ms, work) => { setTimeout(work, ms) } }

/** Somewhat below the server's budget, so that a hurried line does not lose the last word. */
const SHARE = 0.8

/**
 * Passing notices go no faster than the call's budget allows: of several that pile up only the latest of each field,
 * and of the pointer, is sent.
 */
export class NoticeThrottle {
  readonly #send: (notice: CallNotice) => void
  readonly #clock: Clock
  readonly #waiting = new Map<string, CallNotice>()
  readonly #sentAt: Record<CallNotice['type'], number> = { typing: -Infinity, pointer: -Infinity }
  readonly #timed = new Set<CallNotice['type']>()

  constructor(send: (notice: CallNotice) => void, clock = BROWSER) {
    this.#send = send
    this.#clock = clock
  }

  offer(notice: CallNotice): void {
    const key = notice.type === 'typing' ? notice.fieldId : ''
    this.#waiting.delete(key)
    this.#waiting.set(key, notice)
    this.#flush(notice.type)
  }

  /** A field that is committed needs no more telling. */
  forget(fieldId: string): void {
    this.#waiting.delete(fieldId)
  }

  #flush(type: CallNotice['type']): void {
    if (this.#timed.has(type)) return
    const gap = 1000 / ((type === 'typing' ? CALL_LIMITS.typingPerSecond : CALL_LIMITS.pointerPerSecond) * SHARE)
    const wait = this.#sentAt[type] + gap - this.#clock.now()
    if (wait > 0) {
      this.#timed.add(type)
      return this.#clock.after(wait, () => {
        this.#timed.delete(type)
        this.#flush(type)
      })
    }
    const next = [...this.#waiting].find(([, notice]) => notice.type === type)
    if (!next) return
    this.#waiting.delete(next[0])
    this.#sentAt[type] = this.#clock.now()
    this.#send(next[1])
    if ([...this.#waiting.values()].some((notice) => notice.type === type)) this.#flush(type)
  }
}
