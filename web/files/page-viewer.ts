import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { FileFact } from '#protocol/uploads.ts'
import { TtElement } from '../base-element.ts'
import { dialogStyles } from '../dialogs/dialog-styles.ts'
import { failureText } from '../failures.ts'
import { t } from '../i18n/index.ts'
import { sharedStyles } from '../style/shared.ts'
import { PagePresentation } from './page-presentation.ts'
import { fileOriginal, filePage } from './api.ts'
import { saveFile } from './save-file.ts'
import '../components/icon.ts'

type Shown = {
  hearingId: string; file: FileFact; page: number
  /** The original may be fetched. */
  original: boolean
  /** Puts a track on the court's screen; null when this person may not at present. */
  present: ((track: MediaStreamTrack) => Promise<void>) | null
}

/** What this browser shows to the court, if it does; leafing in any viewer turns the page there as well. */
let presentation: { of: string; now: PagePresentation } | null = null

/** One page as large as the window, with its neighbours a key away. */
@customElement('tt-page-viewer')
export class TtPageViewer extends TtElement {
  static override styles = [sharedStyles, dialogStyles, css`
    dialog { inline-size: min(64rem, 100vw - 2rem); max-block-size: 94dvh; }
    .body { background: #54585f; justify-items: center; }
    img { inline-size: 100%; block-size: auto; background: #fff; box-shadow: 0 2px 12px rgb(0 0 0 / 40%); }
    .foot { align-items: center; }
    .foot span { margin-inline-end: auto; }
    .foot button { white-space: nowrap; }
    @media (max-width: 600px) { dialog { inline-size: 100vw; } }
  `]

  @property({ attribute: false }) shown!: Shown
  @state() private page = 1
  @state() private url = ''
  @state() private told = ''
  private picture: Blob | null = null
  @query('dialog') private dialog!: HTMLDialogElement

  override firstUpdated(): void {
    this.dialog.showModal()
    void this.#turn(this.shown.page)
  }

  async #turn(page: number): Promise<void> {
    const { hearingId, file } = this.shown
    if (page < 1 || page > file.pages.length) return
    this.page = page
    try {
      const picture = await filePage(hearingId, file.fileId, page)
      // Somebody leafs faster than pages come: the last one asked for stays.
      if (this.page !== page) return
      URL.revokeObjectURL(this.url)
      this.url = URL.createObjectURL(picture)
      this.picture = picture
      this.told = ''
      if (presentation?.now.live && presentation.of === file.fileId) await presentation.now.show(picture)
    } catch (error) {
      this.told = failureText(error)
    }
  }

  async #present(): Promise<void> {
    const { file, present } = this.shown
    if (!this.picture || !present) return
    const now = new PagePresentation()
    try {
      await now.show(this.picture)
      await present(now.track)
      presentation = { of: file.fileId, now }
      this.told = t('files.presenting')
    } catch (error) {
      now.stop()
      this.told = failureText(error)
    }
  }

  async #download(): Promise<void> {
    const { hearingId, file } = this.shown
    try {
      saveFile(await fileOriginal(hearingId, file.fileId), file.name)
    } catch (error) {
      this.told = failureText(error)
    }
  }

  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowRight' || event.key === 'PageDown') void this.#turn(this.page + 1)
    if (event.key === 'ArrowLeft' || event.key === 'PageUp') void this.#turn(this.page - 1)
  }

  readonly #closed = (): void => {
    URL.revokeObjectURL(this.url)
    this.remove()
  }

  override render() {
    const { file, original, present } = this.shown
    const label = t('files.page', { name: file.name, page: this.page, pages: file.pages.length })
    return html`<dialog aria-labelledby="title" @close=${this.#closed} @keydown=${this.#key}>
      <div class="head"><h2 id="title">${file.name}</h2>
        <button class="plain" data-act="close" aria-label=${t('do.close')} @click=${() => this.dialog.close()}><tt-icon name="close"></tt-icon></button></div>
      <div class="body" tabindex="0" role="region" aria-label=${label}>${this.told ? html`<p role="alert">${this.told}</p>` : nothing}
        ${this.url ? html`<img src=${this.url} alt=${label} />` : nothing}</div>
      <div class="foot"><span aria-live="polite">${this.page} / ${file.pages.length}</span>
        ${original ? html`<button data-act="original" @click=${() => void this.#download()}><tt-icon name="download"></tt-icon>${t('files.original')}</button>` : nothing}
        ${present ? html`<button class="primary" data-act="presentPage" @click=${() => void this.#present()}><tt-icon name="screen"></tt-icon>${t('files.present')}</button>` : nothing}
        <button data-act="previousPage" ?disabled=${this.page <= 1} @click=${() => void this.#turn(this.page - 1)}>${t('files.previous')}</button>
        <button data-act="nextPage" ?disabled=${this.page >= file.pages.length} @click=${() => void this.#turn(this.page + 1)}>${t('files.next')}</button></div>
    </dialog>`
  }
}

export function viewPages(shown: Shown): void {
  const viewer = document.createElement('tt-page-viewer')
  viewer.shown = shown
  document.body.append(viewer)
}

declare global {
  interface HTMLElementTagNameMap { 'tt-page-viewer': TtPageViewer }
}
