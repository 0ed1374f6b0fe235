import { css, html } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import '../components/cut-assistant.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import { preferences } from '../devices/preferences.ts'
import type { CutChoice } from '../devices/preferences.ts'
import { t } from '../i18n/index.ts'
import { sharedStyles } from '../style/shared.ts'
import { dialogStyles } from './dialog-styles.ts'

/** One's own picture during the hearing: the same help as in the device test, and the choice, which takes effect at once. */
@customElement('tt-picture-dialog')
export class TtPictureDialog extends TtElement {
  static override styles = [sharedStyles, dialogStyles, css`
    dialog { inline-size: min(58rem, 100vw - 2rem); }
    dialog .body { padding: 0; gap: 0; }
    @media (max-width: 600px) { dialog { inline-size: 100vw; } }
  `]

  @property({ attribute: false }) own!: OwnMedia
  @query('dialog') private dialog!: HTMLDialogElement
  #beat = 0

  override connectedCallback(): void {
    super.connectedCallback()
    this.own.addEventListener('change', this.#redraw)
  }

  override disconnectedCallback(): void {
    this.own.removeEventListener('change', this.#redraw)
    super.disconnectedCallback()
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  readonly #redraw = (): void => {
    this.#beat++
    this.requestUpdate()
  }

  readonly #choose = (event: CustomEvent<CutChoice>): void => {
    this.own.setCut(event.detail)
    this.#redraw()
  }

  override render() {
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head"><h2 id="title">${t('own.pictureTitle')}</h2></div>
      <div class="body"><tt-cut-assistant .cutout=${this.own.cutout} chosen=${preferences().cut} .beat=${this.#beat} @tt-cut=${this.#choose}></tt-cut-assistant></div>
      <div class="foot"><button class="primary" data-act="closePicture" @click=${() => this.dialog.close()}>${t('do.close')}</button></div>
    </dialog>`
  }
}

export function openPictureDialog(own: OwnMedia): void {
  const dialog = document.createElement('tt-picture-dialog')
  dialog.own = own
  document.body.append(dialog)
}

declare global {
  interface HTMLElementTagNameMap { 'tt-picture-dialog': TtPictureDialog }
}
