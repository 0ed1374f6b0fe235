import { AppError } from '#protocol/errors.ts'
import { newId } from '#platform/ids.ts'
import type { Lease } from '#platform/ports.ts'
import type { Court } from '../context.ts'
import type { Outcome } from './batch.ts'
import type { StepOf } from './history.ts'
import { Host, HostLost } from './host.ts'
import type { Law, Submission, Terms } from './law.ts'

export type StepsListener<T extends Terms> = (id: string, steps: StepOf<T>[]) => void
export type ReloadListener<T extends Terms> = (id: string, state: T['state']) => void

/** `host` is known as soon as the log was read, while `opening` may still be reporting ghosts. */
type Entry<T extends Terms> = { opening: Promise<Host<T>>; host: Host<T> | null }
type Wanted = 'begun' | 'beginning'

const LEASE_RETRY_MS = 250
const IDLE_MS = 60_000
const SWEEP_MS = 15_000

/** The streams of one law that this process owns: loaded on demand, dropped when idle or lost. */
export class Hosts<T extends Terms> {
  readonly #court: Court
  readonly #law: Law<T>
  readonly #owner = newId()
  readonly #hosts = new Map<string, Entry<T>>()
  readonly #stepsListeners: StepsListener<T>[] = []
  readonly #reloadListeners: ReloadListener<T>[] = []
  readonly #sweeper: NodeJS.Timeout
  /** Whether somebody is attending through this process: such a stream is never idle. Set by the gateway. */
  inUse: (id: string) => boolean = () => false
  /** Whether this connection is one of this process. Set by the gateway. */
  isLive: (connectionId: string) => boolean = () => false
  #stopping = false

  constructor(court: Court, law: Law<T>) {
    this.#court = court
    this.#law = law
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref()
  }

  /** Called in order, synchronously, once events are durable. */
  onSteps(listener: StepsListener<T>): void {
    this.#stepsListeners.push(listener)
  }

  /** Called when a stream was loaded anew while people attend: what they were shown may have gaps. */
  onReload(listener: ReloadListener<T>): void {
    this.#reloadListeners.push(listener)
  }

  /** @throws AppError notFound: no such stream; busy: another process owns it */
  async get(id: string): Promise<Host<T>> {
    const host = await this.#obtain(id, 'begun')
    if (!host.begun) throw new AppError('notFound')
    return host
  }

  /**
   * Carries out one command; one by which a stream begins also where there is none yet. A host lost underneath is
   * loaded anew and asked once more: the commandId, read back from the log, keeps that from happening twice.
   * @throws AppError as refused
   */
  async submit(id: string, submission: Submission<T>): Promise<Outcome> {
    const endTimer = this.#court.meters.commandSeconds.startTimer()
    for (let attempt = 0; ; attempt += 1) {
      const host = this.#law.begins(submission.command) ? await this.#obtain(id, 'beginning') : await this.get(id)
      try {
        const outcome = await host.submit(submission)
        this.#court.meters.commands.inc()
        endTimer()
        return outcome
      } catch (error) {
        // Refused at its beginning: there is nothing to host.
        if (!host.begun && !host.lost) await this.#close(host)
        if (!(error instanceof HostLost)) throw error
        if (attempt >= 2) throw new AppError('busy')
      }
    }
  }

