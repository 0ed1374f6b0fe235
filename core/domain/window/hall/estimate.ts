import type { TicketPlace } from '#protocol/window/hall.ts'
import type { Desk, HallState, Lane, Ticket } from './state.ts'
import type { Heads } from './choose.ts'
import { benchOf, choose, knows, runAfter, takersOf } from './choose.ts'
import { laneKey } from './filing.ts'
import { onShelf } from './shelves.ts'
import { own } from '../../own.ts'
import { servedUntil } from './evolve/change.ts'

/** So many finished services of the day before they count for more than the catalogue (W-2.18). */
const ENOUGH = 3
/** How far from the catalogue's minutes a service may be while nothing is known of the day. */
const SPREAD = { low: 0.7, high: 1.4 }

/** How long a service of an item takes, seconds: lower quartile, median, upper quartile of the day's latest. */
export type Usual = { low: number; usual: number; high: number }

export function usualSeconds(state: HallState, itemCode: string, minutes: number): Usual {
  const known = own(state.index?.durations ?? {}, itemCode) ?? []
  if (known.length < ENOUGH) return { low: minutes * 60 * SPREAD.low, usual: minutes * 60, high: minutes * 60 * SPREAD.high }
  const sorted = [...known].sort((a, b) => a - b)
  return { low: quantile(sorted, 0.25), usual: quantile(sorted, 0.5), high: quantile(sorted, 0.75) }
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(at)] ?? 0, sorted[Math.ceil(at)] ?? 0]
  return below + (above - below) * (at - Math.floor(at))
}

type Seat = { desk: Desk; lanes: Lane[]; run: number; calls: number; /** Free again after so many seconds from now. */ low: number; usual: number; high: number }
type Told = { low: number; high: number; before: number; windows: number }

/**
 * What the line comes to if nobody else arrives: the day played on by the very rule that calls, with every service as long
 * as usual. Ends early once `until` has been called. Some tens of ms for thousands of tickets: meant to be asked once for
 * all who wait, a few seconds apart.
 */
function forecast(state: HallState, now: string, until: string | null): Map<string, Told> {
  const bench = benchOf(state)
  const lanes = Object.values(state.index?.queues ?? {}).flatMap((queue) => Object.values(queue))
  const takers = new Map(lanes.map((lane) => [lane, takersOf(lane, bench)]))
  const seats = new Map([...bench.values()].flat().map((desk) => [desk.windowId, seatOf(state, desk, lanes.filter((lane) => takers.get(lane)?.includes(desk)), now)]))
  const active = [...seats.values()].filter((seat) => seat.lanes.length > 0)
  const told = new Map<string, Told>()
  const cursors = new Map(lanes.map((lane) => [lane, { front: 0, ahead: 0, ordinary: 0 }]))
  const usual = new Map(lanes.map((lane) => [lane, usualOf(state, lane)]))
  while (active.length > 0) {
    const seat = active.reduce((first, one) => (one.usual < first.usual ? one : first))
    const instant = new Date(Date.parse(now) + seat.usual * 1000).toISOString()
    const choice = choose(seat.lanes, (lane) => headsAt(lane, cursors.get(lane), instant), seat.run, state.settings.priorityRun)
    if (choice === null) {
      active.splice(active.indexOf(seat), 1)
      continue
    }
    const { entry, lane, rule, passedOver } = choice
    const line = rule === 'early' ? 'ahead' : rule
    const cursor = cursors.get(lane)
    if (cursor) cursor[line]++
    const able = takers.get(lane) ?? []
    told.set(entry.ticketId, { low: seat.low, high: seat.high, before: able.reduce((sum, desk) => sum + (seats.get(desk.windowId)?.calls ?? 0), 0), windows: able.length })
    if (entry.ticketId === until) break
    const length = usual.get(lane) ?? { low: 0, usual: 0, high: 0 }
    seat.run = runAfter(seat.run, rule, passedOver)
    seat.calls++
    seat.low += length.low
    seat.usual += length.usual
    seat.high += length.high
  }
  return told
}

