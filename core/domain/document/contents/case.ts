import type { HearingFact } from '#protocol/hearing-events.ts'
import type { DocumentView } from '#protocol/documents.ts'
import type { PaperPerson } from '#protocol/papers/index.ts'
import { isBench, isLitigant, labels, presidingOf, type HearingState, type Person } from '../../hearing/index.ts'

/** All that the contents of a paper are drawn from. */
export type Case = {
  state: HearingState
  /** The hearing's whole log in order, as far as the clerk may see it. */
  facts: readonly HearingFact[]
  /** Papers of this hearing made before. */
  papers: readonly DocumentView[]
  /** ISO 8601 instant. */
  now: string
  /** Whom the paper is for or about, where it is about one person. */
  about?: Person | undefined
  /** The paper that this one reports on, for a certificate of service. */
  paper?: DocumentView | undefined
}

export const peopleOf = ({ state }: Case): Person[] => Object.values(state.people)
export const headOf = ({ state }: Case) => ({ court: state.caseFile.court, caseNo: state.caseFile.caseNo, cause: state.caseFile.cause })

/** How papers call somebody: agents by their office, everybody else by their role. */
export function standingOf(person: Person): string {
  if (person.role === 'lawyer' || person.role === 'litigationAgent') return '委托诉讼代理人'
  return labels.role[person.role].zh
}
export const paperPerson = (person: Person): PaperPerson => ({ personId: person.personId, name: person.name, standing: standingOf(person), identity: '', address: '' })

/** "原告王强", as a record speaks of somebody; of an agent with the side. */
export function calling(state: HearingState, personId: string): string {
  const person = state.people[personId]
  if (!person) return '已离席人员'
  const side = isLitigant(person.role) && standingOf(person) === '委托诉讼代理人' ? labels.side[person.side].zh : ''
  return `${side}${standingOf(person)}${person.name}`
}

const JUDGES = new Set(['presidingJudge', 'soleJudge', 'judge', 'layJudge'])
const MEDIATORS = new Set(['mediator', 'specialMediator'])
export const benchOf = (of: Case): Person[] => {
  const bench = peopleOf(of).filter((person) => isBench(of.state, person))
  const presiding = presidingOf(of.state)
  return [...bench.filter((person) => person === presiding), ...bench.filter((person) => person !== presiding)]
}
export const judgesOf = (of: Case): Person[] => benchOf(of).filter(({ role }) => JUDGES.has(role))
export const mediatorsOf = (of: Case): Person[] => {
  const mediators = peopleOf(of).filter(({ role }) => MEDIATORS.has(role))
  return mediators.length > 0 ? mediators : judgesOf(of)
}
export const officers = (people: readonly Person[]) => people.map((person) => ({ title: labels.role[person.role].zh, name: person.name }))
export const clerkOf = (of: Case): string => peopleOf(of).filter(({ role }) => role === 'clerk').map(({ name }) => name).join('、')

const PARTIES = new Set(['plaintiff', 'defendant', 'thirdParty'])
export const partiesIn = (of: Case): Person[] => peopleOf(of).filter(({ role }) => PARTIES.has(role))
/** Agents with the parties they act for, one entry for each party. */
export const agentsIn = (of: Case) =>
  peopleOf(of).filter(({ role }) => isLitigant(role) && !PARTIES.has(role)).flatMap((agent) =>
    agent.represents.map((party) => ({ personId: agent.personId, name: agent.name, of: party, title: labels.role[agent.role].zh })))
