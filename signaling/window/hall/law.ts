import { WindowActor } from '#protocol/window/actor.ts'
import type { Catalogue } from '#protocol/window/catalogue.ts'
import { HallEvent, type AnyHallCommand } from '#protocol/window/hall.ts'
import { decide, evolve, lostWith, type HallState } from '#domain/window/hall/index.ts'
import { newId } from '#platform/ids.ts'
import type { StepOf } from '../../hosts/history.ts'
import type { Hosts } from '../../hosts/hosts.ts'
import type { Law } from '../../hosts/law.ts'

export type HallTerms = { state: HallState; command: AnyHallCommand; event: HallEvent; actor: WindowActor }
export type HallHosts = Hosts<HallTerms>
export type HallStep = StepOf<HallTerms>

export const HALL_PREFIX = 'hall/'
/** A whole region's windows wait for each event of their one hall. */
export const isHallStream = (stream: string): boolean => stream.startsWith(HALL_PREFIX)
export const hallStream = (day: string): string => `${HALL_PREFIX}${day}`
/** Whose hand the platform's own reports to hall and calls come from. */
export const GATEWAY = { system: 'gateway' } as const

/** A day begins by being opened by the platform; whoever the log still calls connected, but by a process that is no more, is lost. */
export function hallLaw(catalogue: () => Catalogue): Law<HallTerms> {
  return {
    name: 'hall',
    streamOf: hallStream,
    event: HallEvent,
    actor: WindowActor,
    begins: ({ type }) => type === 'openDay',
    decide: (state, command, actor, now) => decide(state, command, actor, { now, newId, catalogue: catalogue() }),
    evolve,
    ghosts: (state, isLive) => (state.closed === null ? lostWith(state, isLive).map((command) => ({ command, actor: GATEWAY })) : []),
  }
}
