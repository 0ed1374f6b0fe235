import { css, html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { t } from '../../i18n/index.ts'
import { WindowElement } from '../live/index.ts'

/** The citizen as they are seen now, to be held beside their card. */
@customElement('tt-live-face')
export class TtLiveFace extends WindowElement {
  static override styles = css`
    :host { display: block; position: relative; overflow: hidden; background: var(--ink-800); }
    video { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; object-fit: cover; }
    video.stacked { block-size: 200%; object-fit: fill; }
  `

  #shown: MediaStreamTrack | null = null

  #picture() {
    const { live, view } = this
    return live && view ? live.tracks.get(`${view.citizen}/camera`) ?? null : null
  }

  override updated(): void {
    const video = this.renderRoot.querySelector('video')
    const track = this.#picture()?.track ?? null
    if (!video || track === this.#shown) return
    this.#shown = track
    video.srcObject = track ? new MediaStream([track]) : null
    if (track) video.play().catch(() => undefined)
  }

  override render() {
    return html`<video class=${this.#picture()?.description.layout === 'stacked' ? 'stacked' : ''} muted playsinline aria-label=${t('call.identity.live')}></video>`
  }
}
