import { WebSocket } from 'ws'
import type { z } from 'zod'
import { AppError } from '#protocol/errors.ts'
import { GATEWAY_CALLS, GatewayNotice, GatewayReply, type GatewayCallName, type GatewayParams, type GatewayResult } from '#protocol/gateway.ts'
import type { ParticipantCommand } from '#protocol/hearing-commands.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { evolve } from '#domain/hearing/index.ts'

type Pending = { name: GatewayCallName; resolve: (result: never) => void; reject: (error: Error) => void }

/** What a browser does on the wire, without the page: real socket, every message checked, events folded. */
export class Browser {
  readonly #socket: WebSocket
  readonly #pending = new Map<number, Pending>()
  readonly notices: GatewayNotice[] = []
  readonly #waiting = new Set<() => void>()
  #nextId = 1
  view: HearingState | null = null
  closed: { code: number; reason: string } | null = null
  onNotice: (notice: GatewayNotice) => void = () => undefined
  /** Replies nobody waits for, as they came. */
  onReply: (text: string) => void = () => undefined

  constructor(socketUrl: string) {
    this.#socket = new WebSocket(socketUrl, { perMessageDeflate: false })
    this.#socket.on('message', (data: Buffer) => this.#hear(data.toString()))
    this.#socket.on('error', () => undefined)
    this.#socket.on('close', (code, reason) => {
      this.closed = { code, reason: reason.toString() }
      for (const { reject } of this.#pending.values()) reject(new Error(`closed ${code}`))
      this.#wake()
    })
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve, reject) => {
      this.#socket.once('open', resolve)
      this.#socket.once('error', reject)
    })
    return this
  }

  /** Raw text as it stands, for what no honest browser sends. */
  raw(text: string | Buffer): void {
    this.#socket.send(text, { binary: typeof text !== 'string' })
  }

  call<N extends GatewayCallName>(name: N, params: GatewayParams<N>): Promise<GatewayResult<N>> {
    if (this.#socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('closed'))
    const id = this.#nextId++
    this.#socket.send(JSON.stringify({ id, name, params }))
    return new Promise((resolve, reject) => this.#pending.set(id, { name, resolve: resolve as Pending['resolve'], reject }))
  }

  async hello(token: string, hearingId: string, options: { afterSeq?: number; withCamera?: boolean } = {}): Promise<GatewayResult<'hello'>> {
    const { withCamera = true, ...rest } = options
    const result = await this.call('hello', { token, hearingId, withCamera, withMicrophone: withCamera, ...rest })
    return result
  }

  command(command: z.input<typeof ParticipantCommand>, commandId: string = crypto.randomUUID()): Promise<GatewayResult<'command'>> {
    return this.call('command', { commandId, command })
  }

  /** Resolves once `test` holds; tests never sleep. */
  async until(what: string, test: (browser: this) => boolean, withinMs = 5_000): Promise<void> {
    const deadline = setTimeout(() => this.#wake(), withinMs)
    const startedAt = performance.now()
    try {
      while (!test(this)) {
        if (performance.now() - startedAt >= withinMs) throw new Error(`never came: ${what}; last ${JSON.stringify(this.notices.at(-1))?.slice(0, 300)}`)
        await new Promise<void>((resolve) => this.#waiting.add(resolve))
      }
    } finally {
      clearTimeout(deadline)
    }
  }

  close(code = 1000): void {
    this.#socket.close(code)
  }

  /** The cable is cut: no close frame. */
  cut(): void {
    this.#socket.terminate()
  }

  #hear(text: string): void {
    const json: unknown = JSON.parse(text)
    if (typeof json === 'object' && json !== null && 'ok' in json) this.#answer(GatewayReply.parse(json))
    else this.#notice(GatewayNotice.parse(json))
    this.#wake()
  }

  #answer(reply: GatewayReply): void {
    const pending = this.#pending.get(reply.id)
    if (pending === undefined) this.onReply(JSON.stringify(reply))
    this.#pending.delete(reply.id)
    if (!reply.ok) return pending?.reject(new AppError(reply.error.code, reply.error.details))
    if (pending === undefined) return
    const result = GATEWAY_CALLS[pending.name].result.parse(reply.result)
    // Folded at once: the next message may be an event on top of it.
    if (pending.name === 'hello' && 'view' in result && result.view !== null) this.view = result.view as unknown as HearingState
    pending.resolve(result as never)
  }

  #notice(notice: GatewayNotice): void {
    this.notices.push(notice)
    if (notice.name === 'event') this.view = evolve(this.view, notice.params)
    if (notice.name === 'snapshot') this.view = notice.params.view as unknown as HearingState
    this.onNotice(notice)
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}

/** Signs in by invitation. */
export async function tokenFor(url: string, invitation: string): Promise<string> {
  const response = await fetch(`${url}/api/session`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ invitation }) })
  const reply = (await response.json()) as { token: string }
  if (response.status !== 200) throw new Error(`sign-in answered ${response.status}: ${JSON.stringify(reply)}`)
  return reply.token
}
