import type { z } from 'zod'
import { CLOSE_CODES, AppError } from '#protocol/errors.ts'
import type { CloseReason } from '#protocol/errors.ts'
import type { GatewayCallName, GatewayNotice, GatewayParams, GatewayResult } from '#protocol/gateway.ts'
import { SOCKET_PATH } from '#protocol/http.ts'
import type { DocumentView } from '#protocol/documents.ts'
import type { ParticipantCommand } from '#protocol/hearing-commands.ts'
import type { LinkQuality, TrackDescription } from '#protocol/media.ts'
import type { MediaSource } from '#protocol/places.ts'
import type { PersonId } from '#protocol/ids.ts'
import { evolve, mediaPolicy } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { GatewaySocket, LineLost } from './socket.ts'
import { MediaSession, trackKey } from './media-session.ts'
import type { LocalTrack, RemoteTrack } from './media-session.ts'
import { Patience } from './patience.ts'

export type LiveStatus =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** The line is lost and being sought again; media has stopped. */
  | { kind: 'lost'; since: number }
  /** The server has ended it for good. */
  | { kind: 'closed'; reason: CloseReason }

export type LiveOptions = { token: string; hearingId: string; withCamera: boolean; withMicrophone: boolean }
export type SendState = 'off' | 'live' | 'held' | 'closed'
type CommandInput = z.input<typeof ParticipantCommand>

const RETRY_MS = [200, 500, 1000, 2000, 4000]
/** A command whose line broke is sent again under the same id for so long; then the user decides. */
const RESEND_WITHIN_MS = 30_000
const MEDIA_RETRY_MS = 500

/**
 * One person's hearing in one tab: the socket, the folded view, sound and picture. Fires `change` whenever something a
 * page may show has changed. Comes back by itself after a lost line and resumes after the last event it has folded.
 */
export class LiveHearing extends EventTarget {
  status: LiveStatus = { kind: 'connecting' }
  me: PersonId = ''
  view: HearingState | null = null
  documents: DocumentView[] = []
  levels = new Map<PersonId, number>()
  speaker: PersonId | null = null
  quality = new Map<PersonId, LinkQuality>()
  sending: Record<MediaSource, SendState> = { microphone: 'off', camera: 'off', presentation: 'off' }
  /** Server clock minus this device's, in ms. */
  clockOffsetMs = 0

  readonly #options: LiveOptions
  readonly #local = new Map<MediaSource, LocalTrack>()
  #socket: GatewaySocket | null = null
  #media: MediaSession | null = null
  #sentHeights = new Map<string, number>()
  #attempt = 0
  #stopped = false
  readonly #patience = new Patience()
  #changePending = false

  constructor(options: LiveOptions) {
    super()
    this.#options = options
  }

  get tracks(): Map<string, RemoteTrack> {
    return this.#media?.tracks ?? new Map<string, RemoteTrack>()
  }

  start(): void {
    performance.mark('tt:join')
    this.#patience.begin()
    void this.#keepConnected()
  }

  /** @throws AppError in the server's words; 'busy' when the line did not come back in time */
  async command(command: CommandInput): Promise<void> {
    const commandId = crypto.randomUUID()
    await this.#insist(() => this.#request('command', { commandId, command: command as ParticipantCommand }))
  }

  /** Any other call of the gateway, sent again under the same parameters if the line breaks. */
  call<N extends GatewayCallName>(name: N, params: GatewayParams<N>): Promise<GatewayResult<N>> {
    return this.#insist(() => this.#request(name, params))
  }

  async publish(source: MediaSource, track: MediaStreamTrack, description: TrackDescription = { layout: 'plain', cutout: 'none' }): Promise<void> {
    this.#local.set(source, { track, description })
    await this.#publishAllowed()
  }

  async describe(source: MediaSource, description: TrackDescription): Promise<void> {
    const local = this.#local.get(source)
    if (local) this.#local.set(source, { ...local, description })
    await this.#media?.describe(source, description)
  }

  async unpublish(source: MediaSource): Promise<void> {
    this.#local.delete(source)
    this.sending = { ...this.sending, [source]: 'off' }
    await this.#media?.unpublish(source)
    this.#changed()
  }

  /**
   * To be called again and again by whatever draws: a new track flows at once, and stops only when it turns out that
   * nobody draws it.
   * @param heights device pixels per `personId/source`; what is not named is not drawn
   */
  setDrawnHeights(heights: Map<string, number>): void {
    const changes: { consumerId: string; heightPx: number }[] = []
    for (const [key, track] of this.tracks) {
      if (track.source === 'microphone') continue
      const heightPx = Math.round(heights.get(key) ?? 0)
      if (this.#sentHeights.get(track.consumerId) === heightPx) continue
      this.#sentHeights.set(track.consumerId, heightPx)
      changes.push({ consumerId: track.consumerId, heightPx })
    }
    if (changes.length > 0) this.#request('setDrawnHeights', { heights: changes }).catch(() => undefined)
  }

  /** The browser's own statistics of what this device sends; null while it sends nothing. */
  async sendingStats(): Promise<RTCStatsReport | null> {
    return this.#media?.sendingStats() ?? null
  }

  leave(): void {
    this.#finish('normal')
    this.#socket?.close()
  }

  async #keepConnected(): Promise<void> {
    while (!this.#stopped) {
      const code = await this.#oneConnection()
      if (this.#stopped) return
      const end = Object.entries(CLOSE_CODES).find(([, value]) => value.code === code)
      if (end && !end[1].retry) return this.#finish(end[0] as CloseReason)
      if (this.status.kind !== 'lost') this.status = { kind: 'lost', since: Date.now() }
      this.#changed()
      await this.#patience.pause(RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)]! * (0.75 + Math.random() / 2))
    }
  }

  /** Lives through one socket; resolves with its close code. */
  #oneConnection(): Promise<number> {
    return new Promise((resolve) => {
      const socket = new GatewaySocket(socketUrl(), {
        onNotice: (notice) => this.#take(socket, notice),
        onEnd: (code) => {
          if (this.#socket === socket) this.#socket = null
          this.#stopMedia()
          resolve(code)
        },
      })
      this.#socket = socket
      socket.opened.then(() => this.#hello(socket)).catch((error: unknown) => {
        if (error instanceof AppError && ['notSignedIn', 'sessionExpired', 'notInHearing'].includes(error.code)) {
          this.#finish(error.code === 'notInHearing' ? 'notInHearing' : 'notSignedIn')
        }
        socket.close(1006)
      })
    })
  }

