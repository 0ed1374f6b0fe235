import { AppError } from '#protocol/errors.ts'
import type { CloseReason } from '#protocol/errors.ts'
import type { LinkQuality, TrackDescription } from '#protocol/media.ts'
import type { MediaSource } from '#protocol/places.ts'
import type { PersonId } from '#protocol/ids.ts'
import { PAGE_VERSION_PARAM } from '#protocol/socket.ts'
import type { NameIn } from '#protocol/socket.ts'
import type { PersonMedia } from '#domain/media.ts'
import { Comeback } from './comeback.ts'
import { MediaLink, isMediaNotice } from './media-link.ts'
import type { SendState } from './media-link.ts'
import type { MediaLine, RemoteTrack } from './media-session.ts'
import { pageVersion, tellPageOutdated } from './page-version.ts'
import { Patience } from './patience.ts'
import { CallSocket, DISTURBED, LineLost, NotUnderstood } from './socket.ts'
import type { Conversation, Dialect, ParamsOf, ResultOf } from './socket.ts'

export type LiveStatus =
  | { kind: 'connecting' }
  | { kind: 'live' }
  /** The line is lost and being sought again; media has stopped. `disturbed`: what comes over it cannot be understood. */
  | { kind: 'lost'; since: number; disturbed: boolean }
  /** The server has been updated since this page was loaded. What stands on the page stays; only a new page gets a line. */
  | { kind: 'outdated' }
  /** The server has ended it for good. */
  | { kind: 'closed'; reason: CloseReason }

/** A command whose line broke is sent again under the same id for so long; then the user decides. */
const RESEND_WITHIN_MS = 30_000
/** Refusals of a hello that pass by themselves. */
const PASSING = ['busy', 'internal', 'notConnected']

/**
 * One person's line to the server in one tab, whatever it is about: keeps it up, comes back by itself, carries sound and
 * picture. Fires `change` whenever something a page may show has changed.
 */
export abstract class LiveLine<D extends Conversation, N extends { name: string }> extends EventTarget {
  status: LiveStatus = { kind: 'connecting' }
  /** Server clock minus this device's, in ms. */
  clockOffsetMs = 0

  readonly #path: string
  readonly #dialect: Dialect<D, N>
  readonly #patience = new Patience()
  readonly media: MediaLink
  #socket: CallSocket<D, N> | null = null
  readonly #comeback = new Comeback()
  #stopped = false
  #changePending = false

