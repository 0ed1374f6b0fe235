import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { z } from 'zod'
import { AppError, type WireError } from '#protocol/errors.ts'
import { ROUTES, type SessionReply } from '#protocol/http.ts'
import type { CaseCommand } from '#protocol/window/case.ts'
import { WINDOW_SOCKET_PATH, type WindowCallName, type WindowNotice, type WindowParams, type WindowResult } from '#protocol/window/gateway.ts'
import type { HallCommand } from '#protocol/window/hall.ts'
import type { StillReply } from '#protocol/window/http.ts'
import type { CallCommand } from '#protocol/window/session.ts'
import { evolve } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import { evolve as evolveHall } from '#domain/window/hall/index.ts'
import type { HallState } from '#domain/window/hall/index.ts'

type Waiting = { resolve(result: unknown): void; reject(error: Error): void }
type NoticeOf<N extends WindowNotice['name']> = Extract<WindowNotice, { name: N }>
export type CitizenEntry = { name: string; identityNumber: string; terminal?: string }

type Found<T> = T | null | undefined | false

const WITHIN_MS = 15_000
const HALL = Buffer.from('{"name":"hall')

/** Somebody at the windows without a browser: the real socket, none of the media. Holds what a browser would show. */
export class WindowClient {
  welcome!: WindowResult<'hello'>
  call: SessionState | null = null
  /** Every notice in order, with the time it came (performance.now()); not kept where `keepsNotices` is off. */
  readonly notices: { notice: WindowNotice; at: number }[] = []
  keepsNotices = true
  /** Every notice; of halls nothing where notices are not kept. */
  onNotice: ((notice: WindowNotice, at: number) => void) | null = null
  onHall: (() => void) | null = null
  readonly token: string
  readonly closed: Promise<{ code: number; reason: string }>
  readonly #url: string
  readonly #socket: WebSocket
  readonly #waiting = new Map<number, Waiting>()
  readonly #watchers = new Set<() => void>()
  #hall: HallState | null = null
  /** Left so until somebody looks: hundreds of clients in one process could not read all that they are shown. */
  #hallAsItCame: Buffer[] = []
  #early: NoticeOf<'callEvent'>['params']['fact'][] = []
  #heartbeat: NodeJS.Timeout | undefined
  #nextId = 1
  #isGreeted = false

