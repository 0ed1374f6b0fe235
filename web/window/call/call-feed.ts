import type { PersonId } from '#protocol/ids.ts'
import type { SessionPerson, SessionState } from '#domain/window/session/state.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { t } from '../../i18n/index.ts'
import { SceneTeller } from '../../components/scene-teller.ts'
import type { Picture } from '../../components/scene-teller.ts'
import type { LiveWindow } from '../live/live-window.ts'
import { companyOf, isSpeaking, presenterOf, seatsOf } from './company.ts'
import { roleOf } from './wording.ts'

/** Tells the virtual hall who sits at the counter and before it, and what is shown. */
export class CallFeed extends SceneTeller {
  show(live: LiveWindow, own: OwnMedia | null): void {
    const { view } = live
    if (!view) return
    const { scene } = this
    const seats = seatsOf(view)
    const people = companyOf(view).map((person) => ({
      personId: person.personId, seat: seats[person.personId]!, name: person.name, roleLabel: roleOf(person),
      speaking: this.lit(person.personId, isSpeaking(live, person)) && person.microphoneOn, handRaised: false, muted: !person.microphoneOn,
      network: lineScore(live, person.personId), away: person.connectionId === null, framed: false,
    }))
    this.tell('people', people, () => scene.setPeople(people))
    this.showTracks(picturesOf(live, own, view))
    const presenter = presenterOf(view)
    this.present(presenter ? presentationOf(live, own, presenter) : null, presenter ? t('call.presents', { name: presenter.name }) : '')
    this.tell('speaker', live.speaker, () => scene.setSpeaker(live.speaker))
  }
}

function lineScore(live: LiveWindow, personId: PersonId): number | null {
  const quality = live.quality.get(personId)
  const known = quality ? [quality.up, quality.down].filter((score) => score !== null) : []
  return known.length > 0 ? Math.min(...known) : null
}

export const presentationOf = (live: LiveWindow, own: OwnMedia | null, presenter: SessionPerson): MediaStreamTrack | null =>
  (presenter.personId === live.me ? own?.presentationTrack : live.tracks.get(`${presenter.personId}/presentation`)?.track) ?? null

/** Camera pictures of those in the call, one's own among them as others see it. */
export function picturesOf(live: LiveWindow, own: OwnMedia | null, view: SessionState): Map<PersonId, Picture> {
  const pictures = new Map<PersonId, Picture>()
  for (const { personId, source, track, description } of live.tracks.values()) {
    if (source === 'camera' && view.people[personId]) pictures.set(personId, { track, description })
  }
  if (own?.cutout && view.people[live.me]?.cameraOn) pictures.set(live.me, { track: own.cutout.track, description: own.cutout.description })
  return pictures
}
