import { CLOSE_CODES } from '#protocol/errors.ts'
import type { CloseReason } from '#protocol/errors.ts'
import { DISTURBED } from './socket.ts'

const RETRY_MS = [200, 500, 1000, 2000, 4000]
/** What could not be understood once comes the same again as a rule: no reason for haste. */
const DISTURBED_RETRY_MS = [1_000, 5_000, 20_000, 60_000]
/** A line that stood for so long is sound again, whatever was before. */
const SOUND_AFTER_MS = 60_000

/** What follows when a socket has ended. */
export type Next =
  | { do: 'tryAgain'; afterMs: number; disturbed: boolean }
  | { do: 'stop'; reason: CloseReason }

/** Decides when a line that has ended is sought again. Time is handed in (ms), so tests own it. */
export class Comeback {
  #attempts = 0
  #disturbances = 0
  #standsSince: number | null = null

  /** The line was disturbed and has not proved sound since. */
  get isDisturbed(): boolean {
    return this.#disturbances > 0
  }

  /** The server has answered the hello. */
  stands(nowMs: number): void {
    this.#attempts = 0
    this.#standsSince = nowMs
  }

  ended(code: number, nowMs: number): Next {
    const end = Object.entries(CLOSE_CODES).find(([, value]) => value.code === code)
    if (end && !end[1].retry) return { do: 'stop', reason: end[0] as CloseReason }
    if (this.#standsSince !== null && nowMs - this.#standsSince >= SOUND_AFTER_MS) this.#disturbances = 0
    this.#standsSince = null
    if (code !== DISTURBED) return { do: 'tryAgain', afterMs: step(RETRY_MS, this.#attempts++), disturbed: this.isDisturbed }
    return { do: 'tryAgain', afterMs: step(DISTURBED_RETRY_MS, this.#disturbances++), disturbed: true }
  }
}

const step = (steps: number[], nth: number): number => steps[Math.min(nth, steps.length - 1)]!
