import type { WindowActor } from '#protocol/window/actor.ts'
import type { HallEvent, HallFact } from '#protocol/window/hall.ts'
import type { Desk, HallState, Ticket } from './state.ts'
import { everyShelved, noShelves, onShelf, shelved } from './shelves.ts'
import { own } from '../../own.ts'

/** Whether somebody may see a ticket at all (W-2.22): the own one; those of the own centre; those of the own office, or at its windows. */
export function seesTicket(viewer: WindowActor, ticket: Ticket): boolean {
  if ('system' in viewer) return true
  const { role, personId, at } = viewer
  switch (role) {
    case 'serviceApplicant': return ticket.citizen === personId
    case 'helper': case 'localClerk': return at !== null && ticket.centerId === at
    case 'remoteClerk': case 'supervisor': return at !== null && (ticket.officeId === at || ticket.at?.officeId === at)
    case 'interpreter': case 'reviewer': return false
  }
}

export const seesDesk = (viewer: WindowActor, officeId: string): boolean =>
  'system' in viewer || ((viewer.role === 'remoteClerk' || viewer.role === 'supervisor') && viewer.at === officeId)

/**
 * Those who see the same of a hall: all clerks and supervisors of an office, all staff of a centre, each citizen alone;
 * null for who sees nothing of it (W-2.22).
 */
export function viewersOf({ role, personId, at }: Exclude<WindowActor, { system: string }>): string | null {
  switch (role) {
    case 'serviceApplicant': return `citizen/${personId}`
    case 'helper': case 'localClerk': return at === null ? null : `centre/${at}`
    case 'remoteClerk': case 'supervisor': return at === null ? null : `office/${at}`
    case 'interpreter': case 'reviewer': return null
  }
}

/** Whom an event may concern: the ticket's citizen, centre and offices, the window's office. Nobody else is due anything of it (W-2.22). */
export function viewersConcerned(before: HallState, event: HallEvent, after: HallState): Set<string> {
  const viewers = new Set<string>()
  for (const hall of [before, after]) {
    const desk = 'windowId' in event && event.windowId !== null ? own(hall.windows, event.windowId) : undefined
    if (desk) viewers.add(`office/${desk.officeId}`)
    const ticket = 'ticketId' in event ? onShelf(hall.tickets, event.ticketId) : undefined
    if (!ticket) continue
    viewers.add(`citizen/${ticket.citizen}`).add(`office/${ticket.officeId}`)
    if (ticket.at !== null) viewers.add(`office/${ticket.at.officeId}`)
    if (ticket.centerId !== null) viewers.add(`centre/${ticket.centerId}`)
  }
  return viewers
}

/**
 * The hall as this viewer may see it: the same type, with windows and tickets of others left out, and without the index,
 * which only the host keeps; null = nothing at all. What a citizen must know of others, the place in line, is sent as a
 * number (`placeOf`).
 */
export function viewOf(state: HallState, viewer: WindowActor): HallState | null {
  if ('system' in viewer) return state
  if (viewer.role === 'interpreter' || viewer.role === 'reviewer') return null
  const desks = Object.values(state.windows).filter((desk) => seesDesk(viewer, desk.officeId))
  return {
    ...state, index: null, tickets: visible(state, viewer),
    windows: Object.fromEntries(desks.map((desk) => [desk.windowId, desk])),
    clerks: Object.fromEntries(desks.flatMap((desk: Desk) => (desk.clerkId === null ? [] : [[desk.clerkId, desk.windowId]]))),
  }
}

function visible(state: HallState, viewer: Exclude<WindowActor, { system: string }>): HallState['tickets'] {
  const own = everyShelved(state.tickets).filter((ticket) => seesTicket(viewer, ticket))
  return own.length === 0 ? noShelves() : shelved(own.map((ticket) => [ticket.ticketId, ticket]))
}

export type HallDelivery = 'event' | 'snapshot' | 'nothing'

/**
 * What a viewer who holds `viewOf(before)` must be sent so that they hold `viewOf(after)`, `seq` aside: nothing, the fact
 * (it tells of nothing else than what they may see), or the new view. Looks at one ticket and one window only, so that it
 * may be asked for every viewer of a hall. `after` must be `evolve(before, fact)`.
 */
export function delivery(before: HallState, fact: HallFact, after: HallState, viewer: WindowActor): HallDelivery {
  if ('system' in viewer) return 'event'
  const { event } = fact
  if (viewer.role === 'interpreter' || viewer.role === 'reviewer') return 'nothing'
  // an office that stood in sees those tickets no longer when its windows close
  if (event.type === 'dayClosed') return viewer.role === 'remoteClerk' || viewer.role === 'supervisor' ? 'snapshot' : 'event'
  if (event.type === 'dayOpened') return 'event'
  if (!('ticketId' in event)) {
    const officeId = own(after.windows, event.windowId)?.officeId
    return officeId !== undefined && seesDesk(viewer, officeId) ? 'event' : 'nothing'
  }
  const sees = (ticket: Ticket | undefined): boolean => ticket !== undefined && seesTicket(viewer, ticket)
  const [held, due] = [onShelf(before.tickets, event.ticketId), onShelf(after.tickets, event.ticketId)]
  if (sees(held) !== sees(due)) return held === undefined ? 'event' : 'snapshot'
  return sees(due) ? 'event' : 'nothing'
}
