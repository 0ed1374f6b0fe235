import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import { AppError, type CloseReason } from '#protocol/errors.ts'
import { SOCKET_PATH } from '#protocol/http.ts'
import { newId } from '#platform/ids.ts'
import { maySeePaper } from '../documents/rules.ts'
import type { Notify } from '../media/session-options.ts'
import type { Doors } from '../sign-in/doors.ts'
import { Audience } from './audience.ts'
import { createCalls, type CallHandlers, type Services } from './calls.ts'
import { Connection } from './connection.ts'
import { answer, asAppError } from './dispatch.ts'
import { farewell, greet, type Cause, type Door } from './hello.ts'
import { IpGuard } from './ip-guard.ts'
import { countBytesBeforeHello } from './socket-budget.ts'
import { encodeNotice, encodeRefusal, readCall } from './wire.ts'

const SWEEP_MS = 500
/** ws itself refuses what is larger still (close code 1009) before holding it in memory. */
const HARD_LIMIT_FACTOR = 2
/** Codes of a browser that leaves of its own will: normal closure, page gone. */
const LEFT_CODES = [1000, 1001]

/** All WebSockets of this process: one per browser, from upgrade to farewell. */
export class Gateway {
  readonly calls: CallHandlers
  readonly #door: Door
  readonly #sockets: WebSocketServer
  readonly #connections = new Map<string, Connection>()
  readonly #audiences = new Map<string, Audience>()
  readonly #farewells = new Set<Promise<void>>()
  readonly #ips = new IpGuard()
  readonly #sweeper: NodeJS.Timeout
  #stopping = false

