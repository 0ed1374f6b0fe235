import type { ErrorCode } from '#protocol/errors.ts'
import type { PersonId } from '#protocol/ids.ts'
import type { RoomId } from '#protocol/places.ts'
import type { HearingState, Person } from './state.ts'
import { everybody, isBench, isCourtStaff, isDeliberator, unitsOf } from './people.ts'
import { GROUP, isIsolated, isLitigant, isPublic, isRegistry } from './roles.ts'
import { mayWithdraw, ruleOf } from './stages.ts'

export type RoomKind = 'outside' | 'waitingRoom' | 'courtroom' | 'deliberationRoom' | 'consultation' | 'witness'

export function roomKind(room: RoomId): RoomKind {
  if (room.startsWith('consultation:')) return 'consultation'
  if (room.startsWith('witness:')) return 'witness'
  return room as RoomKind
}

export const witnessRoom = (personId: PersonId): RoomId => `witness:${personId}`

export function consultationRoom(person: Person): RoomId | null {
  return person.side === 'plaintiff' || person.side === 'defendant' || person.side === 'thirdParty' ? `consultation:${person.side}` : null
}

/** Where a person arrives who has not been in any room (H-5.1). */
export function arrivalRoom(state: HearingState, person: Person): RoomId {
  if (isCourtStaff(state, person)) return 'courtroom'
  return isIsolated(person.role) ? witnessRoom(person.personId) : 'waitingRoom'
}

/**
 * Who may be where with whom: the one answer, asked before every move and again for every route of sound and picture.
 * @returns null when allowed, else the reason
 */
export function companyRule(state: HearingState, person: Person, room: RoomId): ErrorCode | null {
  switch (roomKind(room)) {
    case 'outside':
      return null
    case 'waitingRoom':
      return isIsolated(person.role) ? 'witnessIsolated' : null
    case 'witness':
      return room === witnessRoom(person.personId) && isIsolated(person.role) ? null : 'companyNotAllowed'
    case 'courtroom':
      if (isIsolated(person.role)) return person.testimony === 'testifying' ? null : 'witnessIsolated'
      return isPublic(person.role) && state.caseFile.publicity === 'closed' ? 'companyNotAllowed' : null
    case 'deliberationRoom':
      if (!mayWithdraw(state)) return 'companyNotAllowed'
      if (isDeliberator(state, person)) return null
      return isRegistry(person.role) && state.clerkInDeliberation ? null : 'companyNotAllowed'
    case 'consultation':
      return consultationRule(state, person, room)
  }
}

/** A party and its own agents only (H-5.6); in a caucus the mediators with one side (H-5.8, R2 16). */
function consultationRule(state: HearingState, person: Person, room: RoomId): ErrorCode | null {
  if (isBench(state, person) && GROUP[person.role] !== 'party') return ruleOf(state).caucus ? null : 'companyNotAllowed'
  if (!isLitigant(person.role) || consultationRoom(person) !== room) return 'companyNotAllowed'
  const own = unitsOf(person)
  const strangers = everybody(state).filter(
    (other) => other.room === room && other.personId !== person.personId && isLitigant(other.role)
      && !unitsOf(other).some((unit) => own.includes(unit)),
  )
  return strangers.length > 0 ? 'companyNotAllowed' : null
}
