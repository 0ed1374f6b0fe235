import type { PersonId } from '#protocol/ids.ts'
import type { MediaSource } from '#protocol/places.ts'

/** What one person may send and from whom they may receive, in a hearing as over a counter: the whole of media permission. */
export type PersonMedia = {
  /** `live`: forwarded; `held`: the track may exist but nobody receives it; `none`: must not exist. */
  send: Record<MediaSource, 'live' | 'held' | 'none'>
  /** Only tracks that are live; never oneself. */
  receive: { from: PersonId; sources: MediaSource[] }[]
}
export type MediaPolicy = Record<PersonId, PersonMedia>
