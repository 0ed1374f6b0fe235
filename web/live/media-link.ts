import type { LinkQuality, TrackDescription } from '#protocol/media.ts'
import type { MediaNotice } from '#protocol/media-calls.ts'
import type { MediaSource } from '#protocol/places.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { PersonMedia } from '#domain/media.ts'
import { LineLost } from './socket.ts'
import { MediaSession } from './media-session.ts'
import type { LocalTrack, MediaLine, RemoteTrack } from './media-session.ts'
import type { Patience } from './patience.ts'

export type SendState = 'off' | 'live' | 'held' | 'closed'
export type MediaHooks = {
  changed(): void
  /** What this person may send now, by their own view of the law; undefined while there is none. */
  maySend(): PersonMedia['send'] | undefined
}

const MEDIA_RETRY_MS = 500
const PLAIN: TrackDescription = { layout: 'plain', cutout: 'none' }
const MEDIA_NAMES = new Set<string>([
  'consumer', 'consumerClosed', 'consumerPaused', 'trackDescribed', 'sending', 'mediaReset', 'levels', 'activeSpeaker', 'quality',
] satisfies MediaNotice['name'][])

export const isMediaNotice = <T extends { name: string }>(notice: T): notice is T & MediaNotice => MEDIA_NAMES.has(notice.name)

/**
 * One person's sound and picture through all lives of the line: what they have to send is kept here and sent again
 * wherever a new line stands and the law allows it.
 */
export class MediaLink {
  levels = new Map<PersonId, number>()
  speaker: PersonId | null = null
  quality = new Map<PersonId, LinkQuality>()
  sending: Record<MediaSource, SendState> = { microphone: 'off', camera: 'off', presentation: 'off' }

  readonly #hooks: MediaHooks
  readonly #patience: Patience
  readonly #local = new Map<MediaSource, LocalTrack>()
  readonly #sentHeights = new Map<string, number>()
  #line: MediaLine | null = null
  #session: MediaSession | null = null

  constructor(patience: Patience, hooks: MediaHooks) {
    this.#patience = patience
    this.#hooks = hooks
  }

  get tracks(): Map<string, RemoteTrack> {
    return this.#session?.tracks ?? new Map<string, RemoteTrack>()
  }

  /** Sets up sound and picture on this line and tries again until they stand, or another line or none takes its place. */
  async start(line: MediaLine): Promise<void> {
    if (this.#session) this.#clear()
    this.#line = line
    while (this.#line === line) {
      const session = new MediaSession(line, {
        onTracks: () => this.#hooks.changed(),
        onFailed: () => void this.#restart(line),
      })
      this.#session = session
      try {
        await session.start()
        await this.publishAllowed()
        return
      } catch (error) {
        if (error instanceof LineLost || this.#session !== session) return
        console.warn('sound and picture could not be set up, trying again', error)
        this.#clear()
        await this.#patience.pause(MEDIA_RETRY_MS)
      }
    }
  }

  /** No media outlives its line (lessons 1 and 5). What this person has to send is kept. */
  stop(): void {
    this.#line = null
    this.#clear()
  }

  async publish(source: MediaSource, track: MediaStreamTrack, description: TrackDescription = PLAIN): Promise<void> {
    this.#local.set(source, { track, description })
    await this.publishAllowed()
  }

  async describe(source: MediaSource, description: TrackDescription): Promise<void> {
    const local = this.#local.get(source)
    if (local) this.#local.set(source, { ...local, description })
    await this.#session?.describe(source, description)
  }

  async unpublish(source: MediaSource): Promise<void> {
    this.#local.delete(source)
    this.sending = { ...this.sending, [source]: 'off' }
    await this.#session?.unpublish(source)
    this.#hooks.changed()
  }

  /** @param heights device pixels per `personId/source`; what is not named is not drawn */
  setDrawnHeights(heights: Map<string, number>): void {
    const changes: { consumerId: string; heightPx: number }[] = []
    for (const [key, track] of this.tracks) {
      if (track.source === 'microphone') continue
      const heightPx = Math.round(heights.get(key) ?? 0)
      if (this.#sentHeights.get(track.consumerId) === heightPx) continue
      this.#sentHeights.set(track.consumerId, heightPx)
      changes.push({ consumerId: track.consumerId, heightPx })
    }
    if (changes.length > 0) this.#line?.request('setDrawnHeights', { heights: changes }).catch(() => undefined)
  }

  async sendingStats(): Promise<RTCStatsReport | null> {
    return this.#session?.sendingStats() ?? null
  }

  /**
   * Sends what this person has and the law now lets them send: nothing yet while they wait, all of it once they are in.
   * The same policy function as the server's, over this person's own view; the server has the last word.
   */
  async publishAllowed(): Promise<void> {
    const session = this.#session
    if (!session) return
    const waiting = [...this.#local].filter(([source, { track }]) => !session.isPublished(source, track))
    if (waiting.length === 0) return
    const allowed = this.#hooks.maySend()
    for (const [source, local] of waiting) {
      if (!allowed || allowed[source] === 'none') continue
      // Refused where the view was a moment behind; the next event tries again.
      await session.publish(source, local).catch((error: unknown) => console.warn(`${source} was not taken`, error))
    }
  }

  /** @returns whether something that is shown has changed at once; what comes to the tracks later is told by itself */
  take(notice: MediaNotice): boolean {
    const { name, params } = notice
    switch (name) {
      case 'consumer':
        this.#session?.accept(params as Parameters<MediaSession['accept']>[0])
        return false
      case 'consumerClosed':
        this.#session?.drop(params.consumerId)
        return false
      case 'consumerPaused':
        this.#session?.amend(params.consumerId, { paused: params.paused })
        return false
      case 'trackDescribed':
        this.#session?.amend(params.consumerId, { description: { ...PLAIN, ...params.description } })
        return false
      case 'sending':
        this.sending = { ...this.sending, [params.source]: params.state }
        this.#session?.setSending(params.source, params.state)
        if (params.state === 'closed') void this.publishAllowed()
        return true
      case 'mediaReset':
        if (this.#line) void this.#restart(this.#line)
        return true
      case 'levels':
        this.levels = new Map(params.levels.map((level) => [level.personId, level.dbov]))
        return true
      case 'activeSpeaker':
        this.speaker = params.personId
        return true
      case 'quality':
        this.quality = new Map(params.quality.map((quality) => [quality.personId, quality]))
        return true
    }
  }

  async #restart(line: MediaLine): Promise<void> {
    if (this.#line !== line) return
    this.#clear()
    await this.start(line)
  }

  #clear(): void {
    this.#session?.close()
    this.#session = null
    this.#sentHeights.clear()
    this.levels.clear()
    this.speaker = null
    this.#hooks.changed()
  }
}
