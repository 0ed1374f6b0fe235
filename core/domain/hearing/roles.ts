import type { RoleId } from '#protocol/people.ts'

/** What a role is for the rules; who sits on the bench is the kind's business. */
export type Group =
  | 'judge' | 'mediator' | 'prosecutor' | 'hearingOfficer' | 'clerk' | 'officer'
  | 'party' | 'agent' | 'witness' | 'expert' | 'interpreter' | 'observer'

export const GROUP: Readonly<Record<RoleId, Group>> = {
  presidingJudge: 'judge', soleJudge: 'judge', judge: 'judge', layJudge: 'judge',
  judgeAssistant: 'clerk', clerk: 'clerk', bailiff: 'officer', courtTech: 'officer',
  plaintiff: 'party', defendant: 'party', thirdParty: 'party',
  legalRepresentative: 'agent', guardianAgent: 'agent', litigationAgent: 'agent', lawyer: 'agent',
  witness: 'witness', appraiser: 'expert', expertAssistant: 'expert', interpreter: 'interpreter',
  mediator: 'mediator', specialMediator: 'mediator',
  prosecutor: 'prosecutor', hearingOfficer: 'hearingOfficer', peoplesSupervisor: 'observer', observer: 'observer',
}

/** A party or somebody who acts for one. */
export const isLitigant = (role: RoleId): boolean => GROUP[role] === 'party' || GROUP[role] === 'agent'
/** Kept apart before and after being heard (R1 26). */
export const isIsolated = (role: RoleId): boolean => GROUP[role] === 'witness'
/** Watches and listens only (R1 25, 27). */
export const isPublic = (role: RoleId): boolean => GROUP[role] === 'observer'
export const isRegistry = (role: RoleId): boolean => GROUP[role] === 'clerk'
