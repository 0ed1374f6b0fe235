import { css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import { t } from '../i18n/index.ts'
import './icon.ts'

/** What stands on the room's screen, large beside the room. */
@customElement('tt-enlarged-evidence')
export class TtEnlargedEvidence extends TtElement {
  static override styles = css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr); min-block-size: 0; min-inline-size: 0; background: #0b1017; color: #fff; --focus: var(--gold); }
    header { display: flex; align-items: center; gap: 0.6rem; padding: 0.3rem 0.4rem 0.3rem 0.9rem; font-size: var(--size-s); }
    header span { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    button { margin-inline-start: auto; flex: none; display: inline-flex; align-items: center; gap: 0.4rem; min-block-size: 2.25rem; padding: 0 0.7rem; border: 1px solid rgb(255 255 255 / 25%); border-radius: var(--radius); background: transparent; color: #fff; font: inherit; cursor: pointer; }
    button:hover { border-color: var(--gold); }
    button:focus-visible { outline: 3px solid var(--gold); outline-offset: 2px; }
    video { inline-size: 100%; block-size: 100%; min-block-size: 0; object-fit: contain; background: #11171f; }
  `

  @property({ attribute: false }) track: MediaStreamTrack | null = null
  @property() caption = ''

  #shown: MediaStreamTrack | null = null

  override updated(): void {
    const video = this.renderRoot.querySelector('video')
    if (!video || this.track === this.#shown) return
    this.#shown = this.track
    video.srcObject = this.track ? new MediaStream([this.track]) : null
    if (this.track) video.play().catch(() => undefined)
  }

  override render() {
    return html`<header><span>${this.caption}</span>
        <button type="button" data-act="shrink-evidence" @click=${() => this.dispatchEvent(new CustomEvent('tt-shrink'))}><tt-icon name="collapse"></tt-icon>${t('view.shrink')}</button></header>
      <video muted playsinline aria-label=${this.caption}></video>`
  }
}
