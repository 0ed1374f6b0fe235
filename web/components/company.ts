import type { HearingState, Person } from '#domain/hearing/state.ts'
import type { LiveHearing } from '../live/live-hearing.ts'
import { isHeard } from './pictures.ts'

/** Those whose place is in the same room, also while their line is lost, in the order of the case file. */
export const companyOf = (view: HearingState, me: Person): Person[] =>
  Object.values(view.people).filter((person) => person.room === me.room)

export const isSpeaking = (live: LiveHearing, person: Person): boolean =>
  person.microphoneOn && !person.mutedByCourt && isHeard(live, person.personId)

/** The one heard now, if anybody: the active speaker as long as there is a voice. */
export function speakerNow(live: LiveHearing): Person | null {
  const person = live.speaker ? live.view?.people[live.speaker] : undefined
  return person && isSpeaking(live, person) ? person : null
}
