import type { Signer } from '#protocol/documents.ts'
import { PAPER_KINDS, type Capacity, type PaperContent } from '#protocol/papers/index.ts'
import type { RoleId } from '#protocol/people.ts'
import type { HearingState, Person } from '../hearing/state.ts'
import { presidingOf } from '../hearing/people.ts'
import { agentsOf, partiesOf } from './people.ts'

const PARTIES: ReadonlySet<RoleId> = new Set<RoleId>(['plaintiff', 'defendant', 'thirdParty'])
const AGENTS: ReadonlySet<RoleId> = new Set<RoleId>(['legalRepresentative', 'guardianAgent', 'litigationAgent', 'lawyer'])
const JUDGES: ReadonlySet<RoleId> = new Set<RoleId>(['presidingJudge', 'soleJudge', 'judge', 'layJudge'])
const MEDIATORS: ReadonlySet<RoleId> = new Set<RoleId>(['mediator', 'specialMediator'])
/** Others who put their name to a record. A witness reads and signs only their own testimony, not what others said (R1 26). */
const OTHERS: ReadonlySet<RoleId> = new Set<RoleId>(['appraiser', 'expertAssistant', 'interpreter', 'prosecutor', 'hearingOfficer'])

/**
 * Who signs a paper of a hearing (D-2): of its parties and agents those who take part; of a record everybody who came; for
 * the court whom the kind of paper asks for. `drafter` signs a party's own paper where an agent draws it up.
 */
export function signersFor(content: PaperContent, state: HearingState, drafter: string | null = null): Signer[] {
  const { may, must } = PAPER_KINDS[content.template].signing
  const people = Object.values(state.people)
  const as = (list: readonly Person[], capacity: Capacity): Signer[] => list.map(({ personId, name, role }) => ({ personId, name, role, capacity }))
  const those = (ids: readonly string[]): Person[] => ids.flatMap((id) => state.people[id] ?? [])
  const court = courtSide(content, state, people, as)
  const signers = ((): Signer[] => {
    switch (content.template) {
      case 'settlementAgreement':
      case 'civilMediationPaper':
        return [...as(those(partiesOf(content).map(({ personId }) => personId)), 'party'), ...as(those(agentsOf(content).map(({ personId }) => personId)), 'agent'), ...court]
      case 'hearingRecord':
      case 'mediationRecord': {
        const came = those(content.fields.attendance.filter(({ present }) => present).map(({ personId }) => personId))
        const of = (roles: ReadonlySet<RoleId>) => came.filter(({ role }) => roles.has(role))
        return [...as(of(PARTIES), 'party'), ...as(of(AGENTS), 'agent'), ...as(people.filter(({ role, attendance }) => OTHERS.has(role) && (attendance === 'present' || came.some((one) => one.role === role))), 'participant'), ...court]
      }
      case 'serviceAddressConfirmation':
      case 'onlineConsent':
      case 'evidenceList': {
        const { personId } = content.fields.party
        const agents = people.filter(({ role, represents }) => AGENTS.has(role) && represents.includes(personId))
        const drawing = agents.find((agent) => agent.personId === drafter)
        const self = those([personId])
        return drawing ? as([drawing], 'agent') : self.length > 0 ? as(self, 'party') : as(agents.slice(0, 1), 'agent')
      }
      case 'recordingStatement': return court
      default: return must.length > 0 ? court : []
    }
  })()
  return signers.filter((one, index) => may.includes(one.capacity) && signers.findIndex(({ personId }) => personId === one.personId) === index)
}

function courtSide(content: PaperContent, state: HearingState, people: readonly Person[], as: (list: readonly Person[], capacity: Capacity) => Signer[]): Signer[] {
  const judges = people.filter(({ role }) => JUDGES.has(role))
  const mediators = people.filter(({ role }) => MEDIATORS.has(role))
  const presiding = presidingOf(state)
  const chair = judges.filter((judge) => judge === presiding || judge.role === 'presidingJudge' || judge.role === 'soleJudge').slice(0, 1)
  const clerks = as(people.filter(({ role }) => role === 'clerk').slice(0, 1), 'clerk')
  const bench = mediators.length > 0 ? [...as(judges, 'judge'), ...as(mediators, 'mediator')] : as(judges, 'judge')
  switch (content.template) {
    case 'settlementAgreement': return chair.length > 0 ? as(chair, 'judge') : as(mediators, 'mediator')
    case 'civilMediationPaper': return [...as(judges, 'judge'), ...clerks]
    case 'hearingRecord':
    case 'mediationRecord': return [...bench, ...clerks]
    case 'recordingStatement': return [...(chair.length > 0 ? as(chair, 'judge') : as(mediators.slice(0, 1), 'mediator')), ...clerks]
    default: return []
  }
}