  constructor(services: Services & { doors: Doors }) {
    const { court, hosts, media, papers } = services
    this.#door = { ...services, audienceOf: (hearingId) => this.#audienceOf(hearingId) }
    this.calls = createCalls(services)
    this.#sockets = new WebSocketServer({
      noServer: true, perMessageDeflate: false, clientTracking: false, maxPayload: court.limits.maxMessageBytes * HARD_LIMIT_FACTOR,
    })
    hosts.inUse = (hearingId) => (this.#audiences.get(hearingId)?.size ?? 0) > 0
    hosts.isLive = (connectionId) => this.isLive(connectionId)
    services.doors.onLeave = (tokenSha256) => {
      for (const connection of this.#connections.values()) if (connection.tokenSha256 === tokenSha256) connection.close('notSignedIn')
    }
    hosts.onSteps((hearingId, steps) => {
      const last = steps.at(-1)
      // Taking away comes first: media follows the new state before anybody is told of it.
      if (last !== undefined) media.update(hearingId, last.after)
      this.#audiences.get(hearingId)?.show(steps)
    })
    hosts.onReload((hearingId, state) => {
      media.update(hearingId, state)
      this.#audiences.get(hearingId)?.resync(state)
    })
    papers.onPaper((hearingId, view) => {
      void hosts.loaded(hearingId).then((host) => {
        const frame = encodeNotice({ name: 'document', params: view })
        for (const { connection, caller } of this.#audiences.get(hearingId)?.all() ?? []) {
          if (maySeePaper(view, host?.state.people[caller.personId])) connection.send(frame)
        }
      })
    })
    // After the sockets were read: a process that was busy for long must not take its own silence for everybody's.
    this.#sweeper = setInterval(() => setImmediate(() => this.#sweep()), SWEEP_MS).unref()
  }

  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  isLive(connectionId: string): boolean {
    const phase = this.#connections.get(connectionId)?.phase.kind
    return phase === 'open' || phase === 'greeting'
  }

  /** Sends to one connection if it is still there. */
  notify: Notify = (connectionId, notice) => {
    this.#connections.get(connectionId)?.notify(notice)
  }

  /** Says goodbye to everybody (browsers come back by themselves) and waits until the log has it. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#sweeper)
    for (const connection of this.#connections.values()) connection.close('serverStopping')
    await new Promise<void>((resolve) => {
      const startedAt = performance.now()
      const wait = () => (this.#connections.size === 0 || performance.now() - startedAt > 2_000 ? resolve() : setTimeout(wait, 20))
      wait()
    })
    await Promise.allSettled(this.#farewells)
  }

  #audienceOf(hearingId: string): Audience {
    const known = this.#audiences.get(hearingId)
    if (known !== undefined) return known
    const audience = new Audience(this.#door.court.log)
    this.#audiences.set(hearingId, audience)
    return audience
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ip = request.socket.remoteAddress ?? 'unknown'
    socket.on('error', () => socket.destroy())
    if (new URL(request.url ?? '/', 'http://local').pathname !== SOCKET_PATH) return refuseUpgrade(socket, '404 Not Found')
    if (this.#stopping) return refuseUpgrade(socket, '503 Service Unavailable')
    if (!this.#ips.admit(ip, performance.now())) return refuseUpgrade(socket, '429 Too Many Requests')
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => this.#open(webSocket, socket, ip))
  }

  #open(socket: WebSocket, raw: Duplex, ip: string): void {
    const { limits } = this.#door.court
    const connection = new Connection({ connectionId: newId(), ip, socket, limits, nowMs: performance.now() })
    this.#connections.set(connection.connectionId, connection)
    countBytesBeforeHello(raw, connection, limits)
    socket.on('message', (data, isBinary) => this.#hear(connection, data, isBinary))
    // Protocol violations and oversized frames: ws closes with the right code by itself.
    socket.on('error', (error) => this.#door.court.log.debug({ err: error }, 'socket error'))
    socket.on('close', (code) => this.#gone(connection, code))
  }

  #hear(connection: Connection, data: RawData, isBinary: boolean): void {
    const now = performance.now()
    connection.lastHeardAt = now
    const { phase } = connection
    if (phase.kind === 'closing') return
    if (phase.kind !== 'open') return this.#hearStranger(connection, data, isBinary)
    if (isBinary || !connection.messages.take(now)) {
      connection.send(encodeRefusal(0, isBinary ? new AppError('badMessage', { path: 'binary' }) : new AppError('tooManyRequests')))
      return connection.countAbuse(now)
    }
    const { court } = this.#door
    void answer(phase.caller, textOf(data), {
      handlers: this.calls, log: court.log, meters: court.meters, maxBytes: court.limits.maxMessageBytes,
      takeAct: () => connection.commands.take(performance.now()),
    }).then((reply) => {
      connection.send(reply.frame)
      if (reply.abusive) connection.countAbuse(performance.now())
    })
  }

  /** Before hello only a few small messages are listened to, and only one of them can be the hello. */
  #hearStranger(connection: Connection, data: RawData, isBinary: boolean): void {
    const { limits } = this.#door.court
    const text = isBinary ? '' : textOf(data)
    if (connection.phase.kind !== 'awaitingHello') return this.#expel(connection, 'budgetExceeded')
    connection.phase.messages += 1
    if (connection.phase.messages > limits.maxMessagesBeforeHello || Buffer.byteLength(text) > limits.maxMessageBytesBeforeHello) {
      return this.#expel(connection, 'budgetExceeded')
    }
    const read = readCall(text)
    if (!read.ok) return connection.send(JSON.stringify(read.reply))
    if (read.call.name !== 'hello') return connection.send(encodeRefusal(read.call.id, new AppError('notSignedIn')))
    const { id, params } = read.call
    clearTimeout(connection.phase.deadline)
    connection.phase = { kind: 'greeting' }
    void greet(connection, id, params, this.#door).then(
      () => {
        this.#ips.settle(connection.ip)
        this.#door.court.meters.connections.inc()
      },
      (error: unknown) => this.#turnAway(connection, id, asAppError(error, this.#door.court.log, 'hello')),
    )
  }

  #turnAway(connection: Connection, id: number, error: AppError): void {
    connection.send(encodeRefusal(id, error))
    switch (error.code) {
      case 'notSignedIn':
      case 'sessionExpired': return this.#expel(connection, 'notSignedIn')
      // Passing troubles of ours: the browser tries again.
      case 'busy':
      case 'internal':
      case 'notConnected': return connection.close('hearingMoved')
      default: return this.#expel(connection, 'notInHearing')
    }
  }

  #expel(connection: Connection, reason: CloseReason): void {
    this.#ips.fail(connection.ip, performance.now())
    connection.close(reason)
  }

  #gone(connection: Connection, code: number): void {
    const { phase } = connection
    const reason = phase.kind === 'closing' ? phase.reason : null
    const caller = phase.kind === 'open' || phase.kind === 'closing' ? ('caller' in phase ? phase.caller : null) : null
    if (phase.kind !== 'closing') connection.close('normal')
    this.#connections.delete(connection.connectionId)
    this.#door.court.meters.closed.inc({ reason: reason ?? 'normal' })
    if (caller === null) return this.#ips.settle(connection.ip)
    this.#door.court.meters.connections.dec()
    this.#audiences.get(caller.hearingId)?.remove(caller.connectionId)
    const leaving = farewell(caller, causeOf(reason, code), this.#door).finally(() => this.#farewells.delete(leaving))
    this.#farewells.add(leaving)
  }

  #sweep(): void {
    const now = performance.now()
    for (const connection of this.#connections.values()) {
      if (connection.phase.kind === 'open' && now - connection.lastHeardAt > this.#door.court.limits.silentForMs) connection.close('heartbeatMissed')
    }
    this.#ips.sweep(now)
  }
}

function causeOf(reason: CloseReason | null, code: number): Cause {
  switch (reason) {
    case 'takenOver': return 'takenOver'
    case 'removed': return 'removed'
    case 'serverStopping':
    case 'hearingMoved': return 'serverRestart'
    default: return reason === null && LEFT_CODES.includes(code) ? 'left' : 'lineLost'
  }
}

function textOf(data: RawData): string {
  return Array.isArray(data) ? Buffer.concat(data).toString() : Buffer.isBuffer(data) ? data.toString() : Buffer.from(data).toString()
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
