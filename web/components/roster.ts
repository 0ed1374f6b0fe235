import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { SideId } from '#protocol/people.ts'
import type { CommandType } from '#protocol/hearing-commands.ts'
import { labels } from '#domain/hearing/index.ts'
import type { Person } from '#domain/hearing/state.ts'
import { HearingElement } from '../hearing-element.ts'
import { joined, t } from '../i18n/index.ts'
import { pick, roleLabel, roomLabel, sideLabel } from '../i18n/labels.ts'
import { sharedStyles } from '../style/shared.ts'
import { actButton } from './act-button.ts'
import { isSpeaking } from './company.ts'
import { lineScore } from './pictures.ts'
import { readinessFaults } from './readiness.ts'
import type { IconName } from './icon.ts'
import './icon.ts'
import './level-bar.ts'
import { removePerson, warnPerson } from '../dialogs/court-questions.ts'

const SIDES: SideId[] = ['bench', 'court', 'plaintiff', 'defendant', 'thirdParty', 'neutral', 'public']

/** Everybody this person may know of: where they are, whether they can be heard, and what the court may do about it. */
@customElement('tt-roster')
export class TtRoster extends HearingElement {
  static override styles = [
    sharedStyles,
    css`
      :host { display: block; padding: 0.4rem 0 1rem; }
      h3 { font-family: var(--sans); font-size: var(--size-s); font-weight: 600; color: var(--text-soft); padding: 0.7rem 1rem 0.25rem; }
      li { padding: 0.55rem 1rem; border-block-end: 1px solid var(--line); display: grid; gap: 0.35rem; }
      .top { display: flex; align-items: center; gap: 0.5rem; min-block-size: 1.75rem; }
      .name { font-weight: 600; }
      .role { color: var(--gold-deep); font-size: var(--size-s); white-space: nowrap; }
      .signs { margin-inline-start: auto; display: flex; align-items: center; gap: 0.45rem; color: var(--text-soft); }
      .signs .bad { color: var(--red); }
      .signs .hand { color: var(--amber); }
      .more { display: flex; flex-wrap: wrap; gap: 0.3rem 0.5rem; align-items: center; }
      .away .name { color: var(--text-soft); }
      .faults { color: var(--red); font-size: var(--size-s); }
      details summary { list-style: none; display: inline-flex; cursor: pointer; padding: 0.25rem; border-radius: var(--radius); }
      details summary::-webkit-details-marker { display: none; }
      details[open] summary { background: var(--paper-sunk); }
      .menu { display: flex; flex-wrap: wrap; gap: 0.4rem; padding-block-start: 0.4rem; inline-size: 100%; }
      button.mic { min-block-size: 1.9rem; padding: 0.1rem 0.35rem; color: inherit; }
      button.mic.bad { color: var(--red); }
      .all { display: flex; gap: 0.5rem; padding: 0.6rem 1rem; border-block-end: 1px solid var(--line); }
    `,
  ]

