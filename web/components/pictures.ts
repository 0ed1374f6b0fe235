import type { PersonId } from '#protocol/ids.ts'
import type { LinkQuality, TrackDescription } from '#protocol/media.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import type { RemoteTrack } from '../live/media-session.ts'

/** A voice above this level, in dBov, counts as speaking. */
const SPEAKING_DBOV = -50

export type Picture = { track: MediaStreamTrack; description: TrackDescription }

/** What a line brings of those who talk with each other, be it a hearing or a call. */
export type Brought = {
  readonly me: PersonId
  readonly tracks: Map<string, RemoteTrack>
  readonly levels: Map<PersonId, number>
  readonly quality: Map<PersonId, LinkQuality>
}

export const isHeard = (live: Brought, personId: PersonId): boolean => (live.levels.get(personId) ?? -127) > SPEAKING_DBOV

/** 0 … 10 as the media server scores the line; null when nothing is known. */
export function lineScore(live: Brought, personId: PersonId): number | null {
  const quality = live.quality.get(personId)
  const known = quality ? [quality.up, quality.down].filter((score) => score !== null) : []
  return known.length > 0 ? Math.min(...known) : null
}

/** What somebody shows to the others beside their own picture. */
export const presentationOf = (live: Brought, own: OwnMedia | null, presenter: PersonId): MediaStreamTrack | null =>
  (presenter === live.me ? own?.presentationTrack : live.tracks.get(`${presenter}/presentation`)?.track) ?? null

/** Camera pictures of these people, one's own among them as others see it. */
export function picturesOf(live: Brought, own: OwnMedia | null, people: readonly { personId: PersonId; cameraOn: boolean }[]): Map<PersonId, Picture> {
  return new Map(people.flatMap(({ personId, cameraOn }) => {
    const picture = personId !== live.me ? live.tracks.get(`${personId}/camera`) : cameraOn ? own?.cutout : undefined
    return picture ? [[personId, { track: picture.track, description: picture.description }] as const] : []
  }))
}
