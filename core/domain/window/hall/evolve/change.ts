import type { HallEvent, HallEventType, HallFact } from '#protocol/window/hall.ts'
import type { Desk, HallState, Ticket, TicketStep } from '../state.ts'
import { reindex } from '../filing.ts'
import { onShelf, withShelved } from '../shelves.ts'
import { own } from '../../../own.ts'

export type EventOf<T extends HallEventType> = Extract<HallEvent, { type: T }>
/** Folds one event; never throws, never changes its input, and leaves alone what a viewer's state does not hold. */
export type Folds<T extends HallEventType> = { [K in T]: (state: HallState, event: EventOf<K>, fact: HallFact) => HallState }

export function withDesk(state: HallState, windowId: string, change: Partial<Desk>): HallState {
  const desk = own(state.windows, windowId)
  return desk ? { ...state, windows: { ...state.windows, [windowId]: { ...desk, ...change } } } : state
}

/** One ticket laid down; the windows it leaves and comes to, and the index, follow. */
export function withTicket(state: HallState, before: Ticket | null, after: Ticket): HallState {
  const [from, to] = [before?.at?.windowId ?? null, after.at?.windowId ?? null]
  let next: HallState = { ...state, tickets: withShelved(state.tickets, after.ticketId, after), index: state.index && reindex(state.index, before, after) }
  if (from !== to && from !== null) next = withDesk(next, from, { ticketId: null })
  if (from !== to && to !== null) next = withDesk(next, to, { ticketId: after.ticketId })
  return next
}

export function changeTicket(state: HallState, ticketId: string, change: (ticket: Ticket) => Partial<Ticket>): HallState {
  const before = onShelf(state.tickets, ticketId)
  return before ? withTicket(state, before, { ...before, ...change(before) }) : state
}

export function step(ticket: Ticket, fact: HallFact, what: TicketStep['what'], note = ''): TicketStep[] {
  return [...ticket.history, { at: fact.at, what, windowId: ticket.at?.windowId ?? null, clerkId: ticket.at?.clerkId ?? null, note }]
}

export const msBetween = (from: string, to: string): number => Math.max(0, Date.parse(to) - Date.parse(from))

/** Time in service up to now, the running service included. */
export const servedUntil = (ticket: Ticket, now: string): number =>
  ticket.servedMs + (ticket.at?.startedAt ? msBetween(ticket.at.startedAt, now) : 0)
