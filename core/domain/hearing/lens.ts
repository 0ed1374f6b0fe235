import type { PersonId } from '#protocol/ids.ts'
import type { RoomId } from '#protocol/places.ts'
import type { HearingState } from './state.ts'
import { isBench, isCourt } from './people.ts'
import { isIsolated, isPublic } from './roles.ts'
import { roomKind } from './rooms.ts'

/**
 * How somebody looks at the hearing, as plain data: the view is a function of state and lens, so equal lenses give
 * equal views.
 * `court` bench and clerks · `courtroom` let in · `testifying` a witness in the box · `waiting` not let in yet ·
 * `isolated` a witness before and after · `none` nobody of this hearing
 */
export type Lens = {
  scope: 'court' | 'courtroom' | 'testifying' | 'waiting' | 'isolated' | 'none'
  /** Whose own particulars and messages are shown; null = nobody's. */
  self: PersonId | null
  /** Sees the panel's own record (R1 34). */
  deliberation: boolean
  /** Watches only: no record, no papers (R1 27). */
  public: boolean
  /** A private talk before being let in: those in this room are shown too. */
  room: RoomId | null
}

const NONE: Lens = { scope: 'none', self: null, deliberation: false, public: false, room: null }

export function lensOf(state: HearingState, viewer: PersonId): Lens {
  const person = state.people[viewer]
  if (!person) return NONE
  const writes = state.messages.some((message) => message.from === viewer || message.to === viewer)
  const lens = { ...NONE, self: viewer, public: isPublic(person.role) }
  if (isCourt(state, person)) {
    return { ...lens, scope: 'court', self: writes ? viewer : null, deliberation: isBench(state, person) || state.clerkInDeliberation }
  }
  if (isIsolated(person.role)) return { ...lens, scope: person.testimony === 'testifying' ? 'testifying' : 'isolated' }
  const talks = roomKind(person.room) === 'consultation'
  if (!person.admitted) return { ...lens, scope: 'waiting', room: talks ? person.room : null }
  // observers see themselves as others see them: a full gallery shares one view
  return { ...lens, scope: 'courtroom', self: lens.public && !writes ? null : viewer }
}

export const lensKey = (lens: Lens): string =>
  [lens.scope, lens.self ?? '', lens.deliberation ? 'd' : '', lens.public ? 'p' : '', lens.room ?? ''].join('|')
