import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { everyTicket } from '#domain/window/hall/index.ts'
import { HALL_LABELS } from '#domain/window/hall/index.ts'
import type { Ticket } from '#domain/window/hall/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { every } from '../../../every.ts'
import { joined, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { deskOf, lineNow, minutesOf } from '../line.ts'
import type { Waiting } from '../line.ts'
import '../../../components/icon.ts'

/** More than this are counted, not listed: nobody looks at the two hundredth. */
const MOST_LISTED = 60
/** A wait of so many minutes is marked. */
const LONG_MINUTES = 30

const byNumber = (a: Ticket, b: Ticket): number => (a.number < b.number ? -1 : 1)

/** Who waits: numbers with their waiting time and why somebody goes ahead; never a name. */
@customElement('tt-desk-queue')
export class TtDeskQueue extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr); min-block-size: 0; background: var(--paper); }
    .head { display: flex; align-items: baseline; gap: 0.5rem; padding: 0.6rem 0.8rem; border-block-end: 1px solid var(--line); }
    .head h2 { font-size: var(--size-m); margin-inline-end: auto; }
    .list { overflow-y: auto; min-block-size: 0; }
    .list:focus-visible { outline-offset: -3px; }
    li { padding: 0.45rem 0.8rem; border-block-end: 1px solid var(--line); border-inline-start: 4px solid transparent; display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 0 0.6rem; align-items: baseline; }
    li.next { background: #fff; border-inline-start-color: var(--gold-deep); }
    li.other .number { color: var(--text-soft); font-weight: 500; }
    .number { font-weight: 700; font-variant-numeric: tabular-nums; }
    .item { grid-column: 1 / -1; font-size: 0.8125rem; line-height: 1.45; color: var(--text-soft); }
    .wait { font-size: 0.875rem; font-variant-numeric: tabular-nums; white-space: nowrap; color: var(--text-soft); }
    .wait.long { color: var(--red); font-weight: 600; }
    .marks { display: flex; flex-wrap: wrap; gap: 0.2rem; }
    .marks .tag { font-size: 0.75rem; padding-inline: 0.4rem; }
    button.small { grid-column: 1 / -1; justify-self: start; margin-block-start: 0.25rem; }
    .empty { padding: 1.5rem 1rem; color: var(--text-soft); text-align: center; }
    h3 { font-size: 0.875rem; font-family: var(--sans); padding: 0.5rem 0.8rem 0.3rem; color: var(--text-soft); }
  `]

  @property({ attribute: false }) book: Book = EMPTY_BOOK

  constructor() {
    super()
    every(this, 20_000, () => this.requestUpdate())
  }

  override render() {
    const { hall, live } = this
    if (!hall || !live) return html`<p class="empty">${t('wd.noHall')}</p>`
    const desk = deskOf(hall, live.me)
    const line = lineNow(hall, desk, live.now())
    const centre = this.seat?.role === 'localClerk' || this.seat?.role === 'helper'
    const passed = everyTicket(hall.tickets).filter(({ status }) => status === 'passed').sort(byNumber)
    const served = centre ? everyTicket(hall.tickets).filter(({ status }) => status === 'called' || status === 'serving').sort(byNumber) : []
    return html`<div class="head"><h2>${t(centre ? 'wd.queue.centre' : 'wd.queue')}</h2><span class="tag" role="status">${t('wd.waiting', { count: line.length })}</span></div>
      <div class="list" tabindex="0" role="region" aria-label=${t('wd.queue')}>
        ${served.length > 0 ? html`<h3>${t('wd.inService')}</h3><ul>${repeat(served, ({ ticketId }) => ticketId, (ticket) => this.#served(ticket))}</ul><h3>${t('wd.queue')}</h3>` : nothing}
        ${line.length === 0 ? html`<p class="empty">${t('wd.nobody')}</p>` : html`<ol>${repeat(line.slice(0, MOST_LISTED), ({ ticket }) => ticket.ticketId, (one) => this.#waiting(one, desk !== null))}</ol>`}
        ${line.length > MOST_LISTED ? html`<p class="empty">${t('wd.more', { count: line.length - MOST_LISTED })}</p>` : nothing}
        ${passed.length > 0 ? html`<h3>${t('wd.passed', { count: passed.length })}</h3><p class="fine soft" style="padding:0 0.8rem 0.8rem">${joined(passed.map(({ number }) => number))}</p>` : nothing}
      </div>`
  }

  #waiting({ ticket, waitedMs, mine, next, line }: Waiting, atWindow: boolean) {
    const minutes = minutesOf(waitedMs)
    const marks = [
      ...(next ? [html`<span class="tag gold">${t('wd.next')}</span>`] : []),
      ...(line === 'front' ? [html`<span class="tag warn">${t('wd.front')}</span>`] : []),
      ...ticket.grounds.map((ground) => html`<span class="tag warn">${pick(HALL_LABELS.grounds[ground])}</span>`),
      ...(ticket.slot ? [html`<span class="tag">${t('wd.booked')}</span>`] : []),
      ...(ticket.pinned ? [html`<span class="tag">${t('wd.pinned', { window: this.book.window(ticket.pinned) })}</span>`] : []),
      ...(ticket.language === 'zh-CN' ? [] : [html`<span class="tag">${t(`call.language.${ticket.language}`)}</span>`]),
      ...(ticket.caseId ? [html`<span class="tag">${t('wd.runningCase')}</span>`] : []),
    ]
    return html`<li class="${next ? 'next' : ''} ${atWindow && !mine ? 'other' : ''}" data-ticket=${ticket.ticketId}>
      <span class="number">${ticket.number}</span><span class="marks">${marks}</span><span class="wait ${minutes >= LONG_MINUTES ? 'long' : ''}">${t('wd.minutes', { count: minutes })}</span>
      <span class="item">${this.book.item(ticket.itemCode)} · ${ticket.centerId === null ? t('wd.fromHome') : this.book.centre(ticket.centerId)}</span></li>`
  }

  /** 帮办 and 收件窗口人员 sit down beside whoever is called. */
  #served(ticket: Ticket) {
    const joinedAlready = this.view?.ticketId === ticket.ticketId && this.view.ended === null
    return html`<li class=${joinedAlready ? 'next' : ''}><span class="number">${ticket.number}</span><span class="marks"><span class="tag ${ticket.status === 'called' ? 'gold' : 'good'}">${pick(HALL_LABELS.statuses[ticket.status])}</span></span>
      <span class="wait">${ticket.counter === null ? t('wd.noCounter') : t('wd.counter', { number: ticket.counter })}</span>
      <span class="item">${this.book.item(ticket.itemCode)}</span><span class="item soft">${ticket.at ? `${this.book.office(ticket.at.officeId)} ${ticket.at.windowName}` : ''}</span>
      ${ticket.sessionId && !joinedAlready ? actButton('assist', t('wd.assist'), () => this.dispatchEvent(new CustomEvent('tt-assist', { detail: ticket.sessionId, bubbles: true, composed: true })), { look: 'small', icon: 'people', value: ticket.sessionId, label: `${t('wd.assist')} ${ticket.number}` }) : nothing}</li>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-queue': TtDeskQueue }
}