function headsAt(lane: Lane, cursor: { front: number; ahead: number; ordinary: number } | undefined, instant: string): Heads {
  const ahead = lane.ahead[cursor?.ahead ?? 0] ?? null
  const due = ahead !== null && ahead.since <= instant
  return { front: lane.front[cursor?.front ?? 0] ?? null, ahead: due ? ahead : null, early: due ? null : ahead, ordinary: lane.ordinary[cursor?.ordinary ?? 0] ?? null }
}

const usualOf = (state: HallState, lane: Lane): Usual => {
  const first = [...lane.front, ...lane.ahead, ...lane.ordinary][0]
  return usualSeconds(state, lane.itemCode, (first && onShelf(state.tickets, first.ticketId)?.minutes) ?? 0)
}

/** Whoever is at the window stays for what is left of the usual time, one minute at least: nobody is sent away. */
function seatOf(state: HallState, desk: Desk, lanes: Lane[], now: string): Seat {
  const ticket = desk.ticketId === null ? undefined : onShelf(state.tickets, desk.ticketId)
  const seat = { desk, lanes, run: desk.run, calls: 0 }
  if (!ticket) return { ...seat, low: 0, usual: 0, high: 0 }
  const length = usualSeconds(state, ticket.itemCode, ticket.minutes)
  const done = servedUntil(ticket, now) / 1000
  const left = (seconds: number): number => Math.max(60, seconds - done)
  return { ...seat, low: left(length.low), usual: left(length.usual), high: left(length.high) }
}

/** Where everybody stands who waits (W-2.17 to W-2.19). `state` must be the host's. */
export function placesOf(state: HallState, now: string): Map<string, TicketPlace> {
  const told = forecast(state, now, null)
  const places = new Map<string, TicketPlace>()
  for (const queue of Object.values(state.index?.queues ?? {})) {
    for (const lane of Object.values(queue)) {
      for (const { ticketId } of [...lane.front, ...lane.ahead, ...lane.ordinary]) {
        const ticket = onShelf(state.tickets, ticketId)
        if (ticket) places.set(ticketId, placeFrom(state, ticket, told.get(ticketId), now))
      }
    }
  }
  return places
}

/** Where one ticket stands; null when it is not waiting. */
export function placeOf(state: HallState, ticketId: string, now: string): TicketPlace | null {
  const ticket = onShelf(state.tickets, ticketId)
  if (ticket?.status !== 'waiting') return null
  return placeFrom(state, ticket, forecast(state, now, ticketId).get(ticketId), now)
}

function placeFrom(state: HallState, ticket: Ticket, told: Told | undefined, now: string): TicketPlace {
  const { ticketId } = ticket
  if (!told) return { ticketId, before: standingBefore(state, ticket), windows: 0, wait: null, resumesAt: backAt(state, ticket, now) }
  const [from, to] = [Math.floor(told.low / 60), Math.ceil(told.high / 60)]
  return { ticketId, before: told.before, windows: told.windows, wait: { fromMinutes: Math.min(from, to), toMinutes: Math.max(from, to) }, resumesAt: null }
}

/** With no window to play the day on: those of the same queue who stand before it. */
function standingBefore(state: HallState, ticket: Ticket): number {
  const lane = own(own(state.index?.queues ?? {}, ticket.officeId) ?? {}, laneKey(ticket))
  const line = lane ? [...lane.front, ...lane.ahead, ...lane.ordinary] : []
  return Math.max(0, line.findIndex((entry) => entry.ticketId === ticket.ticketId))
}

function backAt(state: HallState, ticket: Ticket, now: string): string | null {
  const offices = [ticket.officeId, ...ticket.standIns]
  const returns = Object.values(state.windows).flatMap((desk) =>
    desk.status === 'paused' && desk.pause?.expectedBack && desk.pause.expectedBack > now && offices.includes(desk.officeId) && knows(desk, ticket) ? [desk.pause.expectedBack] : [])
  return returns.sort()[0] ?? null
}
