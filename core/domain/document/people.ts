import type { AgreementFields, Signer } from '#protocol/documents.ts'
import type { RoleId } from '#protocol/people.ts'
import type { DocumentState, SignerState } from './state.ts'

type Capacity = Signer['capacity']

/** D-1: who writes, finishes and withdraws papers. */
export const DRAFTERS: ReadonlySet<RoleId> = new Set<RoleId>([
  'clerk', 'judgeAssistant', 'presidingJudge', 'soleJudge', 'judge', 'mediator', 'specialMediator',
])

/** D-2: in which capacity a role may sign. */
const CAPACITY_ROLES: Record<Capacity, ReadonlySet<RoleId>> = {
  party: new Set<RoleId>(['plaintiff', 'defendant', 'thirdParty', 'legalRepresentative', 'guardianAgent']),
  agent: new Set<RoleId>(['litigationAgent', 'lawyer', 'guardianAgent', 'legalRepresentative']),
  judge: new Set<RoleId>(['presidingJudge', 'soleJudge', 'judge', 'layJudge']),
  mediator: new Set<RoleId>(['mediator', 'specialMediator', 'judge', 'soleJudge', 'presidingJudge', 'judgeAssistant']),
  clerk: new Set<RoleId>(['clerk', 'judgeAssistant']),
}
export const capacityFits = (signer: Signer): boolean => CAPACITY_ROLES[signer.capacity].has(signer.role)

/** The court's side signs after all parties and agents (D-9). */
export const isCourtSide = (capacity: Capacity): boolean => capacity === 'judge' || capacity === 'mediator' || capacity === 'clerk'

export const partiesOf = (fields: AgreementFields) => [...fields.applicants, ...fields.respondents]

/**
 * For every party of the paper, who speaks for it here: the party itself where it is a signer, else its agents among
 * the signers. These persons confirm the draft (D-5) and their signatures make the paper effective (D-10).
 */
export function partyVoices<S extends Signer>(fields: AgreementFields, signers: readonly S[]): { party: string; name: string; voices: S[] }[] {
  return partiesOf(fields).map((party) => {
    const self = signers.filter((signer) => signer.personId === party.personId && signer.capacity === 'party')
    const agents = signers.filter(
      (signer) => signer.capacity === 'agent' && fields.agents.some((agent) => agent.personId === signer.personId && agent.of === party.personId),
    )
    return { party: party.personId, name: party.name, voices: self.length > 0 ? self : agents }
  })
}

/** Names of those whose confirmation is still missing. */
export function unconfirmed(state: DocumentState): string[] {
  return partyVoices(state.fields, state.signers)
    .filter(({ voices }) => !voices.some((signer) => signer.confirmed))
    .map(({ name }) => name)
}

/** Whether every party has signed, itself or by all of its agents here. */
export function partiesHaveSigned(fields: AgreementFields, signers: readonly SignerState[]): boolean {
  return partyVoices(fields, signers).every(({ voices }) => voices.length > 0 && voices.every((signer) => signer.signedAt !== null))
}

export const everybodySigned = (signers: readonly SignerState[]): boolean => signers.every((signer) => signer.signedAt !== null)
