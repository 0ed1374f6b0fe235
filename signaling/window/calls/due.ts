import type { AnyHallCommand, TicketOutcome } from '#protocol/window/hall.ts'
import type { CallOutcome, CallSystemCommand, TransferTo } from '#protocol/window/session.ts'
import type { Ticket } from '#domain/window/hall/index.ts'
import { isCitizenSide, type SessionState } from '#domain/window/session/index.ts'

/**
 * What is still to be done so that a ticket and its call say the same. Worked out from both as they stand and not from
 * what happened, so that after a crash at any point the same comes of it (W-2.24, W-3.6, W-3.7).
 */
export type Due =
  /** The call of a ticket that has been called does not exist yet. */
  | { kind: 'open' }
  /** Another window holds the ticket now. */
  | { kind: 'handOver' }
  /** The clerk has sent the ticket on: the call is told, in the clerk's own name. */
  | { kind: 'tellTransfer'; clerkId: string; to: TransferTo; reason: string }
  | { kind: 'call'; command: CallSystemCommand }
  | { kind: 'hall'; command: AnyHallCommand }

/** @param ticket as the hall of its day has it, also when that is closed; null where it is not known */
export function dueOf(sessionId: string, ticket: Ticket | null, session: SessionState | null): Due | null {
  const isOurs = ticket !== null && ticket.status !== 'ended' && ticket.sessionId === sessionId
  if (session === null) return isOurs && ticket.at !== null ? { kind: 'open' } : null
  if (session.ended !== null) return isOurs ? afterEnd(ticket, session.ended.outcome) : null
  if (!isOurs) return { kind: 'call', command: { type: 'endBySystem', outcome: ticket?.ended?.reason === 'dayClosed' ? 'dayClosed' : 'ticketReturned' } }
  return ticket.at === null ? whileWaiting(ticket, session) : atWindow(ticket, ticket.at, session)
}

/** A ticket whose call is over is finished; one that waits for another window is given up. */
function afterEnd({ ticketId, status }: Ticket, outcome: CallOutcome): Due {
  if (status === 'serving') return { kind: 'hall', command: { type: 'finishTicket', ticketId, outcome: ticketOutcome(outcome) } }
  return { kind: 'hall', command: status === 'called' ? { type: 'startService', ticketId } : { type: 'leave', ticketId } }
}

function ticketOutcome(outcome: CallOutcome): TicketOutcome {
  return outcome === 'ticketReturned' || outcome === 'dayClosed' ? 'notDone' : outcome
}

/** Put back or sent on, the citizen still in the call. */
function whileWaiting({ history, pinned, officeId }: Ticket, session: SessionState): Due | null {
  const last = history.at(-1)
  if (session.transfer !== null) return null
  const connectionId = session.people[session.clerk]?.connectionId ?? null
  if (connectionId === null) return null
  if (last?.what === 'transferred' && last.clerkId === session.clerk) {
    // kept for their own window by who stood in for another office
    if (pinned === session.windowId) return null
    const to: TransferTo = pinned === null ? { kind: 'office', officeId } : { kind: 'window', windowId: pinned }
    return { kind: 'tellTransfer', clerkId: session.clerk, to, reason: last.note }
  }
  return removal(session.clerk, connectionId)
}

function atWindow({ ticketId, status }: Ticket, at: NonNullable<Ticket['at']>, session: SessionState): Due | null {
  const clerk = session.people[session.clerk]
  if (at.clerkId !== session.clerk) {
    // somebody's window was closed over their head: they are out of the call, else nobody could take over
    if (session.transfer === null && clerk && clerk.connectionId !== null) return removal(session.clerk, clerk.connectionId)
    return { kind: 'handOver' }
  }
  const isAnswered = Object.values(session.people).some((person) => isCitizenSide(person) && person.connectionId !== null)
  return status === 'called' && clerk?.connectionId && isAnswered ? { kind: 'hall', command: { type: 'startService', ticketId } } : null
}

const removal = (personId: string, connectionId: string): Due => ({ kind: 'call', command: { type: 'disconnect', personId, connectionId, cause: 'removed' } })
