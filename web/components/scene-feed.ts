import { seating } from '#domain/hearing/index.ts'
import type { HearingState, Person } from '#domain/hearing/state.ts'
import type { StageId } from '#protocol/places.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import { t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import type { LiveHearing } from '../live/live-hearing.ts'
import type { SceneCamera, ScenePerson } from '../scene/index.ts'
import { companyOf, isSpeaking, speakerNow } from './company.ts'
import { lineScore, picturesOf, presentationOf } from './pictures.ts'
import { SceneTeller } from './scene-teller.ts'

/** Older blows than this, in ms, are not shown to whoever comes in. */
const GAVEL_FRESH_MS = 4_000
/** 全体起立: when the court comes in after the discipline was read, and when the outcome is announced. */
const RISES: readonly StageId[] = ['openCourt', 'judgment']

/** Tells the scene who sits where and which pictures they have; what has not changed is not told again. */
export class SceneFeed extends SceneTeller {
  #gavel: string | null = null
  #stage: StageId | null = null

  show(live: LiveHearing, own: OwnMedia | null, shot: SceneCamera): void {
    const { view } = live
    const me = view?.people[live.me]
    if (!view || !me) return
    const { scene } = this
    const seats = seating(view)
    const present = companyOf(view, me).filter((person) => seats[person.personId])
    const people: ScenePerson[] = present.map((person) => ({
      personId: person.personId, seat: seats[person.personId]!, name: person.name, roleLabel: roleLabel(person.role),
      speaking: this.#speaks(live, person), handRaised: person.handRaisedAt !== null, muted: person.mutedByCourt || !person.microphoneOn,
      network: lineScore(live, person.personId), away: person.connectionId === null, framed: false,
    }))
    this.tell('people', people, () => scene.setPeople(people))
    this.showTracks(picturesOf(live, own, present))
    const presenter = presenterIn(present)
    this.present(presenter ? presentationOf(live, own, presenter.personId) : null, presenter ? t('court.presentedBy', { name: presenter.name }) : '')
    // Whoever is heard; in a silence whoever has the floor.
    const speaker = speakerNow(live)?.personId ?? view.floor
    this.tell('speaker', speaker, () => scene.setSpeaker(speaker))
    this.tell('shot', shot, () => scene.setCamera(shot))
    const curtain = view.closedAt ? t('court.closed') : view.recess && me.room === 'courtroom' ? t('court.inRecess') : null
    this.tell('curtain', curtain, () => scene.setCurtain(curtain))
    this.#strike(view.gavel, live.clockOffsetMs)
    this.#stand(view, me)
  }

  #speaks(live: LiveHearing, person: Person): boolean {
    return this.lit(person.personId, isSpeaking(live, person)) && person.microphoneOn && !person.mutedByCourt
  }

  #stand(view: HearingState, me: Person): void {
    const before = this.#stage
    this.#stage = view.stage
    const inTrial = view.stages.some(({ stage }) => stage === 'announceDiscipline')
    if (before !== null && before !== view.stage && inTrial && RISES.includes(view.stage) && me.room === 'courtroom') this.scene.rise()
  }

  #strike(gavel: { at: string; strikes: number } | null, clockOffsetMs: number): void {
    if (gavel && gavel.at !== this.#gavel && Date.now() + clockOffsetMs - Date.parse(gavel.at) < GAVEL_FRESH_MS) this.scene.strikeGavel(gavel.strikes)
    this.#gavel = gavel?.at ?? null
  }
}

/** Who shows something on the room's screen. */
export const presenterIn = (people: Person[]): Person | undefined => people.find((person) => person.presentation !== null)
