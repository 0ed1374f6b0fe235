import type { AgreementFields } from '#protocol/documents.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import { labels } from '#domain/hearing/index.ts'
import { GROUP } from '#domain/hearing/roles.ts'

/** What the case file already knows of the agreement; the clerk writes the rest. */
export function agreementFrom(view: HearingState): AgreementFields {
  const people = Object.values(view.people)
  const party = ({ personId, name, place }: Person) => ({ personId, name, identity: '', address: place ?? '' })
  const agents = people.filter((person) => GROUP[person.role] === 'agent')
  return {
    court: view.caseFile.court, caseNo: view.caseFile.caseNo, cause: view.caseFile.cause, place: '在线法庭',
    applicants: people.filter((person) => person.role === 'plaintiff').map(party),
    respondents: people.filter((person) => person.role === 'defendant' || person.role === 'thirdParty').map(party),
    agents: agents.flatMap((agent) => agent.represents.map((of) => ({ personId: agent.personId, name: agent.name, of, title: labels.role[agent.role].zh }))),
    facts: view.caseFile.claim, clauses: [''], amountYuan: '', courtFee: '', copies: 3,
  }
}
