import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { isComplete } from '#domain/document/index.ts'
import { AppError } from '#protocol/errors.ts'
import { actButton } from '../../components/act-button.ts'
import type { TtSignaturePad } from '../../components/signature-pad.ts'
import { sha256Bytes } from '../../digest.ts'
import { dialogStyles } from '../../dialogs/dialog-styles.ts'
import { ask } from '../../dialogs/form-dialog.ts'
import { watchEnd } from '../../dialogs/read-to-end.ts'
import { failureText } from '../../failures.ts'
import { clockTime, t } from '../../i18n/index.ts'
import { kindName } from '../../papers/kinds.ts'
import { fields, sharedStyles } from '../../style/shared.ts'
import { paperFile } from '../live/api.ts'
import { WindowElement } from '../live/index.ts'
import type { LiveWindow } from '../live/index.ts'
import { saveFile } from '../../files/save-file.ts'
import '../../components/icon.ts'
import '../../components/pdf-pages.ts'
import '../../components/signature-pad.ts'

/**
 * One paper of a case as it lies on the server, page by page. Who is to sign it, citizen or clerk, reads it to its end
 * and signs by hand; the clerk sees whether the citizen has.
 */
@customElement('tt-window-paper')
export class TtWindowPaper extends WindowElement {
  static override styles = [sharedStyles, fields, dialogStyles, css`
    dialog { inline-size: min(74rem, 100vw - 2rem); block-size: min(94dvh, 70rem); max-block-size: none; }
    .desk { display: grid; grid-template-columns: minmax(0, 1fr) 22rem; min-block-size: 0; border-block-start: 1px solid var(--line); }
    .sheet { overflow-y: auto; padding: 1.2rem; background: #cfc8b9; min-block-size: 0; }
    .hand { overflow-y: auto; padding: 1.1rem 1.2rem; display: grid; gap: 0.9rem; align-content: start; border-inline-start: 1px solid var(--line); }
    .signers { display: grid; gap: 0.4rem; }
    .signers li { display: flex; gap: 0.5rem; align-items: center; }
    .signers li span:first-child { margin-inline-end: auto; }
    .end { display: block; block-size: 2px; }
    .wait { padding: 3rem 1rem; text-align: center; }
    @media (max-width: 860px) {
      dialog { inline-size: 100vw; block-size: 100dvh; max-inline-size: none; margin: 0; border-radius: 0; }
      .desk { grid-template-columns: 1fr; grid-template-rows: minmax(0, 1fr) auto; }
      .hand { border-inline-start: 0; border-block-start: 1px solid var(--line); max-block-size: 46dvh; padding: 0.8rem 1rem; }
    }
  `]

  @property() caseId = ''
  @property() documentId = ''
  @state() private bytes: Uint8Array | null = null
  @state() private sha256 = ''
  @state() private drawn = false
  @state() private shownToEndAt: string | null = null
  @state() private busy = false
  @state() private written = false
  @state() private problem: string | null = null
  @query('dialog') private dialog!: HTMLDialogElement
  @query('tt-signature-pad') private pad!: TtSignaturePad | null
  @query('input[name="identityTail"]') private tail!: HTMLInputElement | null
  #loading = ''
  #watching = false

  get paper(): DocumentView | null { return this.live?.papers.get(this.documentId) ?? null }

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  override updated(): void {
    const revision = this.paper?.revisionSha256 ?? 'first'
    if (revision !== this.#loading) void this.#load(revision)
    const end = this.renderRoot.querySelector('.end')
    if (this.#watching || !end || !this.paper || this.paper.status === 'draft') return
    this.#watching = true
    watchEnd(end, () => { this.shownToEndAt = new Date(this.live?.now() ?? Date.now()).toISOString() })
  }

  async #load(revision: string): Promise<void> {
    this.#loading = revision
    try {
      const bytes = new Uint8Array(await (await paperFile(this.caseId, this.documentId)).arrayBuffer())
      this.sha256 = await sha256Bytes(bytes)
      this.bytes = bytes
      this.problem = null
    } catch (error) {
      this.problem = failureText(error)
    }
  }

  async #do(work: (live: LiveWindow) => Promise<unknown>): Promise<void> {
    if (!this.live) return
    this.busy = true
    this.problem = null
    try {
      await work(this.live)
    } catch (error) {
      this.problem = failureText(error)
      // Somebody signed in between: the newest revision is fetched, so that the next try signs what is really there.
      if (error instanceof AppError && error.code === 'revisionConflict') this.#loading = ''
    } finally {
      this.busy = false
    }
  }

