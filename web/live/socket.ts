import { GATEWAY_CALLS, GatewayNotice, GatewayReply, LIMITS } from '#protocol/gateway.ts'
import type { GatewayCallName, GatewayParams, GatewayResult } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'

/** Why a request got no answer: the line went away. The caller may send the same commandId again. */
export class LineLost extends Error {
  constructor() {
    super('the line to the court was lost')
    this.name = 'LineLost'
  }
}

export type SocketHandlers = {
  onNotice(notice: GatewayNotice): void
  /** Called once, however the socket ended; `code` is the close code, 1006 when the line simply died. */
  onEnd(code: number): void
}

type Pending = { name: GatewayCallName; resolve(result: unknown): void; reject(error: Error): void }

/** One WebSocket from open to end: requests matched to replies, both directions checked, heartbeat. Never reconnects itself. */
export class GatewaySocket {
  readonly #socket: WebSocket
  readonly #handlers: SocketHandlers
  readonly #pending = new Map<number, Pending>()
  #nextId = 1
  #lastHeard = performance.now()
  #heartbeat: ReturnType<typeof setInterval> | null = null
  #ended = false
  readonly opened: Promise<void>

  constructor(url: string, handlers: SocketHandlers) {
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
    this.#socket.onmessage = (event) => this.#receive(String(event.data))
  }

  /** @throws AppError as the server answers; LineLost when no answer can come any more */
  request<N extends GatewayCallName>(name: N, params: GatewayParams<N>): Promise<GatewayResult<N>> {
    if (this.#ended || this.#socket.readyState !== WebSocket.OPEN) return Promise.reject(new LineLost())
    const id = this.#nextId++
    this.#socket.send(JSON.stringify({ id, name, params }))
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { name, resolve: (result) => resolve(result as GatewayResult<N>), reject })
    })
  }

  /** Pings every `everyMs` and gives the line up when nothing was heard for `LIMITS.silentForMs`: faster than TCP would. */
  startHeartbeat(everyMs: number): void {
    this.#lastHeard = performance.now()
    this.#heartbeat = setInterval(() => {
      if (performance.now() - this.#lastHeard > LIMITS.silentForMs) return this.close(1006)
      this.request('ping', {}).catch(() => undefined)
    }, everyMs)
  }

  close(code = 1000): void {
    this.#socket.onclose = null
    this.#socket.close()
    this.#end(code)
  }

  #receive(data: string): void {
    this.#lastHeard = performance.now()
    const message: unknown = JSON.parse(data)
    if (typeof message === 'object' && message !== null && 'ok' in message) this.#settle(GatewayReply.parse(message))
    else this.#handlers.onNotice(GatewayNotice.parse(message))
  }

  #settle(reply: GatewayReply): void {
    const pending = this.#pending.get(reply.id)
    if (!pending) return
    this.#pending.delete(reply.id)
    if (!reply.ok) return pending.reject(new AppError(reply.error.code, reply.error.details))
    const result = GATEWAY_CALLS[pending.name].result.safeParse(reply.result)
    if (result.success) pending.resolve(result.data)
    else pending.reject(new AppError('internal'))
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
