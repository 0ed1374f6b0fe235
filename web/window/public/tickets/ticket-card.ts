import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { TicketPlace } from '#protocol/window/hall.ts'
import { HALL_LABELS } from '#domain/window/hall/index.ts'
import type { HallState, Ticket } from '#domain/window/hall/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import { every } from '../../../every.ts'
import { clockTime, courtDay, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { follow, go } from '../../../router.ts'
import { loadGuide } from '../items/guide.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { beforeWords, dayWords, waitWords } from '../wordings.ts'
import '../../../components/icon.ts'

/** How often what depends on the clock is drawn anew, ms. */
const TICK_MS = 15_000

/** One number: large enough to be read across a hall, and beside it where it stands. */
@customElement('tt-ticket-card')
export class TtTicketCard extends PublicElement {
  static override styles = [...publicStyles, css`
    .ticket { display: grid; gap: 1.1rem; }
    .ticket.called { border-inline-start-color: var(--red); background: #fff; }
    .head { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0.3rem 1.5rem; align-items: center; }
    .number { font: 700 clamp(4rem, 17vw, 8.5rem) / 1 var(--serif); letter-spacing: 0.02em; font-variant-numeric: tabular-nums; }
    .about { display: grid; gap: 0.25rem; }
    .about b { font-size: 1.25rem; line-height: 1.4; }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); gap: 0.8rem 1.5rem; margin: 0; padding-block: 0.9rem; border-block: 1px solid var(--line); }
    .figures dt { color: var(--text-soft); font-size: var(--size-m); }
    .figures dd { font-size: 1.5rem; font-weight: 700; font-family: var(--serif); line-height: 1.35; }
    .when { display: inline-block; }
    .call { display: grid; gap: 0.6rem; padding: 1rem 1.2rem; background: var(--red); color: #fff; border-radius: var(--radius); }
    .call p { font-size: 1.5rem; font-weight: 700; font-family: var(--serif); }
    .call button { justify-self: start; background: #fff; color: var(--red); border-color: #fff; }
    @media (max-width: 520px) { .head { grid-template-columns: 1fr; } }
  `]

  @property({ attribute: false }) ticket!: Ticket
  /** The hall the ticket belongs to: today's, or one to come. */
  @property({ attribute: false }) day!: HallState
  @state() private itemName = ''
  @state() private busy = false

  constructor() {
    super()
    every(this, TICK_MS, () => this.requestUpdate())
  }

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    const before = changed.get('ticket') as Ticket | undefined
    if (changed.has('ticket') && before?.itemCode !== this.ticket.itemCode) void this.#name()
  }

  async #name(): Promise<void> {
    const { itemCode } = this.ticket
    const item = await loadGuide().then(({ items }) => items.find((one) => one.itemCode === itemCode), () => undefined)
    this.itemName = item ? pick(item) : itemCode
  }

  async #do(type: 'checkIn' | 'rejoin' | 'leave'): Promise<void> {
    if (this.busy) return
    this.busy = true
    const { ticketId } = this.ticket
    const day = this.day.day
    if (await this.command((live) => live.hallCommand({ type, ticketId }, day === live.day ? undefined : day))) this.dispatchEvent(new Event('moved', { bubbles: true, composed: true }))
    this.busy = false
  }

  async #leave(): Promise<void> {
    const { number, status } = this.ticket
    const booked = status === 'booked'
    const sure = await ask({ title: t(booked ? 'wp.leave.bookedTitle' : 'wp.leave.title', { number }), words: t(booked ? 'wp.leave.bookedWords' : 'wp.leave.words'), fields: [], cancel: t(booked ? 'wp.leave.keepBooked' : 'wp.leave.keep'), submit: t(booked ? 'wp.leave.booked' : 'wp.leave'), danger: true })
    if (sure) await this.#do('leave')
  }

  override render() {
    const { ticket, day } = this
    const { number, status } = ticket
    const live = status === 'called' || status === 'serving'
    return html`<article class="panel ticket now ${live ? 'called' : ''}" data-ticket=${ticket.ticketId} data-status=${status} aria-label=${t('wp.ticketOf', { number, item: this.itemName })}>
      <div class="head"><p class="number">${number}</p>
        <div class="about"><span><span class="tag ${live ? 'bad' : status === 'passed' ? 'warn' : 'gold'}">${pick(HALL_LABELS.statuses[status])}</span></span><b>${this.itemName}</b>
          ${ticket.caseId ? html`<span class="fine soft">${t('wp.forCase')}</span>` : nothing}
          ${ticket.grounds.length > 0 ? html`<span class="fine">${t('wp.aheadAs', { grounds: ticket.grounds.map((ground) => pick(HALL_LABELS.grounds[ground])).join('、') })}</span>` : nothing}</div></div>
      ${this.#state(ticket, day)}
      ${this.#acts(ticket, day)}</article>`
  }

  #state(ticket: Ticket, day: HallState) {
    const { slot, counter, at } = ticket
    switch (ticket.status) {
      case 'waiting': return this.#waiting(this.live?.places.get(ticket.ticketId) ?? null, ticket, day)
      case 'called': case 'serving': return html`<div class="call" role="alert"><p>${t(ticket.status === 'serving' ? 'wp.serving' : 'wp.called')}</p>
        <span>${at ? at.windowName : ''}${counter === null ? (ticket.centerId === null ? '' : ` · ${t('wp.toDeskService')}`) : ` · ${t('wp.toCounter', { counter })}`}</span>
        <button class="big" data-act="enterCall" @click=${() => go('/window/call')}>${t('wp.enterCall')}</button></div>`
      case 'booked': return slot ? html`<dl class="figures"><div><dt>${t('wp.slot.day')}</dt><dd>${dayWords(courtDay(slot.from))}</dd></div><div><dt>${t('wp.slot.time')}</dt><dd>${clockTime(slot.from)}–${clockTime(slot.to)}</dd></div></dl>
        <p class="soft">${t('wp.checkInFrom', { time: clockTime(this.#opensAt(slot.from, day)) })}</p>` : nothing
      case 'passed': return html`<p class="note warn"><tt-icon name="warning"></tt-icon><span>${ticket.rejoins < day.settings.rejoins ? t('wp.passedWords', { behind: day.settings.rejoinBehind }) : t('wp.passedLast')}</span></p>`
      case 'ended': return ticket.ended ? html`<p>${pick(HALL_LABELS.ends[ticket.ended.reason])}</p>` : nothing
    }
  }

  #waiting(place: TicketPlace | null, ticket: Ticket, day: HallState) {
    if (!place) return html`<p role="status" class="soft">${t('wp.placeComes')}</p>`
    return html`<dl class="figures" aria-live="polite">
      <div><dt>${t('wp.place')}</dt><dd data-figure="before">${beforeWords(place)}</dd></div>
      <div><dt>${t('wp.wait')}</dt><dd data-figure="wait">${waitWords(place)}</dd></div>
      <div><dt>${t('wp.windowsOpen')}</dt><dd>${t('wp.count', { count: place.windows })}</dd></div></dl>
      <p class="soft fine"><span>${place.wait ? t('wp.waitHonest') : t('wp.waitNone')}</span><span class="when">${t('wp.takenAt', { time: clockTime(ticket.takenAt) })}${ticket.passes > 0 ? ` · ${t('wp.missedOnce', { count: ticket.passes, most: day.settings.rejoins })}` : ''}</span></p>`
  }

  #opensAt(from: string, day: HallState): string {
    return new Date(Date.parse(from) - day.settings.checkInEarlyMinutes * 60_000).toISOString()
  }

  #acts(ticket: Ticket, day: HallState) {
    const { status, slot } = ticket
    if (status === 'serving' || status === 'ended') return nothing
    const now = new Date(this.live?.now() ?? Date.now()).toISOString()
    return html`<div class="row acts">
      ${status === 'booked' && slot ? actButton('checkIn', t('wp.checkIn'), () => this.#do('checkIn'), { look: 'primary big', disabled: this.busy || now < this.#opensAt(slot.from, day) }) : nothing}
      ${status === 'passed' && ticket.rejoins < day.settings.rejoins ? actButton('rejoin', t('wp.rejoin'), () => this.#do('rejoin'), { look: 'primary big', disabled: this.busy }) : nothing}
      ${status === 'passed' ? html`<a class="button" href="/window/items/${ticket.itemCode}" @click=${follow}>${t('wp.takeAgain')}</a>` : nothing}
      ${actButton('leave', t(status === 'booked' ? 'wp.leave.booked' : 'wp.leave'), () => this.#leave(), { disabled: this.busy })}</div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-ticket-card': TtTicketCard }
}
