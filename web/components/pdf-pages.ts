import { css, html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { GlobalWorkerOptions, getDocument } from 'pdfjs-dist'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { TtElement } from '../base-element.ts'
import { t } from '../i18n/index.ts'
import { texts } from '../style/shared.ts'

GlobalWorkerOptions.workerSrc = workerUrl

/** Wider than this, in CSS pixels, a page is not drawn. */
const WIDEST = 900

/** The frozen paper itself, page by page, as it lies on the court's disk. Fires `drawn` when all pages stand. */
@customElement('tt-pdf-pages')
export class TtPdfPages extends TtElement {
  static override styles = [
    texts,
    css`
      :host { display: grid; gap: 0.9rem; justify-items: center; }
      canvas { display: block; inline-size: 100%; max-inline-size: ${WIDEST}px; background: #fff; box-shadow: 0 1px 6px rgb(20 26 34 / 22%); }
      .page { inline-size: 100%; display: grid; justify-items: center; position: relative; }
    `,
  ]

  @property({ attribute: false }) bytes: Uint8Array | null = null
  @state() private pages: string[] = []
  #drawing = 0

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('bytes') && this.bytes) void this.#show(this.bytes)
  }

  async #show(bytes: Uint8Array): Promise<void> {
    const turn = ++this.#drawing
    // The reader takes its bytes over: give it its own copy. Scripts in papers are never run.
    const loading = getDocument({ data: bytes.slice(), enableXfa: false })
    try {
      const paper = await loading.promise
      if (turn !== this.#drawing) return
      const numbers = Array.from({ length: paper.numPages }, (_, index) => index + 1)
      const sheets = await Promise.all(numbers.map((number) => paper.getPage(number)))
      const words = await Promise.all(sheets.map((sheet) => sheet.getTextContent()))
      if (turn !== this.#drawing) return
      this.pages = words.map(({ items }) => items.map((item) => ('str' in item ? item.str : '')).join(''))
      await this.updateComplete
      const width = Math.min(WIDEST, this.clientWidth) * Math.min(2, devicePixelRatio || 1)
      const canvases = this.renderRoot.querySelectorAll('canvas')
      for (const [index, sheet] of sheets.entries()) {
        const canvas = canvases[index]
        if (!canvas || turn !== this.#drawing) return
        const viewport = sheet.getViewport({ scale: width / sheet.getViewport({ scale: 1 }).width })
        canvas.width = Math.round(viewport.width)
        canvas.height = Math.round(viewport.height)
        await sheet.render({ canvas, viewport }).promise
      }
      if (turn === this.#drawing) this.dispatchEvent(new Event('drawn'))
    } catch (error) {
      console.error(error)
      this.dispatchEvent(new Event('failed'))
    } finally {
      void loading.destroy()
    }
  }

  override render() {
    return this.pages.map((words, index) => html`<div class="page">
      <canvas role="img" aria-label=${t('paper.page', { page: index + 1, pages: this.pages.length })}></canvas>
      <p class="hidden-text">${words}</p></div>`)
  }
}
