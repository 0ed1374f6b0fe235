import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { Ticket } from '#domain/window/hall/index.ts'
import { HALL_LABELS } from '#domain/window/hall/index.ts'
import type { Tone, TtToasts } from '../../components/toast.ts'
import { t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { follow, go } from '../../router.ts'
import { terminal } from './kiosk/terminal.ts'
import type { PictogramName } from './pictogram.ts'
import { PublicElement } from './public-element.ts'
import { publicStyles } from './public-styles.ts'
import { beforeWords, waitWords } from './wordings.ts'
import '../../components/icon.ts'
import '../../components/toast.ts'
import './items/item-finder.ts'
import './pictogram.ts'
import './rating/rating.ts'

/** The door of the windows: what this is, find an item, one's own numbers and cases. */
@customElement('tt-window-home-page')
export class TtWindowHomePage extends PublicElement {
  static override styles = [...publicStyles, css`
    .hero { background: var(--ink-900); color: var(--ink-text); --focus: var(--gold); }
    .hero .in { max-inline-size: 62rem; margin-inline: auto; padding: clamp(1.6rem, 5vw, 3.2rem) clamp(1rem, 4vw, 2rem); display: grid; gap: 0.9rem; }
    .hero h1 { font-size: clamp(1.8rem, 5.5vw, 2.6rem); letter-spacing: 0.04em; }
    .hero p { color: var(--ink-text-soft); max-inline-size: 38em; }
    .own { display: grid; gap: 0.8rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }
    .own a { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 0.9rem; align-items: center; padding: 1.1rem; background: var(--paper-raised); border: 1px solid var(--line-strong); border-radius: var(--radius); text-decoration: none; }
    .own a:hover { background: #fff; border-color: var(--ink-700); }
    .own tt-pictogram { grid-row: span 2; font-size: 1.9rem; color: var(--gold-deep); }
    .own b { font-size: 1.2rem; }
    .own span { color: var(--text-soft); font-size: var(--size-m); }
    .tickets { display: grid; gap: 0.6rem; }
    .tickets a { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; align-items: baseline; text-decoration: none; padding: 0.9rem 1.1rem; background: #fff; border: 1px solid var(--line); border-inline-start: 5px solid var(--gold-deep); border-radius: var(--radius); }
    .tickets .number { font: 700 1.8rem/1.2 var(--serif); }
    .steps { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 12rem), 1fr)); counter-reset: step; }
    .steps li { counter-increment: step; display: grid; grid-template-columns: auto 1fr; gap: 0.7rem; }
    .steps li::before { content: counter(step); font: 700 1.6rem/1.2 var(--serif); color: var(--gold-deep); }
    .foot { display: flex; flex-wrap: wrap; gap: 0.3rem 1.6rem; font-size: var(--size-m); color: var(--text-soft); }
    .foot a { display: inline-flex; align-items: center; min-block-size: 2.75rem; }
  `]

  override connectedCallback(): void {
    super.connectedCallback()
    // A terminal has its own first page.
    if (terminal() !== null) go('/window/kiosk', { replace: true })
  }

  protected override spoken(): string { return t('wp.home.spoken') }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.renderRoot.querySelector<TtToasts>('tt-toasts')?.say(event.detail.words, event.detail.tone)
  }

  get #tickets(): Ticket[] {
    if (!this.hall || !this.isCitizen) return []
    return everyTicket(this.hall.tickets).filter(({ status, citizen }) => status !== 'ended' && citizen === this.live?.me)
  }

  override render() {
    const { live } = this
    const asked = this.isCitizen ? live?.ratingsAsked() ?? [] : []
    const call = this.isCitizen && live?.sessionId ? live.sessionId : null
    return html`
      <div class="hero"><div class="in"><h1>${t('wp.title')}</h1><p>${t('wp.home.lead')}</p></div></div>
      <div class="page" @tt-tell=${this.#tell}>
        ${call ? html`<p class="note bad" role="alert"><tt-icon name="camera"></tt-icon><span>${t('wp.callWaits')} <button class="primary small" data-act="enterCall" @click=${() => go('/window/call')}>${t('wp.enterCall')}</button></span></p>` : nothing}
        ${this.#tickets.length > 0 ? html`<nav class="tickets" aria-label=${t('wp.myTickets')}>${this.#tickets.map((ticket) => this.#ticket(ticket))}</nav>` : nothing}
        ${asked[0] ? html`<tt-window-rating .live=${live} .rating=${asked[0]}></tt-window-rating>` : nothing}
        <section class="panel" aria-labelledby="find"><h2 id="find">${t('wp.findItem')}</h2><tt-item-finder brief></tt-item-finder></section>
        <nav class="own" aria-label=${t('wp.own')}>
          ${this.#tile('/window/ticket', 'ticket', t('wp.myTickets'), t('wp.home.tickets'))}
          ${this.#tile('/window/cases', 'matters', t('wp.myCases'), t('wp.home.cases'))}
          ${this.#tile('/window/ratings', 'star', t('wp.results'), t('wp.home.results'))}
        </nav>
        <section class="panel" aria-labelledby="how"><h2 id="how">${t('wp.how')}</h2><ol class="steps">${(['wp.how.1', 'wp.how.2', 'wp.how.3', 'wp.how.4'] as const).map((key) => html`<li><span>${t(key)}</span></li>`)}</ol></section>
        <p class="foot">${this.seat && !this.isCitizen ? html`<a href="/window/desk" @click=${follow}>${t('wp.toDesk')}</a>` : html`<a href="/enter" @click=${follow}>${t('wp.staffDoor')}</a>`}
          <a href="/verify" @click=${follow}>${t('verify.link')}</a></p>
        <tt-toasts></tt-toasts></div>`
  }

  #tile(href: string, drawing: PictogramName, title: string, words: string) {
    return html`<a href=${href} @click=${follow}><tt-pictogram name=${drawing}></tt-pictogram><b>${title}</b><span>${words}</span></a>`
  }

  #ticket(ticket: Ticket) {
    const place = this.live?.places.get(ticket.ticketId)
    return html`<a href="/window/ticket" @click=${follow}><span class="number">${ticket.number}</span><span class="tag ${ticket.status === 'called' ? 'bad' : 'gold'}">${pick(HALL_LABELS.statuses[ticket.status])}</span>
      ${ticket.status === 'waiting' && place ? html`<span>${beforeWords(place)}</span><span class="soft">${waitWords(place)}</span>` : nothing}</a>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-home-page': TtWindowHomePage }
}
