import type { GATEWAY_CALLS, GatewayNotice } from '#protocol/gateway.ts'
import { SOCKET_PATH } from '#protocol/http.ts'
import type { MediaNotice } from '#protocol/media-calls.ts'
import { maySeePaper } from '../documents/rules.ts'
import { hearingMedia } from '../media/hearing.ts'
import type { Doors } from '../sign-in/doors.ts'
import { Audience } from './audience.ts'
import { createCalls, type Services } from './calls.ts'
import { farewell, greet, type Door } from './hello.ts'
import type { SocketServer } from './socket/server.ts'
import type { Sockets } from './socket/sockets.ts'
import { HEARING_ACTS, hearingWire, type HearingCaller } from './wire.ts'

/** The hearings' sockets: what the log says, everybody is shown who may see it; one connection a browser. */
export class Gateway {
  readonly #door: Door
  readonly #server: SocketServer<typeof GATEWAY_CALLS, typeof GatewayNotice, HearingCaller>
  readonly #audiences = new Map<string, Audience>()

  constructor(services: Services & { doors: Doors; sockets: Sockets }) {
    this.#door = { ...services, audienceOf: (hearingId) => this.#audienceOf(hearingId) }
    this.#server = services.sockets.serve({
      path: SOCKET_PATH, wire: hearingWire, handlers: createCalls(services), acts: HEARING_ACTS,
      turnedAway: { outsider: 'notInHearing', passing: 'hearingMoved' },
      greet: (greeting) => greet(greeting, this.#door),
      farewell: (caller, cause) => {
        this.#audiences.get(caller.hearingId)?.remove(caller.connectionId)
        return farewell(caller, cause, this.#door)
      },
    })
    this.#follow(services)
  }

  /** Every call but hello. */
  get calls() {
    return this.#server.use.handlers
  }

  isLive(connectionId: string): boolean {
    return this.#server.isLive(connectionId)
  }

  /** Sends to one connection if it is still there. */
  notify(connectionId: string, notice: MediaNotice): void {
    this.#server.notify(connectionId, notice)
  }

  #follow({ hosts, media, papers }: Services): void {
    hosts.inUse = (hearingId) => (this.#audiences.get(hearingId)?.size ?? 0) > 0
    hosts.isLive = (connectionId) => this.isLive(connectionId)
    hosts.onSteps((hearingId, steps) => {
      const last = steps.at(-1)
      // Taking away comes first: media follows the new state before anybody is told of it.
      if (last !== undefined) media.find(hearingId)?.update(hearingMedia(last.after))
      this.#audiences.get(hearingId)?.show(steps)
    })
    hosts.onReload((hearingId, state) => {
      media.find(hearingId)?.update(hearingMedia(state))
      this.#audiences.get(hearingId)?.resync(state)
    })
    papers.onPaper((hearingId, view) => {
      void hosts.loaded(hearingId).then((host) => {
        const frame = hearingWire.encodeNotice({ name: 'document', params: view })
        for (const { connection, caller } of this.#audiences.get(hearingId)?.all() ?? []) {
          if (maySeePaper(view, host?.state.people[caller.personId])) connection.send(frame)
        }
      })
    })
  }

  #audienceOf(hearingId: string): Audience {
    const known = this.#audiences.get(hearingId)
    if (known !== undefined) return known
    const audience = new Audience(this.#door.court.log)
    this.#audiences.set(hearingId, audience)
    return audience
  }
}
