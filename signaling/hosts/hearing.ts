import { Actor, HearingEvent } from '#protocol/hearing-events.ts'
import type { HearingCommand } from '#protocol/hearing-commands.ts'
import { AppError } from '#protocol/errors.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { decide, evolve, recordText } from '#domain/hearing/index.ts'
import { sha256Hex } from '#platform/canonical.ts'
import { newId } from '#platform/ids.ts'
import type { StepOf } from './history.ts'
import type { Host } from './host.ts'
import type { Hosts } from './hosts.ts'
import type { Law } from './law.ts'

export type HearingTerms = { state: HearingState; command: HearingCommand; event: HearingEvent; actor: Actor }
export type HearingHost = Host<HearingTerms>
export type HearingHosts = Hosts<HearingTerms>
export type HearingStep = StepOf<HearingTerms>

export const hearingStream = (hearingId: string): string => `hearing/${hearingId}`

/** A hearing comes into being by being scheduled, not by a command. */
export const hearingLaw: Law<HearingTerms> = {
  name: 'hearing',
  streamOf: hearingStream,
  event: HearingEvent,
  actor: Actor,
  begins: () => false,
  decide(state, command, actor, now) {
    if (state === null) return { ok: false, error: new AppError('notFound').toWire() }
    return decide(state, command, actor, {
      now, newId,
      // What is signed is the record as it stands here, not as a browser last saw it.
      ...(command.type === 'signRecord' ? { recordDigest: sha256Hex(recordText(state)) } : {}),
    })
  },
  evolve,
  /** Whoever the log still calls connected, but by a process that is no more, is not. */
  ghosts: (state, isLive) => Object.values(state.people).flatMap(({ personId, connectionId }) => (connectionId === null || isLive(connectionId) ? [] : [{
    command: { type: 'disconnect', personId, connectionId, cause: 'serverRestart' }, actor: { system: 'gateway' },
  }])),
}
