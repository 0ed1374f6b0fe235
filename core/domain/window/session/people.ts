import type { PersonId } from '#protocol/ids.ts'
import type { CallPerson, CallRole } from '#protocol/window/session.ts'
import type { Hand, Phase, SessionPerson, SessionState } from './state.ts'
import { own } from '../../own.ts'

/** As what somebody sits in the call: a `colleague` is a clerk of the office who is not in charge (W-3.1). */
export type Capacity = 'citizen' | 'clerk' | 'colleague' | 'local' | 'interpreter'

export const everybody = (state: SessionState): SessionPerson[] => Object.values(state.people)

export function capacityOf(state: SessionState, person: { personId: PersonId; role: CallRole }): Capacity {
  switch (person.role) {
    case 'serviceApplicant': return 'citizen'
    case 'helper': case 'localClerk': return 'local'
    case 'interpreter': return 'interpreter'
    case 'remoteClerk': return person.personId === state.clerk ? 'clerk' : 'colleague'
  }
}

/** The person of the call behind this hand, if the sign-in is for the same work (a clerk's private sign-in is another). */
export function personOf(state: SessionState, hand: Hand): SessionPerson | null {
  const person = own(state.people, hand.personId)
  return person && person.role === hand.role && person.at === hand.at ? person : null
}

/** Those who sit where the citizen sits, or speak for the citizen's place: a hold cuts them all (W-3.8). */
export const isCitizenSide = (person: SessionPerson): boolean => person.role === 'serviceApplicant' || person.role === 'helper' || person.role === 'localClerk'

/** W-3.2: takes part in sound and picture now. */
export const isInCall = (state: SessionState, person: SessionPerson): boolean =>
  person.connectionId !== null && state.startedAt !== null && state.ended === null && !(state.hold !== null && isCitizenSide(person))

/** Whether what one sends may come to the other. */
export const reaches = (state: SessionState, from: SessionPerson, to: SessionPerson): boolean =>
  from.personId !== to.personId && isInCall(state, from) && isInCall(state, to)

/** What everybody in the call is told of how it stands. */
export function phaseOf(state: SessionState): Phase {
  if (state.ended !== null) return 'ended'
  if (state.startedAt === null) return 'calling'
  if (state.hold !== null) return 'onHold'
  return own(state.people, state.clerk)?.connectionId ? 'talking' : 'clerkAway'
}

/** Since when nobody of the citizen's side is there; null while somebody is (W-3.6). */
export function aloneSince(state: SessionState): string | null {
  const side = everybody(state).filter(isCitizenSide)
  return side.some((person) => person.connectionId !== null) ? null : side.map((person) => person.awaySince ?? state.openedAt).sort().at(-1) ?? state.openedAt
}

export const newcomer = (person: CallPerson, at: string): SessionPerson => ({
  ...person, connectionId: null, withCamera: false, withMicrophone: false, microphoneOn: false, cameraOn: false, presentation: null,
  joinedAt: null, awaySince: at,
})
