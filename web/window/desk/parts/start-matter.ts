import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { ticketIn } from '#domain/window/hall/index.ts'
import { CALL_LABELS, caseMayGoOn } from '#domain/window/session/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import '../../../components/icon.ts'

/** Before there is a case: what the matter is, what the item asks for, and the step that opens it. */
@customElement('tt-desk-start')
export class TtDeskStart extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: grid; gap: 0.8rem; align-content: start; padding: 0.9rem; overflow-y: auto; min-block-size: 0; background: var(--paper-raised); }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.25rem 0.9rem; font-size: 0.9375rem; }
    dt { color: var(--text-soft); }
    ul.asks { display: grid; }
    ul.asks li { display: flex; gap: 0.5rem; justify-content: space-between; padding-block: 0.35rem; border-block-end: 1px solid var(--line); font-size: 0.9375rem; }
    ul.asks li :last-child { flex: none; }
    h4 { font: 600 0.9375rem var(--sans); }
  `]

  @property({ attribute: false }) book: Book = EMPTY_BOOK
  @state() private busy = false

  async #open(region: string): Promise<void> {
    const { view } = this
    if (!view) return
    this.busy = true
    const done = await this.command(async (live) => {
      const { caseNo } = await live.openCase(view.item.itemCode, region)
      this.tell(t('wd.opened', { caseNo }), 'good')
    })
    // what was gathered before goes along at once
    if (done) await this.command((live) => live.carryIntoCase())
    this.busy = false
  }

  override render() {
    const { view, hall } = this
    if (!view) return nothing
    const ticket = hall && ticketIn(hall.tickets, view.ticketId)
    const item = this.book.catalogue?.items.find(({ itemCode }) => itemCode === view.item.itemCode)
    const clerk = this.live?.me === view.clerk
    const identified = view.identity.status === 'confirmed'
    return html`<h3>${pick(view.item.name)}</h3>
      <dl><dt>${t('wd.itemCode')}</dt><dd>${view.item.itemCode}</dd><dt>${t('wd.mode')}</dt><dd>${t(`wc.mode.${view.item.mode}`)}</dd>
        ${ticket ? html`<dt>${t('wd.jurisdiction')}</dt><dd>${this.book.region(ticket.region)}</dd>` : nothing}
        ${item ? html`<dt>${t('wd.terms')}</dt><dd>${t('wd.termsAre', { promised: item.promisedDays, legal: item.legalDays })}</dd>
          <dt>${t('wd.fee')}</dt><dd>${item.fee.fen === 0 ? t('wd.free') : t('wc.yuan', { amount: (item.fee.fen / 100).toFixed(2) })} <span class="fine soft">${item.fee.basis}</span></dd>` : nothing}</dl>
      ${view.item.paperOnly ? html`<p class="note warn"><tt-icon name="warning"></tt-icon>${t('wc.paperOnly')}</p>` : nothing}
      <p class="note ${identified ? 'good' : view.identity.status === 'rejected' ? 'bad' : 'warn'}"><tt-icon name=${identified ? 'circleCheck' : 'warning'}></tt-icon><span>${t('wd.identity')}${t('word.colon')}${pick(CALL_LABELS.identity[view.identity.status])}${identified ? '' : t('wd.identityNeeded')}</span></p>
      ${clerk && ticket ? actButton('openCase', t('wd.openCase'), () => this.#open(ticket.region), { look: 'primary', icon: 'plus', disabled: this.busy || !caseMayGoOn(view) }) : nothing}
      <h4>${t('wd.asks', { count: view.item.materials.length })}</h4>
      <ul class="asks">${view.item.materials.map((material) => html`<li><span>${pick(material.name)}</span><span class="fine soft">${t(`wc.form.${material.form}`)}${material.required ? '' : ` · ${t('wc.notRequired')}`}${material.deferrable ? ` · ${t('wc.deferrable')}` : ''}</span></li>`)}</ul>
      ${item?.guide ? html`<details><summary>${t('wd.guide')}</summary><p class="fine" style="white-space:pre-line">${item.guide}</p></details>` : nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-start': TtDeskStart }
}
