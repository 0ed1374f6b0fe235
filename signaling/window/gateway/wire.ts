import type { WindowSeat } from '#protocol/window/actor.ts'
import { WINDOW_CALLS, WindowNotice } from '#protocol/window/gateway.ts'
import { Wire, type Frame } from '../../gateway/socket/wire.ts'
import { NoticeBudget } from '../calls/notice-budget.ts'

/** What goes over the windows' sockets. */
export const windowWire = new Wire(WINDOW_CALLS, WindowNotice)

/** Whom a window's connection speaks for, and the call it has joined. */
export type WindowCaller = {
  readonly connectionId: string; readonly personId: string; readonly seat: WindowSeat; readonly name: string
  readonly notices: NoticeBudget
  sessionId: string | null
}

export const newCaller = (connectionId: string, seat: WindowSeat, name: string): WindowCaller =>
  ({ connectionId, personId: seat.personId, seat, name, notices: new NoticeBudget(performance.now()), sessionId: null })

/** Calls that change something for good: these have a tighter budget than the rest. */
export const WINDOW_ACTS = new Set([
  'hallCommand', 'callCommand', 'openCase', 'carryIntoCase', 'caseCommand', 'composePaper', 'draftDocument', 'freezeDocument', 'signDocument',
  'refuseDocument', 'ratingCommand', 'complaintCommand', 'joinCall', 'slots', 'appointments', 'watchCase',
] as const)

/**
 * A hall as it is shown, encoded without the check that other notices pay: a view may hold hundreds of tickets, is our
 * own and typed, and goes to many.
 */
export const hallFrame = (seq: number, view: object): Frame => Buffer.from(JSON.stringify({ name: 'hall', params: { seq, view } }))

export type ViewValue = Extract<WindowNotice, { name: 'hall' }>['params']['view']
/** A view as plain JSON, as the wire wants it. */
export const viewJson = (view: object): ViewValue => JSON.parse(JSON.stringify(view)) as ViewValue
