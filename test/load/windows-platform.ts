import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const CHILD = fileURLToPath(new URL('./windows-child.ts', import.meta.url))
const READY_WITHIN_MS = 120_000
const TICKS_PER_SECOND = 100

const Facts = z.object({ url: z.string(), pid: z.int(), clerks: z.array(z.object({ account: z.string(), password: z.string(), windowId: z.string(), officeId: z.string() })) })
export type PlatformFacts = z.infer<typeof Facts>

/** The platform in a process of its own at one address, which outlives the process. */
export class WindowsPlatform {
  facts!: PlatformFacts
  readonly #dataDir: string
  readonly #clerks: number
  #port = 0
  #child: ChildProcess | null = null
  #cpuBefore = 0

  constructor(dataDir: string, clerks: number) {
    this.#dataDir = dataDir
    this.#clerks = clerks
  }

  async start(): Promise<void> {
    this.#port ||= await freePort()
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, String(this.#clerks)], {
      env: { ...process.env, DATA_DIR: this.#dataDir, PORT: String(this.#port), HOST: '127.0.0.1', RTC_PORT: '0', SEED_DEMO: '0', LOG_LEVEL: 'error' },
      // its input ends when this process does, however that comes
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    this.#child = child
    this.facts = await ready(child)
  }

  /** As the power going. */
  async kill(): Promise<void> {
    if (!this.#child) return
    this.#cpuBefore += this.#cpu()
    const exited = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exited
  }

  async stop(): Promise<void> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill('SIGTERM')
    await exited
  }

  rssMiB(): number {
    try {
      return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${this.facts.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
    } catch {
      return 0
    }
  }

  /** Processor time of all its lives, seconds. */
  cpuSeconds(): number {
    return this.#cpuBefore + this.#cpu()
  }

  #cpu(): number {
    const fields = readFileSync(`/proc/${this.facts.pid}/stat`, 'latin1').split(') ').at(-1)?.split(' ') ?? []
    return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function ready(child: ChildProcess): Promise<PlatformFacts> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error('the platform did not open in time'))
    }, READY_WITHIN_MS)
    child.once('exit', (code) => reject(new Error(`the platform ended before it opened (exit code ${code})`)))
    if (!child.stdout) return reject(new Error('the platform has no output'))
    createInterface({ input: child.stdout }).on('line', (text) => {
      if (!text.startsWith('{"windows":')) return
      clearTimeout(timer)
      resolve(Facts.parse((JSON.parse(text) as { windows: unknown }).windows))
    })
  })
}
