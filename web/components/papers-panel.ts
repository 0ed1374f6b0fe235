import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { DRAFTERS, isComplete, isCourtSide, isSettled, mayDraft, waitsFor } from '#domain/document/index.ts'
import type { Person } from '#domain/hearing/state.ts'
import { documentFile } from '../api.ts'
import { ask } from '../dialogs/form-dialog.ts'
import { openPaperForm, openSigning } from '../dialogs/open-signing.ts'
import { saveFile } from '../files/save-file.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { kindName, kindsFor } from '../papers/kinds.ts'
import { unconfirmedNames } from '../papers/signing-sides.ts'
import { panelStyles } from '../style/panel.ts'
import { sharedStyles } from '../style/shared.ts'
import { actButton } from './act-button.ts'
import './signer-list.ts'

/** Longest a file's name on the reader's disk may be, without its ending. */
const MOST_NAME = 80

/** 文书: every paper of this hearing that this person may see, how it stands, and what they can do with it. */
@customElement('tt-papers-panel')
export class TtPapersPanel extends HearingElement {
  static override styles = [sharedStyles, panelStyles, css`.of { overflow-wrap: anywhere; }`]

  override render() {
    const { view, me } = this
    if (!view || !me) return nothing
    const writes = DRAFTERS.has(me.role)
    const papers = this.live.documents
    const agreement = papers.some(({ content, status }) => content.template === 'settlementAgreement' && status !== 'declined' && status !== 'void')
    return html`
      ${kindsFor(me).length > 0 ? html`<div class="part">${writes && !agreement && !view.closedAt ? html`<p class="soft">${t('paper.draftWords')}</p>` : nothing}<div class="row">
        ${writes && !agreement && !view.closedAt ? actButton('openAgreement', t('act.openAgreement'), () => openPaperForm(this.live, { template: 'settlementAgreement' }), { look: 'primary', icon: 'pen' }) : nothing}
        ${actButton('draftPaper', t('act.draftPaper'), () => openPaperForm(this.live), { icon: 'plus' })}</div></div>` : nothing}
      ${papers.length === 0 && !writes ? html`<p class="empty">${t('paper.empty')}</p>` : nothing}
      ${papers.toReversed().map((paper) => this.#paper(paper, me))}`
  }

  #paper(paper: DocumentView, me: Person) {
    const { documentId, status, content } = paper
    const tone = isComplete(paper) ? 'good' : status === 'declined' || status === 'void' ? 'bad' : 'gold'
    const mine = paper.signers.find((signer) => signer.personId === this.live.me)
    const draft = status === 'draft'
    const drafts = mayDraft(content, paper.signers, me)
    const mySigning = (status === 'frozen' || status === 'partlySigned') && mine !== undefined && !isSettled(mine) && waitsFor(paper, mine.capacity).length === 0
    const issued = status === 'sealed' && content.template !== 'settlementAgreement'
    const closed = isComplete(paper) || status === 'declined' || status === 'void'
    return html`<section class="part" data-document=${documentId} data-template=${content.template}>
      <div class="row"><h3>${kindName(content.template)}</h3><span class="tag ${tone}">${t(issued && paper.signers.length === 0 ? 'paper.issued' : issued ? 'paper.status.signed' : `paper.status.${status}`)}</span>${draft ? html`<span class="soft fine">${t('paper.version', { version: paper.version })}</span>` : nothing}</div>
      ${this.#about(paper)}
      <tt-signer-list .paper=${paper} .people=${this.view?.people ?? {}}></tt-signer-list>
      <div class="row">
        ${actButton('openSigning', t(mySigning ? 'act.openSigning' : draft && drafts ? 'act.previewDocument' : 'act.viewPaper'), () => openSigning(this.live, documentId), { look: mySigning || (draft && drafts && unconfirmedNames(paper).length === 0) ? 'primary' : '', icon: 'paper' })}
        ${drafts && draft ? actButton('changeDocument', t('act.changeDocument'), () => openPaperForm(this.live, { documentId }), { icon: 'pen' }) : nothing}
        ${isComplete(paper) ? actButton('downloadDocument', t('act.downloadDocument'), () => this.run(() => this.#download(paper)), { icon: 'download', look: 'primary' }) : nothing}
        ${drafts && !draft && !closed ? this.#refusals(paper) : nothing}
        ${drafts && !closed && paper.effectiveAt === null ? actButton('voidDocument', t('act.voidDocument'), () => this.#void(paper), { look: 'small plain' }) : nothing}
      </div>
      ${draft && drafts && unconfirmedNames(paper).length > 0 ? html`<p class="fine soft">${t('paper.waitConfirm')}</p>` : nothing}
    </section>`
  }

  /** Whom it is for, where it is one person's. */
  #about({ content }: DocumentView) {
    const { fields } = content
    const person = 'addressee' in fields ? fields.addressee : 'party' in fields ? fields.party : 'applicant' in fields ? fields.applicant : null
    return person ? html`<p class="of">${person.standing} ${person.name}</p>` : nothing
  }

  /** R6 150: where a paper stands without somebody's signature, the clerk notes that and why they refuse. */
  #refusals(paper: DocumentView) {
    if (PAPER_KINDS[paper.content.template].signing.refusal !== 'noted') return nothing
    return paper.signers.filter((signer) => !isSettled(signer) && !isCourtSide(signer.capacity) && signer.personId !== this.live.me).map((signer) =>
      actButton('noteRefusal', t('refuse.note', { name: signer.name }), () => this.#noteRefusal(paper, signer.personId, signer.name), { look: 'small', person: signer.personId }))
  }

  async #noteRefusal({ documentId }: DocumentView, personId: string, name: string): Promise<void> {
    const reason = await this.#reason(t('refuse.note', { name }), t('sign.refuseWordsNoted'), t('act.noteRefusal'))
    if (reason) await this.run(() => this.live.call('refuseDocument', { commandId: crypto.randomUUID(), documentId, personId, reason }))
  }

  async #void({ documentId }: DocumentView): Promise<void> {
    const reason = await this.#reason(t('void.title'), t('void.words'), t('act.voidDocument'))
    if (reason) await this.run(() => this.live.call('voidDocument', { commandId: crypto.randomUUID(), documentId, reason }))
  }

  async #reason(title: string, words: string, submit: string): Promise<string | undefined> {
    const answers = await ask({ title, words, fields: [{ kind: 'line', name: 'reason', label: t('ask.reason'), max: 300 }], submit, danger: true })
    return answers?.['reason']?.[0]
  }

  async #download(paper: DocumentView): Promise<void> {
    const { bytes } = await documentFile(paper.matterId, paper.documentId)
    const name = `${PAPER_KINDS[paper.content.template].zh}-${paper.content.fields.caseNo}`.slice(0, MOST_NAME).replaceAll(/[\\/:*?"<>|]/g, '_')
    saveFile(new Blob([bytes], { type: 'application/pdf' }), `${name}.pdf`)
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-papers-panel': TtPapersPanel }
}
