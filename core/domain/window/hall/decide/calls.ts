import type { CallRule } from '#protocol/window/hall.ts'
import type { Desk, Entry, HallState, Lane, Ticket } from '../state.ts'
import type { Heads } from '../choose.ts'
import type { Draft } from './draft.ts'
import type { Handlers } from './handler.ts'
import { benchOf, choose, isAtWork, knows, lanesFor } from '../choose.ts'
import { freeCounter } from '../numbers.ts'
import { onShelf } from '../shelves.ts'
import { refuse } from './draft.ts'

export const callHandlers: Handlers<'callNext' | 'callTicket' | 'recall' | 'startService' | 'noShow' | 'finishTicket'> = {
  callNext(draft) {
    const desk = freeDesk(draft, draft.ownDesk())
    const { state, context: { now } } = draft
    const bench = benchOf(state)
    const choice = choose(lanesFor(state, desk, bench), (lane) => headsOf(state, lane, desk, now), desk.run, state.settings.priorityRun)
    if (choice === null) return refuse('nobodyWaiting')
    call(draft, draft.ticket(choice.entry.ticketId), desk, { rule: choice.rule, passedOver: choice.passedOver, reason: '' })
  },
  callTicket(draft, { ticketId, windowId, reason }) {
    const ticket = draft.ticket(ticketId)
    // the platform: back to the clerk who has called a transfer off
    if (draft.hand !== null && !draft.isSupervisorOf(ticket.officeId)) refuse('notPermitted')
    const desk = freeDesk(draft, draft.desk(windowId))
    if (ticket.status !== 'waiting') refuse('ticketMoved')
    if (!knows(desk, ticket) || ![ticket.officeId, ...ticket.standIns].includes(desk.officeId)) refuse('cannotTake')
    if (desk.clerkId === ticket.citizen) refuse('cannotTake')
    if (isBusy(draft.state, ticket)) refuse('ticketMoved')
    call(draft, ticket, desk, { rule: 'directed', passedOver: false, reason })
  },
  recall(draft, { ticketId }) {
    const { at, status } = draft.heldTicket(ticketId)
    const { recalls, recallGapSeconds } = draft.state.settings
    if (status !== 'called') refuse('ticketMoved')
    if (at.recalls >= recalls) refuse('recallsUsedUp', { most: recalls })
    draft.needElapsed(at.lastCalledAt, recallGapSeconds)
    draft.emit({ type: 'ticketRecalled', ticketId })
  },
  // by the clerk who sees the citizen come, or by the call itself when both are in it
  startService(draft, { ticketId }) {
    const { status } = draft.hand === null ? draft.ticket(ticketId) : draft.heldTicket(ticketId)
    if (status === 'serving') refuse('alreadyDone')
    if (status !== 'called') refuse('ticketMoved')
    draft.emit({ type: 'serviceStarted', ticketId })
  },
  noShow(draft, { ticketId }) {
    const { at, status } = draft.heldTicket(ticketId)
    if (status !== 'called') refuse('ticketMoved')
    draft.needElapsed(at.lastCalledAt, draft.state.settings.noShowSeconds)
    draft.emit({ type: 'ticketPassed', ticketId })
  },
  finishTicket(draft, { ticketId, outcome }) {
    const { status } = draft.hand === null ? draft.ticket(ticketId) : draft.heldTicket(ticketId)
    if (status !== 'serving') refuse(status === 'ended' ? 'alreadyDone' : 'ticketMoved')
    draft.emit({ type: 'ticketFinished', ticketId, outcome })
  },
}

/** @throws AppError('windowNotOpen' | 'notConnected' | 'ticketInHand') */
function freeDesk(draft: Draft, desk: Desk): Desk {
  if (!isAtWork(desk)) refuse('windowNotOpen')
  if (desk.lostSince !== null) refuse('notConnected')
  if (desk.ticketId !== null) refuse('ticketInHand', { number: draft.ticket(desk.ticketId).number })
  return desk
}

function call(draft: Draft, ticket: Ticket, desk: Desk, how: { rule: CallRule; passedOver: boolean; reason: string }): void {
  const { windowId, name, officeId, clerkId, languages } = desk
  if (clerkId === null) return refuse('windowNotOpen')
  draft.emit({
    type: 'ticketCalled', ticketId: ticket.ticketId, sessionId: ticket.sessionId ?? draft.context.newId(),
    windowId, windowName: name, officeId, clerkId,
    // whoever was put back still sits where they sat
    counter: ticket.counter ?? freeCounter(draft.state, draft.context.catalogue, ticket.centerId),
    interpreterNeeded: !languages.includes(ticket.language), ...how,
  })
}

/** W-2.13: nobody can be at two windows; the other ticket keeps its place meanwhile. */
function isBusy(state: HallState, ticket: Ticket): boolean {
  const tickets = onShelf(state.index?.citizens ?? [], ticket.citizen) ?? []
  return tickets.length > 1 && tickets.some((ticketId) => (onShelf(state.tickets, ticketId)?.at ?? null) !== null)
}

function headsOf(state: HallState, lane: Lane, desk: Desk, now: string): Heads {
  const first = (line: readonly Entry[], fits: (entry: Entry) => boolean): Entry | null =>
    line.find((entry) => {
      const ticket = fits(entry) && onShelf(state.tickets, entry.ticketId)
      return ticket && ticket.citizen !== desk.clerkId && !isBusy(state, ticket)
    }) ?? null
  const due = (entry: Entry): boolean => entry.since <= now
  return { front: first(lane.front, () => true), ahead: first(lane.ahead, due), ordinary: first(lane.ordinary, () => true), early: first(lane.ahead, (entry) => !due(entry)) }
}
