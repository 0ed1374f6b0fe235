import type { HallState } from './state.ts'
import { everyShelved } from './shelves.ts'

/** One line of the screen in a centre: a number and where to go, and nothing of the person. */
export type BoardLine = { number: string; counter: number | null; windowName: string; status: 'called' | 'serving'; lastCalledAt: string; recalls: number }
export type Board = { lines: BoardLine[]; waiting: number; passed: string[] }

/** What hangs in a centre for all to read, latest call first (W-2.20). `state`: the host's, or a view of the centre's staff. */
export function boardOf(state: HallState, centerId: string): Board {
  const tickets = everyShelved(state.tickets).filter((ticket) => ticket.centerId === centerId)
  const lines = tickets.flatMap(({ number, counter, status, at }): BoardLine[] =>
    at !== null && (status === 'called' || status === 'serving') ? [{ number, counter, windowName: at.windowName, status, lastCalledAt: at.lastCalledAt, recalls: at.recalls }] : [])
  return {
    lines: lines.sort((a, b) => (a.lastCalledAt === b.lastCalledAt ? (a.number < b.number ? -1 : 1) : a.lastCalledAt > b.lastCalledAt ? -1 : 1)),
    waiting: tickets.filter((ticket) => ticket.status === 'waiting').length,
    passed: tickets.filter((ticket) => ticket.status === 'passed').map((ticket) => ticket.number).sort(),
  }
}
