import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { HALL_LABELS, ticketIn } from '#domain/window/hall/index.ts'
import type { Desk, Ticket } from '#domain/window/hall/index.ts'
import { phaseOf } from '#domain/window/session/index.ts'
import { CALL_LABELS } from '#domain/window/session/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { every } from '../../../every.ts'
import { clockTime, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { DESK_KEYS } from '../keys.ts'
import type { DeskAction } from '../keys.ts'
import { deskOf } from '../line.ts'
import { askClose, askEnd, askHold, askPause, askTransfer } from './window-acts.ts'
import '../../../components/icon.ts'

const WORDS = { next: 'wd.callNext', recall: 'wd.recall', noShow: 'wd.noShow', hold: 'wd.hold', transfer: 'wd.transfer', end: 'wd.end' } as const

/** Over the desk: the window and how it stands, the one who is called or served, and every one-key act. */
@customElement('tt-desk-bar')
export class TtDeskBar extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1rem; padding: 0.45rem 0.8rem; background: var(--ink-850); color: var(--ink-text); --focus: var(--gold); }
    .window { display: grid; line-height: 1.35; }
    .window b { font-family: var(--serif); font-size: 1.0625rem; }
    .state { font-size: 0.8125rem; color: var(--ink-text-soft); display: flex; gap: 0.4rem; align-items: center; }
    .state i { inline-size: 0.6rem; block-size: 0.6rem; border-radius: 50%; background: #7fc19c; }
    .state i.paused { background: #e3b55b; border-radius: 1px; }
    .state i.lost { background: #ef8d85; border-radius: 0; transform: rotate(45deg); }
    .now { display: grid; gap: 0 0.7rem; align-items: center; padding-inline: 0.9rem; border-inline: 1px solid var(--ink-line); inline-size: 18rem; grid-template-columns: auto minmax(0, 1fr); min-block-size: 2.75rem; }
    .now .number { grid-row: 1 / 3; font-size: 1.5rem; font-weight: 700; color: var(--gold); font-variant-numeric: tabular-nums; line-height: 1; }
    .now span:not(.number) { font-size: 0.8125rem; line-height: 1.35; }
    .now .item { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .now .item.alone { grid-row: 1 / 3; }
    .acts, .seat { display: flex; flex-wrap: wrap; gap: 0.35rem; }
    .acts { margin-inline-start: auto; }
    button { background: var(--ink-800); border-color: var(--ink-600); color: var(--ink-text); padding-inline: 0.75em; min-block-size: 2.625rem; font-size: 0.9375rem; }
    button:hover:not(:disabled) { background: var(--ink-700); border-color: var(--ink-text-soft); }
    button:active:not(:disabled) { background: var(--ink-700); }
    button:disabled { background: transparent; border-color: var(--ink-line); color: #8b98a8; }
    button.primary { background: var(--gold); border-color: var(--gold); color: #1c1405; }
    button.primary:hover:not(:disabled) { background: #dcc086; border-color: #dcc086; }
    button.primary:disabled { background: transparent; border-color: var(--ink-line); color: #8b98a8; }
    button.on { background: #6b4a10; border-color: var(--gold); }
    kbd { font: 600 0.75rem/1 var(--mono); padding: 0.2em 0.4em; border: 1px solid currentColor; border-radius: 3px; opacity: 0.85; }
    @media (max-width: 700px) { .now { border-inline: 0; padding-inline: 0; min-inline-size: 100%; justify-content: start; } .acts { margin-inline-start: 0; display: grid; grid-template-columns: repeat(3, 1fr); inline-size: 100%; } kbd { display: none; } }
  `]

  @property({ attribute: false }) book: Book = EMPTY_BOOK

  constructor() {
    super()
    every(this, 1000, () => this.requestUpdate())
  }

  get desk(): Desk | null { return deskOf(this.hall, this.live?.me ?? '') }
  get ticket(): Ticket | null {
    const ticketId = this.desk?.ticketId
    return (ticketId && this.hall && ticketIn(this.hall.tickets, ticketId)) || null
  }

  /** Seconds until something may be done again; 0 = now. */
  #wait(since: string, seconds: number): number {
    return Math.max(0, Math.ceil(seconds - ((this.live?.now() ?? 0) - Date.parse(since)) / 1000))
  }

  /** What each act needs now: null where it may be done, otherwise why not, or for how long. */
  hindrance(action: DeskAction): string | null {
    const { desk, ticket, hall, view } = this
    const inCall = view !== null && view.ended === null && view.clerk === this.live?.me
    if (!desk || !hall) return t('wd.why.noWindow')
    switch (action) {
      case 'next':
        if (desk.status !== 'open') return t('wd.why.paused')
        return ticket || inCall ? t('wd.why.inHand') : null
      case 'recall': {
        if (ticket?.status !== 'called' || !ticket.at) return t('wd.why.nobodyCalled')
        if (ticket.at.recalls >= hall.settings.recalls) return t('wd.why.recallsUsed', { most: hall.settings.recalls })
        const wait = this.#wait(ticket.at.lastCalledAt, hall.settings.recallGapSeconds)
        return wait > 0 ? t('wd.seconds', { count: wait }) : null
      }
      case 'noShow': {
        if (ticket?.status !== 'called' || !ticket.at) return t('wd.why.nobodyCalled')
        const wait = this.#wait(ticket.at.lastCalledAt, hall.settings.noShowSeconds)
        return wait > 0 ? t('wd.seconds', { count: wait }) : null
      }
      case 'hold': return inCall && (this.may().has('hold') || this.may().has('resume')) ? null : t('wd.why.noCall')
      case 'transfer': return ticket && (ticket.status === 'called' || ticket.status === 'serving') ? null : t('wd.why.nobodyHere')
      case 'end': return inCall && this.may().has('end') ? null : t('wd.why.noCall')
    }
  }

  /** Also from the keyboard. An act that cannot be done now says why. */
  async act(action: DeskAction): Promise<void> {
    const why = this.hindrance(action)
    const { ticket, view, desk, live } = this
    if (why !== null || !live || !desk) return this.tell(why ?? '', 'info')
    switch (action) {
      case 'next': return void (await this.askHall({ type: 'callNext' }))
      case 'recall': return void (ticket && (await this.askHall({ type: 'recall', ticketId: ticket.ticketId })))
      case 'noShow': return void (ticket && (await this.askHall({ type: 'noShow', ticketId: ticket.ticketId })))
      case 'hold': {
        const command = view?.hold ? ({ type: 'resume' } as const) : await askHold()
        return void (command && (await this.askCall(command)))
      }
      case 'transfer': return this.#transfer()
      case 'end': {
        const command = view && (await askEnd(view))
        return void (command && (await this.askCall(command)))
      }
    }
  }

  /** Within the call it is told to the citizen first; another item is routed anew by the hall. */
  async #transfer(): Promise<void> {
    const { ticket, desk, view } = this
    if (!ticket || !desk) return
    if (view?.transfer && this.may().has('cancelTransfer')) return void (await this.askCall({ type: 'cancelTransfer' }))
    const answer = await askTransfer(ticket, this.book, desk.windowId, desk.officeId)
    if (!answer) return
    const { to, reason } = answer
    if (to.kind !== 'item' && view?.ticketId === ticket.ticketId && this.may().has('askTransfer')) await this.askCall({ type: 'askTransfer', to, reason })
    else await this.askHall({ type: 'transfer', ticketId: ticket.ticketId, to, reason })
  }

  async #pause(): Promise<void> {
    const command = await askPause(this.live?.now() ?? Date.now())
    if (command) await this.askHall(command)
  }

  async #close(): Promise<void> {
    const command = await askClose()
    if (command) await this.askHall(command)
  }

  override render() {
    const { desk, ticket, view } = this
    if (!desk) return nothing
    const lost = desk.lostSince !== null
    return html`
      <div class="window"><b>${desk.name}</b><span class="state" role="status"><i class=${lost ? 'lost' : desk.status === 'paused' ? 'paused' : ''} aria-hidden="true"></i>${
        lost ? pick(HALL_LABELS.windows.lost) : pick(HALL_LABELS.windows[desk.status])}${desk.pause ? ` · ${pick(HALL_LABELS.pauses[desk.pause.reason])}${desk.pause.expectedBack ? ` · ${t('wd.backAt', { time: clockTime(desk.pause.expectedBack) })}` : ''}` : ''}</span></div>
      <div class="seat">${desk.status === 'paused'
        ? actButton('resumeWindow', t('wd.resume'), () => this.askHall({ type: 'resumeWindow' }), { look: 'primary' })
        : actButton('pauseWindow', t('wd.pause'), () => this.#pause())}
        ${actButton('closeWindow', t('wd.close'), () => this.#close(), { disabled: desk.ticketId !== null })}</div>
      <div class="now" role="status" aria-label=${t('wd.current')}>${ticket ? html`<span class="number">${ticket.number}</span><span class="item">${this.book.item(ticket.itemCode)}</span><span>${this.#nowWords(ticket)}</span>`
        : html`<span class="number">—</span><span class="item alone">${t('wd.nobodyHere')}</span>`}</div>
      <div class="acts" role="group" aria-label=${t('wd.acts')}>${(Object.keys(DESK_KEYS) as DeskAction[]).map((action) => this.#button(action, view?.hold !== null && view !== null))}</div>`
  }

  #nowWords(ticket: Ticket): string {
    const { view } = this
    // until they come the citizen is still being called, though the clerk sits in the call already
    if (view && view.ticketId === ticket.ticketId && view.ended === null && ticket.status !== 'called') {
      const minutes = Math.floor(((this.live?.now() ?? 0) - Date.parse(view.startedAt ?? view.openedAt)) / 60_000)
      return `${pick(CALL_LABELS.phases[phaseOf(view)])} · ${t('wd.minutes', { count: Math.max(0, minutes) })}`
    }
    return `${pick(HALL_LABELS.statuses[ticket.status])}${ticket.at && ticket.status === 'called' ? ` · ${t('wd.calledAgo', { seconds: Math.max(0, Math.floor(((this.live?.now() ?? 0) - Date.parse(ticket.at.lastCalledAt)) / 1000)) })}` : ''}`
  }

  #button(action: DeskAction, held: boolean) {
    const why = this.hindrance(action)
    const waits = why !== null && /\d/.test(why) && (action === 'recall' || action === 'noShow') && this.ticket?.status === 'called'
    const words = action === 'hold' && held ? t('wd.goOn') : action === 'transfer' && this.view?.transfer ? t('wd.cancelTransfer') : t(WORDS[action])
    return html`<button type="button" data-act=${action} class="${action === 'next' ? 'primary' : ''} ${action === 'hold' && held ? 'on' : ''}" ?disabled=${why !== null} title=${why ?? ''}
      aria-keyshortcuts=${DESK_KEYS[action]} @click=${() => void this.act(action)}><kbd aria-hidden="true">${DESK_KEYS[action]}</kbd>${words}${waits ? html`<span class="fine">${why}</span>` : nothing}</button>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-bar': TtDeskBar }
}
