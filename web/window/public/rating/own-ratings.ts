import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { ComplaintState, Opinion, RatingState } from '#domain/window/rating/index.ts'
import { COMPLAINT_LABELS, RATING_LABELS } from '#domain/window/rating/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { failureText } from '../../../failures.ts'
import { courtDay, dateTime, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { listComplaints, ownRatings } from '../../live/api.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { dayWords } from '../wordings.ts'
import '../../../components/icon.ts'
import './opinion-form.ts'
import './rating.ts'

/** 我的评价: what is still asked, what was said, and what came of a bad word; to be re-rated once it has been put right. */
@customElement('tt-own-ratings')
export class TtOwnRatings extends PublicElement {
  static override styles = [...publicStyles, css`
    :host { display: grid; gap: 1rem; }
    li { display: grid; gap: 0.4rem; padding-block: 0.8rem; border-block-end: 1px solid var(--line); }
    .top { display: flex; flex-wrap: wrap; gap: 0.3rem 0.8rem; align-items: baseline; }
    .top .soft { margin-inline-start: auto; }
  `]

  @state() private ratings: RatingState[] | null = null
  @state() private complaints: ComplaintState[] = []
  @state() private problem = ''
  @state() private opened = ''
  @state() private busy = false
  #asked = ''

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    const { live } = this
    if (!live || !this.isCitizen || this.#asked === live.token) return
    this.#asked = live.token
    void this.#load()
  }

  async #load(): Promise<void> {
    try {
      const [ratings, complaints] = await Promise.all([ownRatings(), listComplaints()])
      this.ratings = ratings.ratings as unknown as RatingState[]
      this.complaints = complaints.complaints as unknown as ComplaintState[]
      this.problem = ''
    } catch (error) {
      this.problem = failureText(error)
    }
  }

  async #reRate(complaint: ComplaintState, opinion: Opinion): Promise<void> {
    this.busy = true
    if (await this.askComplaint(complaint.complaintId, { type: 'reRate', ...opinion })) await this.#load()
    this.busy = false
    this.opened = ''
  }

  override render() {
    if (this.problem) return html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon><span>${this.problem} <button class="small" data-act="retry" @click=${() => this.#load()}>${t('do.retry')}</button></span></p>`
    const live = new Map((this.live?.ratings.all() ?? []).map((rating) => [rating.ratingId, rating]))
    const all = [...(this.ratings ?? []).map((rating) => newer(live.get(rating.ratingId), rating)), ...[...live.values()].filter(({ ratingId }) => !this.ratings?.some((one) => one.ratingId === ratingId))]
    const answered = all.filter(({ given, reply }) => given !== null || reply !== null)
    const asked = all.filter(({ status, closedAt, given }) => given === null && (status === 'asked' || status === 'skipped') && closedAt === null).slice(0, 3)
    if (all.length === 0) return nothing
    return html`${asked.map((rating) => html`<tt-window-rating .live=${this.live} .rating=${rating}></tt-window-rating>`)}
      ${answered.length > 0 ? html`<section class="panel"><h2>${t('wp.ownRatings')}</h2><ul>${answered.map((rating) => this.#row(rating))}</ul></section>` : nothing}`
  }

  #row(rating: RatingState) {
    const { given, reRated, reply, excluded, complaintId } = rating
    const complaint = complaintId ? this.live?.complaints.get(complaintId) ?? this.complaints.find((one) => one.complaintId === complaintId) ?? null : null
    return html`<li data-rating=${rating.ratingId}><p class="top"><span>${t(rating.subject.kind === 'session' ? 'wp.rate.ofCall' : 'wp.rate.ofCase')}</span><b>${given ? pick(RATING_LABELS.levels[given.level]) : ''}</b>
        ${reRated ? html`<span class="tag good">${t('wp.rate.again', { level: pick(RATING_LABELS.levels[reRated.level]) })}</span>` : nothing}<span class="soft">${given ? dateTime(given.at) : ''}</span></p>
      ${excluded ? html`<p class="soft">${t('wp.rate.excluded')}</p>` : nothing}
      ${reply ? html`<p>${t('wp.rate.reply', { text: reply.text })}</p>` : nothing}
      ${complaint ? this.#complaint(complaint) : nothing}</li>`
  }

  #complaint(complaint: ComplaintState) {
    const { status, fixed, reRateBy, complaintId, callBackBy, fixBy } = complaint
    const today = courtDay(this.live?.now() ?? Date.now())
    const may = status === 'fixed' && complaint.reRated === null && reRateBy !== null && today <= reRateBy
    return html`<p><span class="tag warn">${t('wp.complaint', { status: pick(COMPLAINT_LABELS.status[status]) })}</span>
        ${status === 'opened' || status === 'assigned' ? html` <span class="soft">${t('wp.callBackBy', { day: dayWords(callBackBy) })}</span>` : status === 'calledBack' ? html` <span class="soft">${t('wp.fixBy', { day: dayWords(fixBy) })}</span>` : nothing}</p>
      ${fixed ? html`<p>${t('wp.fixed', { what: fixed.what })}</p>` : nothing}
      ${may ? this.opened === complaintId
        ? html`<tt-opinion-form ?busy=${this.busy} @opinion=${(event: CustomEvent<Opinion>) => void this.#reRate(complaint, event.detail)}></tt-opinion-form>`
        : html`<p>${actButton('reRate', t('wp.reRate', { day: dayWords(reRateBy ?? today) }), () => { this.opened = complaintId }, { value: complaintId })}</p>` : nothing}`
  }
}

const newer = (live: RatingState | undefined, kept: RatingState): RatingState => (live && live.seq >= kept.seq ? live : kept)

declare global {
  interface HTMLElementTagNameMap { 'tt-own-ratings': TtOwnRatings }
}
