import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { WindowDesk } from '#protocol/window/catalogue.ts'
import { HALL_LABELS, everyTicket, figuresOf, ticketIn } from '#domain/window/hall/index.ts'
import type { Desk, HallFigures, HallState } from '#domain/window/hall/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import { every } from '../../../every.ts'
import { clockTime, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { WindowElement } from '../../live/index.ts'
import { statistics } from '../../live/api.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { minutesOf } from '../line.ts'
import { boardStyles } from './board-styles.ts'
import { loadMatrix } from './matrix.ts'
import type { Pair } from './matrix.ts'
import './matrix.ts'

const MATRIX_EVERY_MS = 60_000

/** At work today; the others stand in the catalogue alone. */
const isDesk = (one: Desk | WindowDesk): one is Desk => 'status' in one

/** The hall at this moment: every window of the office, who waits for what and how long, and the load between provinces. */
@customElement('tt-board-live')
export class TtBoardLive extends WindowElement {
  static override styles = [sharedStyles, boardStyles]

  @property({ attribute: false }) book: Book = EMPTY_BOOK
  @state() private pairs: Pair[] | null = null
  #matrixAt = 0

  constructor() {
    super()
    every(this, 5000, () => {
      this.requestUpdate()
      void this.#loadPairs()
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#loadPairs()
  }

  async #loadPairs(): Promise<void> {
    const day = this.live?.day
    if (!day || Date.now() - this.#matrixAt < MATRIX_EVERY_MS) return
    this.#matrixAt = Date.now()
    try {
      this.pairs = loadMatrix((await statistics({ from: day, to: day, by: 'pair' })).rows)
    } catch (error) {
      console.warn('matrix', error)
      this.pairs ??= []
    }
  }

  async #close(desk: Desk): Promise<void> {
    const answers = await ask({ title: t('wb.closeTitle', { window: desk.name }), words: t('wb.closeWords'), submit: t('wb.close'), danger: true, fields: [{ kind: 'line', name: 'reason', label: t('wc.reason'), max: 300 }] })
    const reason = answers?.['reason']?.[0]
    if (reason) await this.askHall({ type: 'closeWindow', windowId: desk.windowId, reason })
  }

  /** 值班长指定: one ticket to one window that is free. */
  async #direct(hall: HallState, windows: readonly Desk[]): Promise<void> {
    const waiting = everyTicket(hall.tickets).filter(({ status }) => status === 'waiting')
    const free = windows.filter(({ status, ticketId, lostSince }) => status === 'open' && ticketId === null && lostSince === null)
    if (waiting.length === 0 || free.length === 0) return this.tell(t('wb.cannotDirect'), 'info')
    const answers = await ask({
      title: t('wb.direct'), words: t('wb.directWords'), submit: t('wb.direct'),
      fields: [
        { kind: 'choice', name: 'ticket', label: t('wb.ticket'), options: waiting.map(({ ticketId, number, itemCode }) => ({ value: ticketId, label: `${number} ${this.book.item(itemCode)}` })) },
        { kind: 'choice', name: 'window', label: t('wd.transfer.window'), options: free.map(({ windowId, name, clerkId }) => ({ value: windowId, label: `${name} ${this.book.person(clerkId)}` })) },
        { kind: 'line', name: 'reason', label: t('wc.reason'), max: 300 },
      ],
    })
    const [ticketId = '', windowId = '', reason = ''] = [answers?.['ticket']?.[0], answers?.['window']?.[0], answers?.['reason']?.[0]]
    if (answers) await this.askHall({ type: 'callTicket', ticketId, windowId, reason })
  }

  override render() {
    const { hall, live, book } = this
    if (!hall || !live) return html`<p class="empty">${t('wd.noHall')}</p>`
    const figures = figuresOf(hall, new Date(live.now()).toISOString())
    const officeId = this.seat?.at ?? ''
    const desks = Object.values(hall.windows).filter((desk) => desk.officeId === officeId)
    const idle = book.windowsOf(officeId).filter(({ windowId }) => !Object.hasOwn(hall.windows, windowId))
    const windows: (Desk | WindowDesk)[] = [...desks, ...idle].sort((a, b) => a.name.localeCompare(b.name, 'zh', { numeric: true }))
    return html`${this.#figures(figures, officeId)}
      <section class="card part"><div class="head"><h2>${t('wb.windows')}</h2>${actButton('direct', t('wb.direct'), () => this.#direct(hall, desks), { look: 'small' })}</div>
        <ul class="windows">${windows.map((one) => isDesk(one) ? this.#window(one, hall) : html`<li class="card window" data-state="closed"><p class="top"><b>${one.name}</b><span class="tag">${pick(HALL_LABELS.windows.closed)}</span></p><p class="fine soft">${t('wb.notOpened')}</p></li>`)}</ul></section>
      ${this.#waiting(figures)}
      <section class="card part"><div class="head"><h2>${t('wb.matrix')}</h2><span class="fine soft">${t('wb.matrixWords')}</span></div>
        <tt-board-matrix .pairs=${this.pairs ?? []} .book=${book} ?loading=${this.pairs === null}></tt-board-matrix></section>`
  }

  #figures({ offices, rows }: HallFigures, officeId: string) {
    const office = offices.find((one) => one.officeId === officeId)
    const sum = (of: (row: HallFigures['rows'][number]) => number): number => rows.filter((row) => row.officeId === officeId).reduce((total, row) => total + of(row), 0)
    const longest = office?.longestWaitMs == null ? null : minutesOf(office.longestWaitMs)
    const cells: [string, string | number, string][] = [
      [t('wb.f.open'), office?.windows.open ?? 0, ''], [t('wb.f.paused'), office?.windows.paused ?? 0, ''], [t('wb.f.lost'), office?.windows.lost ?? 0, (office?.windows.lost ?? 0) > 0 ? 'bad' : ''],
      [t('wb.f.waiting'), office?.waiting ?? 0, ''], [t('wb.f.longest'), longest === null ? '—' : t('wd.minutes', { count: longest }), longest !== null && longest >= 30 ? 'bad' : longest !== null && longest >= 15 ? 'warn' : ''],
      [t('wb.f.served'), sum((row) => row.served), ''], [t('wb.f.noShows'), sum((row) => row.noShows), ''],
    ]
    return html`<dl class="figures">${cells.map(([label, value, tone]) => html`<div class="card figure ${tone}"><dd><b>${value}</b></dd><dt><span>${label}</span></dt></div>`)}</dl>`
  }

  #window(desk: Desk, hall: HallState) {
    const now = this.live?.now() ?? Date.now()
    const ticket = desk.ticketId === null ? undefined : ticketIn(hall.tickets, desk.ticketId)
    const state = desk.status === 'closed' ? 'closed' : desk.lostSince !== null ? 'lost' : desk.status === 'paused' ? 'paused' : ticket ? 'busy' : 'open'
    const since = ticket?.at ? ticket.at.startedAt ?? ticket.at.calledAt : desk.since
    return html`<li class="card window" data-window=${desk.windowId} data-state=${state}>
      <p class="top"><b>${desk.name}</b><span class="tag ${state === 'lost' ? 'bad' : state === 'paused' ? 'warn' : state === 'closed' ? '' : 'good'}">${state === 'busy' ? t('wb.busy') : pick(HALL_LABELS.windows[state])}</span></p>
      <p>${desk.clerkId ? this.book.person(desk.clerkId) : html`<span class="soft">${t('wb.nobody')}</span>`}</p>
      <p class="fine soft ticket">${ticket ? html`<b>${ticket.number}</b> ${this.book.item(ticket.itemCode)} · ${ticket.status === 'called' ? t('wb.calledFor', { minutes: minutesOf(now - Date.parse(since)) }) : t('wb.servedFor', { minutes: minutesOf(now - Date.parse(since)) })}`
        : html`${t('wb.since', { time: clockTime(desk.lostSince ?? desk.since) })}${desk.pause ? ` · ${pick(HALL_LABELS.pauses[desk.pause.reason])}${desk.pause.expectedBack ? ` · ${t('wd.backAt', { time: clockTime(desk.pause.expectedBack) })}` : ''}` : ''}`}</p>
      ${desk.status !== 'closed' ? actButton('closeOther', t('wb.close'), () => this.#close(desk), { look: 'small', value: desk.windowId, label: `${t('wb.close')} ${desk.name}` }) : nothing}</li>`
  }

  #waiting({ rows }: HallFigures) {
    const minutes = (ms: number | null): string => (ms === null ? '—' : t('wd.minutes', { count: minutesOf(ms) }))
    const isMixed = new Set(rows.map(({ officeId }) => officeId)).size > 1
    return html`<section class="card part"><div class="head"><h2>${t('wb.waiting')}</h2></div>
      ${rows.length === 0 ? html`<p class="empty">${t('wd.nobody')}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('wb.waiting')}><table>
        <thead><tr>${isMixed ? html`<th scope="col">${t('wb.office')}</th>` : nothing}<th scope="col">${t('wb.item')}</th>${['waiting', 'longest', 'median', 'serving', 'served', 'noShows', 'byStandIn'].map((key) => html`<th scope="col" class="num">${t(`wb.c.${key as 'waiting'}`)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${isMixed ? html`<td>${this.book.office(row.officeId)}</td>` : nothing}<th scope="row">${this.book.item(row.itemCode)}</th><td class="num">${row.waiting}</td><td class="num">${minutes(row.longestWaitMs)}</td><td class="num">${minutes(row.medianWaitMs)}</td>
          <td class="num">${row.called + row.serving}</td><td class="num">${row.served}</td><td class="num">${row.noShows}</td><td class="num">${row.byStandIn}</td></tr>`)}</tbody></table></div>`}</section>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-board-live': TtBoardLive }
}
