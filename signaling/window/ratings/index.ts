import type { WindowSeat } from '#protocol/window/actor.ts'
import type { RatingSystemCommand } from '#protocol/window/rating.ts'
import { viewJson } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import type { RatingState } from '#domain/window/rating/index.ts'
import { complaintFrom, viewOfRating } from '#domain/window/rating/index.ts'
import { ratingAskedFor } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import type { PersonId } from '#protocol/ids.ts'
import { Hosts } from '../../hosts/hosts.ts'
import { Complaints } from '../complaints/index.ts'
import { derived } from '../matters/secrets.ts'
import type { MatterCaller, MatterOptions, MatterParams, MatterSettings } from '../matters/wire.ts'
import { actorOf } from '../matters/wire.ts'
import type { RatingHosts, RatingStep } from './law.ts'
import { complaintLaw, ratingLaw } from './law.ts'
import { RatingList } from './list.ts'

const BY = { system: 'ratings' } as const

/** The one rating of a call or a case. */
export const ratingIdOf = (kind: 'session' | 'case', id: string): string => derived('rating', kind, id)

/**
 * Ratings of calls and cases, and what follows from them: the citizen is asked once, a bad word opens its ticket, a
 * ticket's outcome comes back to its rating (W-6).
 */
export class Ratings {
  readonly hosts: RatingHosts
  readonly list: RatingList
  readonly complaints: Complaints
  readonly #options: MatterOptions
  readonly #pending = new Set<Promise<unknown>>()

  constructor(options: MatterOptions, settings: MatterSettings, caseOf: (rating: RatingState) => Promise<string | null>) {
    this.#options = options
    const { court, catalogue } = options
    this.hosts = new Hosts(court, ratingLaw)
    const complaintHosts = new Hosts(court, complaintLaw({ calendar: () => catalogue().calendar, settings: () => settings.ratings }))
    this.list = new RatingList({ database: court.database, caseOf, onError: (error) => court.log.error({ err: error }, 'the list of ratings could not be written') })
    this.complaints = new Complaints({ ...options, hosts: complaintHosts, list: this.list, note: (ratingId, command) => this.note(ratingId, command) })
    this.hosts.onSteps((_ratingId, steps) => this.#follow(steps))
  }

  /** Asks for a rating of a call that is over; of none where there was no call to speak of. Again: nothing changes. */
  async askAfterCall(session: SessionState): Promise<void> {
    const asked = ratingAskedFor(session)
    if (asked) await this.#ask(asked)
  }

  /** Asks for the rating of a case that is closed. Again: nothing changes. */
  async askAfterCase(state: CaseState): Promise<void> {
    // nobody has done anything for it that could be rated
    if (state.closed === null || state.received === null) return
    const { caseId, citizen, office, windowId, centre, item, firstClerk } = state
    await this.#ask({
      subject: { kind: 'case', id: caseId }, citizen: citizen.personId,
      concerns: { officeId: office.id, windowId, centerId: centre?.id ?? null, itemCode: item.itemCode, clerkId: firstClerk?.personId ?? null },
    })
    for (const ratingId of await this.list.openOf(caseId)) await this.note(ratingId, { type: 'noteSubjectClosed' })
  }

  /** What the platform reports to a rating; what it knows already is no failure. */
  async note(ratingId: string, command: Exclude<RatingSystemCommand, { type: 'askRating' }>): Promise<void> {
    await this.hosts.submit(ratingId, { command, actor: BY, commandId: derived(command.type, ratingId) }).catch(unlessDone)
  }

  /** Opens the ticket that a bad rating asks for. Again: nothing changes. */
  async openComplaint(rating: RatingState): Promise<void> {
    const { windowId, officeId, clerkId } = rating.concerns
    const known = windowId === null ? [] : this.#options.windowStaff?.(windowId, officeId) ?? []
    const command = complaintFrom(rating, [...new Set<PersonId>([...(clerkId === null ? [] : [clerkId]), ...known])])
    if (command) await this.complaints.open(command)
  }

  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.allSettled(this.#pending)
    await this.complaints.settled()
    await this.list.settled()
  }

  async stop(): Promise<void> {
    await this.settled()
    await this.hosts.stop()
    await this.complaints.stop()
  }

  async #ask(asked: { subject: { kind: 'session' | 'case'; id: string }; citizen: string; concerns: RatingState['concerns'] }): Promise<void> {
    const ratingId = ratingIdOf(asked.subject.kind, asked.subject.id)
    await this.hosts.submit(ratingId, { command: { type: 'askRating', ratingId, ...asked }, actor: BY, commandId: derived('ask', ratingId) }).catch(unlessDone)
  }

  #follow(steps: RatingStep[]): void {
    const last = steps.at(-1)
    if (!last) return
    this.list.noteRating(last.after)
    this.#tell(last.after)
    for (const { fact, after } of steps) {
      if (fact.event.type === 'rated' && after.subject.kind === 'case') this.#later(this.note(after.ratingId, { type: 'noteSubjectClosed' }))
      if (fact.event.type === 'rated' && fact.event.complaintId !== null) this.#later(this.openComplaint(after))
    }
  }

  #tell(rating: RatingState): void {
    this.#options.lines.tell((seat: WindowSeat) => {
      const view = viewOfRating(rating, actorOf(seat))
      // a view without its identifier cannot be followed: such a viewer has the list
      return view === null || view.ratingId === '' ? null : { name: 'rating', params: { ratingId: rating.ratingId, seq: view.seq, view: viewJson(view) } }
    })
  }

  #later(work: Promise<unknown>): void {
    const kept = work.catch((error: unknown) => this.#options.court.log.error({ err: error }, 'what follows from a rating could not be done yet')).finally(() => this.#pending.delete(kept))
    this.#pending.add(kept)
  }
}

/** The socket's calls about ratings and the tickets over bad ones. */
export function ratingCalls(ratings: Ratings) {
  return {
    async ratingCommand({ seat }: MatterCaller, { ratingId, commandId, command }: MatterParams<'ratingCommand'>): Promise<{ seq: number }> {
      const { state } = await ratings.hosts.get(ratingId)
      if (viewOfRating(state, actorOf(seat)) === null) throw new AppError('notFound')
      return ratings.hosts.submit(ratingId, { command, actor: actorOf(seat), commandId })
    },
    async complaintCommand({ seat }: MatterCaller, { complaintId, commandId, command }: MatterParams<'complaintCommand'>): Promise<{ seq: number }> {
      return ratings.complaints.command(seat, complaintId, commandId, command)
    },
  }
}

function unlessDone(error: unknown): void {
  if (!(error instanceof AppError && error.code === 'alreadyDone')) throw error
}
