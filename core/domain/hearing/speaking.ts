import type { PersonId } from '#protocol/ids.ts'
import type { HearingState, Person } from './state.ts'
import { actingFor, everybody, inCourtroom, parties } from './people.ts'
import { ruleOf } from './stages.ts'

/** One turn: the person named on the list, and everybody who may take it for them. */
export type SpeakingUnit = { person: Person; speakers: PersonId[] }

/** Turns of the present stage in the order of the law, of those who attend (R6 141, 144). */
export function speakingUnits(state: HearingState): SpeakingUnit[] {
  return (ruleOf(state).speakingOrder ?? []).flatMap((speaker): SpeakingUnit[] => {
    if ('side' in speaker) {
      return parties(state)
        .filter((party) => party.side === speaker.side)
        .map((party) => ({ person: party, present: actingFor(state, party).filter((person) => person.attendance === 'present') }))
        .filter((unit) => unit.present.length > 0)
        .map((unit) => ({ person: unit.person, speakers: unit.present.map((person) => person.personId) }))
    }
    return everybody(state)
      .filter((person) => person.role === speaker.role && person.connectionId !== null)
      .map((person) => ({ person, speakers: [person.personId] }))
  })
}

/** Who speaks next: of the first turn not yet over, the party if here, else an agent who is; null = nobody left. */
export function nextSpeaker(state: HearingState): PersonId | null {
  for (const unit of speakingUnits(state)) {
    if (unit.speakers.some((speaker) => state.turnsDone.includes(speaker))) continue
    const here = unit.speakers.map((id) => state.people[id]).filter((person) => person !== undefined).filter(inCourtroom)
    const speaker = here.find((person) => person.personId === unit.person.personId) ?? here[0]
    if (speaker) return speaker.personId
  }
  return null
}

/** Whether two people take their turn together: the floor holder and agents of the same party. */
export function shareTurn(state: HearingState, a: PersonId, b: PersonId): boolean {
  return a === b || speakingUnits(state).some((unit) => unit.speakers.includes(a) && unit.speakers.includes(b))
}
