import type { AgreementFields, Signer } from '#protocol/documents.ts'
import type { RoleId } from '#protocol/people.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import type { z } from 'zod'

const WRITERS: RoleId[] = ['clerk', 'judgeAssistant', 'presidingJudge', 'soleJudge', 'judge', 'mediator', 'specialMediator']
const COURT: RoleId[] = [...WRITERS, 'layJudge', 'prosecutor', 'hearingOfficer']
/** Witnesses and those who assist them, observers and technicians never see a paper of the case (R1 26). */
const PARTY_SIDES = ['plaintiff', 'defendant', 'thirdParty']
const NEVER: RoleId[] = ['witness', 'appraiser', 'expertAssistant', 'observer', 'bailiff', 'courtTech', 'interpreter']

export const mayWrite = (person: Person): boolean => WRITERS.includes(person.role)

/** Whether somebody is shown the papers of this hearing. */
export function maySeePapers(person: Person | undefined): boolean {
  if (person === undefined || NEVER.includes(person.role)) return false
  return COURT.includes(person.role) || PARTY_SIDES.includes(person.side)
}

/** The host's word to docs-service: the judge confirmed this person here; the court's own people signed in by account. */
export function identityVerified(person: Person): boolean {
  return person.identity === 'confirmed' || COURT.includes(person.role)
}

/**
 * Who signs an agreement: the parties that attend, their agents named in it, and for the court the presiding or sole
 * judge, in a mediation the mediators.
 */
export function signersOf(state: HearingState, fields: z.output<typeof AgreementFields>): Signer[] {
  const parties = [...fields.applicants, ...fields.respondents].map(({ personId }) => personId)
  const signers = [
    ...parties.map((personId) => signer(state, personId, 'party')),
    ...fields.agents.map(({ personId }) => signer(state, personId, 'agent')),
    ...courtSigners(state),
  ].filter((one) => one !== null)
  return signers.filter((one, index) => signers.findIndex(({ personId }) => personId === one.personId) === index)
}

function courtSigners(state: HearingState): (Signer | null)[] {
  const people = Object.values(state.people)
  const judge = people.find(({ role }) => role === 'presidingJudge' || role === 'soleJudge')
  if (judge !== undefined) return [signer(state, judge.personId, 'judge')]
  const mediators = people.filter(({ role }) => role === 'mediator' || role === 'specialMediator')
  return mediators.map(({ personId }) => signer(state, personId, 'mediator'))
}

function signer(state: HearingState, personId: string, capacity: Signer['capacity']): Signer | null {
  const person = state.people[personId]
  return person === undefined ? null : { personId, name: person.name, role: person.role, capacity }
}
