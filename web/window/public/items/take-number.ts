import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { z } from 'zod'
import { Language } from '#protocol/window/catalogue.ts'
import type { Region, ServiceItem } from '#protocol/window/catalogue.ts'
import { PriorityGround } from '#protocol/window/hall.ts'
import type { RouteReply } from '#protocol/window/http.ts'
import { HALL_LABELS, everyTicket } from '#domain/window/hall/index.ts'
import { failureText } from '../../../failures.ts'
import { courtDay, language, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { go } from '../../../router.ts'
import { routeTo } from '../../live/api.ts'
import { isElderHere } from '../identity/elder-note.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { whenWords } from '../wordings.ts'
import '../../../components/icon.ts'
import '../identity/sign-in.ts'
import './place-choice.ts'
import './slot-choice.ts'

type Route = z.output<typeof RouteReply>
type Way = 'now' | 'later'
const LIVING = ['booked', 'waiting', 'called', 'serving', 'passed']

/** 取号: the place that decides the office, language and priority, then a number for now or an appointment. */
@customElement('tt-take-number')
export class TtTakeNumber extends PublicElement {
  static override styles = [...publicStyles, css`
    .office { display: grid; gap: 0.25rem; padding: 0.9rem 1rem; background: var(--paper-sunk); border-radius: var(--radius); }
    .office b { font-size: 1.25rem; font-family: var(--serif); }
    .whole { white-space: nowrap; }
    .grounds { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); gap: 0 1rem; }
    .ways { display: grid; gap: 0.8rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); }
    .ways button { display: grid; gap: 0.1rem; min-block-size: 5rem; text-align: center; }
    .ways b { font-size: 1.25rem; }
    .ways span { font-weight: 400; font-size: var(--size-m); }
  `]

  @property({ attribute: false }) item!: ServiceItem
  @property({ attribute: false }) regions: readonly Region[] = []
  @state() private region = ''
  @state() private route: Route | null = null
  @state() private problem = ''
  @state() private spokenLanguage: Language = language() === 'en' ? 'en' : 'zh-CN'
  @state() private grounds: ReadonlySet<PriorityGround> = new Set()
  @state() private way: Way | null = null
  @state() private busy = false

  /** The running case this number is about, where somebody came from it. */
  get #caseId(): string | null { return new URLSearchParams(location.search).get('case') }

  async #placed(region: string): Promise<void> {
    this.region = region
    this.route = null
    this.problem = ''
    if (region === '') return
    try {
      const route = await routeTo(this.item.itemCode, region)
      if (this.region === region) this.route = route
    } catch (error) {
      if (this.region === region) this.problem = failureText(error)
    }
  }

  readonly #signedIn = (): void => {
    // The law puts elders first; who does not want it unticks it.
    if (isElderHere()) this.grounds = new Set([...this.grounds, 'elder'])
  }

  async #take(): Promise<void> {
    const { seat } = this
    if (!seat || this.busy) return
    this.busy = true
    const centerId = seat.centerId
    const done = await this.askHall({
      type: 'takeTicket', channel: centerId === null ? 'phone' : 'kiosk', itemCode: this.item.itemCode, region: this.region, centerId,
      language: this.spokenLanguage, grounds: [...this.grounds], caseId: this.#caseId,
    })
    this.busy = false
    if (done) go('/window/ticket')
  }

  async #book(day: string, slot: string): Promise<void> {
    const { seat } = this
    if (!seat || this.busy) return
    this.busy = true
    const done = await this.command((live) => live.hallCommand({
      type: 'bookAppointment', slot, itemCode: this.item.itemCode, region: this.region, centerId: seat.centerId, language: this.spokenLanguage, grounds: [...this.grounds], caseId: this.#caseId,
    }, day))
    this.busy = false
    if (done) go('/window/ticket')
  }

  /** 全程网办: the case begins at home, without a call. */
  async #online(): Promise<void> {
    this.busy = true
    await this.command(async (live) => {
      const { caseId } = await live.openCase(this.item.itemCode, this.region)
      go(`/window/cases/${caseId}`)
    })
    this.busy = false
  }

  get #held() {
    const tickets = this.hall ? everyTicket(this.hall.tickets) : []
    return tickets.find((ticket) => ticket.itemCode === this.item.itemCode && ticket.region === this.region && ticket.caseId === this.#caseId && LIVING.includes(ticket.status))
  }

  override render() {
    return html`<section class="panel now" aria-labelledby="take">
      <h2 id="take">${t(this.#caseId ? 'wp.takeForCase' : 'wp.take')}</h2>
      <tt-place-choice .regions=${this.regions} question=${this.item.jurisdiction.question[language()]} @place=${(event: CustomEvent<string>) => void this.#placed(event.detail)}></tt-place-choice>
      ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
      ${this.route ? this.#routed(this.route) : nothing}</section>`
  }

  #routed(route: Route) {
    const today = this.live?.day || courtDay(Date.now())
    return html`
      <div class="office" role="status"><span class="soft">${t('wp.competent')}</span><b>${route.officeName}</b>
        <span class="fine">${route.address} · <span class="whole">${route.phone}</span></span>
        <span>${route.open ? html`<span class="tag good">${t('wp.open')}</span>` : html`<span class="tag warn">${t('wp.closed')}</span> ${route.opensAt ? t('wp.opensAt', { time: whenWords(route.opensAt, today) }) : ''}`}</span></div>
      ${this.live === null || !this.isCitizen ? this.#signInFirst() : this.#choices(route)}`
  }

  #signInFirst() {
    if (this.seat && !this.isCitizen) return html`<p class="note"><tt-icon name="circleAlert"></tt-icon>${t('wp.staffHere')}</p>`
    if (this.live && !this.seat) return html`<p role="status">${t('app.loading')}</p>`
    return html`<tt-citizen-sign-in @signed-in=${this.#signedIn}></tt-citizen-sign-in>`
  }

  #choices(route: Route) {
    const held = this.#held
    // A number lives for its day: where the office opens on another one, only an appointment is of use.
    const isOver = !route.open && (route.opensAt === null || courtDay(route.opensAt) > (this.live?.day || courtDay(Date.now())))
    if (held) return html`<p class="note good"><tt-icon name="circleCheck"></tt-icon><span>${t('wp.held', { number: held.number })} <button class="small" data-act="toTicket" @click=${() => go('/window/ticket')}>${t('wp.toTicket')}</button></span></p>`
    return html`
      <label class="field">${t('wp.language')}<select data-field="language" @change=${(event: Event) => { this.spokenLanguage = (event.target as HTMLSelectElement).value as Language }}>
        ${Language.options.map((each) => html`<option value=${each} ?selected=${each === this.spokenLanguage}>${t(`call.language.${each}`)}</option>`)}</select></label>
      <fieldset><legend>${t('wp.grounds')}</legend><div class="grounds">${PriorityGround.options.map((ground) => html`<label class="choice"><input type="checkbox" data-ground=${ground} .checked=${this.grounds.has(ground)} @change=${(event: Event) => this.#ground(ground, (event.target as HTMLInputElement).checked)} />${pick(HALL_LABELS.grounds[ground])}</label>`)}</div>
        <p class="soft fine">${t('wp.groundsWords')}</p></fieldset>
      <div class="ways">
        <button type="button" class=${isOver ? '' : 'primary'} data-act="takeTicket" ?disabled=${this.busy} @click=${() => this.#take()}><b>${t('wp.takeNow')}</b><span>${t(route.open ? 'wp.takeNowWords' : isOver ? 'wp.takeNowOver' : 'wp.takeNowClosed')}</span></button>
        <button type="button" class=${isOver ? 'primary' : ''} data-act="bookLater" aria-expanded=${this.way === 'later'} @click=${() => { this.way = this.way === 'later' ? null : 'later' }}><b>${t('wp.book')}</b><span>${t('wp.bookWords')}</span></button>
        ${this.item.mode === 'fullOnline' && this.#caseId === null ? html`<button type="button" data-act="openOnline" ?disabled=${this.busy} @click=${() => this.#online()}><b>${t('wp.online')}</b><span>${t('wp.onlineWords')}</span></button>` : nothing}
      </div>
      ${this.way === 'later' ? html`<tt-slot-choice .itemCode=${this.item.itemCode} .region=${this.region} @slot=${(event: CustomEvent<{ day: string; slot: string }>) => void this.#book(event.detail.day, event.detail.slot)}></tt-slot-choice>` : nothing}`
  }

  #ground(ground: PriorityGround, on: boolean): void {
    const grounds = new Set(this.grounds)
    if (on) grounds.add(ground)
    else grounds.delete(ground)
    this.grounds = grounds
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-take-number': TtTakeNumber }
}
