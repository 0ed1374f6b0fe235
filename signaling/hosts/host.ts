import type { Actor, HearingEvent } from '#protocol/hearing-events.ts'
import { HearingEvent as HearingEventSchema } from '#protocol/hearing-events.ts'
import type { HearingCommand } from '#protocol/hearing-commands.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { decide, evolve, recordText } from '#domain/hearing/index.ts'
import type { Clock, EventStore, Lease, NewEvent, Stored } from '#platform/ports.ts'
import type { Log } from '#platform/log.ts'
import { sha256Hex } from '#platform/canonical.ts'
import { newId } from '#platform/ids.ts'
import { AppError } from '#protocol/errors.ts'
import { CommandLedger } from './command-ledger.ts'
import { History, type Step } from './history.ts'

/** One act asked of a hearing. `commandId` null: the platform's own report, not deduplicated. */
export type Submission = { command: HearingCommand; actor: Actor; commandId: string | null }
export type Outcome = { seq: number }
type Job = Submission & { resolve(outcome: Outcome): void; reject(error: Error): void }

/** The host no longer owns its hearing; nothing of the rejected submission is known to have happened. Submit it anew. */
export class HostLost extends Error {
  override name = 'HostLost'
}

/** Commands that waited while an append was under way go into one transaction together. */
const MAX_BATCH = 64

export const streamOf = (hearingId: string) => `hearing/${hearingId}`

/**
 * The one owner of one hearing in this process: command → queue → decide → append → evolve → publish.
 * What was not appended did not happen; after any failed append the host is lost and must be loaded anew from the log.
 */
export class HearingHost {
  readonly hearingId: string
  readonly #lease: Lease
  readonly #store: EventStore
  readonly #clock: Clock
  readonly #log: Log
  readonly #publish: (steps: Step[]) => void
  readonly #onLost: (host: HearingHost) => void
  readonly #ledger = new CommandLedger()
  readonly #history = new History()
  #state: HearingState
  #queue: Job[] = []
  #working: Promise<void> | null = null
  #lost = false
  lastUsedAt = performance.now()

