import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { HALL_LABELS, everyTicket } from '#domain/window/hall/index.ts'
import type { HallState, Ticket } from '#domain/window/hall/index.ts'
import type { Tone, TtToasts } from '../../../components/toast.ts'
import { clockTime, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { follow } from '../../../router.ts'
import { terminal } from '../kiosk/terminal.ts'
import { ownPage } from '../own-page.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { beforeWords, waitWords } from '../wordings.ts'
import '../../../components/icon.ts'
import '../../../components/toast.ts'
import './follow-code.ts'
import './ticket-card.ts'

type Held = { ticket: Ticket; day: HallState }
const RANK: Record<Ticket['status'], number> = { serving: 0, called: 1, waiting: 2, passed: 3, booked: 4, ended: 5 }

/** 我的号: every number a citizen has, for today and for days to come. */
@customElement('tt-window-ticket-page')
export class TtWindowTicketPage extends PublicElement {
  static override styles = [...publicStyles, css`
    .past li { display: flex; gap: 0.8rem; flex-wrap: wrap; padding-block: 0.5rem; border-block-end: 1px solid var(--line); }
    .past b { font-variant-numeric: tabular-nums; }
    .past span:last-child { margin-inline-start: auto; color: var(--text-soft); }
  `]

  @state() private ahead: HallState[] = []
  #asked = ''

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    const { live } = this
    if (!live?.seat || !this.isCitizen || live.status.kind !== 'live' || this.#asked === live.token) return
    this.#asked = live.token
    void this.#lookAhead()
  }

  readonly #lookAhead = async (): Promise<void> => {
    await this.run(async () => { this.ahead = (await this.live?.appointments()) ?? [] })
  }

  get #tickets(): Held[] {
    const days = [...(this.hall ? [this.hall] : []), ...this.ahead.filter(({ day }) => day !== this.hall?.day)]
    return days.flatMap((day) => everyTicket(day.tickets).filter(({ citizen }) => citizen === this.live?.me).map((ticket) => ({ ticket, day })))
      .sort((a, b) => RANK[a.ticket.status] - RANK[b.ticket.status] || (a.ticket.takenAt < b.ticket.takenAt ? -1 : 1))
  }

  protected override spoken(): string {
    if (!this.isCitizen) return ''
    const [first] = this.#tickets.filter(({ ticket }) => ticket.status !== 'ended')
    if (!first) return t('wp.noTicket')
    const { ticket } = first
    const place = this.live?.places.get(ticket.ticketId)
    if (ticket.status === 'called' || ticket.status === 'serving') return ''
    return place ? `${t('wp.ticketSpoken', { number: [...ticket.number].join(' ') })}${beforeWords(place)}${t('wp.stop')}${waitWords(place)}` : t('wp.ticketSpoken', { number: [...ticket.number].join(' ') })
  }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.renderRoot.querySelector<TtToasts>('tt-toasts')?.say(event.detail.words, event.detail.tone)
  }

  override render() {
    return ownPage(this, t('wp.myTickets'), () => this.#own(), this.#tell)
  }

  #own() {
    const all = this.#tickets
    const held = all.filter(({ ticket }) => ticket.status !== 'ended')
    const past = all.filter(({ ticket }) => ticket.status === 'ended')
    return html`
      ${held.length === 0 ? html`<div class="panel"><p>${t('wp.noTicket')}</p><p><a class="button primary big" href="/window/items" @click=${follow}>${t('wp.findItem')}</a></p></div>` : nothing}
      <div @moved=${this.#lookAhead} style="display: contents">${repeat(held, ({ ticket }) => ticket.ticketId, ({ ticket, day }) => html`<tt-ticket-card .live=${this.live} .ticket=${ticket} .day=${day}></tt-ticket-card>`)}</div>
      ${held.length > 0 && (terminal() !== null || !matchMedia('(pointer: coarse)').matches) ? html`<section class="panel"><tt-follow-code></tt-follow-code></section>` : nothing}
      ${held.length > 0 ? html`<p class="soft">${t(terminal() === null ? 'wp.keepOpen' : 'wp.keepKiosk')}</p>` : nothing}
      ${past.length > 0 ? html`<section class="panel"><h2>${t('wp.pastTickets')}</h2><ul class="past">${past.map(({ ticket }) => html`<li><b>${ticket.number}</b><span>${ticket.ended ? pick(HALL_LABELS.ends[ticket.ended.reason]) : ''}</span><span>${clockTime(ticket.ended?.at ?? ticket.takenAt)}</span></li>`)}</ul></section>` : nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-ticket-page': TtWindowTicketPage }
}
