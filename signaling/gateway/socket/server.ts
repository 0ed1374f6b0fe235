import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type RawData, type WebSocket } from 'ws'
import type { z } from 'zod'
import { AppError, type CloseReason } from '#protocol/errors.ts'
import type { DisconnectCause } from '#protocol/hearing-events.ts'
import type { CallDeclarations, NameIn } from '#protocol/socket.ts'
import { newId } from '#platform/ids.ts'
import type { Court } from '../../context.ts'
import { Connection, type Caller } from './connection.ts'
import { answer, asAppError, type CallHandlers } from './dispatch.ts'
import type { IpGuard } from './ip-guard.ts'
import { countBytesBeforeHello } from './stranger-budget.ts'
import { encodeRefusal, type Wire } from './wire.ts'

export type Cause = z.infer<typeof DisconnectCause>

/** Somebody who has said hello and is not in yet. */
export type Greeting<D extends CallDeclarations, K extends Caller> = {
  readonly connection: Connection<K>
  readonly params: z.output<D['hello']['params']>
  /**
   * Answers the hello and opens the connection, at once. Whatever is sent on it afterwards comes after the answer.
   * @throws AppError notConnected when the line is gone already
   */
  admit(caller: K, result: z.input<D['hello']['result']>): void
}

/** What the sockets at one path are for. */
export type SocketUse<D extends CallDeclarations, N extends z.ZodType, K extends Caller> = {
  readonly path: string
  readonly wire: Wire<D, N>
  readonly handlers: CallHandlers<D, K>
  /** Calls that change something for good: these have a tighter budget than the rest. */
  readonly acts: ReadonlySet<Exclude<NameIn<D>, 'hello'>>
  /** How those are sent away whom `greet` refuses: `outsider` for good, `passing` to try again. */
  readonly turnedAway: { outsider: CloseReason; passing: CloseReason }
  /** Finds out who it is and admits them, or rejects with the AppError that says why not. */
  greet(greeting: Greeting<D, K>): Promise<void>
  /** The line of somebody who had been admitted is gone. Waited for when the process stops. */
  farewell(caller: K, cause: Cause): Promise<void>
}

/** ws itself refuses what is larger still (close code 1009) before holding it in memory. */
const HARD_LIMIT_FACTOR = 2
/** Codes of a browser that leaves of its own will: normal closure, page gone. */
const LEFT_CODES = [1000, 1001]
const GONE_WITHIN_MS = 2_000

/** All WebSockets of this process at one path: each from upgrade to farewell, every message answered. */
export class SocketServer<D extends CallDeclarations, N extends z.ZodType, K extends Caller> {
  readonly use: SocketUse<D, N, K>
  readonly #court: Court
  readonly #ips: IpGuard
  readonly #sockets: WebSocketServer
  readonly #connections = new Map<string, Connection<K>>()
  readonly #farewells = new Set<Promise<void>>()
  #stopping = false

