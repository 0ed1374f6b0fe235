import type { Desk, HallState, Ticket } from '#domain/window/hall/index.ts'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { LineKind } from '#protocol/window/hall.ts'

/** One waiting ticket as the desk shows it. */
export type Waiting = { ticket: Ticket; line: LineKind; waitedMs: number; /** This window may call it: it knows the matter. */ mine: boolean; /** Probably the next one called here. */ next: boolean }

const RANK: Record<LineKind, number> = { front: 0, ahead: 1, ordinary: 2 }
const lineOf = (ticket: Ticket): LineKind => (ticket.front ? 'front' : ticket.rank)
const earlier = (a: Ticket, b: Ticket): number => (a.since === b.since ? a.order - b.order : a.since < b.since ? -1 : 1)

const knows = (desk: Desk, ticket: Ticket): boolean => desk.skills.includes(ticket.departmentId) || desk.skills.includes(ticket.itemCode)

/** Whether this window may take the ticket, as far as one window can tell: sent elsewhere it may not. */
function mayTake(desk: Desk | null, ticket: Ticket): boolean {
  if (desk === null || ticket.citizen === desk.clerkId) return false
  return ticket.pinned !== null ? ticket.pinned === desk.windowId : knows(desk, ticket)
}

/**
 * The tickets that wait, in the order in which they will be called as the line stands (W-2.9 to W-2.12): put back ones,
 * those ahead, ordinary ones; appointments before their time stand last.
 * @param desk the clerk's own window, null where nobody sits at one
 */
export function lineNow(hall: HallState, desk: Desk | null, now: number): Waiting[] {
  const at = new Date(now).toISOString()
  const isEarly = (ticket: Ticket): boolean => !ticket.front && ticket.rank === 'ahead' && ticket.since > at
  const waiting = everyTicket(hall.tickets).filter(({ status }) => status === 'waiting')
    .sort((a, b) => Number(isEarly(a)) - Number(isEarly(b)) || RANK[lineOf(a)] - RANK[lineOf(b)] || earlier(a, b))
  const next = desk && nextOf(waiting.filter((ticket) => mayTake(desk, ticket)), desk.run, hall.settings.priorityRun, isEarly)
  return waiting.map((ticket) => ({
    ticket, line: lineOf(ticket), waitedMs: Math.max(0, now - Date.parse(ticket.arrivedAt ?? ticket.takenAt)), mine: mayTake(desk, ticket), next: ticket.ticketId === next?.ticketId,
  }))
}

/** After `priorityRun` calls ahead of a waiting ordinary ticket it is the ordinary one's turn. */
function nextOf(sorted: readonly Ticket[], run: number, priorityRun: number, isEarly: (ticket: Ticket) => boolean): Ticket | null {
  const first = (line: LineKind): Ticket | undefined => sorted.find((ticket) => lineOf(ticket) === line && !isEarly(ticket))
  const [front, ahead, ordinary] = [first('front'), first('ahead'), first('ordinary')]
  if (front) return front
  if (ahead && !(ordinary && run >= priorityRun)) return ahead
  return ordinary ?? sorted[0] ?? null
}

/** The clerk's own window of the day, or null. */
export const deskOf = (hall: HallState | null, personId: string): Desk | null => {
  const windowId = hall && Object.hasOwn(hall.clerks, personId) ? hall.clerks[personId] : undefined
  return (windowId !== undefined && hall?.windows[windowId]) || null
}

/** The other tickets of a citizen at this office today, latest first. */
export const ticketsOf = (hall: HallState, citizen: string): Ticket[] =>
  everyTicket(hall.tickets).filter((ticket) => ticket.citizen === citizen).sort((a, b) => (a.takenAt < b.takenAt ? 1 : -1))

/** Whole minutes, never less than none. */
export const minutesOf = (ms: number): number => Math.max(0, Math.floor(ms / 60_000))
