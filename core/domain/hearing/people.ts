import type { PersonId } from '#protocol/ids.ts'
import type { HearingState, Person } from './state.ts'
import { sittingKind } from './kinds/index.ts'
import { GROUP, isLitigant, isRegistry } from './roles.ts'

/** Questions about the people of one hearing. All in the order of the case file. */
export const everybody = (state: HearingState): Person[] => Object.values(state.people)

export const isBench = (state: HearingState, person: Person): boolean => sittingKind(state.kind).bench.includes(person.role)

export const isDeliberator = (state: HearingState, person: Person): boolean =>
  sittingKind(state.kind).deliberators.includes(person.role)

/** The one who presides: the first in the file whose role may (R2 11: of several mediators one leads). */
export function presidingOf(state: HearingState): Person | null {
  const people = everybody(state)
  for (const role of sittingKind(state.kind).presiding) {
    const found = people.find((person) => person.role === role)
    if (found) return found
  }
  return null
}

export const isPresiding = (state: HearingState, person: Person): boolean => presidingOf(state)?.personId === person.personId

/** Bench, clerks, assistants: they see the whole file. */
export const isCourt = (state: HearingState, person: Person): boolean => isBench(state, person) || isRegistry(person.role)

/** Those who come straight into the courtroom: the court and its officers. */
export const isCourtStaff = (state: HearingState, person: Person): boolean =>
  isCourt(state, person) || GROUP[person.role] === 'officer'

export const parties = (state: HearingState): Person[] => everybody(state).filter((person) => GROUP[person.role] === 'party')
export const litigants = (state: HearingState): Person[] => everybody(state).filter((person) => isLitigant(person.role))
export const witnesses = (state: HearingState): Person[] => everybody(state).filter((person) => GROUP[person.role] === 'witness')

/** The parties a person speaks for: a party for itself, an agent for those represented. */
export const unitsOf = (person: Person): readonly PersonId[] =>
  GROUP[person.role] === 'party' ? [person.personId] : GROUP[person.role] === 'agent' ? person.represents : []

/** A party and everybody who may act in its name. */
export const actingFor = (state: HearingState, party: Person): Person[] =>
  litigants(state).filter((person) => unitsOf(person).includes(party.personId))

/** Recorded as attending, in person or by an agent. */
export const isRepresented = (state: HearingState, party: Person): boolean =>
  actingFor(state, party).some((person) => person.attendance === 'present')

/** Parties that attend, in person or by an agent. */
export const presentParties = (state: HearingState): Person[] => parties(state).filter((party) => isRepresented(state, party))

export const inCourtroom = (person: Person): boolean => person.connectionId !== null && person.room === 'courtroom'
