import type { HearingState } from '#domain/hearing/state.ts'
import { mediaPolicy } from '#domain/hearing/index.ts'
import type { MediaView } from './view.ts'

/** A hearing as its media see it. */
export function hearingMedia(state: HearingState): MediaView {
  return {
    roomId: state.hearingId,
    over: state.closedAt !== null,
    policy: mediaPolicy(state),
    connectionOf: (personId) => state.people[personId]?.connectionId ?? null,
    // Between different rooms nothing is kept: no route may lead out of a room, not even a silent one.
    keepsHeld(to, from) {
      const here = state.people[to]
      const there = state.people[from]
      return here !== undefined && there !== undefined && here.room === there.room && here.testimony !== 'notCalled' && here.testimony !== 'released'
    },
  }
}
