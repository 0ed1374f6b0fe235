import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { z } from 'zod'
import { PAGE_VERSION_PARAM, type CallDeclarations } from '#protocol/socket.ts'
import type { Court } from '../../context.ts'
import type { Caller } from './connection.ts'
import { IpGuard } from './ip-guard.ts'
import { SocketServer, type SocketUse } from './server.ts'

/** What all socket servers have in common, whoever calls at them. */
type Served = Pick<SocketServer<CallDeclarations, z.ZodType, Caller>, 'upgrade' | 'signedOut' | 'sweep' | 'stop'>

const SWEEP_MS = 500

/** Every WebSocket of this process, by path. An address has one account of misbehaviour, wherever it calls. */
export class Sockets {
  readonly #court: Court
  readonly #ips = new IpGuard()
  readonly #served = new Map<string, Served>()
  readonly #sweeper: NodeJS.Timeout
  #stopping = false

  constructor(court: Court) {
    this.#court = court
    // After the sockets were read: a process that was busy for long must not take its own silence for everybody's.
    this.#sweeper = setInterval(() => setImmediate(() => this.#sweep()), SWEEP_MS).unref()
  }

  /** Opens a path. Each has its own calls, all share one guard, the same budgets and one HTTP server. */
  serve<D extends CallDeclarations, N extends z.ZodType, K extends Caller>(use: SocketUse<D, N, K>): SocketServer<D, N, K> {
    if (this.#served.has(use.path)) throw new Error(`sockets at ${use.path} are served already`)
    const server = new SocketServer(use, { court: this.#court, ips: this.#ips })
    this.#served.set(use.path, server)
    return server
  }

  /** Takes the upgrades of this HTTP server. */
  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
  }

  /** Somebody gave their token back: whoever speaks by it must stop, on any path. */
  signedOut(tokenSha256: string): void {
    for (const server of this.#served.values()) server.signedOut(tokenSha256)
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#sweeper)
    await Promise.all([...this.#served.values()].map((server) => server.stop()))
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const ip = request.socket.remoteAddress ?? 'unknown'
    socket.on('error', () => socket.destroy())
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local')
    const server = this.#served.get(pathname)
    if (server === undefined) return refuseUpgrade(socket, '404 Not Found')
    if (this.#stopping) return refuseUpgrade(socket, '503 Service Unavailable')
    if (!this.#ips.admit(ip, performance.now())) return refuseUpgrade(socket, '429 Too Many Requests')
    server.upgrade(request, socket, head, { ip, isOutdated: this.#isOutdated(searchParams.get(PAGE_VERSION_PARAM)) })
  }

  #isOutdated(version: string | null): boolean {
    const { pageVersion } = this.#court
    return version !== null && pageVersion != null && version !== pageVersion
  }

  #sweep(): void {
    const now = performance.now()
    for (const server of this.#served.values()) server.sweep(now)
    this.#ips.sweep(now)
  }
}

function refuseUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
