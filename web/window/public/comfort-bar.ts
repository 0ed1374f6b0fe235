import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { t } from '../../i18n/index.ts'
import { sharedStyles } from '../../style/shared.ts'
import { beSilent, canSpeak, speak, speechEvents } from '../counter/speech.ts'
import { comfort, setComfort } from './comfort.ts'
import type { Comfort } from './comfort.ts'
import { PublicElement } from './public-element.ts'
import { forgetNarration, narrateAgain } from './narration.ts'
import type { PictogramName } from './pictogram.ts'
import '../../components/icon.ts'
import './pictogram.ts'

/** 长辈模式, strong contrast, read aloud: switches that stand on every page of the windows. */
@customElement('tt-comfort-bar')
export class TtComfortBar extends PublicElement {
  static override styles = [sharedStyles, css`
    :host { display: block; background: var(--paper-sunk); border-block-end: 1px solid var(--line); }
    .bar { display: flex; flex-wrap: wrap; gap: 0.4rem; max-inline-size: 66rem; margin-inline: auto; padding: 0.4rem clamp(0.8rem, 4vw, 2rem); }
    button { min-block-size: 2.75rem; padding-inline: 0.8em; font-size: var(--size-m); background: transparent; border-color: transparent; }
    [aria-pressed='true'] { background: var(--ink-800); color: #fff; border-color: var(--ink-800); }
    [aria-pressed='true']:hover:not(:disabled) { background: var(--ink-700); }
    .end { margin-inline-start: auto; border-color: var(--line-strong); background: var(--paper-raised); }
    :host([kiosk]) .bar { max-inline-size: none; }
    :host([kiosk]) button { border-color: var(--line-strong); background: var(--paper-raised); }
    :host([kiosk]) [aria-pressed='true'] { background: var(--ink-800); }
    @media (max-width: 420px) { .bar { gap: 0; padding-inline: 0.4rem; } button { padding-inline: 0.5em; } }
  `]

  /** At a terminal the way out stands beside the switches. */
  @property({ type: Boolean, reflect: true }) kiosk = false

  override connectedCallback(): void {
    super.connectedCallback()
    speechEvents.addEventListener('change', this.#voices)
  }

  override disconnectedCallback(): void {
    speechEvents.removeEventListener('change', this.#voices)
    super.disconnectedCallback()
  }

  readonly #voices = (): void => this.requestUpdate()

  override render() {
    return html`<nav class="bar" aria-label=${t('wp.comfort')}>
      ${this.#switch('large', 'larger', t('wp.elder'))}${this.#switch('contrast', 'contrast', t('wp.contrast'))}
      ${canSpeak() ? html`<button type="button" data-act="voice" aria-pressed=${comfort().voice ? 'true' : 'false'} @click=${() => this.#voice()}><tt-icon name="speaker"></tt-icon>${t('wp.voice')}</button>
        ${comfort().voice ? html`<button type="button" data-act="again" @click=${narrateAgain}>${t('wp.voiceAgain')}</button>` : nothing}` : nothing}
      ${this.kiosk ? html`<button type="button" class="end" data-act="endSession" @click=${() => this.dispatchEvent(new Event('end', { bubbles: true, composed: true }))}><tt-icon name="leave"></tt-icon>${t('wp.kiosk.leave')}</button>` : nothing}</nav>`
  }

  #switch(name: keyof Comfort, drawing: PictogramName, words: string) {
    const on = comfort()[name]
    return html`<button type="button" data-act=${name} aria-pressed=${on ? 'true' : 'false'} @click=${() => setComfort({ [name]: !on })}><tt-pictogram name=${drawing}></tt-pictogram>${words}</button>`
  }

  #voice(): void {
    const on = !comfort().voice
    forgetNarration()
    setComfort({ voice: on })
    if (on) speak(t('wp.voiceOn'))
    else beSilent()
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-comfort-bar': TtComfortBar }
}
