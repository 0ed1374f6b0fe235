import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { failureText } from '../../../failures.ts'
import { courtDay, t } from '../../../i18n/index.ts'
import type { WindowResult } from '#protocol/window/gateway.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { dayWords, daysFrom } from '../wordings.ts'
import '../../../components/icon.ts'

/** Appointments are made for so many days, today among them. */
const DAYS_AHEAD = 10
type Slots = WindowResult<'slots'>['slots']

/** A day and a time at the competent office. Fires `slot` with both once they are confirmed. */
@customElement('tt-slot-choice')
export class TtSlotChoice extends PublicElement {
  static override styles = [...publicStyles, css`
    :host { display: grid; gap: 0.9rem; }
    .days, .slots { display: grid; gap: 0.5rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 9rem), 1fr)); }
    .slots { grid-template-columns: repeat(auto-fill, minmax(6.6rem, 1fr)); }
    button { padding-inline: 0.5em; }
    .slots button { display: grid; gap: 0; }
    .slots span { font-size: var(--size-m); font-weight: 400; }
    [aria-pressed='true'], [aria-pressed='true']:hover:not(:disabled) { background: var(--ink-800); border-color: var(--ink-800); color: #fff; }
  `]

  @property() itemCode = ''
  @property() region = ''
  @state() private day = ''
  @state() private time = ''
  @state() private slots: Slots | null = null
  @state() private problem = ''

  async #choose(day: string): Promise<void> {
    this.day = day
    this.time = ''
    this.slots = null
    this.problem = ''
    try {
      const reply = await this.live?.slots(this.itemCode, this.region, day)
      if (this.day === day) this.slots = reply?.slots ?? []
    } catch (error) {
      if (this.day === day) this.problem = failureText(error)
    }
  }

  override render() {
    const { live, day, time } = this
    const now = new Date(live?.now() ?? Date.now()).toISOString()
    const open = this.slots?.filter(({ from }) => from > now) ?? null
    return html`
      <div class="days" role="group" aria-label=${t('wp.slot.day')}>${daysFrom(live?.day || courtDay(now), DAYS_AHEAD).map((each) => html`<button type="button" data-day=${each} aria-pressed=${each === day ? 'true' : 'false'} @click=${() => this.#choose(each)}>${dayWords(each)}</button>`)}</div>
      ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
      ${day === '' ? html`<p class="soft">${t('wp.slot.choose')}</p>` : open === null ? (this.problem ? nothing : html`<p role="status">${t('app.loading')}</p>`)
        : open.length === 0 ? html`<p class="empty">${t('wp.slot.none')}</p>`
        : html`<div class="slots" role="group" aria-label=${t('wp.slot.time')}>${open.map(({ slot: each, free }) => html`<button type="button" data-slot=${each} ?disabled=${free === 0} aria-pressed=${each === time ? 'true' : 'false'} @click=${() => { this.time = each }}>${each}<span>${free === 0 ? t('wp.slot.full') : t('wp.slot.free', { count: free })}</span></button>`)}</div>`}
      ${time ? html`<button type="button" class="primary big" data-act="book" @click=${() => this.dispatchEvent(new CustomEvent('slot', { detail: { day, slot: time } }))}>${t('wp.slot.book', { day: dayWords(day), slot: time })}</button>` : nothing}`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-slot-choice': TtSlotChoice }
}
