import type { WindowSeat } from '#protocol/window/actor.ts'
import type { HallFact } from '#protocol/window/hall.ts'
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

/** A hall as it is shown, and what happened in it: encoded without the check that other notices pay, being our own and typed. */
export const hallFrame = (seq: number, view: object): Frame => Buffer.from(JSON.stringify({ name: 'hall', params: { seq, view } }))
export const hallEventsFrame = (facts: readonly HallFact[]): Frame => Buffer.from(JSON.stringify({ name: 'hallEvents', params: { facts } }))
