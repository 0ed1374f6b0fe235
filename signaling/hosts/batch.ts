import { AppError } from '#protocol/errors.ts'
import type { NewEvent } from '#platform/ports.ts'
import type { Log } from '#platform/log.ts'
import { CommandLedger } from './command-ledger.ts'
import type { Law, Submission, Terms } from './law.ts'

/** `seq`: the log's position once carried out. */
export type Outcome = { seq: number }
export type Job<T extends Terms> = Submission<T> & { resolve(outcome: Outcome): void; reject(error: Error): void }

/** Decides a batch of commands one after the other, each on the state the ones before it would leave. */
export class BatchPlan<T extends Terms> {
  readonly events: NewEvent<T['event'], T['actor']>[] = []
  readonly #law: Law<T>
  readonly #settle: (() => void)[] = []
  readonly #noted: { job: Job<T>; seq: number }[] = []
  readonly #batchLedger = new CommandLedger()
  readonly #ledger: CommandLedger
  readonly #now: string
  readonly #log: Log
  #planned: T['state'] | null

  constructor(options: { law: Law<T>; state: T['state'] | null; ledger: CommandLedger; now: string; log: Log }) {
    this.#law = options.law
    this.#planned = options.state
    this.#ledger = options.ledger
    this.#now = options.now
    this.#log = options.log
  }

  add(job: Job<T>): void {
    try {
      const doneAt = this.#ledger.find(job.actor, job.commandId) ?? this.#batchLedger.find(job.actor, job.commandId)
      if (doneAt !== undefined) {
        this.#settle.push(() => job.resolve({ seq: doneAt }))
        return
      }
      const seq = this.#decide(job)
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

  /** @returns the log's position after the command's events */
  #decide({ command, actor, commandId }: Job<T>): number {
    const decision = this.#law.decide(this.#planned, command, actor, this.#now)
    if (!decision.ok) throw new AppError(decision.error.code, decision.error.details)
    const { events } = decision
    this.#planned = events.reduce<T['state'] | null>(
      (state, event) => this.#law.evolve(state, { seq: (state?.seq ?? 0) + 1, at: this.#now, actor, event }), this.#planned)
    // The last event of a command carries its identifier: read back, its seq is the answer that was given.
    this.events.push(...events.map((event, index) => ({ actor, commandId: index === events.length - 1 ? commandId : null, event })))
    return this.#planned?.seq ?? 0
  }
}
