import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { OwnMedia } from '../devices/own-media.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { buttons, texts } from '../style/shared.ts'
import { lostWords } from './lost-words.ts'
import './icon.ts'

/**
 * Says at once when the line to the court is gone, when the telephone has taken the microphone away, when the judge has
 * asked for the uncut picture, and when this device no longer cuts it out.
 */
@customElement('tt-connection-banner')
export class TtConnectionBanner extends HearingElement {
  static override styles = [
    texts, buttons,
    css`
      :host { display: block; }
      .line { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 0.7rem; padding: 0.6rem 1rem; background: var(--red); color: #fff; font-weight: 600; text-align: center; }
      .line.mild { background: var(--amber-soft); color: #5b3600; }
      .line tt-icon { font-size: 1.3rem; }
      @media (max-width: 600px) {
        .line { flex-wrap: nowrap; font-size: var(--size-s); text-align: start; }
        .line tt-icon, .line button { flex: none; }
      }
    `,
  ]

  @property({ attribute: false }) own: OwnMedia | null = null
  /** What the person has read of their own picture and put away; it comes again when it has changed. */
  @state() private read: string | null = null

  override render() {
    const lost = lostWords(this.live?.status, 'court.lineLost')
    const interrupted = !lost && this.own?.interrupted === true
    const uncutFor = this.me?.uncutFor
    const message = this.own?.cutout?.status.message
    return html`<div role="alert">
      ${lost ? html`<p class="line" data-state="lost"><tt-icon name="wifiOff"></tt-icon>${lost}</p>` : nothing}
      ${interrupted ? html`<p class="line mild"><tt-icon name="microphoneOff"></tt-icon>${t('court.deviceTaken')}
        <button class="small" data-act="reload" @click=${() => location.reload()}>${t('do.reload')}</button></p>` : nothing}
      ${uncutFor && !lost ? html`<p class="line mild" data-state="uncut"><tt-icon name="camera"></tt-icon><span>${t('own.uncut', { name: this.nameOf(uncutFor) })}</span></p>` : nothing}
      ${message && message !== this.read && !uncutFor && !lost ? html`<p class="line mild" data-state=${message}><tt-icon name="camera"></tt-icon><span>${t(`advice.${message}`)}</span>
        <button class="small" data-act="messageRead" @click=${() => { this.read = message }}>${t('own.understood')}</button></p>` : nothing}
    </div>`
  }
}