  constructor(path: string, dialect: Dialect<D, N>) {
    super()
    this.#path = path
    this.#dialect = dialect
    this.media = new MediaLink(this.#patience, { changed: () => this.changed(), maySend: () => this.maySend() })
  }

  /** Says hello on a new socket and takes in what the server answers. */
  protected abstract greet(socket: CallSocket<D, N>): Promise<{ heartbeatMs: number; serverTime: string }>
  /** The line stands. */
  protected abstract goOn(socket: CallSocket<D, N>): Promise<void>
  protected abstract take(notice: N): void
  protected abstract maySend(): PersonMedia['send'] | undefined

  /** Whether what has been folded may be built upon; after a disturbance everything is asked for whole. */
  protected get mayResume(): boolean {
    return !this.#comeback.isDisturbed
  }

  get tracks(): Map<string, RemoteTrack> { return this.media.tracks }
  get levels(): Map<PersonId, number> { return this.media.levels }
  get speaker(): PersonId | null { return this.media.speaker }
  get quality(): Map<PersonId, LinkQuality> { return this.media.quality }
  get sending(): Record<MediaSource, SendState> { return this.media.sending }

  start(): void {
    performance.mark('tt:join')
    this.#patience.begin()
    void this.#keepConnected()
  }

  /** Any call of this socket, sent again under the same parameters if the line breaks. @throws AppError; 'busy' when the line did not come back in time */
  async call<K extends NameIn<D>>(name: K, params: ParamsOf<D, K>): Promise<ResultOf<D, K>> {
    const until = Date.now() + RESEND_WITHIN_MS
    for (;;) {
      try {
        return await this.once(name, params)
      } catch (error) {
        if (!(error instanceof LineLost)) throw error
        if (this.status.kind === 'outdated') throw new AppError('pageOutdated')
        if (this.#stopped || Date.now() > until) throw new AppError('busy')
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
  }

  /** A call that is worth nothing later. @throws AppError, LineLost */
  once<K extends NameIn<D>>(name: K, params: ParamsOf<D, K>): Promise<ResultOf<D, K>> {
    if (!this.#socket || this.status.kind !== 'live') return Promise.reject(new LineLost())
    return this.#socket.request(name, params)
  }

  /** The socket of this moment, for sound and picture; null while there is none. */
  protected mediaLine(): MediaLine | null {
    return this.status.kind === 'live' ? this.#socket?.media ?? null : null
  }

  publish(source: MediaSource, track: MediaStreamTrack, description?: TrackDescription): Promise<void> {
    return this.media.publish(source, track, description)
  }

  describe(source: MediaSource, description: TrackDescription): Promise<void> {
    return this.media.describe(source, description)
  }

  unpublish(source: MediaSource): Promise<void> {
    return this.media.unpublish(source)
  }

  /**
   * To be called again and again by whatever draws: a new track flows at once, and stops only when it turns out that
   * nobody draws it.
   * @param heights device pixels per `personId/source`; what is not named is not drawn
   */
  setDrawnHeights(heights: Map<string, number>): void {
    if (this.status.kind === 'live') this.media.setDrawnHeights(heights)
  }

  /** The browser's own statistics of what this device sends; null while it sends nothing. */
  sendingStats(): Promise<RTCStatsReport | null> {
    return this.media.sendingStats()
  }

  leave(): void {
    this.#finish('normal')
    this.#socket?.close()
  }

  async #keepConnected(): Promise<void> {
    while (!this.#stopped) {
      const code = await this.#oneConnection()
      if (this.#stopped) return
      const next = this.#comeback.ended(code, performance.now())
      if (next.do === 'stop') return this.#finish(next.reason)
      this.status = { kind: 'lost', since: this.status.kind === 'lost' ? this.status.since : Date.now(), disturbed: next.disturbed }
      this.changed()
      await this.#patience.pause(next.afterMs * (0.75 + Math.random() / 2))
    }
  }

  /** Lives through one socket; resolves with its close code. */
  #oneConnection(): Promise<number> {
    return new Promise((resolve) => {
      const socket = new CallSocket<D, N>(socketUrl(this.#path), this.#dialect, {
        onNotice: (notice) => this.#take(notice),
        onEnd: (code) => {
          if (this.#socket === socket) this.#socket = null
          this.media.stop()
          resolve(code)
        },
      })
      this.#socket = socket
      socket.opened.then(() => this.#hello(socket)).catch((error: unknown) => {
        if (error instanceof AppError && ['notSignedIn', 'sessionExpired', 'notInHearing'].includes(error.code)) {
          this.#finish(error.code === 'notInHearing' ? 'notInHearing' : 'notSignedIn')
        }
        // The socket has ended, or is about to: it says with which code, where the server has closed it before the hello.
        if (error instanceof LineLost) return
        if (isPassing(error)) return socket.close(1006)
        console.warn('the greeting failed', error)
        socket.close(DISTURBED)
      })
    })
  }

  async #hello(socket: CallSocket<D, N>): Promise<void> {
    const { heartbeatMs, serverTime } = await this.greet(socket)
    this.clockOffsetMs = Date.parse(serverTime) - Date.now()
    socket.startHeartbeat(heartbeatMs)
    this.#comeback.stands(performance.now())
    this.status = { kind: 'live' }
    performance.mark('tt:live')
    this.changed()
    await this.goOn(socket)
  }

  #take(notice: N): void {
    if (isMediaNotice(notice)) {
      if (this.media.take(notice)) this.changed()
    } else this.take(notice)
  }

  #finish(reason: CloseReason): void {
    if (this.#stopped) return
    this.#stopped = true
    this.#patience.end()
    this.media.stop()
    this.status = reason === 'pageOutdated' ? { kind: 'outdated' } : { kind: 'closed', reason }
    if (reason === 'pageOutdated') tellPageOutdated()
    this.changed()
  }

  /** Several changes of one turn of the event loop make one `change`. */
  protected changed(): void {
    if (this.#changePending) return
    this.#changePending = true
    queueMicrotask(() => {
      this.#changePending = false
      this.dispatchEvent(new Event('change'))
    })
  }
}

/** A trouble of the server's own; anything else said to a hello would be said again. */
const isPassing = (error: unknown): boolean => error instanceof AppError && !(error instanceof NotUnderstood) && PASSING.includes(error.code)

function socketUrl(path: string): string {
  const url = new URL(path, location.href)
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const version = pageVersion()
  if (version !== null) url.searchParams.set(PAGE_VERSION_PARAM, version)
  return url.href
}
