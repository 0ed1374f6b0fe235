import { lineScore, picturesOf, presentationOf } from '../../components/pictures.ts'
import { SceneTeller } from '../../components/scene-teller.ts'
import type { OwnMedia } from '../../devices/own-media.ts'
import { t } from '../../i18n/index.ts'
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
    const company = companyOf(view)
    const people = company.map((person) => ({
      personId: person.personId, seat: seats[person.personId]!, name: person.name, roleLabel: roleOf(person),
      speaking: this.lit(person.personId, isSpeaking(live, person)) && person.microphoneOn, handRaised: false, muted: !person.microphoneOn,
      network: lineScore(live, person.personId), away: person.connectionId === null, framed: false,
    }))
    this.tell('people', people, () => scene.setPeople(people))
    this.showTracks(picturesOf(live, own, company))
    const presenter = presenterOf(view)
    this.present(presenter ? presentationOf(live, own, presenter.personId) : null, presenter ? t('call.presents', { name: presenter.name }) : '')
    this.tell('speaker', live.speaker, () => scene.setSpeaker(live.speaker))
  }
}
