import { AppError } from '#protocol/errors.ts'
import type { HallTransferTo, TicketRouting } from '#protocol/window/hall.ts'
import type { Office } from '#protocol/window/catalogue.ts'
import type { Ticket } from '../state.ts'
import type { CommandOf, Handlers } from './handler.ts'
import type { Draft } from './draft.ts'
import { competentOffices } from '../../catalogue/routing.ts'
import { isLiving } from '../filing.ts'
import { departmentLetter, nextNumber } from '../numbers.ts'
import { onShelf } from '../shelves.ts'
import { slotsOf } from '../slots.ts'
import { refuse } from './draft.ts'
import { behind } from './rejoin.ts'

type Wanted = Omit<CommandOf<'bookAppointment'>, 'type' | 'slot'>

/** @throws AppError('unknownItem' | 'unknownRegion' | 'noOffice') */
function route(draft: Draft, itemCode: string, region: string): { routing: TicketRouting; office: Office } {
  const found = competentOffices(draft.context.catalogue, itemCode, region)
  if (!found.ok) throw new AppError(found.error.code, found.error.details)
  const { item, office, standIns } = found
  return {
    office,
    routing: { itemCode, departmentId: item.department, region, officeId: office.officeId, officeRegion: office.region, standIns: standIns.map((one) => one.officeId), minutes: item.minutes },
  }
}

/** What every ticket begins with, however it is asked for (W-2.1 to W-2.4). */
function issue(draft: Draft, wanted: Wanted) {
  const { state, context: { catalogue, newId }, hand } = draft
  const { centerId, itemCode, region, language, grounds, caseId } = wanted
  const citizen = wanted.citizen ?? (hand?.role === 'serviceApplicant' ? hand.personId : refuse('badMessage', { path: 'citizen' }))
  draft.needCitizenSide({ citizen, centerId })
  const center = catalogue.centers.find((one) => one.centerId === centerId)
  if (centerId !== null && !center) refuse('notFound')
  const { routing, office } = route(draft, itemCode, region)
  const others = (onShelf(state.index?.citizens ?? [], citizen) ?? []).map((ticketId) => draft.ticket(ticketId))
  const same = others.find((ticket) => ticket.itemCode === itemCode && ticket.region === region && ticket.caseId === caseId)
  const held = same ?? (others.length >= state.settings.ticketsPerCitizen ? others[0] : undefined)
  if (held) refuse('ticketHeld', { number: held.number })
  const facts = {
    ticketId: newId(), ...nextNumber(state, centerId, departmentLetter(catalogue, routing.departmentId)), citizen,
    centerId, centerRegion: center?.region ?? null, ...routing, language, grounds: [...new Set(grounds)], caseId,
  }
  return { facts, office }
}

export const ticketHandlers: Handlers<'takeTicket' | 'bookAppointment' | 'checkIn' | 'rejoin' | 'leave' | 'transfer'> = {
  takeTicket(draft, { type: _type, channel, ...wanted }) {
    draft.needToday()
    if (channel === 'kiosk' && wanted.centerId === null) refuse('badMessage', { path: 'centerId' })
    draft.emit({ type: 'ticketTaken', channel, ...issue(draft, wanted).facts })
  },
  bookAppointment(draft, { type: _type, slot, ...wanted }) {
    const { facts, office } = issue(draft, wanted)
    const offered = slotsOf(draft.state, office, draft.context.catalogue.calendar).find((one) => one.slot === slot)
    if (!offered || offered.from <= draft.context.now) return refuse('slotNotOffered')
    if (offered.free === 0) refuse('slotFull')
    draft.emit({ type: 'appointmentBooked', ...facts, slot: { from: offered.from, to: offered.to } })
  },
  checkIn(draft, { ticketId }) {
    const ticket = draft.ticket(ticketId)
    const { now } = draft.context
    draft.needCitizenSide(ticket)
    if (ticket.status !== 'booked' || ticket.slot === null) return refuse(ticket.status === 'waiting' ? 'alreadyDone' : 'ticketMoved')
    draft.needElapsed(ticket.slot.from, -60 * draft.state.settings.checkInEarlyMinutes)
    const missed = now >= ticket.slot.to && ticket.grounds.length === 0
    draft.emit({ type: 'checkedIn', ticketId, line: missed ? 'ordinary' : 'ahead', since: now < ticket.slot.from ? ticket.slot.from : now })
  },
  rejoin(draft, { ticketId }) {
    const ticket = draft.ticket(ticketId)
    draft.needCitizenSide(ticket)
    if (ticket.status !== 'passed') refuse('ticketMoved')
    if (ticket.rejoins >= draft.state.settings.rejoins) refuse('rejoinUsedUp', { most: draft.state.settings.rejoins })
    draft.emit({ type: 'ticketRejoined', ticketId, since: behind(draft.state, ticket, draft.context.now) })
  },
  // whoever is being served ends the call, and with it the ticket
  leave(draft, { ticketId }) {
    const ticket = draft.ticket(ticketId)
    draft.needCitizenSide(ticket)
    if (!isLiving(ticket)) refuse('alreadyDone')
    if (ticket.status === 'serving') refuse('ticketMoved')
    draft.emit({ type: 'ticketLeft', ticketId })
  },
  transfer(draft, { ticketId, to, reason }) {
    const ticket = draft.ticket(ticketId)
    const byClerk = draft.hand?.role === 'remoteClerk'
    if (byClerk) draft.heldTicket(ticketId)
    else if (draft.hand !== null && !draft.isSupervisorOf(ticket.officeId)) refuse('notPermitted')
    if (ticket.status === 'booked' || ticket.status === 'passed' || !isLiving(ticket)) refuse('ticketMoved')
    // a supervisor sends on who waits; who is with a clerk is the clerk's
    if (draft.hand?.role === 'supervisor' && ticket.status !== 'waiting') refuse('ticketMoved')
    if (ticket.transfers >= draft.state.settings.transfers) refuse('tooManyRequests')
    const { routing, windowId } = destination(draft, ticket, to)
    const same = routing.officeId === ticket.officeId && routing.itemCode === ticket.itemCode && routing.region === ticket.region
    // within the same office it must go to another window, or it would come back to the one who sent it
    if (same && (windowId === ticket.pinned || windowId === ticket.at?.windowId)) refuse('alreadyDone')
    draft.emit({ type: 'ticketTransferred', ticketId, to: routing, windowId, reason })
  },
}

/** @throws AppError('notFound' | 'cannotTake' | …) */
function destination(draft: Draft, ticket: Ticket, to: HallTransferTo): { routing: TicketRouting; windowId: string | null } {
  const { catalogue } = draft.context
  if (to.kind === 'item') return { routing: route(draft, to.itemCode, to.region).routing, windowId: null }
  const windowId = to.kind === 'window' ? to.windowId : null
  const officeId = to.kind === 'office' ? to.officeId : catalogue.windows.find((one) => one.windowId === windowId)?.officeId
  const office = catalogue.offices.find((one) => one.officeId === officeId) ?? refuse('notFound')
  if (!office.departments.includes(ticket.departmentId)) refuse('cannotTake')
  const { itemCode, departmentId, region, minutes } = ticket
  const standIns = office.standIns.filter((id) => catalogue.offices.some((one) => one.officeId === id && one.departments.includes(departmentId)))
  return { routing: { itemCode, departmentId, region, minutes, officeId: office.officeId, officeRegion: office.region, standIns }, windowId }
}
