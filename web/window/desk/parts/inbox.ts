import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { CaseListItem } from '#protocol/window/case-list.ts'
import { courtDay, t } from '../../../i18n/index.ts'
import { Refreshed } from '../../../refreshed.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { listCases } from '../../live/api.ts'
import { WindowElement } from '../../live/index.ts'
import { iconOf, shortDay, toneOf } from '../clock-words.ts'
import '../../../components/icon.ts'

const REFRESH_MS = 30_000
/** Several steps in a row ask once; the server's list is a moment behind the case. */
const FOLLOW_MS = 600
export const CASE_FILTERS = ['ours', 'open', 'closed'] as const
type Filter = (typeof CASE_FILTERS)[number]

/** 办件: those that wait for this place first, by their day. */
@customElement('tt-desk-inbox')
export class TtDeskInbox extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr); min-block-size: 0; background: var(--paper-raised); }
    .head { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; padding: 0.6rem 0.9rem; border-block-end: 1px solid var(--line); }
    .head h2 { font-size: var(--size-l); margin-inline-end: auto; }
    .head input { inline-size: 13rem; min-block-size: 2.4rem; }
    .filters { display: flex; border: 1px solid var(--line-strong); border-radius: var(--radius); overflow: hidden; }
    .filters button { border: 0; border-radius: 0; min-block-size: 2.4rem; padding-inline: 0.8em; font-size: 0.9375rem; }
    .filters button[aria-pressed='true'] { background: var(--ink-800); color: #fff; }
    .list { overflow: auto; min-block-size: 0; }
    .list:focus-visible, tr:focus-visible { outline-offset: -3px; }
    table { inline-size: 100%; border-collapse: collapse; font-size: 0.9375rem; }
    th { position: sticky; inset-block-start: 0; z-index: 1; background: var(--paper-sunk); text-align: start; font-size: 0.8125rem; font-weight: 600; padding: 0.4rem 0.6rem; white-space: nowrap; }
    td { padding: 0.45rem 0.6rem; border-block-end: 1px solid var(--line); vertical-align: top; }
    tr.open td { background: #fff; }
    tr:is(.open) td:first-child { box-shadow: inset 4px 0 0 var(--gold-deep); }
    td button.link { display: block; inline-size: 100%; text-align: start; border: 0; background: none; padding: 0; min-block-size: 2.4rem; font-weight: 600; }
    td button.link:hover { text-decoration: underline; background: none; }
    .no { font: 0.8125rem var(--mono); color: var(--text-soft); white-space: nowrap; }
    .due { white-space: nowrap; font-size: 0.875rem; }
    .empty { padding: 2rem 1rem; color: var(--text-soft); text-align: center; }
    @container (max-width: 640px) { .wide { display: none; } }
    :host { container-type: inline-size; }
  `]

  /** The case that stands open beside the list. */
  @property() shown = ''
  @state() private filter: Filter = 'ours'
  @state() private search = ''
  readonly #cases = new Refreshed(this, REFRESH_MS, async () => (await listCases({ status: this.filter === 'closed' ? 'closed' : 'open' })).cases)
  /** How far the cases open beside the list have come; the list is fetched anew when they go on. */
  #seen = ''
  #soon: ReturnType<typeof setTimeout> | undefined

  override updated(): void {
    const seen = this.live?.cases.all().map(({ caseId, status, seq }) => `${caseId} ${status} ${seq}`).join() ?? ''
    if (seen === this.#seen) return
    const isFirst = this.#seen === ''
    this.#seen = seen
    if (isFirst) return
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => void this.#cases.load(), FOLLOW_MS)
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#soon)
    super.disconnectedCallback()
  }

  #choose(filter: Filter): void {
    if (filter === this.filter) return
    this.filter = filter
    void this.#cases.askAnew()
  }

  get listed(): CaseListItem[] {
    const ours = this.seat?.role === 'localClerk' || this.seat?.role === 'helper' ? 'centre' : 'office'
    const wanted = this.search.trim().toLowerCase()
    return (this.#cases.value ?? []).filter(({ dutyAt }) => this.filter !== 'ours' || dutyAt === ours)
      .filter(({ caseNo, citizen, itemName }) => wanted === '' || [caseNo, citizen, itemName].some((words) => words.toLowerCase().includes(wanted)))
      .sort((a, b) => ((a.dueOn ?? '9') === (b.dueOn ?? '9') ? (a.openedAt < b.openedAt ? -1 : 1) : (a.dueOn ?? '9') < (b.dueOn ?? '9') ? -1 : 1))
  }

  override render() {
    const { listed } = this
    const { value, problem } = this.#cases
    return html`<div class="head"><h2>${t('wd.cases')}</h2>
        <input type="search" aria-label=${t('wd.search')} placeholder=${t('wd.search')} .value=${this.search} @input=${(event: Event) => { this.search = (event.target as HTMLInputElement).value }} />
        <div class="filters" role="group" aria-label=${t('wd.filter')}>${CASE_FILTERS.map((filter) => html`<button type="button" data-act="filter-${filter}" aria-pressed=${filter === this.filter} @click=${() => this.#choose(filter)}>${t(`wd.filter.${filter}`)}</button>`)}</div></div>
      <div class="list" tabindex="0" role="region" aria-label=${t('wd.cases')}>
        ${problem ? html`<p class="note bad" role="alert" style="margin:1rem"><tt-icon name="circleAlert"></tt-icon>${problem}</p>` : nothing}
        ${value === null && !problem ? html`<p class="empty" role="status">${t('app.loading')}</p>` : nothing}
        ${value !== null && listed.length === 0 ? html`<p class="empty">${t(this.filter === 'ours' ? 'wd.noneOurs' : 'wd.noCases')}</p>` : nothing}
        ${listed.length > 0 ? html`<table><thead><tr><th scope="col">${t('wd.col.matter')}</th><th scope="col">${t('wd.col.citizen')}</th><th scope="col" class="wide">${t('wd.col.duty')}</th><th scope="col">${t('wd.col.due')}</th></tr></thead>
          <tbody>${repeat(listed, ({ caseId }) => caseId, (one) => this.#row(one))}</tbody></table>` : nothing}</div>`
  }

  #row(one: CaseListItem) {
    return html`<tr class=${one.caseId === this.shown ? 'open' : ''} data-case=${one.caseId}>
      <td><button type="button" class="link" data-act="showCase" data-value=${one.caseId} aria-current=${one.caseId === this.shown ? 'true' : 'false'}
          @click=${() => this.dispatchEvent(new CustomEvent('tt-case', { detail: one.caseId, bubbles: true, composed: true }))}>${one.itemName}</button><span class="no">${one.caseNo}</span></td>
      <td>${one.citizen}<br /><span class="fine soft">${shortDay(courtDay(one.openedAt))}</span></td>
      <td class="wide"><span class="tag ${one.outcome ? '' : 'gold'}">${one.outcome ? t(`wc.outcome.${one.outcome}`) : t(`wc.status.${one.status}`)}</span><br /><span class="fine soft">${one.duty}</span></td>
      <td class="due">${one.dueOn ? html`<span class="tag ${toneOf(one.warning) || ''}"><tt-icon name=${iconOf(one.warning)}></tt-icon>${shortDay(one.dueOn)}</span>${one.warning ? html`<br /><span class="fine">${t(`wc.warning.${one.warning}`)}</span>` : nothing}` : html`<span class="soft">—</span>`}</td></tr>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-inbox': TtDeskInbox }
}
