import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { dialogStyles } from '../../dialogs/dialog-styles.ts'
import { t } from '../../i18n/index.ts'
import { sharedStyles } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import { pointIn, pointerStyles, pointersAt } from './pointing.ts'
import { captureName } from './wording.ts'
import '../../components/icon.ts'
import './file-picture.ts'

/** One still, large, with the pointer of everybody who looks at it: "here, this line". */
@customElement('tt-still-viewer')
export class TtStillViewer extends WindowElement {
  static override styles = [sharedStyles, dialogStyles, pointerStyles, css`
    dialog { inline-size: min(70rem, 100vw - 2rem); max-block-size: 96dvh; }
    .body { padding-inline: 0; background: #11171f; justify-items: center; overflow: auto; }
    .sheet { position: relative; inline-size: fit-content; max-inline-size: 100%; cursor: crosshair; touch-action: pan-x pan-y; }
    tt-file-picture { max-inline-size: 100%; min-inline-size: 12rem; }
    .foot { justify-content: space-between; align-items: center; }
    @media (max-width: 600px) { dialog { inline-size: 100vw; max-inline-size: none; margin-inline: 0; } }
  `]

  @property() captureId = ''
  @state() private page = 1
  @query('dialog') private dialog!: HTMLDialogElement

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override render() {
    const { live, view } = this
    const capture = view?.captures.find((one) => one.captureId === this.captureId)
    if (!live || !view || !capture?.still) return nothing
    const { fileId, pages } = capture.still
    const target = { kind: 'page', fileId, page: this.page } as const
    const point = pointIn(live, target)
    const what = captureName(view, capture)
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head"><h2 id="title">${what}</h2><button class="plain" data-act="closeStill" aria-label=${t('do.close')} @click=${() => this.dialog.close()}><tt-icon name="close"></tt-icon></button></div>
      <div class="body" tabindex="0"><div class="sheet pointable" @pointermove=${point} @pointerdown=${point} @pointerleave=${point} @pointercancel=${point}>
        <tt-file-picture fileId=${fileId} .page=${this.page} alt=${t('call.papers.page', { what, page: this.page, pages })}></tt-file-picture>
        ${pointersAt(live, target, (personId) => this.nameOf(personId))}</div></div>
      <div class="foot"><span class="soft fine">${t('call.papers.pointHint')}</span>
        ${pages > 1 ? html`<span class="row"><button class="small" data-act="previousPage" ?disabled=${this.page === 1} @click=${() => { this.page-- }}>${t('call.papers.previous')}</button>
          ${t('call.papers.page', { what: '', page: this.page, pages })}
          <button class="small" data-act="nextPage" ?disabled=${this.page === pages} @click=${() => { this.page++ }}>${t('call.papers.next')}</button></span>` : nothing}</div></dialog>`
  }
}

export function openStillViewer(host: WindowElement, captureId: string): void {
  const viewer = document.createElement('tt-still-viewer')
  viewer.live = host.live
  viewer.captureId = captureId
  document.body.append(viewer)
}

declare global {
  interface HTMLElementTagNameMap { 'tt-still-viewer': TtStillViewer }
}
