import type { PersonId } from '#protocol/ids.ts'
import { capacityOf } from '#domain/window/session/index.ts'
import type { SessionPerson, SessionState } from '#domain/window/session/state.ts'
import { isHeard } from '../../components/pictures.ts'
import type { LiveWindow } from '../live/live-window.ts'

const SEATS = { clerk: ['window-1'], colleague: ['window-2'], citizen: ['citizen-1'], local: ['helper', 'citizen-2'], interpreter: ['interpreter'] } as const
const ORDER = ['citizen', 'clerk', 'local', 'colleague', 'interpreter'] as const

/** Everybody of the call: the citizen and the clerk in charge first. */
export const companyOf = (view: SessionState): SessionPerson[] => Object.values(view.people).sort((a, b) =>
  ORDER.indexOf(capacityOf(view, a)) - ORDER.indexOf(capacityOf(view, b)) || a.personId.localeCompare(b.personId))

/** Who sits where in the virtual hall; those for whom it has no chair stand in the gallery. */
export function seatsOf(view: SessionState): Record<PersonId, string> {
  const taken = new Map<string, number>()
  return Object.fromEntries(companyOf(view).map((person) => {
    const capacity = capacityOf(view, person)
    const nth = taken.get(capacity) ?? 0
    taken.set(capacity, nth + 1)
    return [person.personId, SEATS[capacity][nth] ?? 'gallery']
  }))
}

export const isSpeaking = (live: LiveWindow, person: SessionPerson): boolean =>
  person.microphoneOn && isHeard(live, person.personId)

/** Who shows a screen or the document camera. Of several the one on the citizen's side goes before. */
export const presenterOf = (view: SessionState): SessionPerson | undefined => companyOf(view).find((person) => person.presentation !== null && person.connectionId !== null)

/** Whose line is gone though they have been there: the others are told and go on. */
export const droppedOf = (view: SessionState, me: PersonId): SessionPerson[] =>
  companyOf(view).filter((person) => person.personId !== me && person.personId !== view.clerk && person.joinedAt !== null && person.connectionId === null)
