import { LIMITS } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'
import { SocketReply } from '#protocol/socket.ts'
import type { CallDeclarations, NameIn } from '#protocol/socket.ts'
import type { MEDIA_CALLS } from '#protocol/media-calls.ts'
import type { z } from 'zod'
import type { MediaLine } from './media-session.ts'

/** Why a request got no answer: the line went away. The caller may send the same commandId again. */
export class LineLost extends Error {
  constructor() {
    super('the line to the server was lost')
    this.name = 'LineLost'
  }
}

/** The server has answered, and the answer is not what this page knows. */
export class NotUnderstood extends AppError {
  constructor() {
    super('internal')
    this.name = 'NotUnderstood'
  }
}

/** How a socket ends, as this side reckons it, on which something came that cannot be understood. */
export const DISTURBED = 4900

/** The calls of a socket that carries a conversation. */
export type Conversation = CallDeclarations & typeof MEDIA_CALLS
/** What is spoken on one kind of socket: the calls of the browser, and what the server says unasked. */
export type Dialect<D extends Conversation, N> = { calls: D; notice: z.ZodType<N> }
export type ParamsOf<D extends Conversation, K extends NameIn<D>> = z.input<D[K]['params']>
export type ResultOf<D extends Conversation, K extends NameIn<D>> = z.output<D[K]['result']>

export type SocketHandlers<N> = {
  onNotice(notice: N): void
  /** Called once, however the socket ended; `code` is the close code, 1006 when the line simply died, or `DISTURBED`. */
  onEnd(code: number): void
}

type Pending = { name: string; resolve(result: unknown): void; reject(error: Error): void }

/** One WebSocket from open to end: requests matched to replies, both directions checked, heartbeat. Never reconnects itself. */
export class CallSocket<D extends Conversation, N> {
  readonly #socket: WebSocket
  readonly #dialect: Dialect<D, N>
  readonly #handlers: SocketHandlers<N>
  readonly #pending = new Map<number, Pending>()
  #nextId = 1
  #lastHeard = performance.now()
  #heartbeat: ReturnType<typeof setInterval> | null = null
  #ended = false
  readonly opened: Promise<void>
  /** The same socket for sound and picture, whose calls every conversation has. */
  readonly media: MediaLine = { request: (name, params) => this.#ask(name, params) as Promise<never> }

  constructor(url: string, dialect: Dialect<D, N>, handlers: SocketHandlers<N>) {
    this.#dialect = dialect
    this.#handlers = handlers
    this.#socket = new WebSocket(url)
    this.opened = new Promise((resolve, reject) => {
      this.#socket.onopen = () => resolve()
      this.#socket.onclose = (event) => {
        reject(new LineLost())
        this.#end(event.code)
      }
    })
    this.opened.catch(() => undefined)
    this.#socket.onmessage = (event) => this.#hear(String(event.data))
  }

  /** @throws AppError as the server answers; LineLost when no answer can come any more */
  request<K extends NameIn<D>>(name: K, params: ParamsOf<D, K>): Promise<ResultOf<D, K>> {
    return this.#ask(name, params) as Promise<ResultOf<D, K>>
  }

  /** Pings every `everyMs` and gives the line up when nothing was heard for `LIMITS.silentForMs`: faster than TCP would. */
  startHeartbeat(everyMs: number): void {
    this.#lastHeard = performance.now()
    this.#heartbeat = setInterval(() => {
      if (performance.now() - this.#lastHeard > LIMITS.silentForMs) return this.close(1006)
      this.#ask('ping', {}).catch(() => undefined)
    }, everyMs)
  }

  close(code = 1000): void {
    this.#socket.onclose = null
    this.#socket.close()
    this.#end(code)
  }

  #ask(name: string, params: unknown): Promise<unknown> {
    if (this.#ended || this.#socket.readyState !== WebSocket.OPEN) return Promise.reject(new LineLost())
    const id = this.#nextId++
    this.#socket.send(JSON.stringify({ id, name, params }))
    return new Promise((resolve, reject) => { this.#pending.set(id, { name, resolve, reject }) })
  }

  /** After something that was not understood, or could not be folded, what follows would be folded on a wrong state. */
  #hear(data: string): void {
    try {
      this.#receive(data)
    } catch (error) {
      reportError(error)
      this.close(DISTURBED)
    }
  }

  #receive(data: string): void {
    this.#lastHeard = performance.now()
    const message: unknown = JSON.parse(data)
    if (typeof message === 'object' && message !== null && 'ok' in message) this.#settle(SocketReply.parse(message))
    else this.#handlers.onNotice(this.#dialect.notice.parse(message))
  }

  #settle(reply: SocketReply): void {
    const pending = this.#pending.get(reply.id)
    if (!pending) return
    this.#pending.delete(reply.id)
    if (!reply.ok) return pending.reject(new AppError(reply.error.code, reply.error.details))
    const result = this.#dialect.calls[pending.name]?.result.safeParse(reply.result)
    if (result?.success) pending.resolve(result.data)
    else pending.reject(new NotUnderstood())
  }

  #end(code: number): void {
    if (this.#ended) return
    this.#ended = true
    if (this.#heartbeat) clearInterval(this.#heartbeat)
    for (const pending of this.#pending.values()) pending.reject(new LineLost())
    this.#pending.clear()
    this.#handlers.onEnd(code)
  }
}
