import type { Signer } from '#protocol/documents.ts'
import { PAPER_KINDS, type Capacity, type PaperContent } from '#protocol/papers/index.ts'
import type { RoleId } from '#protocol/people.ts'
import type { DocumentActor, DocumentState, SignerState } from './state.ts'

/** D-1: who writes, finishes and withdraws papers. */
export const DRAFTERS: ReadonlySet<RoleId> = new Set<RoleId>([
  'clerk', 'judgeAssistant', 'presidingJudge', 'soleJudge', 'judge', 'mediator', 'specialMediator',
])
const PARTY_ROLES: RoleId[] = ['plaintiff', 'defendant', 'thirdParty', 'legalRepresentative', 'guardianAgent']
const AGENT_ROLES: RoleId[] = ['litigationAgent', 'lawyer', 'guardianAgent', 'legalRepresentative']
const OTHER_ROLES: RoleId[] = ['witness', 'appraiser', 'expertAssistant', 'interpreter', 'prosecutor', 'hearingOfficer', 'peoplesSupervisor']

/** D-2: in which capacity a role may sign. */
const CAPACITY_ROLES: Record<Capacity, ReadonlySet<RoleId>> = {
  party: new Set(PARTY_ROLES),
  agent: new Set(AGENT_ROLES),
  participant: new Set(OTHER_ROLES),
  recipient: new Set([...PARTY_ROLES, ...AGENT_ROLES, ...OTHER_ROLES]),
  judge: new Set<RoleId>(['presidingJudge', 'soleJudge', 'judge', 'layJudge']),
  mediator: new Set<RoleId>(['mediator', 'specialMediator', 'judge', 'soleJudge', 'presidingJudge', 'judgeAssistant']),
  clerk: new Set<RoleId>(['clerk', 'judgeAssistant']),
  officer: new Set<RoleId>(['clerk', 'judgeAssistant']),
}
export const capacityFits = (signer: Signer): boolean => CAPACITY_ROLES[signer.capacity].has(signer.role)

/** Those who sign for the court or the office; they do not refuse and do not confirm drafts. */
export const isCourtSide = (capacity: Capacity): boolean => capacity === 'judge' || capacity === 'mediator' || capacity === 'clerk' || capacity === 'officer'

/** D-1: the court's people write every paper; a party writes those that it signs alone. */
export function mayDraft(content: PaperContent, signers: readonly Signer[], actor: Exclude<DocumentActor, 'system'>): boolean {
  if (DRAFTERS.has(actor.role)) return true
  return PAPER_KINDS[content.template].drafters === 'party' && signers.some(({ personId }) => personId === actor.personId)
}

/** The parties whose word the paper is. Empty for papers of the court alone, and for records, which are everybody's. */
export function partiesOf(content: PaperContent): { personId: string; name: string }[] {
  switch (content.template) {
    case 'settlementAgreement': return [...content.fields.applicants, ...content.fields.respondents]
    case 'civilMediationPaper': return content.fields.parties
    case 'serviceAddressConfirmation':
    case 'onlineConsent':
    case 'evidenceList': return [content.fields.party]
    case 'applicationForm': return [content.fields.applicant]
    default: return []
  }
}

export function agentsOf(content: PaperContent): { personId: string; name: string; of: string }[] {
  return content.template === 'settlementAgreement' || content.template === 'civilMediationPaper' ? content.fields.agents : []
}

/** Everybody the paper names with their personId, for checking names and addressees. */
export function namedIn(content: PaperContent): { personId: string; name: string }[] {
  switch (content.template) {
    case 'hearingRecord':
    case 'mediationRecord': return content.fields.attendance
    case 'summons':
    case 'noticeToAppear':
    case 'acceptanceNotice':
    case 'correctionNotice':
    case 'serviceCertificate': return [content.fields.addressee]
    case 'windowReceipt':
    case 'materialsReceipt':
    case 'windowCorrection':
    case 'completionNotice': return [content.fields.applicant]
    case 'recordingStatement': return []
    default: return [...partiesOf(content), ...agentsOf(content)]
  }
}

