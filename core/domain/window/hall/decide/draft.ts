import type { WindowActor } from '#protocol/window/actor.ts'
import type { HallEvent } from '#protocol/window/hall.ts'
import type { Desk, Hand, HallContext, HallState, Ticket } from '../state.ts'
import { atOffice } from '../../catalogue/day.ts'
import { evolve } from '../evolve/index.ts'
import { onShelf } from '../shelves.ts'
import { own } from '../../../own.ts'
import { BaseDraft, refuse } from '../../../draft.ts'

export { refuse }

export class Draft extends BaseDraft<HallState, HallEvent, WindowActor, HallContext> {
  constructor(state: HallState, actor: WindowActor, context: HallContext) {
    super({ state, actor, context, evolve })
  }

  /** null: the platform itself. */
  get hand(): Hand | null {
    return 'system' in this.actor ? null : this.actor
  }

  /** @throws AppError('notFound') */
  ticket(ticketId: string): Ticket {
    return onShelf(this.state.tickets, ticketId) ?? refuse('notFound')
  }

  /** @throws AppError('notFound') */
  desk(windowId: string): Desk {
    return own(this.state.windows, windowId) ?? refuse('notFound')
  }

  /** The window at which the one who asks sits as its clerk. @throws AppError('notPermitted' | 'windowNotOpen') */
  ownDesk(): Desk {
    const { hand } = this
    if (hand?.role !== 'remoteClerk') return refuse('notPermitted')
    const desk = this.deskOf(hand.personId)
    if (!desk || desk.officeId !== hand.at) return refuse('windowNotOpen')
    return desk
  }

  deskOf(clerkId: string): Desk | undefined {
    const windowId = own(this.state.clerks, clerkId)
    return windowId === undefined ? undefined : own(this.state.windows, windowId)
  }

  isSupervisorOf(officeId: string): boolean {
    return this.hand?.role === 'supervisor' && this.hand.at === officeId
  }

  /** The citizen, whoever helps at the centre where the citizen is, the platform (W-2.2). @throws AppError('notPermitted') */
  needCitizenSide(of: { citizen: string; centerId: string | null }): void {
    const { hand } = this
    if (hand === null) return
    const self = hand.role === 'serviceApplicant' && hand.personId === of.citizen
    const helps = (hand.role === 'helper' || hand.role === 'localClerk') && of.centerId !== null && hand.at === of.centerId && hand.personId !== of.citizen
    if (!self && !helps) refuse('notPermitted')
  }

  /** A ticket held by the clerk who asks. @throws AppError('notFound' | 'notPermitted') */
  heldTicket(ticketId: string): Ticket & { at: NonNullable<Ticket['at']> } {
    const desk = this.ownDesk()
    const ticket = this.ticket(ticketId)
    if (ticket.at === null || desk.ticketId !== ticketId) return refuse('notPermitted')
    return { ...ticket, at: ticket.at }
  }

  /** Windows and walk-ins belong to the day at the office (W-2.1). @throws AppError('hallClosed') */
  needToday(): void {
    if (atOffice(this.context.now).day !== this.state.day) refuse('hallClosed')
  }

  /** W-2.21: whoever was called to the window or served there stands in front of the queue again. */
  putBack(desk: Desk, cause: 'clerkLost' | 'supervisor'): void {
    if (desk.ticketId !== null) this.emit({ type: 'ticketPutBack', ticketId: desk.ticketId, cause })
  }

  /** @throws AppError('notYetDue') before `seconds` have gone by since `instant` */
  needElapsed(instant: string, seconds: number): void {
    const from = Date.parse(instant) + seconds * 1000
    if (Date.parse(this.context.now) < from) refuse('notYetDue', { from: new Date(from).toISOString() })
  }
}
