import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import type { Readable, Writable } from 'node:stream'

/** A cell ends after so many keys, … */
export const CELL_KEYS = 256
/** … or so long after its first key was asked for, in ms; a key that has not signed by then is lost. */
export const CELL_LIFE_MS = 10_000
/** Made at once and handed out one by one: waking the cell for each would cost more than the key. */
const BATCH = 8
/** No key is handed out of a cell whose first key is older than this: it must have time to sign. */
const ACCEPTS_FOR_MS = 5_000
/** A cell started ahead that nobody needed ends after this long; there is no key in it. */
const IDLE_MS = 60_000

type Key = { id: number; spki: Buffer }
type Waiting = { resolve(line: string): void; reject(error: Error): void }

/** Types are stripped here, once: a child that strips them itself takes 60 ms to start instead of 20. */
let program: string | null = null
const programText = (): string => (program ??= stripTypeScriptTypes(readFileSync(new URL('./key-cell.ts', import.meta.url), 'utf8')))

/** A cell as its parent sees it: orders go in, answers come back in the same order. */
export class KeyCell {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #waiting: Waiting[] = []
  /** Resolves when the process is gone. */
  readonly exited: Promise<void>
  #rest = ''
  #made = 0
  #taken = 0
  #ready: Key[] = []
  #making: Promise<void> | null = null
  #firstKeyAt: number | null = null
  #ended = false
  #timer: NodeJS.Timeout

  constructor() {
    // An empty environment: the cell inherits no secret of ours.
    const args = ['--input-type=module', '--eval', programText(), String(CELL_KEYS)]
    this.#child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'], env: {} })
    this.#timer = setTimeout(() => void this.end(), IDLE_MS).unref()
    this.#child.stdout.setEncoding('latin1').on('data', (text: string) => this.#hear(text))
    // A cell that ended before it read an order: told by its exit.
    this.#child.stdin.on('error', () => undefined)
    this.exited = new Promise((resolve) => {
      const gone = (): void => {
        this.#ended = true
        clearTimeout(this.#timer)
        for (const { reject } of this.#waiting.splice(0)) reject(new Error('the key cell ended'))
        resolve()
      }
      // `close` comes after the last answer has been read.
      this.#child.once('close', gone)
      this.#child.once('error', gone)
    })
  }

  /** Keys it may still make; 0 when it is too old or gone. */
  get room(): number {
    const old = this.#firstKeyAt !== null && performance.now() - this.#firstKeyAt > ACCEPTS_FOR_MS
    return this.#ended || old ? 0 : CELL_KEYS - this.#taken
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get ended(): boolean {
    return this.#ended
  }

  /** A key that nobody had yet. @returns its number in this cell and the public half, SPKI in DER */
  async take(): Promise<Key> {
    this.#taken++
    for (;;) {
      const key = this.#ready.shift()
      if (key && !this.#ended) return key
      this.#making ??= this.#make().finally(() => { this.#making = null })
      await this.#making
    }
  }

  /** The key is dropped by this, whatever comes of it. @throws Error when it is used or the cell is gone */
  async sign(id: number, message: Uint8Array): Promise<Buffer> {
    return Buffer.from(await this.#ask(`sign ${id} ${Buffer.from(message).toString('base64')}`), 'base64')
  }

  drop(id: number): void {
    this.#ask(`drop ${id}`).catch(() => undefined)
  }

  async #make(): Promise<void> {
    if (this.#firstKeyAt === null) {
      this.#firstKeyAt = performance.now()
      clearTimeout(this.#timer)
      this.#timer = setTimeout(() => void this.end(), CELL_LIFE_MS).unref()
    }
    const first = this.#made
    const count = Math.min(BATCH, CELL_KEYS - first)
    if (count === 0) throw new Error('the key cell makes no more keys')
    this.#made += count
    const line = await this.#ask(`make ${first} ${count}`)
    this.#ready.push(...line.split(' ').map((spki, i) => ({ id: first + i, spki: Buffer.from(spki, 'base64') })))
  }

  async end(): Promise<void> {
    if (!this.#ended) this.#child.kill('SIGKILL')
    await this.exited
  }

  async #ask(order: string): Promise<string> {
    const line = await new Promise<string>((resolve, reject) => {
      if (this.#ended) {
        reject(new Error('the key cell ended'))
        return
      }
      this.#waiting.push({ resolve, reject })
      this.#child.stdin.write(`${order}\n`, 'latin1')
    })
    if (line === 'refused') throw new Error('the key cell has no such key')
    return line
  }

  #hear(text: string): void {
    const lines = (this.#rest + text).split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#waiting.shift()?.resolve(line)
  }
}
