import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { AppError } from '#protocol/errors.ts'
import { documentFile } from '../api.ts'
import type { TtSignaturePad } from '../components/signature-pad.ts'
import { failureText } from '../failures.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { sharedStyles } from '../style/shared.ts'
import { dialogStyles } from './dialog-styles.ts'
import { ask } from './form-dialog.ts'
import { watchEnd } from './read-to-end.ts'
import '../components/agreement-text.ts'
import '../components/icon.ts'
import '../components/pdf-pages.ts'
import '../components/signature-pad.ts'
import '../components/signer-list.ts'

type File = { bytes: Uint8Array<ArrayBuffer>; sha256: string }

/** The signing desk: as a draft the paper is read and confirmed; once frozen, the PDF itself is read to its end and signed by hand. */
@customElement('tt-signing-dialog')
export class TtSigningDialog extends HearingElement {
  static override styles = [sharedStyles, dialogStyles, css`
    dialog { inline-size: min(74rem, 100vw - 2rem); block-size: min(94dvh, 70rem); max-block-size: none; }
    .desk { display: grid; grid-template-columns: minmax(0, 1fr) 23rem; min-block-size: 0; border-block-start: 1px solid var(--line); }
    .sheet { overflow-y: auto; padding: 1.2rem; background: #cfc8b9; min-block-size: 0; }
    .hand { overflow-y: auto; padding: 1.1rem 1.2rem; display: grid; gap: 1rem; align-content: start; border-inline-start: 1px solid var(--line); }
    .hand h3 { margin-block-end: -0.5rem; }
    .end { display: block; block-size: 2px; }
    .wait { padding: 3rem 1rem; text-align: center; }
    @media (max-width: 860px) {
      dialog { inline-size: 100vw; block-size: 100dvh; max-inline-size: none; margin: 0; border-radius: 0; }
      .desk { grid-template-columns: 1fr; grid-template-rows: minmax(0, 1fr) auto; }
      .sheet { padding: 0.6rem; }
      .hand { border-inline-start: 0; border-block-start: 1px solid var(--line); max-block-size: 46dvh; padding: 0.8rem 1rem; }
    }
  `]

  @property() documentId = ''
  @state() private file: File | null = null
  @state() private drawn = false
  @state() private shownToEndAt: string | null = null
  @state() private busy = false
  @state() private problem: string | null = null
  @state() private written = false
  @query('dialog') private dialog!: HTMLDialogElement
  @query('tt-signature-pad') private pad!: TtSignaturePad | null
  #loading = ''

  get paper(): DocumentView | null {
    return this.live.documents.find((paper) => paper.documentId === this.documentId) ?? null
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override updated(): void {
    const { paper } = this
    if (paper && paper.status !== 'draft' && paper.revisionSha256 && paper.revisionSha256 !== this.#loading) void this.#load(paper)
  }

  async #load(paper: DocumentView): Promise<void> {
    this.#loading = paper.revisionSha256!
    try {
      this.file = await documentFile(paper.hearingId, paper.documentId)
    } catch (error) {
      this.#loading = ''
      this.problem = failureText(error)
    }
  }

  /** The end counts as seen only once the pages stand: an empty desk has no end. */
  readonly #drawn = (): void => {
    if (this.drawn) return
    this.drawn = true
    void this.updateComplete.then(() => {
      const end = this.renderRoot.querySelector('.end')
      if (end) watchEnd(end, () => { this.shownToEndAt = new Date(Date.now() + this.live.clockOffsetMs).toISOString() })
    })
  }

  readonly #confirm = (paper: DocumentView): Promise<void> =>
    this.#do(() => this.live.call('confirmDocument', { commandId: crypto.randomUUID(), documentId: paper.documentId, version: paper.version }))