  constructor(options: {
    hearingId: string; lease: Lease; store: EventStore; clock: Clock; log: Log; facts: Stored<HearingEvent>[]
    publish: (steps: Step[]) => void; onLost: (host: HearingHost) => void
  }) {
    this.hearingId = options.hearingId
    this.#lease = options.lease
    this.#store = options.store
    this.#clock = options.clock
    this.#log = options.log
    this.#publish = options.publish
    this.#onLost = options.onLost
    this.#state = this.#foldAll(options.facts)
    void options.lease.lost.then(() => this.#lose(new Error('lease lost')))
  }

  /** Reads the log and folds it. @throws AppError notFound when there is no such hearing. */
  static async open(options: Omit<ConstructorParameters<typeof HearingHost>[0], 'facts'>): Promise<HearingHost> {
    const facts = await options.store.read(streamOf(options.hearingId), HearingEventSchema)
    if (facts.length === 0) throw new AppError('notFound')
    return new HearingHost({ ...options, facts })
  }

  get state(): HearingState {
    return this.#state
  }

  get lost(): boolean {
    return this.#lost
  }

  /** Steps after `seq` for a browser that comes back, or null when only a snapshot will do. */
  stepsAfter(seq: number): Step[] | null {
    return this.#history.after(seq, this.#state.seq)
  }

  /**
   * Queues a command. Resolves once its events are durable and published.
   * @throws AppError as the domain refused; HostLost when ownership or the database went away meanwhile
   */
  submit(submission: Submission): Promise<Outcome> {
    this.lastUsedAt = performance.now()
    if (this.#lost) return Promise.reject(new HostLost())
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...submission, resolve, reject })
      this.#working ??= this.#work()
    })
  }

  /** Lets what is queued finish, then gives the lease back. */
  async close(): Promise<void> {
    await this.#working
    this.#lost = true
    await this.#lease.release()
  }

  async #work(): Promise<void> {
    // The first command starts at once; those that come while it is being appended form the next batch.
    while (this.#queue.length > 0 && !this.#lost) await this.#commit(this.#queue.splice(0, MAX_BATCH))
    this.#working = null
  }

  async #commit(batch: Job[]): Promise<void> {
    const plan = new BatchPlan(this.#state, this.#ledger, this.#clock.now().toISOString(), this.#log)
    for (const job of batch) plan.add(job)
    if (plan.events.length > 0) {
      try {
        const stored = await this.#store.append(streamOf(this.hearingId), this.#state.seq, plan.events, this.#lease.fence)
        if (this.#lost) throw new Error('lost while appending')
        this.#publish(stored.map((event) => this.#fold(event)))
      } catch (error) {
        this.#queue.unshift(...batch)
        this.#lose(error)
        return
      }
    }
    plan.settle(this.#ledger)
  }

  #fold(stored: Stored<HearingEvent>): Step {
    const before = this.#state
    const fact = { seq: stored.seq, at: stored.at, actor: stored.actor, event: stored.event }
    this.#state = evolve(before, fact)
    const step = { before, fact, after: this.#state }
    this.#history.add(step)
    this.#ledger.note(stored.actor, stored.commandId, stored.seq)
    return step
  }

  #foldAll(facts: Stored<HearingEvent>[]): HearingState {
    const [first, ...rest] = facts
    if (first === undefined) throw new AppError('notFound')
    this.#state = evolve(null, { seq: first.seq, at: first.at, actor: first.actor, event: first.event })
    this.#ledger.note(first.actor, first.commandId, first.seq)
    for (const fact of rest) this.#fold(fact)
    return this.#state
  }

  #lose(cause: unknown): void {
    if (this.#lost) return
    this.#lost = true
    this.#log.warn({ hearingId: this.hearingId, err: cause }, 'hearing host lost; it will be loaded anew')
    for (const job of this.#queue.splice(0)) job.reject(new HostLost())
    void this.#lease.release().catch(() => undefined)
    this.#onLost(this)
  }
}

/** Decides a batch of commands one after the other, each on the state the ones before it would leave. */
class BatchPlan {
  readonly events: NewEvent<HearingEvent>[] = []
  readonly #settle: (() => void)[] = []
  readonly #noted: { job: Job; seq: number }[] = []
  readonly #batchLedger = new CommandLedger()
  readonly #ledger: CommandLedger
  readonly #now: string
  readonly #log: Log
  #planned: HearingState

  constructor(state: HearingState, ledger: CommandLedger, now: string, log: Log) {
    this.#planned = state
    this.#ledger = ledger
    this.#now = now
    this.#log = log
  }

  add(job: Job): void {
    try {
      const doneAt = this.#ledger.find(job.actor, job.commandId) ?? this.#batchLedger.find(job.actor, job.commandId)
      if (doneAt !== undefined) {
        this.#settle.push(() => job.resolve({ seq: doneAt }))
        return
      }
      const decision = decide(this.#planned, job.command, job.actor, {
        now: this.#now, newId,
        // What is signed is the record as it stands here, not as a browser last saw it.
        ...(job.command.type === 'signRecord' ? { recordDigest: sha256Hex(recordText(this.#planned)) } : {}),
      })
      if (!decision.ok) throw new AppError(decision.error.code, decision.error.details)
      this.#planned = decision.events.reduce(
        (state, event) => evolve(state, { seq: state.seq + 1, at: this.#now, actor: job.actor, event }), this.#planned)
      // The last event of a command carries its identifier: read back, its seq is the answer that was given.
      this.events.push(...decision.events.map((event, index) => ({
        actor: job.actor, commandId: index === decision.events.length - 1 ? job.commandId : null, event,
      })))
      const seq = this.#planned.seq
      this.#batchLedger.note(job.actor, job.commandId, seq)
      this.#noted.push({ job, seq })
      this.#settle.push(() => job.resolve({ seq }))
    } catch (error) {
      if (!(error instanceof AppError)) this.#log.error({ err: error, command: job.command.type }, 'deciding a command failed')
      const refusal = error instanceof AppError ? error : new AppError('internal')
      this.#settle.push(() => job.reject(refusal))
    }
  }

  /** Answers everybody; only now is it true. */
  settle(ledger: CommandLedger): void {
    for (const { job, seq } of this.#noted) ledger.note(job.actor, job.commandId, seq)
    for (const answer of this.#settle) answer()
  }
}
