import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { AppError } from '#protocol/errors.ts'
import { isComplete, mayDraft } from '#domain/document/index.ts'
import { documentFile } from '../api.ts'
import type { TtSignaturePad } from '../components/signature-pad.ts'
import { failureText } from '../failures.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { kindName } from '../papers/kinds.ts'
import { draftSide, signingSide, type Desk } from '../papers/signing-sides.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import { dialogStyles } from './dialog-styles.ts'
import { ask } from './form-dialog.ts'
import { watchEnd } from './read-to-end.ts'
import '../components/icon.ts'
import '../components/pdf-pages.ts'
import '../components/signature-pad.ts'
import '../components/signer-list.ts'

type File = { bytes: Uint8Array<ArrayBuffer>; sha256: string }

/**
 * The signing desk. Of a draft it shows the preview, the very pages that will be frozen, to be confirmed or made final;
 * of a frozen paper the newest revision, to be read to its end and signed by hand.
 */
@customElement('tt-signing-dialog')
export class TtSigningDialog extends HearingElement {
  static override styles = [sharedStyles, fields, dialogStyles, css`
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
  @query('input[name="identityTail"]') private tail!: HTMLInputElement | null
  #loading = ''
  #watching = false

  get paper(): DocumentView | null {
    return this.live.documents.find((paper) => paper.documentId === this.documentId) ?? null
  }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override updated(): void {
    const { paper } = this
    if (!paper) return
    this.#watchEnd(paper)
    const wanted = paper.revisionSha256 ?? paper.preview?.sha256 ?? `version ${paper.version}`
    if (wanted !== this.#loading && this.file?.sha256 !== wanted) void this.#load(paper, wanted)
  }

  async #load(paper: DocumentView, wanted: string): Promise<void> {
    this.#loading = wanted
    try {
      if (paper.status === 'draft' && !paper.preview) {
        const view = await this.live.call('previewDocument', { commandId: crypto.randomUUID(), documentId: paper.documentId, version: paper.version })
        this.#loading = view.preview?.sha256 ?? ''
        this.file = await documentFile(paper.matterId, paper.documentId, view.preview?.sha256)
      } else this.file = await documentFile(paper.matterId, paper.documentId, paper.revisionSha256 === null ? paper.preview?.sha256 : undefined)
      this.problem = null
    } catch (error) {
      // A draft that changed meanwhile asks again with its new version; anything else stays until it is opened anew.
      if (error instanceof AppError && (error.code === 'staleVersion' || error.code === 'stalePreview')) this.#loading = ''
      else this.problem = failureText(error)
    }
  }

  /** Pages stand once drawn: an empty desk has no end. Later revisions add to the same pages. */
  readonly #drawn = (): void => { this.drawn = true }

  /** What a draft shows to its end is no final paper yet: reading counts from when it is frozen. */
  #watchEnd(paper: DocumentView): void {
    const end = this.renderRoot.querySelector('.end')
    if (this.#watching || !end || paper.status === 'draft') return
    this.#watching = true
    watchEnd(end, () => { this.shownToEndAt = new Date(Date.now() + this.live.clockOffsetMs).toISOString() })
  }

  async #sign(paper: DocumentView): Promise<void> {
    const strokes = this.pad?.strokes ?? []
    if (!this.file || !this.shownToEndAt || strokes.length === 0) return
    const identityTail = this.tail?.value.trim()
    await this.#do(() => this.live.call('signDocument', {
      commandId: crypto.randomUUID(), documentId: paper.documentId, revisionSha256: this.file!.sha256, strokes, shownToEndAt: this.shownToEndAt!,
      ...(identityTail ? { identityTail } : {}),
    }))
  }

  async #refuse(paper: DocumentView): Promise<void> {
    const noted = PAPER_KINDS[paper.content.template].signing.refusal === 'noted'
    const answers = await ask({
      title: t('sign.refuseTitle'), words: t(noted ? 'sign.refuseWordsNoted' : 'sign.refuseWordsEnds'),
      fields: [{ kind: 'text', name: 'reason', label: t('ask.reason'), max: 300 }], submit: t('act.refuseDocument'), danger: true,
    })
    const reason = answers?.['reason']?.[0]?.replaceAll(/\s+/g, ' ')
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
      if (error instanceof AppError && (error.code === 'revisionConflict' || error.code === 'stalePreview')) this.#loading = ''
    } finally {
      this.busy = false
    }
  }

  #desk(paper: DocumentView): Desk {
    const { documentId, version } = paper
    const id = () => ({ commandId: crypto.randomUUID(), documentId })
    return {
      paper, me: this.me, busy: this.busy, read: this.shownToEndAt !== null, written: this.written, shown: this.file?.sha256 ?? null,
      drafts: this.me !== null && mayDraft(paper.content, paper.signers, this.me),
      confirm: () => this.#do(() => this.live.call('confirmDocument', { ...id(), version })),
      freeze: (previewSha256) => this.#do(() => this.live.call('freezeDocument', { ...id(), version, previewSha256 })),
      sign: () => this.#sign(paper), refuse: () => this.#refuse(paper),
      wrote: () => { this.written = (this.pad?.strokes.length ?? 0) > 0 },
    }
  }

  override render() {
    const { paper } = this
    if (!paper) return nothing
    const draft = paper.status === 'draft'
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head"><h2 id="title">${kindName(paper.content.template)}</h2>${draft ? html`<span class="tag gold">${t('paper.draftMark', { version: paper.version })}</span>` : nothing}
        <button class="plain small" data-act="closeSigning" aria-label=${t('do.close')} @click=${() => this.dialog.close()}><tt-icon name="close"></tt-icon></button></div>
      <div class="desk">
        <div class="sheet" tabindex="0" role="region" aria-label=${t('sign.sheet')}>
          ${this.file ? html`<tt-pdf-pages .bytes=${this.file.bytes} @drawn=${this.#drawn} @failed=${() => { this.problem = t('sign.cannotShow') }}></tt-pdf-pages>`
            : this.problem ? nothing : html`<p class="wait" role="status">${t('sign.loading')}</p>`}
          ${this.drawn && !draft ? html`<span class="end"></span>` : nothing}
        </div>
        <div class="hand">${draft ? draftSide(this.#desk(paper)) : signingSide(this.#desk(paper))}
          ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
          ${isComplete(paper) || paper.signers.length > 0 || !draft ? html`<tt-signer-list .paper=${paper} .people=${this.view?.people ?? {}}></tt-signer-list>` : nothing}</div>
      </div></dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-signing-dialog': TtSigningDialog }
}
