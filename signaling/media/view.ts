import type { MediaPolicy } from '#domain/media.ts'
import type { PersonId } from '#protocol/ids.ts'

/** All that media must know of those who talk with each other, whatever brings them together. Never changes; a new one is made. */
export type MediaView = {
  /** The room in the SFU, one of its own for every gathering of this process. */
  readonly roomId: string
  /** Nobody will come any more: the room is closed with the last who leaves. */
  readonly over: boolean
  readonly policy: MediaPolicy
  /** The connection that speaks for this person now; null = none. */
  connectionOf(personId: PersonId): string | null
  /**
   * Whether the way from one to the other stays open, paused, while the sender's track is only held: switching on again
   * is then instant. Where no route at all may be left, it does not.
   */
  keepsHeld(to: PersonId, from: PersonId): boolean
}