  private constructor(url: string, token: string, socket: WebSocket) {
    this.#url = url
    this.token = token
    this.#socket = socket
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => {
        clearInterval(this.#heartbeat)
        for (const waiting of this.#waiting.values()) waiting.reject(new Error(`the socket closed with ${code}`))
        this.#changed()
        resolve({ code, reason: reason.toString() })
      })
    })
    socket.on('message', (data) => {
      const bytes = data as Buffer
      if (this.keepsNotices || !bytes.subarray(0, HALL.length).equals(HALL)) return this.#take(JSON.parse(bytes.toString()) as object)
      this.#hallAsItCame.push(bytes)
      this.onHall?.()
      this.#changed()
    })
    socket.on('error', () => undefined)
  }

  /** @param prepare before anything can come in */
  static async connect(url: string, token: string, prepare?: (client: WindowClient) => void): Promise<WindowClient> {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + WINDOW_SOCKET_PATH)
    const client = new WindowClient(url, token, socket)
    prepare?.(client)
    await new Promise((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    await client.request('hello', { token })
    client.#heartbeat = setInterval(() => client.request('ping', {}).catch(() => undefined), client.welcome.heartbeatMs)
    return client
  }

  static async citizen(url: string, entry: CitizenEntry): Promise<WindowClient> {
    return WindowClient.connect(url, (await post<SessionReply>(url, ROUTES.citizenSignIn.path, entry)).token)
  }

  static async staff(url: string, account: string, password: string): Promise<WindowClient> {
    return WindowClient.connect(url, (await post<SessionReply>(url, ROUTES.signIn.path, { account, password })).token)
  }

  /** The same person in a new tab. */
  again(prepare?: (client: WindowClient) => void): Promise<WindowClient> {
    return WindowClient.connect(this.#url, this.token, prepare)
  }

  /** What they were last shown of the hall. */
  get hall(): HallState | null {
    for (const bytes of this.#hallAsItCame.splice(0)) this.#see(JSON.parse(bytes.toString()) as NoticeOf<'hall' | 'hallEvents'>)
    return this.#hall
  }

  get me(): string { return this.welcome.seat.personId }

  request<N extends WindowCallName>(name: N, params: WindowParams<N>): Promise<WindowResult<N>> {
    const id = this.#nextId++
    this.#socket.send(JSON.stringify({ id, name, params }))
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (result) => resolve(result as WindowResult<N>), reject })
    })
  }

  ask(command: z.input<typeof HallCommand>, commandId: string = randomUUID()): Promise<{ seq: number }> {
    return this.request('hallCommand', { commandId, command })
  }

  inCall(command: z.input<typeof CallCommand>, commandId: string = randomUUID()): Promise<{ seq: number }> {
    return this.request('callCommand', { commandId, command })
  }

  inCase(caseId: string, command: z.input<typeof CaseCommand>, commandId: string = randomUUID()): Promise<{ seq: number }> {
    return this.request('caseCommand', { caseId, commandId, command })
  }

  /** Enters a call, or comes back to it with what is known already. */
  async join(sessionId: string, devices = { withCamera: false, withMicrophone: false }): Promise<SessionState> {
    const known = this.call?.sessionId === sessionId ? this.call : null
    if (known === null) this.call = null
    const { view } = await this.request('joinCall', { sessionId, ...devices, ...(known ? { afterSeq: known.seq } : {}) })
    if (view !== null) this.call = view as unknown as SessionState
    for (const fact of this.#early.splice(0)) this.#fold(fact)
    if (this.call === null) throw new Error('joined without a view')
    return this.call
  }

  /** Resolves with the first thing that `find` finds, now or later. @throws Error when that takes too long */
  async until<T>(find: () => Found<T> | Promise<Found<T>>, what = 'what was waited for'): Promise<T> {
    const deadline = performance.now() + WITHIN_MS
    for (;;) {
      const found = await find()
      if (found) return found
      const left = deadline - performance.now()
      if (left <= 0) throw new Error(`${what} did not come`)
      await new Promise<void>((resolve) => {
        const done = (): void => {
          clearTimeout(timer)
          this.#watchers.delete(done)
          resolve()
        }
        const timer = setTimeout(done, Math.min(left, 200))
        this.#watchers.add(done)
      })
    }
  }

  /** The latest notice of a name that fits, now or later. */
  async notice<N extends WindowNotice['name']>(name: N, fits: (params: NoticeOf<N>['params']) => boolean = () => true): Promise<NoticeOf<N>['params']> {
    const isFit = ({ notice }: { notice: WindowNotice }): boolean => notice.name === name && fits(notice.params as NoticeOf<N>['params'])
    const { notice } = await this.until(() => this.notices.findLast(isFit), `the notice ${name}`)
    return notice.params as NoticeOf<N>['params']
  }

  count(name: WindowNotice['name']): number {
    return this.notices.filter(({ notice }) => notice.name === name).length
  }

  /** Sends a photograph as a browser does. @throws AppError as refused */
  async still(sessionId: string, captureId: string, bytes: Uint8Array, type: 'image/png' | 'image/jpeg' = 'image/png'): Promise<StillReply> {
    const response = await fetch(`${this.#url}/api/window/calls/${sessionId}/stills?captureId=${captureId}`, {
      method: 'POST', body: new Uint8Array(bytes), headers: { 'content-type': type, authorization: `Bearer ${this.token}` },
    })
    return read<StillReply>(response)
  }

  get(path: string): Promise<Response> {
    return fetch(this.#url + path, { headers: { authorization: `Bearer ${this.token}` } })
  }

  /** As a browser that is gone without a word. */
  kill(): void {
    this.#socket.terminate()
  }

  close(): Promise<unknown> {
    this.#socket.close(1000)
    return this.closed
  }

  #take(message: object): void {
    if ('ok' in message) {
      const reply = message as { id: number; ok: boolean; result?: unknown; error?: WireError }
      const waiting = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      if (reply.ok && !this.#isGreeted) this.#greeted(reply.result as WindowResult<'hello'>)
      if (reply.ok) waiting?.resolve(reply.result)
      else waiting?.reject(reply.error ? new AppError(reply.error.code, reply.error.details) : new Error('refused without a reason'))
      return
    }
    const notice = message as WindowNotice
    const at = performance.now()
    if (this.keepsNotices) this.notices.push({ notice, at })
    if (notice.name === 'hall' || notice.name === 'hallEvents') {
      this.#see(notice)
      this.onHall?.()
    }
    if (notice.name === 'callEvent') {
      if (this.call === null) this.#early.push(notice.params.fact)
      else this.#fold(notice.params.fact)
    } else if (notice.name === 'callSnapshot') this.call = notice.params.view as unknown as SessionState
    this.onNotice?.(notice, at)
    this.#changed()
  }

  /** The first answer of all. At once: what the next frame tells builds on it. */
  #greeted(welcome: WindowResult<'hello'>): void {
    this.#isGreeted = true
    this.welcome = welcome
    this.#hall = welcome.hall?.view as unknown as HallState | undefined ?? null
  }

  #see(notice: NoticeOf<'hall' | 'hallEvents'>): void {
    if (notice.name === 'hall') this.#hall = notice.params.view as unknown as HallState
    else this.#hall = notice.params.facts.reduce((hall, fact) => evolveHall(hall, fact), this.#hall)
  }

  #fold(fact: NoticeOf<'callEvent'>['params']['fact']): void {
    if (this.call !== null && fact.seq > this.call.seq) this.call = evolve(this.call, fact)
  }

  #changed(): void {
    for (const watcher of [...this.#watchers]) watcher()
  }
}

async function post<T>(url: string, path: string, body: unknown): Promise<T> {
  return read<T>(await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }))
}

async function read<T>(response: Response): Promise<T> {
  const json = (await response.json()) as T | { error: WireError }
  if (response.ok) return json as T
  const error = (json as { error?: WireError }).error
  throw error ? new AppError(error.code, error.details) : new Error(`refused: ${response.status}`)
}