  override render() {
    const { view } = this
    if (!view) return nothing
    const may = this.may()
    const people = Object.values(view.people)
    return html`
      ${may.has('muteAll') ? html`<div class="all">
        ${actButton('muteAll', t('act.muteAll'), () => this.act({ type: 'muteAll' }), { look: 'small', icon: 'microphoneOff' })}
        ${actButton('unmuteAll', t('act.unmuteAll'), () => this.act({ type: 'unmuteAll' }), { look: 'small', icon: 'microphone' })}</div>` : nothing}
      ${SIDES.map((side) => {
        const own = people.filter((person) => person.side === side)
        return own.length === 0 ? nothing : html`<section aria-label=${sideLabel(side)}><h3>${sideLabel(side)}</h3>
          <ul>${repeat(own, (person) => person.personId, (person) => this.#person(person, may))}</ul></section>`
      })}`
  }

  #person(person: Person, may: Set<CommandType>) {
    const away = person.connectionId === null
    const represents = person.represents.map((id) => this.nameOf(id)).filter(Boolean)
    const admit = may.has('admit') && !away && person.room === 'waitingRoom'
    const hand = person.handRaisedAt !== null
    const faults = person.readiness && may.has('admit') ? readinessFaults(person.readiness) : []
    return html`<li class=${away ? 'away' : ''} data-person=${person.personId}>
      <div class="top"><span class="name">${person.name}</span><span class="role">${roleLabel(person.role)}</span>
        ${person.personId === this.live.me ? html`<span class="soft fine">${t('word.me')}</span>` : nothing}
        <span class="signs">${away ? html`<span class="tag">${t('person.away')}</span>` : this.#signs(person, may)}</span></div>
      <div class="more">
        ${represents.length > 0 ? html`<span class="fine soft">${t('person.represents', { names: joined(represents) })}</span>` : nothing}
        ${person.place ? html`<span class="fine soft">${person.place}</span>` : nothing}
        ${person.room !== this.me?.room && !away ? html`<span class="tag">${roomLabel(person.room)}</span>` : nothing}
        ${person.mutedByCourt ? html`<span class="tag bad">${t('person.mutedByCourt')}</span>` : nothing}
        ${person.uncutFor ? html`<span class="tag gold">${t('person.uncut')}</span>` : nothing}
        ${person.testimony === 'testifying' ? html`<span class="tag gold">${pick(labels.testimony.testifying)}</span>` : nothing}
        ${this.view!.floor === person.personId ? html`<span class="tag gold">${t('person.hasFloor')}</span>` : nothing}
        ${hand && may.has('giveFloor') ? actButton('giveFloor', t('act.giveFloor'), () => this.act({ type: 'giveFloor', personId: person.personId }), { look: 'small', person: person.personId, label: t('act.giveFloorTo', { name: person.name }) }) : nothing}
        ${admit ? actButton('admit', t('act.admit'), () => this.act({ type: 'admit', personId: person.personId }), { look: 'small primary', person: person.personId, label: t('act.admitOne', { name: person.name }) }) : nothing}
        ${this.#menu(person, may)}
      </div>
      ${faults.length > 0 ? html`<p class="faults">${joined(faults)}</p>` : nothing}</li>`
  }

  #signs(person: Person, may: Set<CommandType>) {
    const heard = person.microphoneOn && !person.mutedByCourt
    const score = lineScore(this.live, person.personId)
    const line: IconName | null = score === null ? null : score >= 8 ? 'signalHigh' : score >= 5 ? 'signalMedium' : score >= 2 ? 'signalLow' : 'signalZero'
    return html`
      ${person.handRaisedAt ? html`<span class="hand" role="img" aria-label=${t('person.hand')}><tt-icon name="hand"></tt-icon></span>` : nothing}
      ${heard ? html`<tt-level-bar .level=${isSpeaking(this.live, person) || person.personId === this.live.me ? (this.live.levels.get(person.personId) ?? -127) : -127} .steps=${5}></tt-level-bar>` : nothing}
      ${this.#microphone(person, heard, may)}
      ${person.cameraOn ? nothing : html`<span role="img" aria-label=${t('person.cameraOff')}><tt-icon name="cameraOff"></tt-icon></span>`}
      ${line ? html`<span class=${score! < 5 ? 'bad' : ''} role="img" aria-label=${t('person.line', { score: Math.round(score!) })}><tt-icon name=${line}></tt-icon></span>` : nothing}`
  }

  /** Shows whether this voice can be heard; for the court it is also the switch. */
  #microphone(person: Person, heard: boolean, may: Set<CommandType>) {
    const { personId, name, mutedByCourt } = person
    const icon: IconName = heard ? 'microphone' : 'microphoneOff'
    const switchable = personId !== this.live.me && (mutedByCourt ? may.has('unmute') : may.has('mute'))
    if (!switchable) return html`<span class=${heard ? '' : 'bad'} role="img" aria-label=${t(heard ? 'person.micOn' : 'person.micOff')}><tt-icon name=${icon}></tt-icon></span>`
    return mutedByCourt
      ? actButton('unmute', '', () => this.act({ type: 'unmute', personId }), { look: 'plain mic bad', icon, person: personId, label: t('act.unmuteOne', { name }) })
      : actButton('mute', '', () => this.act({ type: 'mute', personId }), { look: `plain mic ${heard ? '' : 'bad'}`, icon, person: personId, label: t('act.muteOne', { name }) })
  }

  #menu(person: Person, may: Set<CommandType>) {
    if (person.personId === this.live.me) return nothing
    const { personId, name } = person
    const here = person.connectionId !== null
    const items = [
      may.has('giveFloor') && here && person.handRaisedAt === null && this.view!.floor !== personId ? actButton('giveFloor', t('act.giveFloor'), () => this.act({ type: 'giveFloor', personId }), { look: 'small', person: personId, label: t('act.giveFloorTo', { name }) }) : null,
      may.has('askUncutPicture') && here && person.withCamera ? actButton('askUncutPicture', t(person.uncutFor ? 'act.endUncut' : 'act.askUncut'), () => this.act({ type: 'askUncutPicture', personId, on: !person.uncutFor }), { look: 'small', person: personId, pressed: Boolean(person.uncutFor), label: t(person.uncutFor ? 'act.endUncutOne' : 'act.askUncutOne', { name }) }) : null,
      may.has('warn') && here ? actButton('warn', t('act.warn'), () => warnPerson(this, person), { look: 'small', person: personId, label: t('act.warnOne', { name }) }) : null,
      may.has('moveToRoom') && here && person.room === 'courtroom' && person.testimony === null ? actButton('moveToRoom', t('act.toWaiting'), () => this.act({ type: 'moveToRoom', personId, room: 'waitingRoom' }), { look: 'small', person: personId }) : null,
      may.has('removeParticipant') ? actButton('removeParticipant', t('act.remove'), () => removePerson(this, person), { look: 'small danger', person: personId, label: t('act.removeOne', { name }) }) : null,
    ].filter((item) => item !== null)
    return items.length === 0 ? nothing
      : html`<details data-menu=${personId}><summary aria-label=${t('person.menu', { name })}><tt-icon name="more"></tt-icon></summary><div class="menu">${items}</div></details>`
  }
}
