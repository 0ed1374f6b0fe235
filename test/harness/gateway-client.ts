import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { z } from 'zod'
import type { GatewayCallName, GatewayNotice, GatewayParams, GatewayResult } from '#protocol/gateway.ts'
import { LIMITS } from '#protocol/gateway.ts'
import { SOCKET_PATH } from '#protocol/http.ts'
import type { SessionReply } from '#protocol/http.ts'
import { AppError } from '#protocol/errors.ts'
import type { WireError } from '#protocol/errors.ts'
import type { ParticipantCommand } from '#protocol/hearing-commands.ts'

type Waiting = { resolve(result: unknown): void; reject(error: Error): void }

/** A participant without a browser: the real socket, none of the media. For load and for tests of what crosses a crash. */
export class GatewayClient {
  /** Unset: notices are received but not looked at, so that hundreds of clients fit in one process. */
  onNotice: ((notice: GatewayNotice, receivedAt: number) => void) | null = null
  closeCode: Promise<number>
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, Waiting>()
  #heartbeat: NodeJS.Timeout | undefined
  #nextId = 1

  private constructor(socket: WebSocket) {
    this.#socket = socket
    this.closeCode = new Promise((resolve) => {
      socket.on('close', (code) => {
        clearInterval(this.#heartbeat)
        for (const waiting of this.#waiting.values()) waiting.reject(new Error(`the socket closed with ${code}`))
        resolve(code)
      })
    })
    socket.on('message', (data) => this.#take(data as Buffer))
    socket.on('error', () => undefined)
  }

  static async connect(url: string): Promise<GatewayClient> {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + SOCKET_PATH)
    const client = new GatewayClient(socket)
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return client
  }

  /** Signs in by invitation and joins the hearing; a browser does the same. */
  static async join(url: string, code: string, hearingId: string, afterSeq?: number): Promise<GatewayClient> {
    const session = await signIn(url, code)
    const client = await GatewayClient.connect(url)
    const { heartbeatMs } = await client.request('hello', {
      token: session.token, hearingId, withCamera: false, withMicrophone: false, ...(afterSeq === undefined ? {} : { afterSeq }),
    })
    client.#heartbeat = setInterval(() => client.request('ping', {}).catch(() => undefined), heartbeatMs ?? LIMITS.heartbeatMs)
    return client
  }

  request<N extends GatewayCallName>(name: N, params: GatewayParams<N>): Promise<GatewayResult<N>> {
    const id = this.#nextId++
    this.#socket.send(JSON.stringify({ id, name, params }))
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as GatewayResult<N>), reject })
    })
  }

  command(command: z.input<typeof ParticipantCommand>, commandId: string = randomUUID()): Promise<{ seq: number }> {
    return this.request('command', { commandId, command: command as ParticipantCommand })
  }

  close(): void {
    this.#socket.terminate()
  }

  #take(data: Buffer): void {
    const receivedAt = performance.now()
    if (this.onNotice === null && this.#waiting.size === 0) return
    const message = JSON.parse(data.toString()) as object
    if (!('ok' in message)) return this.onNotice?.(message as GatewayNotice, receivedAt)
    const reply = message as { id: number; ok: boolean; result?: unknown; error?: WireError }
    const waiting = this.#waiting.get(reply.id)
    this.#waiting.delete(reply.id)
    if (reply.ok) waiting?.resolve(reply.result)
    else waiting?.reject(reply.error ? new AppError(reply.error.code, reply.error.details) : new Error('refused without a reason'))
  }
}

export async function signIn(url: string, invitation: string): Promise<SessionReply> {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ invitation }),
  })
  if (!response.ok) throw new Error(`sign-in was refused: ${response.status} ${await response.text()}`)
  return (await response.json()) as SessionReply
}
