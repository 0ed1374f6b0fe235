import { css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import type { OwnMedia } from '../devices/own-media.ts'
import { t } from '../i18n/index.ts'
import './cutout-preview.ts'
import './icon.ts'

/** One's own picture, or why there is none. */
@customElement('tt-own-picture')
export class TtOwnPicture extends TtElement {
  static override styles = css`
    :host { display: block; background: var(--ink-850); color: var(--ink-text-soft); }
    tt-cutout-preview, .none { inline-size: 100%; block-size: 100%; }
    .none { display: grid; place-content: center; justify-items: center; gap: 0.6rem; padding: 1rem; text-align: center; font-size: var(--size-s); }
    .none tt-icon { font-size: 2.2rem; }
  `

  @property({ attribute: false }) own: OwnMedia | null = null
  @property({ type: Boolean }) wanted = true

  override connectedCallback(): void {
    super.connectedCallback()
    this.own?.addEventListener('change', this.#redraw)
  }

  override disconnectedCallback(): void {
    this.own?.removeEventListener('change', this.#redraw)
    super.disconnectedCallback()
  }

  override updated(changed: Map<string, unknown>): void {
    if (!changed.has('own')) return
    ;(changed.get('own') as OwnMedia | null | undefined)?.removeEventListener('change', this.#redraw)
    this.own?.addEventListener('change', this.#redraw)
  }

  readonly #redraw = (): void => this.requestUpdate()

  override render() {
    const cutout = this.own?.cutout
    if (cutout) return html`<tt-cutout-preview .track=${cutout.track} .description=${cutout.description} label=${t('test.preview')}></tt-cutout-preview>`
    const problem = this.own?.problems.camera
    const words = problem ? t(`device.${problem}`) : t(this.wanted ? 'own.cameraOff' : 'own.withoutCamera')
    return html`<div class="none"><tt-icon name="cameraOff"></tt-icon><span>${words}</span></div>`
  }
}
