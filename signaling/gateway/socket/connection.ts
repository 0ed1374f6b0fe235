import type { WebSocket } from 'ws'
import { CLOSE_CODES, type CloseReason } from '#protocol/errors.ts'
import type { Limits } from '../../context.ts'
import { TokenBucket } from './token-bucket.ts'
import { encodeGoodbye, type Frame } from './wire.ts'

/** Whom an open connection speaks for: at least itself. */
export type Caller = { connectionId: string }

/** What a connection is doing; each member carries only what is valid then. */
export type Phase<K extends Caller> =
  | { kind: 'awaitingHello'; messages: number; deadline: NodeJS.Timeout }
  | { kind: 'greeting' }
  | { kind: 'open'; caller: K }
  | { kind: 'closing'; reason: CloseReason; caller: K | null }

/** How long a close handshake may take before the socket is destroyed. */
const CLOSE_WITHIN_MS = 1_000

/** One WebSocket: its phase, its budgets, and the only way to send on it. */
export class Connection<K extends Caller> {
  readonly connectionId: string
  readonly ip: string
  readonly #socket: WebSocket
  readonly #limits: Limits
  readonly messages: TokenBucket
  readonly commands: TokenBucket
  readonly #abuse: TokenBucket
  phase: Phase<K>
  lastHeardAt: number
  /** Hash of the token this connection came in by; signing out ends it. */
  tokenSha256: string | null = null

  constructor(options: { connectionId: string; ip: string; socket: WebSocket; limits: Limits; nowMs: number }) {
    const { limits, nowMs } = options
    this.connectionId = options.connectionId
    this.ip = options.ip
    this.#socket = options.socket
    this.#limits = limits
    this.messages = new TokenBucket(limits.messagesPerSecond, limits.burst, nowMs)
    this.commands = new TokenBucket(limits.commandsPerSecond, limits.commandsPerSecond * 2, nowMs)
    this.#abuse = new TokenBucket(limits.abusePerSecond, limits.abuseBurst, nowMs)
    this.lastHeardAt = nowMs
    this.phase = { kind: 'awaitingHello', messages: 0, deadline: setTimeout(() => this.#helloOverdue(), limits.helloWithinMs) }
  }

  /** Sends text as it stands; a reader too slow for what it attends is cut off and comes back to a snapshot. */
  send(frame: Frame | string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (this.#socket.bufferedAmount > this.#limits.maxBufferedBytes) {
      this.close('tooSlow')
      return
    }
    this.#socket.send(frame, { binary: false })
  }

  /** On a busy machine the timer may fire while the hello lies unread in the socket: what has come in is read first. */
  #helloOverdue(): void {
    setImmediate(() => {
      if (this.phase.kind === 'awaitingHello') this.close('helloMissing')
    })
  }

  /** Counts one misbehaviour; repeated ones end the connection. */
  countAbuse(nowMs: number): void {
    if (!this.#abuse.take(nowMs)) this.close('budgetExceeded')
  }

  /** Says why and closes. Calling it again changes nothing. */
  close(reason: CloseReason): void {
    if (this.phase.kind === 'closing') return
    const caller = this.phase.kind === 'open' ? this.phase.caller : null
    if ('deadline' in this.phase) clearTimeout(this.phase.deadline)
    this.phase = { kind: 'closing', reason, caller }
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (reason !== 'tooSlow') this.#socket.send(encodeGoodbye(reason), { binary: false })
    this.#socket.close(CLOSE_CODES[reason].code, reason)
    setTimeout(() => this.#socket.terminate(), CLOSE_WITHIN_MS).unref()
  }
}
