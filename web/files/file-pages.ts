import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { styleMap } from 'lit/directives/style-map.js'
import type { FileFact } from '#protocol/uploads.ts'
import { TtElement } from '../base-element.ts'
import { t } from '../i18n/index.ts'
import { sharedStyles } from '../style/shared.ts'
import { filePage } from './api.ts'
import { viewPages } from './page-viewer.ts'

/** So many pages are shown small; the others are reached in the viewer. */
const SHOWN = 4

/** The first pages of a file, small, each in its place from the beginning; a click enlarges one. Fetched when they come into view. */
@customElement('tt-file-pages')
export class TtFilePages extends TtElement {
  static override styles = [sharedStyles, css`
    :host { display: block; }
    div { display: flex; flex-wrap: wrap; gap: 0.4rem; align-items: end; }
    button { padding: 2px; background: #fff; border: 1px solid var(--line); border-radius: 2px; min-block-size: 44px; min-inline-size: 44px; }
    img { display: block; block-size: 84px; inline-size: auto; max-inline-size: 120px; object-fit: cover; }
    .awaited { display: inline-block; block-size: 84px; max-inline-size: 120px; }
    p { margin: 0; overflow-wrap: anywhere; }
  `]

  @property() hearingId = ''
  @property({ attribute: false }) file!: FileFact
  @property({ type: Boolean }) original = false
  @property({ attribute: false }) present: ((track: MediaStreamTrack) => Promise<void>) | null = null
  @state() private urls: (string | null)[] = []
  private observer: IntersectionObserver | null = null

  override firstUpdated(): void {
    this.observer = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return
      this.observer?.disconnect()
      void this.#load()
    }, { rootMargin: '400px' })
    this.observer.observe(this)
  }

  override disconnectedCallback(): void {
    this.observer?.disconnect()
    for (const url of this.urls) if (url) URL.revokeObjectURL(url)
    super.disconnectedCallback()
  }

  async #load(): Promise<void> {
    for (let page = 1; page <= Math.min(SHOWN, this.file.pages.length); page++) {
      const url = await filePage(this.hearingId, this.file.fileId, page).then((blob) => URL.createObjectURL(blob), () => null)
      this.urls = [...this.urls, url]
    }
  }

  #small({ width, height }: FileFact['pages'][number], url: string | null | undefined) {
    if (url === undefined) return html`<span class="awaited" style=${styleMap({ aspectRatio: `${width} / ${height}` })}></span>`
    return url === null ? html`<span class="fine">${t('files.lost')}</span>` : html`<img src=${url} alt="" />`
  }

  override render() {
    const { name, pages } = this.file
    return html`<p class="fine soft">${name}，${t('files.ready', { pages: pages.length })}</p><div>${pages.slice(0, SHOWN).map((page, index) => html`
      <button aria-label=${t('files.openPage', { name, page: index + 1 })} data-act="openPage"
        @click=${() => viewPages({ hearingId: this.hearingId, file: this.file, page: index + 1, original: this.original, present: this.present })}>
        ${this.#small(page, this.urls[index])}</button>`)}
      ${pages.length > SHOWN ? html`<span class="fine soft">+${pages.length - SHOWN}</span>` : nothing}</div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-file-pages': TtFilePages }
}
