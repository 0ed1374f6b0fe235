import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JanusReply } from './page.ts'

export const ROOM = 1

/** A Janus of its own: own folder, videoroom only, WebSocket on loopback. Everything else is its default. */
export class Janus {
  readonly pid: number
  readonly #child: ChildProcess
  readonly #folder: string
  readonly #socket: WebSocket
  readonly #pending = new Map<string, (message: JanusMessage) => void>()
  readonly #handles = new Map<string, number>()
  #session = 0
  #keepalive: NodeJS.Timeout | null = null
  #transactions = 0

  static async start(binary = 'janus'): Promise<Janus> {
    const folder = await mkdtemp(join(tmpdir(), 'janus-'))
    const port = await freePort()
    const plugins = ['audiobridge', 'duktape', 'echotest', 'lua', 'nosip', 'recordplay', 'sip', 'streaming', 'textroom', 'videocall', 'voicemail']
    const transports = ['http', 'mqtt', 'nanomsg', 'pfunix', 'rabbitmq']
    const named = (names: string[]) => names.map((name) => `libjanus_${name}.so`).join(',')
    await writeFile(join(folder, 'janus.jcfg'), `general: { debug_level = 3 }
plugins: { disable = "${named(plugins)}" }
transports: { disable = "${named(transports)}" }
events: { broadcast = false }
`)
    await writeFile(join(folder, 'janus.transport.websockets.jcfg'), `general: { ws = true, ws_port = ${port}, ws_ip = "127.0.0.1" }\n`)
    await writeFile(join(folder, 'janus.plugin.videoroom.jcfg'), 'general: { }\n')
    const child = spawn(binary, ['-F', folder, '-C', join(folder, 'janus.jcfg'), '-d', '3'], { stdio: ['ignore', 'ignore', 'ignore'] })
    // Whatever ends the benchmark, no Janus stays behind.
    process.once('exit', () => child.kill('SIGKILL'))
    await once(child, 'spawn').catch((error: unknown) => {
      throw new Error('Janus does not start; Debian has it in the package janus', { cause: error })
    })
    return new Janus(child, folder, await connected(`ws://127.0.0.1:${port}`, child))
  }

  private constructor(child: ChildProcess, folder: string, socket: WebSocket) {
    this.pid = child.pid ?? 0
    this.#child = child
    this.#folder = folder
    this.#socket = socket
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as JanusMessage
      if (message.janus === 'ack' || message.transaction === undefined) return
      this.#pending.get(message.transaction)?.(message)
      this.#pending.delete(message.transaction)
    })
  }

  async openSession(): Promise<void> {
    this.#session = (await this.#ask({ janus: 'create' })).data?.id ?? 0
    this.#keepalive = setInterval(() => this.#send({ janus: 'keepalive', transaction: 'keepalive' }), 20_000)
  }

  async createRoom(publishers: number): Promise<void> {
    await this.videoroom('room', { request: 'create', room: ROOM, publishers }, null)
  }

  /** One request to the videoroom plugin under a name of the caller's; the handle is attached at first use. */
  async videoroom(handle: string, body: Record<string, unknown>, jsep: { type: string; sdp: string } | null): Promise<JanusReply> {
    let handleId = this.#handles.get(handle)
    if (handleId === undefined) {
      handleId = (await this.#ask({ janus: 'attach', plugin: 'janus.plugin.videoroom' })).data?.id ?? 0
      this.#handles.set(handle, handleId)
    }
    const reply = await this.#ask({ janus: 'message', handle_id: handleId, body, ...(jsep ? { jsep } : {}) })
    const data = reply.plugindata?.data ?? {}
    if (data.error !== undefined || reply.janus === 'error') throw new Error(`Janus: ${JSON.stringify(reply)}`)
    return { data, sdp: reply.jsep?.sdp ?? null }
  }

  async detachAll(): Promise<void> {
    for (const handleId of this.#handles.values()) await this.#ask({ janus: 'detach', handle_id: handleId })
    this.#handles.clear()
  }

  async stop(): Promise<void> {
    if (this.#keepalive) clearInterval(this.#keepalive)
    this.#socket.close()
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit')
      this.#child.kill('SIGTERM')
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 3000)
      await ended
      clearTimeout(timer)
    }
    await rm(this.#folder, { recursive: true, force: true })
  }

  #ask(message: Record<string, unknown>): Promise<JanusMessage> {
    const transaction = String((this.#transactions += 1))
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Janus did not answer ${JSON.stringify(message).slice(0, 200)}`)), 10_000)
      this.#pending.set(transaction, (reply) => {
        clearTimeout(timer)
        resolve(reply)
      })
      this.#send({ ...message, transaction })
    })
  }

  #send(message: Record<string, unknown>): void {
    this.#socket.send(JSON.stringify({ ...message, ...(this.#session ? { session_id: this.#session } : {}) }))
  }
}

type JanusMessage = {
  janus: string; transaction?: string; data?: { id: number }
  plugindata?: { data: Record<string, unknown> }; jsep?: { type: string; sdp: string }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function connected(url: string, child: ChildProcess): Promise<WebSocket> {
  for (const end = Date.now() + 15_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
    if (child.exitCode !== null) throw new Error(`janus ended with ${child.exitCode}`)
    const socket = new WebSocket(url, 'janus-protocol')
    const opened = await new Promise<boolean>((resolve) => {
      socket.addEventListener('open', () => resolve(true), { once: true })
      socket.addEventListener('error', () => resolve(false), { once: true })
    })
    if (opened) return socket
  }
  child.kill('SIGKILL')
  throw new Error('janus did not open its WebSocket')
}
