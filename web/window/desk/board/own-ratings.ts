import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { RATING_LABELS } from '#domain/window/rating/index.ts'
import type { ClerkRating } from '#domain/window/rating/index.ts'
import { failureText } from '../../../failures.ts'
import { joined, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { ownRatings } from '../../live/api.ts'
import { WindowElement } from '../../live/index.ts'
import { shortDay } from '../clock-words.ts'
import { boardStyles } from './board-styles.ts'

/** A clerk's own ratings, as they may be seen: in batches, never one alone, never whose. */
@customElement('tt-board-own-ratings')
export class TtBoardOwnRatings extends WindowElement {
  static override styles = [sharedStyles, boardStyles]

  @state() private ratings: ClerkRating[] | null = null
  @state() private problem = ''

  override connectedCallback(): void {
    super.connectedCallback()
    ownRatings().then(({ ratings }) => { this.ratings = ratings as unknown as ClerkRating[] }, (error: unknown) => { this.problem = failureText(error) })
  }

  override render() {
    return html`<section class="card part"><div class="head"><h2>${t('wb.ownRatings')}</h2></div><p class="soft fine">${t('wb.ownRatingsWords')}</p>
      ${this.problem ? html`<p class="note bad" role="alert">${this.problem}</p>` : nothing}
      ${this.ratings === null ? nothing : this.ratings.length === 0 ? html`<p class="empty">${t('wb.noOwnRatings')}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('wb.ownRatings')}><table>
        <thead><tr><th scope="col">${t('wb.ratedUntil')}</th><th scope="col">${t('wb.level.rating')}</th><th scope="col">${t('wb.reason')}</th><th scope="col">${t('wb.words')}</th></tr></thead>
        <tbody>${this.ratings.map(({ until, level, reasons, text, counts }) => html`<tr><td>${shortDay(until)}</td><th scope="row">${pick(RATING_LABELS.levels[level])}${counts ? nothing : html` <span class="tag">${t('wb.excluded')}</span>`}</th>
          <td>${joined(reasons.map((reason) => pick(RATING_LABELS.reasons[reason])))}</td><td>${text}</td></tr>`)}</tbody></table></div>`}</section>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-board-own-ratings': TtBoardOwnRatings }
}
