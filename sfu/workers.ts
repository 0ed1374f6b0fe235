import { setTimeout as pause } from 'node:timers/promises'
import { createWorker } from 'mediasoup'
import type { types } from 'mediasoup'
import { AppError } from '#protocol/errors.ts'
import { listenInfos } from './listen.ts'
import { TIMING } from './options.ts'
import type { SfuOptions } from './options.ts'

/** One live worker process with its sockets, and how much hangs on it. */
export type MediaWorker = { index: number; worker: types.Worker; server: types.WebRtcServer; rooms: number; consumers: number }
type PoolOptions = Omit<SfuOptions, 'bus'>

/**
 * A fixed number of worker processes. One that dies, or hangs, is told of at once and replaced in its place, on the same
 * port, as often as it takes.
 */
export class WorkerPool {
  readonly #options: PoolOptions
  readonly #onLost: (lost: MediaWorker) => void
  readonly #slots: (MediaWorker | null)[]
  readonly #waiting = new Set<() => void>()
  readonly #watchdog: NodeJS.Timeout
  readonly #probing = new WeakSet<types.Worker>()
  #stopping = false

  /**
   * @param onLost called once for each worker that died, before its replacement starts
   * @throws Error naming the port or the binary when a first worker cannot start
   */
  static async start(options: PoolOptions, onLost: (lost: MediaWorker) => void): Promise<WorkerPool> {
    const pool = new WorkerPool(options, onLost)
    const indexes = pool.#slots.map((_, index) => index)
    const started = await Promise.allSettled(indexes.map((index) => pool.#launch(index)))
    const failed = started.find((result) => result.status === 'rejected')
    if (failed) {
      await pool.stop()
      throw failed.reason
    }
    return pool
  }

  private constructor(options: PoolOptions, onLost: (lost: MediaWorker) => void) {
    this.#options = options
    this.#onLost = onLost
    this.#slots = Array.from({ length: Math.max(1, options.workers) }, () => null)
    this.#watchdog = setInterval(() => this.live().forEach((worker) => void this.#probe(worker)), TIMING.watchdogMs)
  }

  live(): MediaWorker[] {
    return this.#slots.filter((slot) => slot !== null)
  }

  /**
   * The least loaded worker, already counted with one more room. Waits a little while none lives.
   * @throws AppError mediaUnavailable
   */
  async take(): Promise<MediaWorker> {
    if (this.live().length === 0 && !this.#stopping) await this.#someWorker()
    const [best] = this.live().toSorted((a, b) => a.consumers - b.consumers || a.rooms - b.rooms)
    if (!best || this.#stopping) throw new AppError('mediaUnavailable')
    best.rooms += 1
    return best
  }

  /** Closes every worker and returns once no process is left. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#watchdog)
    this.#wake()
    const closing = this.live().map(({ worker }) => endOf(worker))
    this.#slots.fill(null)
    await Promise.all(closing)
  }

  async #launch(index: number): Promise<void> {
    const { log, rtcPort, workerBin } = this.#options
    const bin = workerBin ?? process.env.MEDIASOUP_WORKER_BIN
    const port = rtcPort === 0 ? 0 : rtcPort + index
    const worker = await createWorker({ logLevel: 'error', ...(bin ? { workerBin: bin } : {}) })
    let entry: MediaWorker | null = null
    worker.once('died', (error) => {
      if (this.#stopping || !entry) return
      log.error({ pid: worker.pid, index, error }, 'media worker died')
      if (this.#slots[index] === entry) this.#slots[index] = null
      this.#onLost(entry)
      void this.#replace(index)
    })
    try {
      const server = await worker.createWebRtcServer({ listenInfos: listenInfos(this.#options, port) })
      if (this.#stopping || worker.closed) throw new Error('stopped while starting')
      entry = { index, worker, server, rooms: 0, consumers: 0 }
      this.#slots[index] = entry
      this.#wake()
      log.info({ pid: worker.pid, index, port: port || 'any' }, 'media worker ready')
    } catch (error) {
      await endOf(worker)
      throw new Error(`media worker ${index} cannot listen on port ${port} of ${this.#options.listenHost}`, { cause: error })
    }
  }

  async #replace(index: number): Promise<void> {
    for (let attempt = 0; !this.#stopping; attempt += 1) {
      await pause(TIMING.restartPausesMs[Math.min(attempt, TIMING.restartPausesMs.length - 1)])
      if (this.#stopping) return
      try {
        return await this.#launch(index)
      } catch (error) {
        this.#options.log.error({ index, attempt, error }, 'media worker could not be replaced yet')
      }
    }
  }

  async #probe({ worker, index }: MediaWorker): Promise<void> {
    if (this.#probing.has(worker)) return
    this.#probing.add(worker)
    const answered = worker.getResourceUsage().then(() => true, () => true)
    const alive = await Promise.race([answered, pause(TIMING.hungAfterMs, false, { ref: false })])
    this.#probing.delete(worker)
    if (alive || worker.closed) return
    this.#options.log.error({ pid: worker.pid, index }, 'media worker hangs: killing it')
    kill(worker.pid)
  }

  async #someWorker(): Promise<void> {
    const awake = Promise.withResolvers<void>()
    this.#waiting.add(awake.resolve)
    await Promise.race([awake.promise, pause(TIMING.waitForWorkerMs, undefined, { ref: false })])
    this.#waiting.delete(awake.resolve)
  }

  #wake(): void {
    for (const wake of this.#waiting) wake()
  }
}

async function endOf(worker: types.Worker): Promise<void> {
  const gone = Promise.withResolvers<void>()
  if (worker.subprocessClosed) return
  worker.once('subprocessclose', () => gone.resolve())
  worker.close()
  const timer = setTimeout(() => kill(worker.pid), TIMING.workerExitMs)
  await gone.promise
  clearTimeout(timer)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}