/** D-16: to whom the paper is served: its parties and their agents, or its addressee. */
export function recipientsOf(content: PaperContent): string[] {
  const { served } = PAPER_KINDS[content.template]
  return served === 'nobody' ? [] : [...new Set(namedIn(content).map(({ personId }) => personId))]
}

/** Whose seal closes the paper; null when it takes none. */
export function sealName(content: PaperContent): string | null {
  if (PAPER_KINDS[content.template].seal === 'none') return null
  return 'office' in content.fields ? content.fields.office : content.fields.court
}

/**
 * For every party of the paper, who speaks for it here: the party itself where it is a signer, else its agents among
 * the signers. These persons confirm the draft (D-5) and their signatures make an agreement effective (D-10).
 */
export function partyVoices<S extends Signer>(content: PaperContent, signers: readonly S[]): { party: string; name: string; voices: S[] }[] {
  const parties = partiesOf(content)
  const agents = agentsOf(content)
  return parties.map((party) => {
    const self = signers.filter((signer) => signer.personId === party.personId && signer.capacity === 'party')
    const acting = signers.filter(
      (signer) => signer.capacity === 'agent' && (parties.length === 1 || agents.some((agent) => agent.personId === signer.personId && agent.of === party.personId)),
    )
    return { party: party.personId, name: party.name, voices: self.length > 0 ? self : acting }
  })
}

/** Names of those whose confirmation is still missing; nobody where the kind asks for none. */
export function unconfirmed(state: DocumentState): string[] {
  if (!PAPER_KINDS[state.content.template].confirmed) return []
  return partyVoices(state.content, state.signers)
    .filter(({ voices }) => !voices.some((signer) => signer.confirmed))
    .map(({ name }) => name)
}

/** Whether every party has signed, itself or by all of its agents here. */
export function partiesHaveSigned(content: PaperContent, signers: readonly SignerState[]): boolean {
  return partyVoices(content, signers).every(({ voices }) => voices.length > 0 && voices.every((signer) => signer.signedAt !== null))
}

/** Signed, or the refusal is noted: nothing more is awaited from this person. */
export const isSettled = (signer: SignerState): boolean => signer.signedAt !== null || signer.refusedReason !== null
export const everybodySettled = (signers: readonly SignerState[]): boolean => signers.every(isSettled)

/** D-9: names of those who sign before somebody in this capacity and have not yet. */
export function waitsFor(state: Pick<DocumentState, 'content' | 'signers'>, capacity: Capacity): string[] {
  const { order } = PAPER_KINDS[state.content.template].signing
  const group = order.findIndex((capacities) => capacities.includes(capacity))
  const before = group < 0 ? [] : order.slice(0, group).flat()
  return state.signers.filter((signer) => before.includes(signer.capacity) && !isSettled(signer)).map(({ name }) => name)
}

/** D-11: whether only the seal is missing. */
export function sealDue(state: DocumentState): boolean {
  return (state.status === 'frozen' || state.status === 'partlySigned') && sealName(state.content) !== null && everybodySettled(state.signers)
}

/** The paper is complete: all signatures and, where it takes one, the seal. */
export const isComplete = (state: Pick<DocumentState, 'status'>): boolean => state.status === 'sealed' || state.status === 'signed'

/** D-16: addressees to whom the complete paper has not been delivered yet. */
export const unserved = (state: DocumentState): string[] =>
  isComplete(state) ? recipientsOf(state.content).filter((personId) => !state.services.some((one) => one.personId === personId)) : []

/** When the paper counts as served on somebody: the earliest delivery (R1 31); null before the first. */
export function servedAt(state: Pick<DocumentState, 'services'>, personId: string): string | null {
  return state.services.filter((one) => one.personId === personId).map((one) => one.servedAt).sort()[0] ?? null
}
