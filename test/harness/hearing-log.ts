import { HearingEvent } from '#protocol/hearing-events.ts'
import type { EventStore, Stored } from '#platform/ports.ts'
import { evolve } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'

const POLL_MS = 50

/** The hearing as its log says it is, read beside the running court: what browsers show is checked against this. */
export class HearingLog {
  readonly stream: string
  readonly events: Stored<HearingEvent>[] = []
  readonly #store: EventStore
  #state: HearingState | null = null

  constructor(store: EventStore, hearingId: string) {
    this.#store = store
    this.stream = `hearing/${hearingId}`
  }

  async state(): Promise<HearingState> {
    for (const stored of await this.#store.read(this.stream, HearingEvent, this.events.length)) {
      this.events.push(stored)
      const { seq, at, actor, event } = stored
      this.#state = evolve(this.#state, { seq, at, actor, event })
    }
    if (this.#state === null) throw new Error(`${this.stream} has no events`)
    return this.#state
  }

  /** @throws Error naming what did not come true in time */
  async until(what: string, holds: (state: HearingState) => boolean, withinMs = 20_000): Promise<HearingState> {
    const deadline = performance.now() + withinMs
    for (;;) {
      const state = await this.state()
      if (holds(state)) return state
      if (performance.now() > deadline) throw new Error(`did not happen within ${withinMs} ms: ${what}; stage ${state.stage}`)
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
  }
}
