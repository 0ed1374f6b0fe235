import { html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { styleMap } from 'lit/directives/style-map.js'
import type { StatisticsReply } from '#protocol/window/http.ts'
import type { z } from 'zod'
import { TtElement } from '../../../base-element.ts'
import { t } from '../../../i18n/index.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { boardStyles } from './board-styles.ts'

/** From the province where the citizen sits ('' = at home) to that of the competent office. */
export type Pair = { from: string; to: string; tickets: number; cases: number }

/** Rows of the statistics by pair, whose key is "320000>330000". */
export function loadMatrix(rows: z.infer<typeof StatisticsReply>['rows']): Pair[] {
  return rows.flatMap((row) => {
    const [from, to] = String(row['key'] ?? '').split('>')
    return from === undefined || !to ? [] : [{ from, to, tickets: Number(row['tickets'] ?? 0), cases: Number(row['opened'] ?? 0) }]
  })
}

/** 跨省通办 as a matrix: where people sit, and whose business it is. */
@customElement('tt-board-matrix')
export class TtBoardMatrix extends TtElement {
  static override styles = [sharedStyles, boardStyles]

  @property({ attribute: false }) pairs: Pair[] = []
  @property({ attribute: false }) book: Book = EMPTY_BOOK
  @property({ type: Boolean }) loading = false

  override render() {
    if (this.loading) return html`<p class="empty" role="status">${t('app.loading')}</p>`
    if (this.pairs.length === 0) return html`<p class="empty">${t('wb.noLoad')}</p>`
    const from = [...new Set(this.pairs.map((pair) => pair.from))].sort()
    const to = [...new Set(this.pairs.map((pair) => pair.to))].sort()
    const most = Math.max(1, ...this.pairs.map(({ tickets }) => tickets))
    const name = (code: string): string => (code === '' ? t('wb.home') : this.book.region(code))
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('wb.matrix')}><table class="matrix"><caption class="hidden-text">${t('wb.matrixWords')}</caption>
      <thead><tr><th scope="col">${t('wb.fromTo')}</th>${to.map((code) => html`<th scope="col">${name(code)}</th>`)}</tr></thead>
      <tbody>${from.map((row) => html`<tr><th scope="row">${name(row)}</th>${to.map((column) => {
        const pair = this.pairs.find((one) => one.from === row && one.to === column)
        const share = (pair?.tickets ?? 0) / most
        // no cell so dark that the figure in it could not be read
        return html`<td style=${styleMap({ background: share === 0 ? 'transparent' : `color-mix(in srgb, var(--ink-700) ${Math.round(6 + share * 44)}%, #fff)` })}>${pair ? html`${pair.tickets}<small>${t('wb.casesOf', { count: pair.cases })}</small>` : '·'}</td>`
      })}</tr>`)}</tbody></table></div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-board-matrix': TtBoardMatrix }
}
