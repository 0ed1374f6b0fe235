import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { styleMap } from 'lit/directives/style-map.js'
import { TtElement } from '../../base-element.ts'
import { dialogStyles } from '../../dialogs/dialog-styles.ts'
import { failureText } from '../../failures.ts'
import { t } from '../../i18n/index.ts'
import { sharedStyles } from '../../style/shared.ts'
import { actButton } from '../../components/act-button.ts'
import type { LiveWindow } from '../live/index.ts'
import { pagePicture } from './page-pictures.ts'

export type ShownFile = { fileId: string; pages: number; name: string }

const ZOOMS = [1, 1.5, 2, 3] as const

/** A paper page by page, as large as the screen; in a call the others see where the clerk points. */
@customElement('tt-file-viewer')
export class TtFileViewer extends TtElement {
  static override styles = [sharedStyles, dialogStyles, css`
    dialog { inline-size: min(70rem, 100vw - 2rem); block-size: 94dvh; max-block-size: none; }
    .body { background: #54585f; padding: 0.75rem; overflow: auto; display: block; }
    .sheet { position: relative; margin-inline: auto; cursor: crosshair; }
    img { display: block; inline-size: 100%; background: #fff; box-shadow: 0 2px 12px rgb(0 0 0 / 40%); }
    .point { position: absolute; inline-size: 1.5rem; block-size: 1.5rem; margin: -0.75rem; border: 3px solid var(--red); border-radius: 50%; pointer-events: none; }
    .foot { align-items: center; }
    .foot .where { margin-inline-end: auto; }
    @media (max-width: 600px) { dialog { inline-size: 100vw; block-size: 100dvh; margin: 0; } .foot button { flex: none; } }
  `]

  @property({ attribute: false }) shown!: ShownFile
  @state() private page = 1
  @state() private zoom = 0
  @state() private turn = 0
  @state() private url = ''
  @state() private told = ''
  @query('dialog') private dialog!: HTMLDialogElement
  /** The line of the call, where there is one. */
  @property({ attribute: false }) live: LiveWindow | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    this.live?.addEventListener('change', this.#changed)
  }

  override disconnectedCallback(): void {
    this.live?.removeEventListener('change', this.#changed)
    this.#point(null)
    super.disconnectedCallback()
  }

  readonly #changed = (): void => {
    if (this.live?.view) this.requestUpdate()
  }

  override firstUpdated(): void {
    this.dialog.showModal()
    void this.#leaf(1)
  }

  async #leaf(page: number): Promise<void> {
    const { fileId, pages } = this.shown
    if (page < 1 || page > pages) return
    this.page = page
    this.told = ''
    try {
      const url = await pagePicture(fileId, page)
      // Somebody leafs faster than pages come: the last one asked for stays.
      if (this.page === page) this.url = url
    } catch (error) {
      this.told = failureText(error)
    }
  }

  readonly #keys = (event: KeyboardEvent): void => {
    const steps: Record<string, () => unknown> = {
      ArrowRight: () => this.#leaf(this.page + 1), ArrowLeft: () => this.#leaf(this.page - 1), PageDown: () => this.#leaf(this.page + 1), PageUp: () => this.#leaf(this.page - 1),
      '+': () => this.#zoomBy(1), '-': () => this.#zoomBy(-1),
    }
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    void step()
  }

  #zoomBy(step: number): void {
    this.zoom = Math.min(ZOOMS.length - 1, Math.max(0, this.zoom + step))
  }

  #point(event: PointerEvent | null): void {
    if (!this.live?.view || this.live.view.ended !== null) return
    if (event === null) return this.live.notify({ type: 'pointer', at: null })
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect()
    const within = (value: number): number => Math.min(1, Math.max(0, value))
    this.live.notify({ type: 'pointer', at: {
      x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height),
      target: { kind: 'page', fileId: this.shown.fileId, page: this.page },
    } })
  }

  #pointers() {
    const others = this.live?.room.passing.pointers(performance.now()) ?? []
    return others.flatMap(({ x, y, target }) => (target.kind === 'page' && target.fileId === this.shown.fileId && target.page === this.page
      ? [html`<span class="point" style=${styleMap({ insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%` })}></span>`] : []))
  }

  override render() {
    const { name, pages } = this.shown
    const zoom = ZOOMS[this.zoom] ?? 1
    return html`<dialog aria-labelledby="title" @keydown=${this.#keys} @close=${() => this.remove()}>
      <div class="head"><h2 id="title">${name}</h2>
        <button type="button" class="plain small" data-act="closeFile" aria-label=${t('do.close')} @click=${() => this.dialog.close()}><tt-icon name="close"></tt-icon></button></div>
      <div class="body" tabindex="0" role="region" aria-label=${t('wc.pageOf', { page: this.page, pages })}>
        ${this.told ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.told}</p>` : nothing}
        ${this.url ? html`<div class="sheet" style=${styleMap({ inlineSize: `${zoom * 100}%`, transform: `rotate(${this.turn * 90}deg)` })}
            @pointermove=${(event: PointerEvent) => this.#point(event)} @pointerleave=${() => this.#point(null)}>
          <img src=${this.url} alt=${t('wc.pageOf', { page: this.page, pages })} />${this.#pointers()}</div>` : nothing}</div>
      <div class="foot"><span class="where" role="status">${t('wc.pageOf', { page: this.page, pages })}</span>
        ${actButton('zoomOut', t('wc.smaller'), () => this.#zoomBy(-1), { icon: 'minus', look: 'small', disabled: this.zoom === 0 })}
        ${actButton('zoomIn', t('wc.larger'), () => this.#zoomBy(1), { icon: 'plus', look: 'small', disabled: this.zoom === ZOOMS.length - 1 })}
        ${actButton('turnPage', t('wc.turn'), () => { this.turn = (this.turn + 1) % 4 }, { icon: 'refresh', look: 'small' })}
        ${pages > 1 ? html`${actButton('previousPage', t('wc.previous'), () => this.#leaf(this.page - 1), { look: 'small', disabled: this.page === 1 })}
          ${actButton('nextPage', t('wc.next'), () => this.#leaf(this.page + 1), { look: 'small', disabled: this.page === pages })}` : nothing}
      </div></dialog>`
  }
}

export function viewFile(shown: ShownFile, live: LiveWindow | null): void {
  const viewer = document.createElement('tt-file-viewer')
  viewer.shown = shown
  viewer.live = live
  document.body.append(viewer)
}

declare global {
  interface HTMLElementTagNameMap { 'tt-file-viewer': TtFileViewer }
}