  constructor(use: SocketUse<D, N, K>, { court, ips }: { court: Court; ips: IpGuard }) {
    this.use = use
    this.#court = court
    this.#ips = ips
    this.#sockets = new WebSocketServer({
      noServer: true, perMessageDeflate: false, clientTracking: false, maxPayload: court.limits.maxMessageBytes * HARD_LIMIT_FACTOR,
    })
  }

  isLive(connectionId: string): boolean {
    const phase = this.#connections.get(connectionId)?.phase.kind
    return phase === 'open' || phase === 'greeting'
  }

  /** Sends to one connection if it is still there. */
  notify = (connectionId: string, notice: z.input<N>): void => {
    this.#connections.get(connectionId)?.send(this.use.wire.encodeNotice(notice))
  }

  /** Takes over a connection whose address has been let through; a page that is too old is told so and nothing else. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, { ip, isOutdated }: { ip: string; isOutdated: boolean }): void {
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const connection = this.#open(webSocket, socket, ip)
      if (this.#stopping) connection.close('serverStopping')
      else if (isOutdated) connection.close('pageOutdated')
    })
  }

  /** Ends every connection that came in by this token. */
  signedOut(tokenSha256: string): void {
    for (const connection of this.#connections.values()) if (connection.tokenSha256 === tokenSha256) connection.close('notSignedIn')
  }

  /** Ends connections that have fallen silent. */
  sweep(now: number): void {
    for (const connection of this.#connections.values()) {
      if (connection.phase.kind === 'open' && now - connection.lastHeardAt > this.#court.limits.silentForMs) connection.close('heartbeatMissed')
    }
  }

  /** Says goodbye to everybody (browsers come back by themselves) and waits until every farewell is done. */
  async stop(): Promise<void> {
    this.#stopping = true
    for (const connection of this.#connections.values()) connection.close('serverStopping')
    await new Promise<void>((resolve) => {
      const startedAt = performance.now()
      const wait = () => (this.#connections.size === 0 || performance.now() - startedAt > GONE_WITHIN_MS ? resolve() : setTimeout(wait, 20))
      wait()
    })
    await Promise.allSettled(this.#farewells)
  }

  #open(socket: WebSocket, raw: Duplex, ip: string): Connection<K> {
    const { limits, log } = this.#court
    const connection = new Connection<K>({ connectionId: newId(), ip, socket, limits, nowMs: performance.now() })
    this.#connections.set(connection.connectionId, connection)
    countBytesBeforeHello(raw, connection, limits)
    socket.on('message', (data, isBinary) => this.#hear(connection, data, isBinary))
    // Protocol violations and oversized frames: ws closes with the right code by itself.
    socket.on('error', (error) => log.debug({ err: error }, 'socket error'))
    socket.on('close', (code) => this.#gone(connection, code))
    return connection
  }

  #hear(connection: Connection<K>, data: RawData, isBinary: boolean): void {
    const now = performance.now()
    connection.lastHeardAt = now
    const { phase } = connection
    if (phase.kind === 'closing') return
    if (phase.kind !== 'open') return this.#hearStranger(connection, data, isBinary)
    if (isBinary || !connection.messages.take(now)) {
      connection.send(encodeRefusal(0, isBinary ? new AppError('badMessage', { path: 'binary' }) : new AppError('tooManyRequests')))
      return connection.countAbuse(now)
    }
    const { log, meters, limits } = this.#court
    const { wire, handlers, acts } = this.use
    void answer(phase.caller, textOf(data), {
      wire, handlers, acts, log, meters, maxBytes: limits.maxMessageBytes,
      takeAct: () => connection.commands.take(performance.now()),
    }).then((reply) => {
      connection.send(reply.frame)
      if (reply.abusive) connection.countAbuse(performance.now())
    })
  }

  /** Before hello only a few small messages are listened to, and only one of them can be the hello. */
  #hearStranger(connection: Connection<K>, data: RawData, isBinary: boolean): void {
    const { limits, log } = this.#court
    const text = isBinary ? '' : textOf(data)
    if (connection.phase.kind !== 'awaitingHello') return this.#expel(connection, 'budgetExceeded')
    connection.phase.messages += 1
    if (connection.phase.messages > limits.maxMessagesBeforeHello || Buffer.byteLength(text) > limits.maxMessageBytesBeforeHello) {
      return this.#expel(connection, 'budgetExceeded')
    }
    const read = this.use.wire.readCall(text)
    if (!read.ok) return connection.send(encodeRefusal(read.id, read.error))
    if (read.call.name !== 'hello') return connection.send(encodeRefusal(read.call.id, new AppError('notSignedIn')))
    const { id, params } = read.call
    clearTimeout(connection.phase.deadline)
    connection.phase = { kind: 'greeting' }
    const greeting: Greeting<D, K> = { connection, params, admit: (caller, result) => this.#admit(connection, id, caller, result) }
    this.use.greet(greeting).catch((error: unknown) => this.#turnAway(connection, id, asAppError(error, log, 'hello')))
  }

  #admit(connection: Connection<K>, id: number, caller: K, result: unknown): void {
    if (connection.phase.kind !== 'greeting') throw new AppError('notConnected')
    const frame = this.use.wire.encodeResult(id, 'hello', result)
    connection.phase = { kind: 'open', caller }
    this.#ips.settle(connection.ip)
    this.#court.meters.connections.inc()
    connection.send(frame)
  }

  #turnAway(connection: Connection<K>, id: number, error: AppError): void {
    connection.send(encodeRefusal(id, error))
    switch (error.code) {
      case 'notSignedIn':
      case 'sessionExpired': return this.#expel(connection, 'notSignedIn')
      // Passing troubles of ours: the browser tries again.
      case 'busy':
      case 'internal':
      case 'notConnected': return connection.close(this.use.turnedAway.passing)
      default: return this.#expel(connection, this.use.turnedAway.outsider)
    }
  }

  #expel(connection: Connection<K>, reason: CloseReason): void {
    this.#ips.fail(connection.ip, performance.now())
    connection.close(reason)
  }

  #gone(connection: Connection<K>, code: number): void {
    const { phase } = connection
    const reason = phase.kind === 'closing' ? phase.reason : null
    const caller = phase.kind === 'open' || phase.kind === 'closing' ? phase.caller : null
    if (phase.kind !== 'closing') connection.close('normal')
    this.#connections.delete(connection.connectionId)
    const { meters, log } = this.#court
    meters.closed.inc({ reason: reason ?? 'normal' })
    if (caller === null) return this.#ips.settle(connection.ip)
    meters.connections.dec()
    const leaving = this.use.farewell(caller, causeOf(reason, code))
      .catch((error: unknown) => log.error({ err: error }, 'a farewell failed'))
      .finally(() => this.#farewells.delete(leaving))
    this.#farewells.add(leaving)
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
