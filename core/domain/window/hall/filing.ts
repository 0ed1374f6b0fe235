import type { LineKind } from '#protocol/window/hall.ts'
import type { Entry, HallIndex, Lane, Ticket } from './state.ts'
import { noShelves, onShelf, withShelved, without, withoutShelved } from './shelves.ts'
import { own } from '../../own.ts'

/** How many of the latest services of an item its usual length is taken from. */
const DURATIONS_KEPT = 31

export const noIndex = (): HallIndex => ({ queues: {}, citizens: noShelves(), series: {}, slots: {}, counters: {}, durations: {} })

export const isLiving = (ticket: Ticket): boolean => ticket.status !== 'ended'
export const lineOf = (ticket: Ticket): LineKind => (ticket.front ? 'front' : ticket.rank)
export const seriesKey = (centerId: string | null, series: string): string => `${centerId ?? ''}/${series}`
export const slotKey = (officeId: string, from: string): string => `${officeId}/${from}`
export const earlier = (a: Entry, b: Entry): boolean => a.since < b.since || (a.since === b.since && a.order < b.order)

export function laneKey(ticket: Ticket): string {
  return [ticket.departmentId, ticket.itemCode, ticket.language, ticket.standIns.join(','), ticket.pinned ?? ''].join('/')
}

/** The index after one ticket has changed from `before` (null = it is new) to `after`. */
export function reindex(index: HallIndex, before: Ticket | null, after: Ticket): HallIndex {
  let next = index
  const stood = before !== null && before.status === 'waiting'
  const stands = after.status === 'waiting'
  if (!(stood && stands && sameLine(before, after))) {
    if (stood) next = { ...next, queues: takeOut(next.queues, before) }
    if (stands) next = { ...next, queues: putIn(next.queues, after) }
  }
  if ((before !== null && isLiving(before)) !== isLiving(after)) next = { ...next, citizens: listed(next.citizens, after) }
  if (before === null) {
    const key = seriesKey(after.centerId, after.series)
    next = { ...next, series: { ...next.series, [key]: Math.max(own(next.series, key) ?? 0, after.nth) } }
  }
  if (holdsSlot(before) !== holdsSlot(after) && after.slot !== null) {
    const key = slotKey(after.slot.officeId, after.slot.from)
    next = { ...next, slots: { ...next.slots, [key]: (own(next.slots, key) ?? 0) + (holdsSlot(after) ? 1 : -1) } }
  }
  if ((before?.counter ?? null) !== after.counter) next = { ...next, counters: seated(next.counters, before, after) }
  if (after.ended !== null && before?.ended === null) next = { ...next, durations: timed(next.durations, after) }
  return next
}

const sameLine = (a: Ticket, b: Ticket): boolean =>
  a.officeId === b.officeId && laneKey(a) === laneKey(b) && a.front === b.front && a.rank === b.rank && a.since === b.since && a.order === b.order

/** An appointment given up before the citizen was there frees its place. */
const holdsSlot = (ticket: Ticket | null): boolean => ticket !== null && ticket.slot !== null && (isLiving(ticket) || ticket.arrivedAt !== null)

function putIn(queues: HallIndex['queues'], ticket: Ticket): HallIndex['queues'] {
  const { ticketId, since, order, officeId, departmentId, itemCode, language, standIns, pinned } = ticket
  const key = laneKey(ticket)
  const lanes = own(queues, officeId) ?? {}
  const lane: Lane = own(lanes, key) ?? { key, officeId, departmentId, itemCode, language, standIns, pinned, front: [], ahead: [], ordinary: [] }
  const line = lineOf(ticket)
  const entry = { ticketId, since, order }
  return { ...queues, [officeId]: { ...lanes, [key]: { ...lane, [line]: lane[line].toSpliced(position(lane[line], entry), 0, entry) } } }
}

function takeOut(queues: HallIndex['queues'], ticket: Ticket): HallIndex['queues'] {
  const key = laneKey(ticket)
  const lanes = own(queues, ticket.officeId)
  const held = lanes && own(lanes, key)
  if (!lanes || !held) return queues
  const line = lineOf(ticket)
  const lane = { ...held, [line]: held[line].toSpliced(position(held[line], ticket), 1) }
  if (lane.front.length + lane.ahead.length + lane.ordinary.length > 0) return { ...queues, [ticket.officeId]: { ...lanes, [key]: lane } }
  const left = without(lanes, key)
  return Object.keys(left).length > 0 ? { ...queues, [ticket.officeId]: left } : without(queues, ticket.officeId)
}

/** The first place whose entry does not come before `entry`; newcomers stand at the end, so it is looked for from there. */
function position(line: readonly Entry[], entry: Entry): number {
  let [low, high] = [0, line.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = line[middle]
    if (there && earlier(there, entry)) low = middle + 1
    else high = middle
  }
  return low
}

function listed(citizens: HallIndex['citizens'], ticket: Ticket): HallIndex['citizens'] {
  const others = (onShelf(citizens, ticket.citizen) ?? []).filter((id) => id !== ticket.ticketId)
  const living = isLiving(ticket) ? [...others, ticket.ticketId] : others
  return living.length > 0 ? withShelved(citizens, ticket.citizen, living) : withoutShelved(citizens, ticket.citizen)
}

function seated(counters: HallIndex['counters'], before: Ticket | null, after: Ticket): HallIndex['counters'] {
  if (after.centerId === null) return counters
  let taken = own(counters, after.centerId) ?? {}
  if (before?.counter) taken = without(taken, String(before.counter))
  if (after.counter !== null) taken = { ...taken, [after.counter]: after.ticketId }
  return Object.keys(taken).length > 0 ? { ...counters, [after.centerId]: taken } : without(counters, after.centerId)
}

const COUNTED = ['done', 'caseGoesOn', 'notDone']

function timed(durations: HallIndex['durations'], ticket: Ticket): HallIndex['durations'] {
  if (ticket.ended === null || !COUNTED.includes(ticket.ended.reason) || ticket.servedMs <= 0) return durations
  const known = own(durations, ticket.itemCode) ?? []
  return { ...durations, [ticket.itemCode]: [...known, Math.round(ticket.servedMs / 1000)].slice(-DURATIONS_KEPT) }
}

/** The index worked out anew: what `reindex` must have kept up step by step. Slow. */
export function indexOf(tickets: readonly Ticket[]): HallIndex {
  const unended = (ticket: Ticket): Ticket => ({ ...ticket, ended: null })
  const made = tickets.reduce((index, ticket) => reindex(index, null, ticket), noIndex())
  const ended = tickets.filter((ticket) => ticket.ended !== null).sort((a, b) => (a.ended?.seq ?? 0) - (b.ended?.seq ?? 0))
  return ended.reduce((index, ticket) => reindex(index, unended(ticket), ticket), made)
}
