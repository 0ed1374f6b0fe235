import { WindowActor } from '#protocol/window/actor.ts'
import { SessionEvent, type SessionCommand } from '#protocol/window/session.ts'
import { decide, evolve, type SessionContext, type SessionState } from '#domain/window/session/index.ts'
import { sha256Hex } from '#platform/canonical.ts'
import { newId } from '#platform/ids.ts'
import type { StepOf } from '../../hosts/history.ts'
import type { Host } from '../../hosts/host.ts'
import type { Hosts } from '../../hosts/hosts.ts'
import type { Law } from '../../hosts/law.ts'

export type CallTerms = { state: SessionState; command: SessionCommand; event: SessionEvent; actor: WindowActor }
export type CallHost = Host<CallTerms>
export type CallHosts = Hosts<CallTerms>
export type CallStep = StepOf<CallTerms>

/** @param identityHmac of a number in its normal form, as the doors make it */
export const callContext = (identityHmac: (number: string) => string) => (now: string): SessionContext => ({ now, newId, sha256: sha256Hex, identityHmac })

export const callStream = (sessionId: string): string => `session/${sessionId}`

/** A call begins by being opened by the platform, for a ticket that has been called. */
export function callLaw(contextAt: (now: string) => SessionContext): Law<CallTerms> {
  return {
    name: 'call',
    streamOf: callStream,
    event: SessionEvent,
    actor: WindowActor,
    begins: ({ type }) => type === 'open',
    decide: (state, command, actor, now) => decide(state, command, actor, contextAt(now)),
    evolve,
    ghosts: ({ people }, isLive) => Object.values(people).flatMap(({ personId, connectionId }) => (connectionId === null || isLive(connectionId) ? [] : [{
      command: { type: 'disconnect', personId, connectionId, cause: 'serverRestart' }, actor: { system: 'gateway' },
    }])),
  }
}
