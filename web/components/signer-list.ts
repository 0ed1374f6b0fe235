import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { TtElement } from '../base-element.ts'
import { clockTime, t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { texts } from '../style/shared.ts'

/** Who has confirmed, signed or refused. */
@customElement('tt-signer-list')
export class TtSignerList extends TtElement {
  static override styles = [
    texts,
    css`
      ul { display: grid; border-block-start: 1px solid var(--line); }
      li { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: center; padding-block: 0.4rem; border-block-end: 1px solid var(--line); }
      li span:first-child { margin-inline-end: auto; }
    `,
  ]

  @property({ attribute: false }) paper: DocumentView | null = null

  override render() {
    const { paper } = this
    if (!paper) return nothing
    const draft = paper.status === 'draft'
    return html`<ul aria-label=${t('sign.signers')}>${paper.signers.map((signer) => html`<li data-person=${signer.personId}><span>${roleLabel(signer.role)} ${signer.name}</span>
      ${signer.refusedReason ? html`<span class="tag bad">${t('paper.refused', { reason: signer.refusedReason })}</span>`
        : signer.signedAt ? html`<span class="tag good">${t('paper.signedAt', { time: clockTime(signer.signedAt) })}</span>`
          : draft && (signer.capacity === 'party' || signer.capacity === 'agent') ? html`<span class="tag ${signer.confirmed ? 'good' : ''}">${t(signer.confirmed ? 'paper.confirmed' : 'paper.unconfirmed')}</span>`
            : html`<span class="tag">${t('paper.unsigned')}</span>`}</li>`)}
      ${draft ? nothing : html`<li><span>${t('paper.courtSeal')}</span><span class="tag ${paper.status === 'sealed' ? 'good' : ''}">${paper.status === 'sealed' && paper.effectiveAt ? t('paper.sealedAt', { time: clockTime(paper.effectiveAt) }) : t('paper.unsealed')}</span></li>`}</ul>`
  }
}
