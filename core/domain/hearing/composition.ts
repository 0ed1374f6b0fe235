import type { Participant } from '#protocol/people.ts'
import type { SittingKind } from './kind.ts'
import type { Text } from './labels/text.ts'
import { say } from './labels/text.ts'
import { GROUP } from './roles.ts'

const SIDE_OF_GROUP = {
  judge: ['bench'], mediator: ['bench'], hearingOfficer: ['bench'], clerk: ['court'], officer: ['court'], witness: ['neutral'],
  observer: ['public'], prosecutor: ['bench', 'plaintiff', 'court'], interpreter: ['neutral'],
  expert: ['neutral', 'plaintiff', 'defendant', 'thirdParty'], agent: ['plaintiff', 'defendant', 'thirdParty'],
  party: ['plaintiff', 'defendant', 'thirdParty'],
} as const

/** What is wrong with this list of people for this kind of sitting; empty = nothing (H-2). */
export function compositionFaults(kind: SittingKind, people: readonly Participant[]): Text[] {
  const faults = kind.composition
    .filter((rule) => {
      const count = people.filter((person) => rule.roles.includes(person.role)).length
      return count < rule.min || count > rule.max
    })
    .map((rule) => rule.text)
  const ids = new Set(people.map((person) => person.personId))
  if (ids.size !== people.length) faults.push(say('参加人编号重复', 'two participants have one id'))
  return faults.concat(people.flatMap((person) => placementFaults(person, people)))
}

/** Faults of one person among the others: side, and for whom they act. */
export function placementFaults(person: Participant, people: readonly Participant[]): Text[] {
  const faults: Text[] = []
  const group = GROUP[person.role]
  if (!(SIDE_OF_GROUP[group] as readonly string[]).includes(person.side)) {
    faults.push(say(`${person.name}的席位与身份不符`, `${person.name}: the side does not fit the role`))
  }
  if (group === 'party' && person.side !== person.role) faults.push(say(`${person.name}的诉讼地位与席位不符`, `${person.name}: a party sits on its own side`))
  if (group === 'agent') {
    const own = people.filter((party) => GROUP[party.role] === 'party' && person.represents.includes(party.personId))
    if (own.length === 0 || own.length !== person.represents.length || own.some((party) => party.side !== person.side)) {
      faults.push(say(`代理人${person.name}应代理本方当事人`, `agent ${person.name} must act for parties of the same side`))
    }
  }
  return faults
}
