import type { MediaSource } from '#protocol/places.ts'
import type { Clock } from '#platform/ports.ts'
import type { Log } from '#platform/log.ts'

/** One way by which one person could receive one track, from when to when: the proof of witness isolation (R1 26). */
export type MediaRoute = { personId: string; from: string; source: MediaSource; openedAt: string; closedAt: string | null }

/** Every media route of one room since this process began to own it; each is also a line in the operator's log. */
export class RouteLog {
  readonly #open = new Map<string, MediaRoute>()
  readonly #all: MediaRoute[] = []
  readonly #clock: Clock
  readonly #log: Log

  constructor(clock: Clock, log: Log) {
    this.#clock = clock
    this.#log = log
  }

  opened(consumerId: string, personId: string, from: string, source: MediaSource): void {
    const route = { personId, from, source, openedAt: this.#clock.now().toISOString(), closedAt: null }
    this.#open.set(consumerId, route)
    this.#all.push(route)
    this.#log.info({ route }, 'media route opened')
  }

  closed(consumerId: string): void {
    const route = this.#open.get(consumerId)
    if (route === undefined) return
    this.#open.delete(consumerId)
    route.closedAt = this.#clock.now().toISOString()
    this.#log.info({ route }, 'media route closed')
  }

  list(): MediaRoute[] {
    return this.#all.map((route) => ({ ...route }))
  }
}