  /** The state now, without taking ownership. null when there is no such stream. */
  async peek(id: string): Promise<T['state'] | null> {
    const known = await this.loaded(id)
    if (known !== null) return known.state
    const facts = await this.#court.store.readAs(this.#law.streamOf(id), this.#law.event, this.#law.actor)
    return facts.reduce<T['state'] | null>((state, { seq, at, actor, event }) => this.#law.evolve(state, { seq, at, actor, event }), null)
  }

  /** The host if this process owns the stream. */
  async loaded(id: string): Promise<Host<T> | null> {
    const known = await this.#hosts.get(id)?.opening.catch(() => null)
    return known?.begun ? known : null
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#sweeper)
    const open = [...this.#hosts.values()]
    this.#hosts.clear()
    await Promise.allSettled(open.map(async ({ opening }) => (await opening).close()))
    this.#count()
  }

  async #obtain(id: string, wanted: Wanted): Promise<Host<T>> {
    if (this.#stopping) throw new AppError('busy')
    const known = this.#hosts.get(id)
    if (known === undefined) return this.#start(id, wanted).opening
    if (wanted === 'begun') return known.opening
    // Somebody looked for a stream that was not there; now it shall begin.
    return (await known.opening.catch(ifNotFound)) ?? this.#obtain(id, wanted)
  }

  #start(id: string, wanted: Wanted): Entry<T> {
    const entry: Entry<T> = { host: null, opening: this.#open(id, wanted, (host) => (entry.host = host)) }
    this.#hosts.set(id, entry)
    entry.opening.catch(() => this.#forget(entry, id))
    return entry
  }

  async #open(id: string, wanted: Wanted, loaded: (host: Host<T>) => void): Promise<Host<T>> {
    const { store, clock, log } = this.#court
    const lease = await this.#acquire(id)
    try {
      const host = await Host.open({
        law: this.#law, id, lease, store, clock, log,
        publish: (steps) => this.#publish(id, steps),
        onLost: (lost) => this.#drop(lost),
      })
      if (!host.begun && wanted === 'begun') throw new AppError('notFound')
      loaded(host)
      if (host.begun) await this.#disconnectGhosts(host)
      this.#count()
      if (host.begun) for (const listener of this.#reloadListeners) listener(id, host.state)
      return host
    } catch (error) {
      await lease.release()
      throw error instanceof HostLost ? new AppError('busy') : error
    }
  }

  async #acquire(id: string): Promise<Lease> {
    const deadline = performance.now() + this.#court.limits.leaseWithinMs
    while (!this.#stopping) {
      const lease = await this.#court.leases.acquire(this.#law.streamOf(id), this.#owner)
      if (lease !== null) return lease
      if (performance.now() > deadline) break
      await new Promise((resolve) => setTimeout(resolve, LEASE_RETRY_MS))
    }
    throw new AppError('busy')
  }

  async #disconnectGhosts(host: Host<T>): Promise<void> {
    const ghosts = this.#law.ghosts?.(host.state, this.isLive) ?? []
    await Promise.all(ghosts.map((ghost) => host.submit({ ...ghost, commandId: null })))
  }

  #publish(id: string, steps: StepOf<T>[]): void {
    for (const listener of this.#stepsListeners) {
      try {
        listener(id, steps)
      } catch (error) {
        // The events are in the log; a listener's defect must not make the host look lost.
        this.#court.log.error({ err: error, stream: this.#law.streamOf(id) }, 'publishing events failed')
      }
    }
  }

  #drop(host: Host<T>): void {
    const entry = this.#hosts.get(host.id)
    if (entry?.host !== host) return
    this.#forget(entry, host.id)
    if (this.#stopping || !this.inUse(host.id)) return
    this.get(host.id).catch((error: unknown) => {
      this.#court.log.error({ err: error, stream: this.#law.streamOf(host.id) }, 'loading a stream anew failed')
    })
  }

  #sweep(): void {
    for (const [id, { host }] of this.#hosts) {
      if (host === null || this.inUse(id) || performance.now() - host.lastUsedAt < IDLE_MS) continue
      void this.#close(host).catch(() => undefined)
    }
  }

  async #close(host: Host<T>): Promise<void> {
    const entry = this.#hosts.get(host.id)
    if (entry?.host !== host) return
    this.#forget(entry, host.id)
    await host.close()
  }

  #forget(entry: Entry<T>, id: string): void {
    if (this.#hosts.get(id) !== entry) return
    this.#hosts.delete(id)
    this.#count()
  }

  #count(): void {
    this.#court.meters.hosts.set({ law: this.#law.name }, this.#hosts.size)
  }
}

function ifNotFound(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'notFound') return undefined
  throw error
}
