import type { HallCommand, TicketOutcome } from '#protocol/window/hall.ts'
import { viewJson } from '#protocol/gateway.ts'
import { AppError } from '#protocol/errors.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import { competentOffices } from '#domain/window/catalogue/index.ts'
import { everyTicket, slotsOf, viewOf } from '#domain/window/hall/index.ts'
import { atOffice } from '#domain/window/clock/index.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import type { Court } from '../../context.ts'
import type { Calls } from '../calls/calls.ts'
import type { CallHosts } from '../calls/law.ts'
import type { Steward } from '../calls/steward.ts'
import type { Transfers } from '../calls/transfer.ts'
import type { WindowCaller } from '../gateway/wire.ts'
import { actorOf, type MatterParams } from '../matters/wire.ts'
import type { Halls } from './halls.ts'

/** Appointments are made for so many days ahead. */
const BOOKED_AHEAD_DAYS = 14

export type AskOptions = {
  court: Court; catalogue: () => Catalogue; halls: Halls; hosts: CallHosts; calls: Calls; steward: Steward; transfers: Transfers
  isCitizen: (personId: string) => Promise<boolean>
  citizenOfCase: (caseId: string) => Promise<string | null>
}
type Booking = Extract<HallCommand, { type: 'takeTicket' | 'bookAppointment' }>

/** What people ask of the hall, as far as more is to be looked at than the hall knows. */
export class HallAsks {
  readonly #options: AskOptions

  constructor(options: AskOptions) {
    this.#options = options
  }

  /** @throws AppError as refused */
  async command(caller: WindowCaller, { command, commandId, day }: MatterParams<'hallCommand'>): Promise<{ seq: number }> {
    const { halls } = this.#options
    const actor = actorOf(caller.seat)
    switch (command.type) {
      case 'takeTicket': case 'bookAppointment': {
        const on = command.type === 'takeTicket' ? halls.today() : this.#bookable(day ?? halls.today())
        return halls.submit(on, await this.#truly(caller, command), actor, commandId)
      }
      case 'openWindow': {
        const done = await halls.submit(halls.today(), command, actor, commandId)
        await halls.clerkConnected(caller.personId, caller.connectionId)
        return done
      }
      case 'finishTicket': return this.#finish(caller, command, commandId)
      case 'transfer': {
        const session = await this.#running(command.ticketId)
        if (session?.clerk === caller.personId && caller.sessionId === session.sessionId) return this.#options.transfers.ask(caller, command.to, command.reason, commandId)
        break
      }
      // nobody who sits there is passed over
      case 'noShow': {
        const session = await this.#running(command.ticketId)
        if (session && (session.people[session.citizen]?.connectionId ?? null) !== null) throw new AppError('notPermitted')
      }
    }
    return halls.submit(this.#dayFor(caller, command), command, actor, commandId)
  }

  /** Times that may be booked. @throws AppError unknownItem, unknownRegion, noOffice, calendarMissing */
  slots({ itemCode, region, day }: MatterParams<'slots'>) {
    const { catalogue, halls, court } = this.#options
    const routed = competentOffices(catalogue(), itemCode, region)
    if (!routed.ok) throw new AppError(routed.error.code, routed.error.details)
    const { office } = routed
    const on = this.#bookable(day)
    const now = court.clock.now().toISOString()
    const offered = slotsOf(halls.state(on) ?? halls.blank(on), office, catalogue().calendar)
    return { officeId: office.officeId, slots: offered.filter(({ from }) => from > now) }
  }

  /** The halls of days to come, as far as this person has something there. */
  appointments({ seat }: WindowCaller) {
    const { halls } = this.#options
    const days = halls.days().filter((day) => day > halls.today()).flatMap((day) => {
      const hall = halls.state(day)
      const view = hall && viewOf(hall, actorOf(seat))
      return view && everyTicket(view.tickets).length > 0 ? [{ day, seq: view.seq, view: viewJson(view) }] : []
    })
    return { days }
  }

  #dayFor(caller: WindowCaller, command: HallCommand): string {
    const { halls } = this.#options
    return ('ticketId' in command ? halls.ticket(command.ticketId)?.day : undefined) ?? halls.dayOf(caller.seat)
  }

  /** @throws AppError slotNotOffered for a day that is over or too far away */
  #bookable(day: string): string {
    const { halls, court } = this.#options
    const latest = atOffice(new Date(court.clock.now().getTime() + BOOKED_AHEAD_DAYS * 86_400_000).toISOString()).day
    if (day < halls.today() || day > latest) throw new AppError('slotNotOffered')
    return day
  }

  /**
   * Where a citizen sits is known from the sign-in and not from the message; for whom staff ask is somebody who has been
   * here; a case is the citizen's own.
   * @throws AppError unknownPerson, notFound
   */
  async #truly({ seat, personId }: WindowCaller, command: Booking): Promise<Booking> {
    const { isCitizen, citizenOfCase } = this.#options
    const isOwn = seat.role === 'serviceApplicant'
    const citizen = isOwn ? personId : command.citizen
    if (command.caseId !== null && (citizen === undefined || (await citizenOfCase(command.caseId)) !== citizen)) throw new AppError('notFound')
    if (!isOwn) {
      if (citizen !== undefined && !(await isCitizen(citizen))) throw new AppError('unknownPerson')
      return command
    }
    const placed = { ...command, centerId: seat.centerId }
    return placed.type === 'takeTicket' ? { ...placed, channel: seat.centerId === null ? 'phone' : 'kiosk' } : placed
  }

  /** A ticket ends with its call, so that the citizen is told and asked how it was. */
  async #finish(caller: WindowCaller, { ticketId, outcome }: { ticketId: string; outcome: TicketOutcome }, commandId: string): Promise<{ seq: number }> {
    const { halls, hosts, calls, steward } = this.#options
    const session = await this.#running(ticketId)
    const day = halls.ticket(ticketId)?.day ?? halls.today()
    if (session === null) return halls.submit(day, { type: 'finishTicket', ticketId, outcome }, actorOf(caller.seat), commandId)
    if (caller.sessionId !== session.sessionId) throw new AppError('notInCall')
    if (outcome === 'alone') throw new AppError('notPermitted')
    await calls.command(caller, { type: 'end', outcome, note: '' }, commandId)
    await steward.settle(session.sessionId)
    return { seq: (await hosts.get(session.sessionId)).state.seq }
  }

  /** The call of a ticket, while it goes on. */
  async #running(ticketId: string): Promise<SessionState | null> {
    const sessionId = this.#options.halls.ticket(ticketId)?.ticket.sessionId ?? null
    const session = sessionId === null ? null : await this.#options.hosts.peek(sessionId)
    return session?.ended === null ? session : null
  }
}