  async #hello(socket: GatewaySocket): Promise<void> {
    const { token, hearingId, withCamera, withMicrophone } = this.#options
    const welcome = await socket.request('hello', {
      token, hearingId, withCamera, withMicrophone, ...(this.view ? { afterSeq: this.view.seq } : {}),
    })
    this.me = welcome.personId
    if (welcome.view) this.view = welcome.view as unknown as HearingState
    this.documents = welcome.documents
    this.clockOffsetMs = Date.parse(welcome.serverTime) - Date.now()
    socket.startHeartbeat(welcome.heartbeatMs)
    this.#attempt = 0
    this.status = { kind: 'live' }
    performance.mark('tt:live')
    this.#changed()
    await this.#startMedia(socket)
  }

  async #startMedia(socket: GatewaySocket): Promise<void> {
    while (!this.#stopped && this.#socket === socket) {
      const media = new MediaSession(socket, {
        onTracks: () => this.#changed(),
        onFailed: () => void this.#restartMedia(socket),
      })
      this.#media = media
      try {
        await media.start()
        await this.#publishAllowed()
        return
      } catch (error) {
        if (error instanceof LineLost || this.#media !== media) return
        console.warn('sound and picture could not be set up, trying again', error)
        this.#stopMedia()
        await this.#patience.pause(MEDIA_RETRY_MS)
      }
    }
  }

  async #restartMedia(socket: GatewaySocket): Promise<void> {
    this.#stopMedia()
    await this.#startMedia(socket)
  }

  #stopMedia(): void {
    this.#media?.close()
    this.#media = null
    this.#sentHeights.clear()
    this.levels.clear()
    this.speaker = null
    this.#changed()
  }

  #take(socket: GatewaySocket, notice: GatewayNotice): void {
    const { name, params } = notice
    switch (name) {
      case 'event':
        this.view = evolve(this.view, params)
        void this.#publishAllowed()
        break
      case 'snapshot':
        this.view = params.view as unknown as HearingState
        void this.#publishAllowed()
        break
      case 'document':
        this.documents = [...this.documents.filter((view) => view.documentId !== params.documentId), params]
        break
      case 'consumer':
        this.#media?.accept(params)
        return
      case 'consumerClosed':
        this.#media?.drop(params.consumerId)
        return
      case 'consumerPaused':
        this.#media?.amend(params.consumerId, { paused: params.paused })
        return
      case 'trackDescribed':
        this.#media?.amend(params.consumerId, { description: params.description })
        return
      case 'sending':
        this.sending = { ...this.sending, [params.source]: params.state }
        this.#media?.setSending(params.source, params.state)
        if (params.state === 'closed') void this.#publishAllowed()
        break
      case 'mediaReset':
        void this.#restartMedia(socket)
        break
      case 'levels':
        this.levels = new Map(params.levels.map((level) => [level.personId, level.dbov]))
        break
      case 'activeSpeaker':
        this.speaker = params.personId
        break
      case 'quality':
        this.quality = new Map(params.quality.map((quality) => [quality.personId, quality]))
        break
      case 'goodbye':
        return
    }
    this.#changed()
  }

  /**
   * Sends what this person has and the hearing now lets them send: nothing yet in the waiting room, all of it once admitted.
   * The same policy function as the server's, over this person's own view; the server has the last word.
   */
  async #publishAllowed(): Promise<void> {
    const media = this.#media
    if (!media || !this.view) return
    const waiting = [...this.#local].filter(([source, { track }]) => !media.isPublished(source, track))
    if (waiting.length === 0) return
    const allowed = mediaPolicy(this.view)[this.me]?.send
    for (const [source, local] of waiting) {
      if (!allowed || allowed[source] === 'none') continue
      // Refused where the view was a moment behind; the next event of this hearing tries again.
      await media.publish(source, local).catch((error: unknown) => console.warn(`${source} was not taken`, error))
    }
  }

  #request<N extends GatewayCallName>(name: N, params: GatewayParams<N>): Promise<GatewayResult<N>> {
    if (!this.#socket || this.status.kind !== 'live') return Promise.reject(new LineLost())
    return this.#socket.request(name, params)
  }

  async #insist<T>(attempt: () => Promise<T>): Promise<T> {
    const until = Date.now() + RESEND_WITHIN_MS
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        if (!(error instanceof LineLost)) throw error
        if (this.#stopped || Date.now() > until) throw new AppError('busy')
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }

  #finish(reason: CloseReason): void {
    if (this.#stopped) return
    this.#stopped = true
    this.#patience.end()
    this.#stopMedia()
    this.status = { kind: 'closed', reason }
    this.#changed()
  }

  /** Several changes of one turn of the event loop make one `change`. */
  #changed(): void {
    if (this.#changePending) return
    this.#changePending = true
    queueMicrotask(() => {
      this.#changePending = false
      this.dispatchEvent(new Event('change'))
    })
  }
}

export { trackKey }

function socketUrl(): string {
  const url = new URL(SOCKET_PATH, location.href)
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  return url.href
}
