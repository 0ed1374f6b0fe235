import type { z } from 'zod'
import type { WindowActor, WindowSeat } from '#protocol/window/actor.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import type { WindowSettings } from '#protocol/window/settings.ts'
import type { CallSystemCommand } from '#protocol/window/session.ts'
import type { WINDOW_CALLS, WindowNotice } from '#protocol/window/gateway.ts'
import type { SessionState } from '#domain/window/session/index.ts'
import type { Court } from '../../context.ts'

/** Whom a window's connection speaks for, as far as cases, papers and ratings go. */
export type MatterCaller = { connectionId: string; seat: WindowSeat; name: string }
export type MatterParams<N extends keyof typeof WINDOW_CALLS> = z.output<(typeof WINDOW_CALLS)[N]['params']>
export type MatterNotice = z.input<typeof WindowNotice>

/** How cases, papers and ratings reach browsers. */
export type Lines = {
  notify(connectionId: string, notice: MatterNotice): void
  /** To everybody connected for whom `make` gives something. */
  tell(make: (seat: WindowSeat) => MatterNotice | null): void
}

/** What cases and papers need of the calls. */
export type CallDesk = {
  /** The call this connection has joined; null where it has joined none. */
  joined(connectionId: string): Promise<SessionState | null>
  /** A call as it stands, or as it ended. */
  session(sessionId: string): Promise<SessionState | null>
  /** Reports to a call, once for each commandId; a call that is over takes no note. */
  report(sessionId: string, command: CallSystemCommand, commandId: string): Promise<void>
}

/** Figures of one business day, as the statistics take them from the hall. */
export type HallFigures = (day: string) => Promise<{ itemCode: string; officeId: string; fromRegion: string | null; officeRegion: string; taken: number; served: number; noShows: number; waitedMs: number; servedMs: number }[]>

export type MatterSettings = Omit<WindowSettings, 'hall'>

export type MatterOptions = {
  court: Court
  catalogue: () => Catalogue
  lines: Lines
  calls: CallDesk
  /** HMAC of an identity number in its normal form, as the doors make it: same number, same answer. */
  identityHmac: (number: string) => string
  /** Everybody who works at that window, as far as known; they deal with no complaint about it. */
  windowStaff?: (windowId: string, officeId: string) => readonly string[]
  settings: MatterSettings
}

export const actorOf = ({ personId, role, at }: WindowSeat): Exclude<WindowActor, { system: string }> => ({ personId, role, at })
