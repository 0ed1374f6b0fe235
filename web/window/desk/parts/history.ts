import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { CaseListItem } from '#protocol/window/case-list.ts'
import { HALL_LABELS } from '#domain/window/hall/index.ts'
import { failureText } from '../../../failures.ts'
import { clockTime, courtDay, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { listCases } from '../../live/api.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { shortDay } from '../clock-words.ts'
import { ticketsOf } from '../line.ts'

/** What this office has had to do with one citizen: today's tickets and calls, and their cases here. */
@customElement('tt-desk-history')
export class TtDeskHistory extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: grid; gap: 0.8rem; align-content: start; padding: 0.9rem; overflow-y: auto; min-block-size: 0; background: var(--paper-raised); }
    h4 { font: 600 0.9375rem var(--sans); }
    li { padding-block: 0.4rem; border-block-end: 1px solid var(--line); font-size: 0.9375rem; }
    .top { display: flex; gap: 0.5rem; align-items: baseline; }
    .top :first-child { font-weight: 600; }
    .top .tag { margin-inline-start: auto; }
    button.case { inline-size: 100%; display: block; text-align: start; border: 0; background: none; padding: 0; font-weight: 400; min-block-size: 2.75rem; }
    ol ol { padding-inline-start: 0.6rem; border-inline-start: 2px solid var(--line); margin-block-start: 0.3rem; }
    ol ol li { border: 0; padding-block: 0.05rem; font-size: 0.8125rem; color: var(--text-soft); }
  `]

  @property() citizen = ''
  @property({ attribute: false }) book: Book = EMPTY_BOOK
  @state() private cases: CaseListItem[] | null = null
  @state() private problem = ''

  override updated(changed: Map<string, unknown>): void {
    if (changed.has('citizen') && this.citizen !== '') void this.#load()
  }

  async #load(): Promise<void> {
    try {
      const { cases } = await listCases()
      this.cases = cases.filter(({ personId }) => personId === this.citizen)
      this.problem = ''
    } catch (error) {
      this.problem = failureText(error)
    }
  }

  override render() {
    const tickets = this.hall ? ticketsOf(this.hall, this.citizen) : []
    return html`<h4>${t('wd.ticketsToday')}</h4>
      ${tickets.length === 0 ? html`<p class="soft fine">${t('wd.noTickets')}</p>` : html`<ol>${tickets.map((ticket) => html`<li>
        <p class="top"><span>${ticket.number}</span><span>${this.book.item(ticket.itemCode)}</span><span class="tag">${ticket.ended ? pick(HALL_LABELS.ends[ticket.ended.reason]) : pick(HALL_LABELS.statuses[ticket.status])}</span></p>
        <ol>${ticket.history.map(({ at, what, windowId, note }) => html`<li>${clockTime(at)} ${pick(HALL_LABELS.steps[what])}${windowId ? ` · ${this.book.window(windowId)}` : ''}${note ? ` · ${note}` : ''}</li>`)}</ol></li>`)}</ol>`}
      <h4>${t('wd.casesHere')}</h4>
      ${this.problem ? html`<p class="note bad">${this.problem}</p>` : this.cases === null ? html`<p class="soft fine" role="status">${t('app.loading')}</p>`
        : this.cases.length === 0 ? html`<p class="soft fine">${t('wd.noCases')}</p>` : html`<ul>${this.cases.map((one) => html`<li><button type="button" class="case" data-act="showCase" data-value=${one.caseId}
            @click=${() => this.dispatchEvent(new CustomEvent('tt-case', { detail: one.caseId, bubbles: true, composed: true }))}>
          <span class="top"><span>${one.itemName}</span><span class="tag">${one.outcome ? t(`wc.outcome.${one.outcome}`) : t(`wc.status.${one.status}`)}</span></span>
          <span class="fine soft">${one.caseNo} · ${shortDay(courtDay(one.openedAt))}</span></button></li>`)}</ul>`}
      ${nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-history': TtDeskHistory }
}
