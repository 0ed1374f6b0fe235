import { css, html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { TtElement } from '../../base-element.ts'
import { t } from '../../i18n/index.ts'
import { buttons, texts } from '../../style/shared.ts'
import type { LiveWindow } from '../live/index.ts'
import { pagePicture } from './page-pictures.ts'
import { viewFile } from './file-viewer.ts'
import '../../components/icon.ts'

/** The first page of a paper, small; a click shows it large. Fetched when it comes into sight. */
@customElement('tt-page-thumb')
export class TtPageThumb extends TtElement {
  static override styles = [texts, buttons, css`
    :host { display: inline-block; flex: none; }
    button { position: relative; inline-size: 3.25rem; block-size: 4.25rem; min-block-size: 0; padding: 2px; background: #fff; border-color: var(--line); overflow: hidden; }
    img { inline-size: 100%; block-size: 100%; object-fit: cover; object-position: top; }
    .pages { position: absolute; inset-block-end: 2px; inset-inline-end: 2px; padding: 0 0.3em; background: rgb(22 32 46 / 86%); color: #fff; font-size: 0.75rem; line-height: 1.4; border-radius: 2px; }
    tt-icon { color: var(--line-strong); }
  `]

  @property() fileId = ''
  @property({ type: Number }) pages = 1
  @property() name = ''
  @property({ attribute: false }) live: LiveWindow | null = null
  @state() private url = ''
  @state() private lost = false
  #observer: IntersectionObserver | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) void this.#load()
    }, { rootMargin: '300px' })
    this.#observer.observe(this)
  }

  override disconnectedCallback(): void {
    this.#observer?.disconnect()
    super.disconnectedCallback()
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.get('fileId') === undefined) return
    this.url = ''
    void this.#load()
  }

  async #load(): Promise<void> {
    const { fileId } = this
    if (this.url !== '' || fileId === '') return
    try {
      const url = await pagePicture(fileId, 1)
      if (fileId !== this.fileId) return
      this.url = url
      this.lost = false
    } catch (error) {
      console.warn('page', error)
      this.lost = true
    }
  }

  override render() {
    return html`<button type="button" data-act="openFile" aria-label=${t('wc.openFile', { name: this.name, pages: this.pages })}
        @click=${() => viewFile({ fileId: this.fileId, pages: this.pages, name: this.name }, this.live)}>
      ${this.url ? html`<img src=${this.url} alt="" />` : html`<tt-icon name=${this.lost ? 'circleAlert' : 'paper'}></tt-icon>`}
      ${this.pages > 1 ? html`<span class="pages" aria-hidden="true">${this.pages}</span>` : ''}</button>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-page-thumb': TtPageThumb }
}
