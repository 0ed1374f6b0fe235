import type { HearingState, Person } from '#domain/hearing/state.ts'
import type { LiveHearing } from '../live/live-hearing.ts'

/** A voice above this level, in dBov, counts as speaking. */
const SPEAKING_DBOV = -50

/** Those whose place is in the same room, also while their line is lost, in the order of the case file. */
export const companyOf = (view: HearingState, me: Person): Person[] =>
  Object.values(view.people).filter((person) => person.room === me.room)

export const isSpeaking = (live: LiveHearing, person: Person): boolean =>
  person.microphoneOn && !person.mutedByCourt && (live.levels.get(person.personId) ?? -127) > SPEAKING_DBOV

/** The one heard now, if anybody: the active speaker as long as there is a voice. */
export function speakerNow(live: LiveHearing): Person | null {
  const person = live.speaker ? live.view?.people[live.speaker] : undefined
  return person && isSpeaking(live, person) ? person : null
}

/** 0 … 10 as the media server scores the line; null when nothing is known. */
export function lineScore(live: LiveHearing, person: Person): number | null {
  const quality = live.quality.get(person.personId)
  if (!quality) return null
  const known = [quality.up, quality.down].filter((score) => score !== null)
  return known.length > 0 ? Math.min(...known) : null
}