  #sign(): Promise<void> {
    const { caseId, documentId, sha256, shownToEndAt } = this
    const strokes = this.pad?.strokes ?? []
    const identityTail = this.tail?.value.trim()
    if (!shownToEndAt || strokes.length === 0) return Promise.resolve()
    return this.#do((live) => live.call('signDocument', {
      caseId, commandId: crypto.randomUUID(), documentId, revisionSha256: sha256, strokes, shownToEndAt, ...(identityTail ? { identityTail } : {}),
    }))
  }

  async #refuse(): Promise<void> {
    const answers = await ask({ title: t('sign.refuseTitle'), words: t('sign.refuseWordsNoted'), fields: [{ kind: 'text', name: 'reason', label: t('ask.reason'), max: 300 }], submit: t('act.refuseDocument'), danger: true })
    const reason = answers?.['reason']?.[0]?.replaceAll(/\s+/g, ' ')
    const { caseId, documentId } = this
    if (reason) await this.#do((live) => live.call('refuseDocument', { caseId, commandId: crypto.randomUUID(), documentId, reason }))
  }

  override render() {
    const { paper, problem, bytes } = this
    return html`<dialog aria-labelledby="title" @close=${() => this.remove()}>
      <div class="head"><h2 id="title">${paper ? kindName(paper.content.template) : t('wc.paper')}</h2>
        <button type="button" class="plain small" data-act="closePaper" aria-label=${t('do.close')} @click=${() => this.dialog.close()}><tt-icon name="close"></tt-icon></button></div>
      <div class="desk"><div class="sheet" tabindex="0" role="region" aria-label=${t('sign.sheet')}>
          ${bytes ? html`<tt-pdf-pages .bytes=${bytes} @drawn=${() => { this.drawn = true }} @failed=${() => { this.problem = t('sign.cannotShow') }}></tt-pdf-pages>` : problem ? nothing : html`<p class="wait" role="status">${t('sign.loading')}</p>`}
          ${this.drawn ? html`<span class="end"></span>` : nothing}</div>
        <div class="hand">${paper ? this.#hand(paper) : nothing}
          ${problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${problem}</p>` : nothing}</div></div></dialog>`
  }

  #hand(paper: DocumentView) {
    const mine = paper.signers.find(({ personId }) => personId === this.live?.me)
    const mustSign = mine && mine.signedAt === null && mine.refusedReason === null && paper.status !== 'draft' && !isComplete(paper)
    return html`
      ${isComplete(paper) ? html`<p class="note good" role="status"><tt-icon name="circleCheck"></tt-icon>${t(paper.signers.length === 0 ? 'sign.issued' : 'sign.complete')}</p>` : nothing}
      ${paper.signers.length > 0 ? html`<ul class="signers" aria-label=${t('sign.signers')}>${paper.signers.map(({ name, signedAt, refusedReason }) => html`<li><span>${name}</span>
        ${refusedReason !== null ? html`<span class="tag bad">${t('paper.refused', { reason: refusedReason })}</span>` : signedAt ? html`<span class="tag good">${t('paper.signedAt', { time: clockTime(signedAt) })}</span>` : html`<span class="tag">${t('paper.unsigned')}</span>`}</li>`)}</ul>` : nothing}
      ${mustSign ? html`<h3>${t('sign.heading')}</h3>
        ${this.shownToEndAt ? html`<p>${t('sign.words')}</p>` : html`<p class="note warn"><tt-icon name="warning"></tt-icon>${t('sign.readFirst')}</p>`}
        <tt-signature-pad @change=${() => { this.written = (this.pad?.strokes.length ?? 0) > 0 }}></tt-signature-pad>
        ${this.seat?.role === 'serviceApplicant' ? html`<label class="field">${t('sign.identity')}<input name="identityTail" maxlength="4" autocomplete="off" inputmode="text" pattern="[0-9]{3}[0-9Xx]" /><span class="hint">${t('sign.identityWords')}</span></label>` : nothing}
        ${actButton('signDocument', t(this.busy ? 'sign.signing' : 'act.signDocument'), () => this.#sign(), { look: 'primary wide', icon: 'pen', disabled: !this.shownToEndAt || !this.written || this.busy })}
        ${this.seat?.role === 'serviceApplicant' ? actButton('refuseDocument', t('act.refuseDocument'), () => this.#refuse(), { look: 'small', disabled: this.busy }) : nothing}` : nothing}
      ${actButton('savePaper', t('wc.savePaper'), () => this.#save(paper), { icon: 'download', look: 'small', disabled: !this.bytes })}`
  }

  #save(paper: DocumentView): void {
    if (this.bytes) saveFile(new Blob([this.bytes.slice()], { type: 'application/pdf' }), `${kindName(paper.content.template)}.pdf`)
  }
}

/** Opens a paper of a case; for citizens and staff alike. */
export function openWindowPaper(live: LiveWindow, caseId: string, documentId: string): void {
  const dialog = document.createElement('tt-window-paper')
  dialog.live = live
  dialog.caseId = caseId
  dialog.documentId = documentId
  document.body.append(dialog)
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-paper': TtWindowPaper }
}