  async #sign(paper: DocumentView): Promise<void> {
    const strokes = this.pad?.strokes ?? []
    if (!this.file || !this.shownToEndAt || strokes.length === 0) return
    const { sha256 } = this.file
    await this.#do(() => this.live.call('signDocument', {
      commandId: crypto.randomUUID(), documentId: paper.documentId, revisionSha256: sha256, strokes, shownToEndAt: this.shownToEndAt!,
    }))
  }

  async #refuse(paper: DocumentView): Promise<void> {
    const answers = await ask({
      title: t('sign.refuseTitle'), words: t('sign.refuseWords'), fields: [{ kind: 'text', name: 'reason', label: t('ask.reason'), max: 300 }],
      submit: t('act.refuseDocument'), danger: true,
    })
    const reason = answers?.['reason']?.[0]
    if (reason) await this.#do(() => this.live.call('refuseDocument', { commandId: crypto.randomUUID(), documentId: paper.documentId, reason }))
  }

  async #do(work: () => Promise<unknown>): Promise<void> {
    this.busy = true
    this.problem = null
    try {
      await work()
    } catch (error) {
      this.problem = failureText(error)
      // Somebody signed in between: take the newest revision, so that the next try signs what is really there.
      if (error instanceof AppError && error.code === 'revisionConflict') this.#loading = ''
    } finally {
      this.busy = false
    }
  }

  override render() {
    const { paper } = this
    if (!paper) return nothing
    const draft = paper.status === 'draft'
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head"><h2 id="title">${t('paper.settlementAgreement')}</h2>
        <button class="plain small" data-act="closeSigning" aria-label=${t('do.close')} @click=${() => this.dialog.close()}><tt-icon name="close"></tt-icon></button></div>
      <div class="desk">
        <div class="sheet" tabindex="0" aria-label=${t('sign.sheet')}>
          ${draft ? html`<tt-agreement-text .paper=${paper}></tt-agreement-text>`
            : this.file ? html`<tt-pdf-pages .bytes=${this.file.bytes} @drawn=${this.#drawn} @failed=${() => { this.problem = t('sign.cannotShow') }}></tt-pdf-pages>`
              : html`<p class="wait" role="status">${t('sign.loading')}</p>`}
          ${this.drawn ? html`<span class="end"></span>` : nothing}
        </div>
        <div class="hand">${draft ? this.#draftSide(paper) : this.#signingSide(paper)}
          ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
          <tt-signer-list .paper=${paper}></tt-signer-list></div>
      </div></dialog>`
  }

  #draftSide(paper: DocumentView) {
    const mine = paper.signers.find((signer) => signer.personId === this.live.me)
    if (!mine) return html`<p class="soft">${t('sign.draftOnly')}</p>`
    if (mine.confirmed) return html`<p class="note good" role="status"><tt-icon name="circleCheck"></tt-icon>${t('sign.confirmedWait')}</p>`
    return html`<p>${t('sign.confirmWords', { version: paper.version })}</p>
      <button class="primary wide" data-act="confirmDocument" ?disabled=${this.busy} @click=${() => void this.#confirm(paper)}>${t('act.confirmDocument')}</button>`
  }

  #signingSide(paper: DocumentView) {
    const mine = paper.signers.find((signer) => signer.personId === this.live.me)
    if (paper.status === 'sealed') return html`<p class="note good" role="status"><tt-icon name="circleCheck"></tt-icon>${t('sign.sealed')}</p>`
    if (paper.status === 'declined' || paper.status === 'void') return html`<p class="note bad" role="status"><tt-icon name="circleAlert"></tt-icon>${t(`paper.status.${paper.status}`)}</p>`
    if (!mine) return html`<p class="soft">${t('sign.watch')}</p>`
    if (mine.signedAt) return html`<p class="note good" role="status"><tt-icon name="circleCheck"></tt-icon>${t('sign.signed')}</p>`
    const read = this.shownToEndAt !== null
    return html`<h3>${t('sign.heading')}</h3>
      ${read ? html`<p>${t('sign.words')}</p>` : html`<p class="note warn" role="status"><tt-icon name="warning"></tt-icon>${t('sign.readFirst')}</p>`}
      <tt-signature-pad @change=${() => { this.written = (this.pad?.strokes.length ?? 0) > 0 }}></tt-signature-pad>
      <button class="primary wide" data-act="signDocument" ?disabled=${!read || !this.written || this.busy} @click=${() => void this.#sign(paper)}>
        <tt-icon name="pen"></tt-icon>${t(this.busy ? 'sign.signing' : 'act.signDocument')}</button>
      <button class="small" data-act="refuseDocument" ?disabled=${this.busy} @click=${() => void this.#refuse(paper)}>${t('act.refuseDocument')}</button>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-signing-dialog': TtSigningDialog }
}
