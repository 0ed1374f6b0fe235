import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { RatingState } from '#domain/window/rating/index.ts'
import type { Opinion } from '#domain/window/rating/index.ts'
import { RATING_LABELS, isBad } from '#domain/window/rating/index.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import '../../../components/icon.ts'
import './opinion-form.ts'

/** How long to wait for the question after a call before saying that it comes later, ms. */
const COMES_WITHIN_MS = 8_000

/**
 * 好差评 on the citizen's own screen: of the call `sessionId`, of the case `caseId`, or of the rating given. Free, and
 * never in the way: to skip it stands as large as to answer. Fires `done` when it is answered or skipped.
 */
@customElement('tt-window-rating')
export class TtWindowRating extends PublicElement {
  static override styles = [...publicStyles, css`
    .head { display: grid; gap: 0.3rem; }
    h2 { font-size: max(1.375rem, 1.15em); }
    .skip { justify-self: start; }
    .thanks { display: grid; gap: 0.8rem; justify-items: start; }
  `]

  @property() sessionId = ''
  @property() caseId = ''
  @property({ attribute: false }) rating: RatingState | null = null
  @state() private busy = false
  @state() private late = false
  @state() private over = false
  #timer: ReturnType<typeof setTimeout> | undefined

  override connectedCallback(): void {
    super.connectedCallback()
    this.#timer = setTimeout(() => { this.late = true }, COMES_WITHIN_MS)
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    super.disconnectedCallback()
  }

  get #rating(): RatingState | null {
    const known = this.live?.ratings.all() ?? []
    const [kind, id] = this.sessionId ? ['session', this.sessionId] : ['case', this.caseId]
    const given = this.rating
    return (given ? known.find(({ ratingId }) => ratingId === given.ratingId) ?? given : known.find(({ subject }) => subject.kind === kind && subject.id === id)) ?? null
  }

  protected override spoken(): string { return this.#rating?.status === 'asked' ? t('wp.rate.spoken') : '' }

  async #give(rating: RatingState, opinion: Opinion): Promise<void> {
    this.busy = true
    const type = rating.subject.kind === 'session' ? 'rateSession' : 'rateCase'
    if (await this.askRating(rating.ratingId, { type, ...opinion })) this.#finished()
    this.busy = false
  }

  async #skip(rating: RatingState): Promise<void> {
    this.busy = true
    if (rating.status !== 'asked' || await this.askRating(rating.ratingId, { type: 'skipRating' })) this.#finished()
    this.busy = false
  }

  #finished(): void {
    this.over = true
    this.dispatchEvent(new Event('done', { bubbles: true, composed: true }))
  }

  override render() {
    const rating = this.#rating
    if (!rating) return this.late ? nothing : html`<p class="soft" role="status">${t('wp.rate.comes')}</p>`
    if (rating.status === 'rated' || this.over) return this.#thanks(rating)
    return html`<section class="panel now" aria-labelledby="ask">
      <div class="head"><h2 id="ask">${t(rating.subject.kind === 'session' ? 'wp.rate.call' : 'wp.rate.case')}</h2><p class="lead">${t('wp.rate.lead')}</p></div>
      <tt-opinion-form ?busy=${this.busy} @opinion=${(event: CustomEvent<Opinion>) => void this.#give(rating, event.detail)}></tt-opinion-form>
      <button type="button" class="big skip" data-act="skipRating" ?disabled=${this.busy} @click=${() => this.#skip(rating)}>${t('wp.rate.skip')}</button></section>`
  }

  #thanks({ given, status }: RatingState) {
    return html`<div class="panel thanks" role="status"><h2>${t(given ? 'wp.rate.thanks' : 'wp.rate.skipped')}</h2>
      ${given ? html`<p>${t('wp.rate.given', { level: pick(RATING_LABELS.levels[given.level]) })}</p>${isBad(given.level) ? html`<p class="note"><tt-icon name="circleAlert"></tt-icon><span>${t('wp.rate.ticket')}</span></p>` : nothing}` : status === 'rated' ? nothing : html`<p class="soft">${t('wp.rate.laterToo')}</p>`}</div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-rating': TtWindowRating }
}
