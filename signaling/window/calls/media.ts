import { mediaPolicy, type SessionState } from '#domain/window/session/index.ts'
import type { MediaView } from '../../media/view.ts'

/** The room of a call in the SFU. */
export const mediaRoomOf = (sessionId: string): string => `call-${sessionId}`

/** A call over the counter as its media see it. */
export function callMedia(state: SessionState): MediaView {
  const isIn = (personId: string): boolean => Object.hasOwn(state.people, personId)
  return {
    roomId: mediaRoomOf(state.sessionId),
    over: state.ended !== null,
    policy: mediaPolicy(state),
    connectionOf: (personId) => (isIn(personId) ? state.people[personId]?.connectionId ?? null : null),
    // before the clerk has come no way leads anywhere, not even a silent one (W-3.3)
    keepsHeld: (to, from) => state.startedAt !== null && state.ended === null && isIn(to) && isIn(from),
  }
}
