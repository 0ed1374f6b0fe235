import { SFU_EVENT_SUBJECT, SfuEvent } from '#protocol/sfu.ts'
import type { Court } from '../context.ts'
import { MediaSession } from './session.ts'
import type { Notify } from './session-options.ts'
import { createSfuClient, type SfuClient } from './sfu-client.ts'
import { tellLevels, tellQuality, tellSpeaker } from './tell.ts'
import type { MediaRoute } from './routes.ts'
import type { MediaView } from './view.ts'

/** The media of every gathering of this process, and the SFU's news for them. */
export class MediaSessions {
  readonly #court: Court
  readonly #sfu: SfuClient
  readonly #notify: Notify
  readonly #isLive: (connectionId: string) => boolean
  readonly #sessions = new Map<string, MediaSession>()
  readonly #unsubscribe: () => void

  constructor(options: { court: Court; notify: Notify; isLive: (connectionId: string) => boolean }) {
    this.#court = options.court
    this.#sfu = createSfuClient(options.court.bus)
    this.#notify = options.notify
    this.#isLive = options.isLive
    this.#unsubscribe = options.court.bus.subscribe(SFU_EVENT_SUBJECT, (payload) => this.#hear(payload))
  }

  /** The session of a room, made when the first person sets up media. */
  of(view: MediaView): MediaSession {
    const known = this.#sessions.get(view.roomId)
    if (known !== undefined) return known
    const session = new MediaSession({ view, court: this.#court, sfu: this.#sfu, notify: this.#notify, isLive: this.#isLive })
    this.#sessions.set(view.roomId, session)
    return session
  }

  find(roomId: string): MediaSession | undefined {
    return this.#sessions.get(roomId)
  }

  routesOf(roomId: string): MediaRoute[] {
    return this.#sessions.get(roomId)?.routes.list() ?? []
  }

  /** A room that will never be entered again is forgotten, its routes with it: for conversations that are many and short. */
  async forget(roomId: string): Promise<void> {
    const session = this.#sessions.get(roomId)
    this.#sessions.delete(roomId)
    await session?.close()
  }

  async stop(): Promise<void> {
    this.#unsubscribe()
    await Promise.all([...this.#sessions.values()].map((session) => session.close()))
  }

  #hear(payload: unknown): void {
    const parsed = SfuEvent.safeParse(payload)
    if (!parsed.success) return this.#court.log.error({ err: parsed.error }, 'the media room sent something unknown')
    const event = parsed.data
    const session = this.#sessions.get(event.roomId)
    if (session === undefined) return
    switch (event.type) {
      case 'roomLost': return session.roomLost(event.epoch)
      case 'levels': return tellLevels(session, event.levels, this.#notify)
      case 'activeSpeaker': return tellSpeaker(session, event.personId, this.#notify)
      case 'quality': return tellQuality(session, event.quality, this.#notify)
      // The browser sees its own transport fail and asks for an ICE restart; layers are the SFU's own affair.
      case 'transportFailed':
      case 'consumerLayer': return
    }
  }
}
