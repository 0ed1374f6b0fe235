import type { HallSystemCommand } from '#protocol/window/hall.ts'
import type { HallState } from './state.ts'

/** What the clock asks for now: clerks whose time of grace is over are released (W-2.21). */
export function dueActs(state: HallState, now: string): Extract<HallSystemCommand, { type: 'releaseClerk' }>[] {
  return lost(state).filter(({ until }) => until <= now).map(({ clerkId }) => ({ type: 'releaseClerk', clerkId }))
}

/** When `dueActs` must be asked again; null while no line is lost. */
export function nextDue(state: HallState): string | null {
  return lost(state).map(({ until }) => until).sort()[0] ?? null
}

/** What to report of lines that died with a process: asked once, after the hall was loaded. */
export function lostWith(state: HallState, isLive: (connectionId: string) => boolean): Extract<HallSystemCommand, { type: 'noteClerkLost' }>[] {
  return Object.values(state.windows).flatMap(({ clerkId, connectionId, lostSince }) =>
    clerkId !== null && lostSince === null && !(connectionId !== null && isLive(connectionId)) ? [{ type: 'noteClerkLost', clerkId, connectionId }] : [])
}

function lost(state: HallState): { clerkId: string; until: string }[] {
  return Object.values(state.windows).flatMap(({ clerkId, lostSince }) =>
    clerkId !== null && lostSince !== null ? [{ clerkId, until: new Date(Date.parse(lostSince) + state.settings.graceSeconds * 1000).toISOString() }] : [])
}
