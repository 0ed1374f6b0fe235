import type { WindowSeat } from '#protocol/window/actor.ts'
import type { ComplaintCommand, ComplaintSystemCommand, RatingSystemCommand } from '#protocol/window/rating.ts'
import { viewJson } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'
import { closeFrom, dueSteps, ratingNote, viewOfComplaint } from '#domain/window/rating/index.ts'
import type { ComplaintState } from '#domain/window/rating/index.ts'
import { atOffice } from '#domain/window/clock/index.ts'
import type { Outcome } from '../../hosts/batch.ts'
import { derived } from '../matters/secrets.ts'
import type { MatterOptions } from '../matters/wire.ts'
import { actorOf } from '../matters/wire.ts'
import type { ComplaintHosts, ComplaintStep } from '../ratings/law.ts'
import type { RatingList } from '../ratings/list.ts'

const BY = { system: 'ratings' } as const
type Note = Exclude<RatingSystemCommand, { type: 'askRating' }>
type Options = MatterOptions & { hosts: ComplaintHosts; list: RatingList; note: (ratingId: string, command: Note) => Promise<void> }

/** Tickets over bad ratings (差评工单): told to those they concern, kept in the list, and reported back to their rating. */
export class Complaints {
  readonly hosts: ComplaintHosts
  readonly #options: Options
  readonly #pending = new Set<Promise<unknown>>()

  constructor(options: Options) {
    this.#options = options
    this.hosts = options.hosts
    this.hosts.onSteps((_complaintId, steps) => this.#follow(steps))
  }

  async open(command: Extract<ComplaintSystemCommand, { type: 'openComplaint' }>): Promise<void> {
    await this.hosts.submit(command.complaintId, { command, actor: BY, commandId: derived('complaint', command.complaintId) }).catch(unlessDone)
  }

  /** @throws AppError notFound for whoever sees nothing of it; as the law refuses */
  async command(seat: WindowSeat, complaintId: string, commandId: string, command: ComplaintCommand): Promise<Outcome> {
    const { state } = await this.hosts.get(complaintId)
    if (viewOfComplaint(state, actorOf(seat)) === null) throw new AppError('notFound')
    // the ticket is given to somebody of that office, who is there to do it
    if (command.type === 'assign') this.#mustWorkAt(command.handler, state.concerns.officeId)
    return this.hosts.submit(complaintId, { command, actor: actorOf(seat), commandId })
  }

  /** What has run over time is noted; what nobody waits for any more is closed once its handler has let the day go by (W-6.9). */
  async due(now: string): Promise<void> {
    for (const state of await this.#options.list.openComplaints()) await this.#dueOf(state, now)
  }

  /** What a ticket means for its rating, also where the process died in between. */
  async report(state: ComplaintState): Promise<void> {
    const { reRated, appeal, fixed, ratingId } = state
    if (fixed !== null && fixed.reply !== '') await this.#options.note(ratingId, { type: 'noteReplied', text: fixed.reply })
    if (reRated !== null) await this.#options.note(ratingId, { type: 'noteReRated', level: reRated.level, reasons: reRated.reasons, text: reRated.text })
    if (appeal?.decision?.outcome === 'upheld') await this.#options.note(ratingId, { type: 'noteExcluded', reason: appeal.decision.reason.slice(0, 500).replace(/[\n\t]/g, ' ') })
  }

  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
  }

  async stop(): Promise<void> {
    await this.settled()
    await this.hosts.stop()
  }

  async #dueOf(state: ComplaintState, now: string): Promise<void> {
    const submit = (command: ComplaintSystemCommand | { type: 'close' }, commandId: string) =>
      this.hosts.submit(state.complaintId, { command, actor: BY, commandId: derived(commandId, state.complaintId) }).catch(unlessPassing)
    const from = closeFrom(state)
    if (from !== null && atOffice(now).day > from) {
      await submit({ type: 'close' }, 'close')
      return
    }
    for (const { step, by, overdue } of dueSteps(state, now)) {
      if (overdue && !state.overdue.some((one) => one.step === step && one.by === by)) await submit({ type: 'noteOverdue', step }, `overdue-${step}-${by}`)
    }
  }

  #mustWorkAt(personId: string, officeId: string): void {
    const person = this.#options.catalogue().staff.find((one) => one.personId === personId)
    if (person?.at !== officeId) throw new AppError('unknownPerson')
  }

  #follow(steps: ComplaintStep[]): void {
    const last = steps.at(-1)
    if (!last) return
    this.#options.list.noteComplaint(last.after)
    this.#options.lines.tell((seat) => {
      const view = viewOfComplaint(last.after, actorOf(seat))
      return view && { name: 'complaint', params: { complaintId: last.after.complaintId, seq: view.seq, view: viewJson(view) } }
    })
    for (const { fact, after } of steps) {
      const note = ratingNote(fact.event)
      if (note === null || note.type === 'askRating') continue
      const kept = this.#options.note(after.ratingId, note)
        .catch((error: unknown) => this.#options.court.log.error({ err: error }, 'a rating did not take note of its ticket yet')).finally(() => this.#pending.delete(kept))
      this.#pending.add(kept)
    }
  }
}

function unlessDone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'alreadyDone')) throw error
}
/** Somebody did it meanwhile, or the day has not come. */
function unlessPassing(error: unknown): void {
  if (!(error instanceof AppError && ['alreadyDone', 'notFound', 'notYetDue', 'notPermitted'].includes(error.code))) throw error
}
