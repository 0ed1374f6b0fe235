import { AppError } from '#protocol/errors.ts'
import type { Clock, EventStore, Lease, Stored } from '#platform/ports.ts'
import type { Log } from '#platform/log.ts'
import { BatchPlan, type Job, type Outcome } from './batch.ts'
import { CommandLedger } from './command-ledger.ts'
import { History, type StepOf } from './history.ts'
import type { Law, Submission, Terms } from './law.ts'

/** The host no longer owns its stream; nothing of the rejected submission is known to have happened. Submit it anew. */
export class HostLost extends Error {
  override name = 'HostLost'
}

/** Commands that waited while an append was under way go into one transaction together. */
const MAX_BATCH = 64

export type HostOptions<T extends Terms> = {
  law: Law<T>; id: string; lease: Lease; store: EventStore; clock: Clock; log: Log
  publish: (steps: StepOf<T>[]) => void; onLost: (host: Host<T>) => void
}

/**
 * The one owner of one stream in this process: command → queue → decide → append → evolve → publish.
 * What was not appended did not happen; after any failed append the host is lost and must be loaded anew from the log.
 */
export class Host<T extends Terms> {
  readonly id: string
  readonly #stream: string
  readonly #law: Law<T>
  readonly #lease: Lease
  readonly #store: EventStore
  readonly #clock: Clock
  readonly #log: Log
  readonly #publish: (steps: StepOf<T>[]) => void
  readonly #onLost: (host: Host<T>) => void
  readonly #ledger = new CommandLedger()
  readonly #history = new History<T>()
  #state: T['state'] | null = null
  #queue: Job<T>[] = []
  #working: Promise<void> | null = null
  #lost = false
  lastUsedAt = performance.now()

  private constructor(options: HostOptions<T>, stored: Stored<T['event'], T['actor']>[]) {
    this.id = options.id
    this.#law = options.law
    this.#stream = options.law.streamOf(options.id)
    this.#lease = options.lease
    this.#store = options.store
    this.#clock = options.clock
    this.#log = options.log
    this.#publish = options.publish
    this.#onLost = options.onLost
    for (const event of stored) this.#fold(event)
    void options.lease.lost.then(() => this.#lose(new Error('lease lost')))
  }

  /** Reads the log and folds it; a stream without events has not begun. */
  static async open<T extends Terms>(options: HostOptions<T>): Promise<Host<T>> {
    const { law, id, store } = options
    return new Host(options, await store.readAs(law.streamOf(id), law.event, law.actor))
  }

  get begun(): boolean {
    return this.#state !== null
  }

  /** @throws AppError notFound while the stream has not begun */
  get state(): T['state'] {
    if (this.#state === null) throw new AppError('notFound')
    return this.#state
  }

  get lost(): boolean {
    return this.#lost
  }

  /** Steps after `seq` for a browser that comes back, or null when only a snapshot will do. */
  stepsAfter(seq: number): StepOf<T>[] | null {
    return this.#history.after(seq, this.#headSeq)
  }

  /**
   * Queues a command. Resolves once its events are durable and published.
   * @throws AppError as the law refused; HostLost when ownership or the database went away meanwhile
   */
  submit(submission: Submission<T>): Promise<Outcome> {
    this.lastUsedAt = performance.now()
    if (this.#lost) return Promise.reject(new HostLost())
    return new Promise((resolve, reject) => {
      this.#queue.push({ ...submission, resolve, reject })
      this.#working ??= this.#work()
    })
  }

  /** Lets what is queued finish, then gives the lease back. */
  async close(): Promise<void> {
    while (this.#working !== null) await this.#working
    this.#lost = true
    await this.#lease.release()
  }

  get #headSeq(): number {
    return this.#state?.seq ?? 0
  }

  async #work(): Promise<void> {
    // The first command starts at once; those that come while it is being appended form the next batch.
    while (this.#queue.length > 0 && !this.#lost) await this.#commit(this.#queue.splice(0, MAX_BATCH))
    this.#working = null
  }

  async #commit(batch: Job<T>[]): Promise<void> {
    const now = this.#clock.now().toISOString()
    const plan = new BatchPlan({ law: this.#law, state: this.#state, ledger: this.#ledger, now, log: this.#log })
    for (const job of batch) plan.add(job)
    if (plan.events.length > 0) {
      try {
        const stored = await this.#store.append(this.#stream, this.#headSeq, plan.events, this.#lease.fence)
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

  #fold(stored: Stored<T['event'], T['actor']>): StepOf<T> {
    const fact = { seq: stored.seq, at: stored.at, actor: stored.actor, event: stored.event }
    const step = { before: this.#state, fact, after: this.#law.evolve(this.#state, fact) }
    this.#state = step.after
    this.#history.add(step)
    this.#ledger.note(stored.actor, stored.commandId, stored.seq)
    return step
  }

  #lose(cause: unknown): void {
    if (!this.#lost) {
      this.#lost = true
      this.#log.warn({ stream: this.#stream, err: cause }, 'a host was lost; its stream will be loaded anew')
      void this.#lease.release().catch(() => undefined)
      this.#onLost(this)
    }
    for (const job of this.#queue.splice(0)) job.reject(new HostLost())
  }
}
