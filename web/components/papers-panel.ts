import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { DRAFTERS } from '#domain/document/index.ts'
import { documentFile } from '../api.ts'
import { openAgreementForm, openSigning } from '../dialogs/open-signing.ts'
import { HearingElement } from '../hearing-element.ts'
import { clockTime, t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { panelStyles } from '../style/panel.ts'
import { sharedStyles } from '../style/shared.ts'
import { actButton } from './act-button.ts'

/** 文书: the papers of this hearing, who has signed, and the way to sign. */
@customElement('tt-papers-panel')
export class TtPapersPanel extends HearingElement {
  static override styles = [
    sharedStyles, panelStyles,
    css`.signers li { padding-block: 0.25rem; border-block-end: 1px dotted var(--line); }`,
  ]

  override render() {
    const { view, me } = this
    if (!view || !me) return nothing
    const drafts = DRAFTERS.has(me.role)
    const papers = this.live.documents
    const open = papers.some(({ status }) => status !== 'declined' && status !== 'void')
    return html`
      ${drafts && !open && !view.closedAt ? html`<div class="part"><p class="soft">${t('paper.draftWords')}</p>
        ${actButton('openAgreement', t('act.openAgreement'), () => openAgreementForm(this.live, null), { look: 'primary', icon: 'pen' })}</div>` : nothing}
      ${papers.length === 0 && !drafts ? html`<p class="empty">${t('paper.empty')}</p>` : nothing}
      ${papers.map((paper) => this.#paper(paper, drafts))}`
  }

  #paper(paper: DocumentView, drafts: boolean) {
    const tone = paper.status === 'sealed' ? 'good' : paper.status === 'declined' || paper.status === 'void' ? 'bad' : 'gold'
    const mine = paper.signers.find((signer) => signer.personId === this.live.me)
    const draft = paper.status === 'draft'
    const signing = paper.status === 'frozen' || paper.status === 'partlySigned'
    const allConfirmed = paper.signers.filter((signer) => signer.capacity === 'party' || signer.capacity === 'agent').every((signer) => signer.confirmed)
    return html`<section class="part" data-document=${paper.documentId}>
      <div class="row"><h3>${t('paper.settlementAgreement')}</h3><span class="tag ${tone}">${t(`paper.status.${paper.status}`)}</span>${draft ? html`<span class="soft fine">${t('paper.version', { version: paper.version })}</span>` : nothing}</div>
      <ul class="list signers">${paper.signers.map((signer) => html`<li><span>${roleLabel(signer.role)} ${signer.name}</span>
        ${signer.refusedReason ? html`<span class="tag bad">${t('paper.refused', { reason: signer.refusedReason })}</span>`
          : signer.signedAt ? html`<span class="tag good">${t('paper.signedAt', { time: clockTime(signer.signedAt) })}</span>`
            : html`<span class="tag">${t(draft ? (signer.confirmed ? 'paper.confirmed' : 'paper.unconfirmed') : 'paper.unsigned')}</span>`}</li>`)}</ul>
      <div class="row">
        ${actButton('openSigning', t(signing && mine && !mine.signedAt ? 'act.openSigning' : 'act.viewPaper'), () => openSigning(this.live, paper.documentId), { look: signing && mine && !mine.signedAt ? 'primary' : '', icon: 'paper' })}
        ${drafts && draft ? html`
          ${actButton('changeDocument', t('act.changeDocument'), () => openAgreementForm(this.live, paper.documentId), { icon: 'pen' })}
          ${actButton('freezeDocument', t('act.freezeDocument'), () => this.run(() => this.live.call('freezeDocument', { commandId: crypto.randomUUID(), documentId: paper.documentId, version: paper.version })), { look: allConfirmed ? 'primary' : '', icon: 'lock' })}` : nothing}
        ${paper.status === 'sealed' ? actButton('downloadDocument', t('act.downloadDocument'), () => this.run(() => this.#download(paper)), { icon: 'download', look: 'primary' }) : nothing}
      </div>
      ${draft && drafts && !allConfirmed ? html`<p class="fine soft">${t('paper.waitConfirm')}</p>` : nothing}
    </section>`
  }

  async #download(paper: DocumentView): Promise<void> {
    const { bytes } = await documentFile(paper.hearingId, paper.documentId)
    const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
    const link = document.createElement('a')
    link.href = address
    link.download = `${t('paper.settlementAgreement')}-${paper.fields.caseNo}.pdf`
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }
}
