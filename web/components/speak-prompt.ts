import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { OwnMedia } from '../devices/own-media.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { buttons, texts } from '../style/shared.ts'
import { actButton } from './act-button.ts'

/** When the court lifts its mute, gives the floor or warns: said in the middle of the page, until it is answered. */
@customElement('tt-speak-prompt')
export class TtSpeakPrompt extends HearingElement {
  static override styles = [
    texts, buttons,
    css`
      /* Over the picture, never over the panel where things are done. */
      :host { position: fixed; inset-block-end: 7.6rem; inset-inline: 0 25rem; display: grid; justify-items: center; z-index: 12; pointer-events: none; padding-inline: 1rem; }
      .prompt { pointer-events: auto; display: flex; flex-wrap: wrap; gap: 0.8rem 1.2rem; align-items: center; max-inline-size: 42rem; padding: 0.8rem 1.2rem; background: var(--paper-raised); color: var(--text); border: 1px solid var(--line); border-inline-start: 4px solid var(--gold-deep); border-radius: var(--radius); box-shadow: var(--shadow); }
      @media (max-width: 860px) { :host { inset-block: 6.6rem auto; inset-inline: 0; } .prompt { padding: 0.55rem 0.8rem; gap: 0.4rem 0.8rem; font-size: var(--size-s); } }
      .prompt.warning { border-inline-start-color: var(--red); }
    `,
  ]

  @property({ attribute: false }) own: OwnMedia | null = null
  @state() private asked: 'unmuted' | 'floor' | null = null
  @state() private warning: string | null = null
  #mutedBefore: boolean | null = null
  #floorBefore: string | null = null
  #warningsBefore = -1

  override willUpdate(): void {
    super.willUpdate()
    const { view, me } = this
    if (!view || !me) return
    const silent = !me.microphoneOn
    if (this.#mutedBefore === true && !me.mutedByCourt && silent) this.asked = 'unmuted'
    if (view.floor === me.personId && this.#floorBefore !== me.personId && silent && !me.mutedByCourt) this.asked = 'floor'
    if (!silent || me.mutedByCourt) this.asked = null
    const own = view.warnings.filter(({ personId }) => personId === me.personId)
    if (this.#warningsBefore >= 0 && own.length > this.#warningsBefore) this.warning = own.at(-1)!.text
    this.#warningsBefore = own.length
    this.#mutedBefore = me.mutedByCourt
    this.#floorBefore = view.floor
  }

  override render() {
    return html`<div role="alert">
      ${this.warning ? html`<div class="prompt warning"><strong>${t('own.warned')}</strong><span>${this.warning}</span>
        ${actButton('acknowledgeWarning', t('own.understood'), () => { this.warning = null }, { look: 'small' })}</div>` : nothing}
      ${this.asked ? html`<div class="prompt"><span>${t(this.asked === 'floor' ? 'own.floorPrompt' : 'own.unmutedPrompt')}</span>
        ${actButton('openMicrophone', t('act.openMicrophone'), () => this.run(async () => this.own?.toggleMicrophone()), { look: 'primary small', icon: 'microphone' })}
        ${actButton('later', t('own.later'), () => { this.asked = null }, { look: 'small plain' })}</div>` : nothing}</div>`
  }
}
