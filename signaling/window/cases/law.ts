import { WindowActor } from '#protocol/window/actor.ts'
import type { WorkCalendar } from '#protocol/window/catalogue.ts'
import { CaseEvent } from '#protocol/window/case.ts'
import type { AnyCaseCommand, CaseSettings } from '#protocol/window/case.ts'
import type { CaseContext, CaseState } from '#domain/window/case/index.ts'
import { decide, evolve } from '#domain/window/case/index.ts'
import { sha256Hex } from '#platform/canonical.ts'
import type { Host } from '../../hosts/host.ts'
import type { Hosts } from '../../hosts/hosts.ts'
import type { StepOf } from '../../hosts/history.ts'
import type { Law } from '../../hosts/law.ts'
import type { Vault } from './vault.ts'

export type CaseTerms = { state: CaseState; command: AnyCaseCommand; event: CaseEvent; actor: WindowActor }
export type CaseHost = Host<CaseTerms>
export type CaseHosts = Hosts<CaseTerms>
export type CaseStep = StepOf<CaseTerms>
export const CASE_PREFIX = 'case/'

/** A case begins by being opened by the platform, for somebody in a call or for a citizen from home. */
export function caseLaw({ calendar, settings, vault }: { calendar: () => WorkCalendar; settings: () => CaseSettings; vault: Vault }): Law<CaseTerms> {
  const contextOf = (caseId: string, now: string): CaseContext => ({
    now, calendar: calendar(), settings: settings(), sha256: sha256Hex, seal: (number) => vault.placeOf(`case/${caseId}`, number),
  })
  return {
    name: 'case',
    streamOf: (id) => `${CASE_PREFIX}${id}`,
    event: CaseEvent,
    actor: WindowActor,
    begins: ({ type }) => type === 'open',
    decide: (state, command, actor, now) => decide(state, command, actor, contextOf(state?.caseId ?? '', now)),
    evolve,
  }
}
