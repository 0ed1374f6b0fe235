import type { HallState, Ticket } from './state.ts'
import { provinceOf } from '../catalogue/regions.ts'
import { isAtWork } from './choose.ts'
import { everyShelved } from './shelves.ts'

/** Of one item at one office, by the queue a ticket stands in. Waits in ms. */
export type HallRow = {
  officeId: string; itemCode: string
  booked: number; waiting: number; called: number; serving: number; passed: number
  served: number; notDone: number; left: number; unserved: number
  /** Times somebody was passed over. */
  noShows: number
  /** Served by a window of another office that stood in. */
  byStandIn: number
  /** Of those who wait now; null when nobody does. */
  longestWaitMs: number | null
  /** Of those who have been called today; null before the first. */
  medianWaitMs: number | null
  medianServiceMs: number | null
}
export type OfficeRow = { officeId: string; windows: { open: number; paused: number; lost: number; busy: number }; waiting: number; longestWaitMs: number | null }
/** From the province where the citizen sits (null: at home) to that of the competent office. */
export type PairRow = { from: string | null; to: string; tickets: number; waiting: number; inService: number; served: number }
export type HallFigures = { rows: HallRow[]; offices: OfficeRow[]; pairs: PairRow[] }

/**
 * The supervisor's figures (W-2.23), from whatever part of the hall the state holds: the whole for the platform, the
 * office's own for a supervisor.
 */
export function figuresOf(state: HallState, now: string): HallFigures {
  const tickets = everyShelved(state.tickets)
  const rows = [...grouped(tickets, (ticket) => `${ticket.officeId}/${ticket.itemCode}`).values()].map((group) => rowOf(group, now))
  const officeIds = new Set([...tickets.map((ticket) => ticket.officeId), ...Object.values(state.windows).map((desk) => desk.officeId)])
  return {
    rows: rows.sort((a, b) => (b.longestWaitMs ?? -1) - (a.longestWaitMs ?? -1) || byText(a.officeId + '/' + a.itemCode, b.officeId + '/' + b.itemCode)),
    offices: [...officeIds].sort(byText).map((officeId) => officeRow(state, officeId, rows)),
    pairs: [...grouped(tickets, (ticket) => `${ticket.centerRegion ? provinceOf(ticket.centerRegion) : ''}/${provinceOf(ticket.officeRegion)}`)]
      .sort(([a], [b]) => byText(a, b)).map(([key, group]) => pairRow(key, group)),
  }
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const SERVED = ['done', 'caseGoesOn']

function rowOf(group: [Ticket, ...Ticket[]], now: string): HallRow {
  const [{ officeId, itemCode }] = group
  const of = (fits: (ticket: Ticket) => boolean): number => group.filter(fits).length
  const waits = group.flatMap((ticket) => (ticket.status === 'waiting' ? [Math.max(0, Date.parse(now) - Date.parse(ticket.arrivedAt ?? now))] : []))
  const isServed = (ticket: Ticket): boolean => ticket.ended !== null && SERVED.includes(ticket.ended.reason)
  return {
    officeId, itemCode,
    booked: of((ticket) => ticket.status === 'booked'), waiting: waits.length, called: of((ticket) => ticket.status === 'called'),
    serving: of((ticket) => ticket.status === 'serving'), passed: of((ticket) => ticket.status === 'passed'),
    served: of(isServed), notDone: of((ticket) => ticket.ended?.reason === 'notDone'),
    left: of((ticket) => ticket.ended !== null && ['left', 'citizenLeft', 'alone'].includes(ticket.ended.reason)), unserved: of((ticket) => ticket.ended?.reason === 'dayClosed'),
    noShows: group.reduce((sum, ticket) => sum + ticket.passes, 0),
    byStandIn: of((ticket) => isServed(ticket) && ticket.servedAt !== null && ticket.servedAt.officeId !== officeId),
    longestWaitMs: waits.length > 0 ? waits.reduce((most, one) => Math.max(most, one)) : null,
    medianWaitMs: median(group.flatMap((ticket) => (ticket.waitedMs === null ? [] : [ticket.waitedMs]))),
    medianServiceMs: median(group.flatMap((ticket) => (isServed(ticket) ? [ticket.servedMs] : []))),
  }
}

function officeRow(state: HallState, officeId: string, rows: HallRow[]): OfficeRow {
  const desks = Object.values(state.windows).filter((desk) => desk.officeId === officeId)
  const own = rows.filter((row) => row.officeId === officeId)
  const waits = own.flatMap((row) => row.longestWaitMs ?? [])
  return {
    officeId,
    windows: {
      open: desks.filter((desk) => isAtWork(desk) && desk.lostSince === null).length, paused: desks.filter((desk) => desk.status === 'paused').length,
      lost: desks.filter((desk) => isAtWork(desk) && desk.lostSince !== null).length, busy: desks.filter((desk) => desk.ticketId !== null).length,
    },
    waiting: own.reduce((sum, row) => sum + row.waiting, 0),
    longestWaitMs: waits.length > 0 ? Math.max(...waits) : null,
  }
}

function pairRow(key: string, group: Ticket[]): PairRow {
  const [from = '', to = ''] = key.split('/')
  return {
    from: from === '' ? null : from, to, tickets: group.length,
    waiting: group.filter((ticket) => ticket.status === 'waiting').length, inService: group.filter((ticket) => ticket.at !== null).length,
    served: group.filter((ticket) => ticket.ended !== null && SERVED.includes(ticket.ended.reason)).length,
  }
}

function grouped(tickets: Ticket[], keyOf: (ticket: Ticket) => string): Map<string, [Ticket, ...Ticket[]]> {
  const groups = new Map<string, [Ticket, ...Ticket[]]>()
  for (const ticket of tickets) {
    const group = groups.get(keyOf(ticket))
    if (group) group.push(ticket)
    else groups.set(keyOf(ticket), [ticket])
  }
  return groups
}

/** Of an even number the mean of the middle two. */
export function median(values: number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}
