import type { HallFact } from '#protocol/window/hall.ts'
import type { HallState, Ticket } from '../state.ts'
import type { EventOf, Folds } from './change.ts'
import { changeTicket, msBetween, servedUntil, step, withDesk, withTicket } from './change.ts'
import { runAfter } from '../choose.ts'
import { own } from '../../../own.ts'

const NOWHERE = { at: null, sessionId: null, counter: null, interpreterNeeded: false } as const

function issued(event: EventOf<'ticketTaken' | 'appointmentBooked'>, fact: HallFact): Ticket {
  const { type, ...rest } = event
  const booked = type === 'appointmentBooked'
  const slot = booked ? { ...event.slot, officeId: event.officeId } : null
  return {
    ...rest, channel: booked ? 'appointment' : event.channel, slot,
    takenAt: fact.at, arrivedAt: booked ? null : fact.at,
    front: false, rank: booked || event.grounds.length > 0 ? 'ahead' : 'ordinary', since: slot?.from ?? fact.at, order: fact.seq, pinned: null,
    status: booked ? 'booked' : 'waiting', ...NOWHERE,
    waitedMs: null, servedMs: 0, passes: 0, rejoins: 0, transfers: 0, servedAt: null, ended: null,
    history: [{ at: fact.at, what: booked ? 'booked' : 'taken', windowId: null, clerkId: null, note: '' }],
  }
}

export function ended(ticket: Ticket, fact: HallFact, reason: NonNullable<Ticket['ended']>['reason']): Ticket {
  return {
    ...ticket, status: 'ended', ended: { at: fact.at, seq: fact.seq, reason }, servedMs: servedUntil(ticket, fact.at),
    at: null, counter: null, history: step(ticket, fact, 'ended', reason),
  }
}

const end = (state: HallState, ticketId: string, fact: HallFact, reason: NonNullable<Ticket['ended']>['reason']): HallState =>
  changeTicket(state, ticketId, (ticket) => ended(ticket, fact, reason))

export const ticketFolds: Folds<
  | 'ticketTaken' | 'appointmentBooked' | 'checkedIn' | 'ticketCalled' | 'ticketRecalled' | 'serviceStarted' | 'ticketPassed' | 'ticketRejoined'
  | 'ticketLeft' | 'ticketTransferred' | 'ticketPutBack' | 'ticketFinished'
> = {
  ticketTaken: (state, event, fact) => withTicket(state, null, issued(event, fact)),
  appointmentBooked: (state, event, fact) => withTicket(state, null, issued(event, fact)),
  checkedIn: (state, { ticketId, line, since }, fact) =>
    changeTicket(state, ticketId, (ticket) => ({ status: 'waiting', arrivedAt: fact.at, rank: line, since, order: fact.seq, history: step(ticket, fact, 'checkedIn') })),
  ticketCalled: (state, event, fact) => {
    const { ticketId, windowId, windowName, officeId, clerkId, sessionId, counter, interpreterNeeded } = event
    const called = changeTicket(state, ticketId, (ticket) => {
      const at = { windowId, windowName, officeId, clerkId, calledAt: fact.at, lastCalledAt: fact.at, recalls: 0, startedAt: null }
      return {
        status: 'called', front: false, sessionId, counter, interpreterNeeded, at,
        waitedMs: ticket.waitedMs ?? msBetween(ticket.arrivedAt ?? fact.at, fact.at), history: step({ ...ticket, at }, fact, 'called', event.reason),
      }
    })
    const run = own(state.windows, windowId)?.run ?? 0
    return withDesk(called, windowId, { run: runAfter(run, event.rule, event.passedOver) })
  },
  ticketRecalled: (state, { ticketId }, fact) =>
    changeTicket(state, ticketId, (ticket) => ({
      at: ticket.at && { ...ticket.at, lastCalledAt: fact.at, recalls: ticket.at.recalls + 1 }, history: step(ticket, fact, 'recalled'),
    })),
  serviceStarted: (state, { ticketId }, fact) =>
    changeTicket(state, ticketId, (ticket) => ({
      status: 'serving', at: ticket.at && { ...ticket.at, startedAt: fact.at },
      servedAt: ticket.at && { windowId: ticket.at.windowId, officeId: ticket.at.officeId }, history: step(ticket, fact, 'started'),
    })),
  ticketPassed: (state, { ticketId }, fact) =>
    changeTicket(state, ticketId, (ticket) => ({ ...NOWHERE, status: 'passed', passes: ticket.passes + 1, history: step(ticket, fact, 'passed') })),
  ticketRejoined: (state, { ticketId, since }, fact) =>
    changeTicket(state, ticketId, (ticket) => ({ status: 'waiting', since, order: fact.seq, rejoins: ticket.rejoins + 1, history: step(ticket, fact, 'rejoined') })),
  ticketLeft: (state, { ticketId }, fact) => end(state, ticketId, fact, 'left'),
  // the call goes on with the next window, so its session stays; the seat at the counter does not
  ticketTransferred: (state, { ticketId, to, windowId, reason }, fact) =>
    changeTicket(state, ticketId, (ticket) => ({
      ...to, status: 'waiting', front: false, pinned: windowId, at: null, counter: null, servedMs: servedUntil(ticket, fact.at), transfers: ticket.transfers + 1,
      history: step(ticket, fact, 'transferred', reason),
    })),
  // the citizen stays seated and in the call
  ticketPutBack: (state, { ticketId, cause }, fact) =>
    changeTicket(state, ticketId, (ticket) => ({
      status: 'waiting', front: true, at: null, servedMs: servedUntil(ticket, fact.at), history: step(ticket, fact, 'putBack', cause),
    })),
  ticketFinished: (state, { ticketId, outcome }, fact) => end(state, ticketId, fact, outcome),
}
