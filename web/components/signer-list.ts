import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { DocumentView } from '#protocol/documents.ts'
import { PAPER_KINDS } from '#protocol/papers/index.ts'
import { isComplete, isCourtSide, servedAt } from '#domain/document/index.ts'
import type { Person } from '#domain/hearing/state.ts'
import { TtElement } from '../base-element.ts'
import { clockTime, t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { texts } from '../style/shared.ts'

/** Who has confirmed, signed or refused; the seal; and to whom the paper was served. */
@customElement('tt-signer-list')
export class TtSignerList extends TtElement {
  static override styles = [
    texts,
    css`
      ul { display: grid; border-block-start: 1px solid var(--line); }
      li { display: flex; flex-wrap: wrap; gap: 0.3rem 0.6rem; align-items: center; padding-block: 0.4rem; border-block-end: 1px solid var(--line); }
      li span:first-child { margin-inline-end: auto; }
      .tag { white-space: normal; }
    `,
  ]

  @property({ attribute: false }) paper: DocumentView | null = null
  @property({ attribute: false }) people: Record<string, Person> = {}

  override render() {
    const { paper } = this
    if (!paper) return nothing
    const draft = paper.status === 'draft'
    const { seal, confirmed } = PAPER_KINDS[paper.content.template]
    const served = [...new Set(paper.services.map(({ personId }) => personId))]
    return html`<ul aria-label=${t('sign.signers')}>${paper.signers.map((signer) => html`<li data-person=${signer.personId}><span>${roleLabel(signer.role)} ${signer.name}</span>
      ${signer.refusedReason !== null ? html`<span class="tag bad">${t('paper.refused', { reason: signer.refusedReason })}</span>`
        : signer.signedAt ? html`<span class="tag good">${t('paper.signedAt', { time: clockTime(signer.signedAt) })}</span>`
          : draft && confirmed && !isCourtSide(signer.capacity) ? html`<span class="tag ${signer.confirmed ? 'good' : ''}">${t(signer.confirmed ? 'paper.confirmed' : 'paper.unconfirmed')}</span>`
            : html`<span class="tag">${t('paper.unsigned')}</span>`}</li>`)}
      ${draft || seal === 'none' ? nothing : html`<li><span>${t(seal === 'court' ? 'paper.courtSeal' : 'paper.officeSeal')}</span><span class="tag ${paper.status === 'sealed' ? 'good' : ''}">${paper.status === 'sealed' && paper.effectiveAt ? t('paper.sealedAt', { time: clockTime(paper.effectiveAt) }) : t('paper.unsealed')}</span></li>`}
      ${isComplete(paper) ? served.map((personId) => html`<li data-served=${personId}><span>${t('paper.servedOn', { name: this.people[personId]?.name ?? '', time: clockTime(servedAt(paper, personId) ?? '') })}</span>
        ${paper.services.some((one) => one.personId === personId && one.basis === 'opened') ? html`<span class="tag good">${t('paper.opened')}</span>` : nothing}</li>`) : nothing}</ul>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-signer-list': TtSignerList }
}
