import { HearingEvent } from '#protocol/hearing-events.ts'
import { AppError } from '#protocol/errors.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { evolve } from '#domain/hearing/index.ts'
import { newId } from '#platform/ids.ts'
import type { Lease } from '#platform/ports.ts'
import type { Court } from '../context.ts'
import { HearingHost, HostLost, streamOf, type Outcome, type Submission } from './host.ts'
import type { Step } from './history.ts'

export type StepsListener = (hearingId: string, steps: Step[]) => void
export type ReloadListener = (hearingId: string, state: HearingState) => void

const LEASE_RETRY_MS = 250
const IDLE_MS = 60_000
const SWEEP_MS = 15_000

/** The hearings this process owns: loaded on demand, dropped when idle or lost. */
export class Hosts {
  readonly #court: Court
  readonly #owner = newId()
  readonly #hosts = new Map<string, Promise<HearingHost>>()
  readonly #stepsListeners: StepsListener[] = []
  readonly #reloadListeners: ReloadListener[] = []
  readonly #sweeper: NodeJS.Timeout
  /** Whether somebody is attending through this process: such a hearing is never idle. Set by the gateway. */
  inUse: (hearingId: string) => boolean = () => false
  /** Whether this connection is one of this process. Set by the gateway. */
  isLive: (connectionId: string) => boolean = () => false
  #stopping = false

  constructor(court: Court) {
    this.#court = court
    this.#sweeper = setInterval(() => this.#sweep(), SWEEP_MS).unref()
  }

  /** Called in order, synchronously, once events are durable. */
  onSteps(listener: StepsListener): void {
    this.#stepsListeners.push(listener)
  }

  /** Called when a hearing was loaded anew while people attend: what they were shown may have gaps. */
  onReload(listener: ReloadListener): void {
    this.#reloadListeners.push(listener)
  }

  /** @throws AppError notFound: no such hearing; busy: another process owns it */
  get(hearingId: string): Promise<HearingHost> {
    if (this.#stopping) return Promise.reject(new AppError('busy'))
    const known = this.#hosts.get(hearingId)
    if (known !== undefined) return known
    const opening = this.#open(hearingId)
    this.#hosts.set(hearingId, opening)
    opening.catch(() => {
      if (this.#hosts.get(hearingId) === opening) this.#hosts.delete(hearingId)
    })
    return opening
  }

  /**
   * Carries out one command. A host lost underneath is loaded anew and asked once more: the commandId, read back from
   * the log, keeps that from happening twice.
   * @throws AppError as refused
   */
  async submit(hearingId: string, submission: Submission): Promise<Outcome> {
    const endTimer = this.#court.meters.commandSeconds.startTimer()
    for (let attempt = 0; ; attempt += 1) {
      const host = await this.get(hearingId)
      try {
        const outcome = await host.submit(submission)
        this.#court.meters.commands.inc()
        endTimer()
        return outcome
      } catch (error) {
        if (!(error instanceof HostLost)) throw error
        if (attempt >= 2) throw new AppError('busy')
      }
    }
  }

  /** The state now, without taking ownership. null when there is no such hearing. */
  async peek(hearingId: string): Promise<HearingState | null> {
    const known = await this.#hosts.get(hearingId)?.catch(() => null)
    if (known) return known.state
    const facts = await this.#court.store.read(streamOf(hearingId), HearingEvent)
    return facts.reduce<HearingState | null>((state, { seq, at, actor, event }) => evolve(state, { seq, at, actor, event }), null)
  }

  /** The loaded state if this process owns the hearing. */
  async loaded(hearingId: string): Promise<HearingHost | null> {
    return (await this.#hosts.get(hearingId)?.catch(() => null)) ?? null
  }

  async stop(): Promise<void> {
    this.#stopping = true
    clearInterval(this.#sweeper)
    const open = [...this.#hosts.values()]
    this.#hosts.clear()
    await Promise.allSettled(open.map(async (opening) => (await opening).close()))
    this.#court.meters.hosts.set(0)
  }

  async #open(hearingId: string): Promise<HearingHost> {
    const { store, clock, log } = this.#court
    const lease = await this.#acquire(hearingId)
    try {
      const host = await HearingHost.open({
        hearingId, lease, store, clock, log,
        publish: (steps) => this.#publish(hearingId, steps),
        onLost: (lost) => this.#drop(lost),
      })
      await this.#disconnectGhosts(host)
      this.#court.meters.hosts.set(this.#hosts.size)
      for (const listener of this.#reloadListeners) listener(hearingId, host.state)
      return host
    } catch (error) {
      await lease.release()
      throw error
    }
  }

  async #acquire(hearingId: string): Promise<Lease> {
    const deadline = performance.now() + this.#court.limits.leaseWithinMs
    while (!this.#stopping) {
      const lease = await this.#court.leases.acquire(streamOf(hearingId), this.#owner)
      if (lease !== null) return lease
      if (performance.now() > deadline) break
      await new Promise((resolve) => setTimeout(resolve, LEASE_RETRY_MS))
    }
    throw new AppError('busy')
  }

  /** Whoever the log still calls connected, but by a process that is no more, is not. */
  async #disconnectGhosts(host: HearingHost): Promise<void> {
    const ghosts = Object.values(host.state.people).filter((person) => person.connectionId !== null && !this.isLive(person.connectionId))
    await Promise.all(ghosts.map((person) => host.submit({
      command: { type: 'disconnect', personId: person.personId, connectionId: person.connectionId ?? '', cause: 'serverRestart' },
      actor: { system: 'gateway' }, commandId: null,
    })))
  }

  #publish(hearingId: string, steps: Step[]): void {
    for (const listener of this.#stepsListeners) {
      try {
        listener(hearingId, steps)
      } catch (error) {
        // The events are in the log; a listener's defect must not make the host look lost.
        this.#court.log.error({ err: error, hearingId }, 'publishing events failed')
      }
    }
  }

  #drop(host: HearingHost): void {
    this.#hosts.delete(host.hearingId)
    this.#court.meters.hosts.set(this.#hosts.size)
    if (this.#stopping || !this.inUse(host.hearingId)) return
    this.get(host.hearingId).catch((error: unknown) => {
      this.#court.log.error({ err: error, hearingId: host.hearingId }, 'loading the hearing anew failed')
    })
  }

  #sweep(): void {
    for (const [hearingId, opening] of this.#hosts) {
      void opening.then(async (host) => {
        if (this.inUse(hearingId) || performance.now() - host.lastUsedAt < IDLE_MS) return
        this.#hosts.delete(hearingId)
        await host.close()
        this.#court.meters.hosts.set(this.#hosts.size)
      }).catch(() => undefined)
    }
  }
}
