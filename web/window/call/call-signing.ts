import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import type { TtSignaturePad } from '../../components/signature-pad.ts'
import { dialogStyles } from '../../dialogs/dialog-styles.ts'
import { watchEnd } from '../../dialogs/read-to-end.ts'
import { t } from '../../i18n/index.ts'
import { fields, sharedStyles } from '../../style/shared.ts'
import { paperFile } from '../live/api.ts'
import { WindowElement } from '../live/index.ts'
import { sha256Bytes } from '../../digest.ts'
import '../../components/icon.ts'
import '../../components/pdf-pages.ts'
import '../../components/signature-pad.ts'

type File = { bytes: Uint8Array<ArrayBuffer>; sha256: string }

/** A paper of the case, read to its end and signed by hand in the call. */
@customElement('tt-call-signing')
export class TtCallSigning extends WindowElement {
  static override styles = [sharedStyles, fields, dialogStyles, css`
    dialog { inline-size: min(72rem, 100vw - 2rem); block-size: min(94dvh, 70rem); max-block-size: none; }
    .desk { display: grid; grid-template-columns: minmax(0, 1fr) 23rem; min-block-size: 0; border-block-start: 1px solid var(--line); }
    .sheet { overflow-y: auto; padding: 1.2rem; background: #cfc8b9; min-block-size: 0; }
    .hand { overflow-y: auto; padding: 1.1rem 1.2rem; display: grid; gap: 1rem; align-content: start; border-inline-start: 1px solid var(--line); }
    .end { display: block; block-size: 2px; }
    .wait { padding: 3rem 1rem; text-align: center; }
    @media (max-width: 860px) {
      dialog { inline-size: 100vw; block-size: 100dvh; max-inline-size: none; margin: 0; border-radius: 0; }
      .desk { grid-template-columns: 1fr; grid-template-rows: minmax(0, 1fr) auto; }
      .hand { border-inline-start: 0; border-block-start: 1px solid var(--line); max-block-size: 48dvh; padding: 0.8rem 1rem; }
    }
  `]

  @property() documentId = ''
  @state() private file: File | null = null
  @state() private drawn = false
  @state() private shownToEndAt: string | null = null
  @state() private written = false
  @state() private busy = false
  @state() private said = ''
  @query('dialog') private dialog!: HTMLDialogElement
  @query('tt-signature-pad') private pad!: TtSignaturePad
  @query('input[name="tail"]') private tail!: HTMLInputElement
  #loading = ''
  #watching = false

  get #paper(): DocumentView | null { return this.live?.papers.get(this.documentId) ?? null }

  override tell(words: string, tone: 'bad' | 'good' | 'info' = 'info'): void {
    if (tone === 'bad') this.said = words
    else super.tell(words, tone)
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override updated(): void {
    const revision = this.#paper?.revisionSha256 ?? null
    if (revision && revision !== this.#loading) {
      this.#loading = revision
      void this.run(() => this.#load(revision))
    }
    const end = this.renderRoot.querySelector('.end')
    if (this.drawn && end && !this.#watching) {
      this.#watching = true
      watchEnd(end, () => { this.shownToEndAt = new Date(this.live?.now() ?? Date.now()).toISOString() })
    }
  }

  async #load(revision: string): Promise<void> {
    const caseId = this.#paper?.matterId ?? ''
    const bytes = new Uint8Array(await (await paperFile(caseId, this.documentId)).arrayBuffer())
    const sha256 = await sha256Bytes(bytes)
    // What is signed is what was read.
    if (sha256 !== revision) throw new AppError('revisionConflict')
    this.file = { bytes, sha256 }
  }

  async #sign(): Promise<void> {
    const paper = this.#paper
    const { file, shownToEndAt } = this
    if (!paper || !file || !shownToEndAt) return
    this.busy = true
    this.said = ''
    const tail = this.tail.value.trim().toUpperCase()
    const done = await this.command((live) => live.call('signDocument', {
      caseId: paper.matterId, commandId: crypto.randomUUID(), documentId: paper.documentId, revisionSha256: file.sha256, strokes: this.pad.strokes, shownToEndAt,
      ...(tail ? { identityTail: tail } : {}),
    }))
    this.busy = false
    if (!done) return
    this.tell(t('call.sign.done'), 'good')
    this.dialog.close()
  }

  override render() {
    const ready = this.file !== null && this.shownToEndAt !== null && this.written && !this.busy
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head"><h2 id="title">${t('call.sign.title')}</h2></div>
      <div class="desk"><div class="sheet" tabindex="0">${this.file
        ? html`<tt-pdf-pages .bytes=${this.file.bytes} @drawn=${() => { this.drawn = true }}></tt-pdf-pages><span class="end"></span>`
        : html`<p class="wait" role="status">${t('call.sign.loading')}</p>`}</div>
        <div class="hand">
          ${this.said ? html`<p class="note bad" role="alert">${this.said}</p>` : nothing}
          ${this.shownToEndAt ? nothing : html`<p class="note warn">${t('call.sign.readFirst')}</p>`}
          <p>${t('call.sign.name')}</p>
          <tt-signature-pad @change=${() => { this.written = this.pad.strokes.length > 0 }}></tt-signature-pad>
          <label class="field">${t('call.sign.tail')}<input name="tail" maxlength="4" inputmode="text" autocomplete="off" /></label></div></div>
      <div class="foot"><button data-act="closeSigning" @click=${() => this.dialog.close()}>${t('do.cancel')}</button>
        <button class="primary" data-act="sign" ?disabled=${!ready} @click=${() => void this.#sign()}>${t('call.sign.sign')}</button></div></dialog>`
  }
}

export function openCallSigning(host: WindowElement, documentId: string): void {
  const dialog = document.createElement('tt-call-signing')
  dialog.live = host.live
  dialog.documentId = documentId
  document.body.append(dialog)
}

declare global {
  interface HTMLElementTagNameMap { 'tt-call-signing': TtCallSigning }
}
