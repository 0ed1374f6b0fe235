import { css, html, nothing, svg } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { RatingLevel } from '#protocol/window/rating.ts'
import type { RatingReason } from '#protocol/window/rating.ts'
import type { Figure, PublicResults, PublicRow } from '#domain/window/rating/index.ts'
import { RATING_LABELS } from '#domain/window/rating/index.ts'
import { failureText } from '../../../failures.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { follow } from '../../../router.ts'
import { publicRatings } from '../../live/api.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { dayWords } from '../wordings.ts'
import '../../../components/icon.ts'

type Row = PublicRow & { office: string; item: string }
type Results = { rows: Row[] } & Pick<PublicResults, 'rest' | 'total'>

const INK: Record<RatingLevel, string> = { verySatisfied: '#2b664a', satisfied: '#5d9277', fairlySatisfied: '#c3a35c', dissatisfied: '#c8703c', veryDissatisfied: '#a3221b' }
const percent = (share: number | null): string => (share === null ? '—' : `${(Math.floor(share * 1000) / 10).toFixed(1)}%`)

/** 评价公开: what citizens said of the windows, by office and item; figures and the offices' replies, never anybody's words. */
@customElement('tt-window-ratings-page')
export class TtWindowRatingsPage extends PublicElement {
  static override styles = [...publicStyles, css`
    .total { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); gap: 1rem 2rem; align-items: end; }
    .total dt { color: var(--text-soft); font-size: var(--size-m); }
    .total dd { font: 700 2.4rem/1.2 var(--serif); }
    .chart { display: grid; grid-template-columns: auto minmax(3rem, 1fr) auto; gap: 0.55rem 0.9rem; align-items: center; }
    .chart svg { display: block; inline-size: 100%; block-size: 1.5rem; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; inline-size: 100%; font-variant-numeric: tabular-nums; }
    th, td { padding: 0.6rem 0.9rem 0.6rem 0; border-block-end: 1px solid var(--line); text-align: start; vertical-align: top; }
    thead th { font-size: var(--size-m); font-weight: 500; color: var(--text-soft); white-space: nowrap; }
    td.figure, th.figure { text-align: end; white-space: nowrap; }
    .bar { block-size: 0.9rem; min-inline-size: 8rem; display: flex; border: 1px solid var(--line-strong); }
    .bar i { display: block; block-size: 100%; }
    .replies { font-size: var(--size-m); display: grid; gap: 0.4rem; padding-block: 0.5rem; }
    .replies li { padding-inline-start: 0.8rem; border-inline-start: 3px solid var(--line); }
    .office { font-weight: 600; }
    .key { display: flex; flex-wrap: wrap; gap: 0.4rem 1.2rem; font-size: var(--size-m); }
    .key i { display: inline-block; inline-size: 0.9em; block-size: 0.9em; margin-inline-end: 0.4em; vertical-align: -0.1em; border: 1px solid var(--line-strong); }
  `]

  @state() private results: Results | null = null
  @state() private until = ''
  @state() private problem = ''

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#load()
  }

  async #load(): Promise<void> {
    try {
      const { results, until } = await publicRatings()
      this.results = results as unknown as Results
      this.until = until
      this.problem = ''
    } catch (error) {
      this.problem = failureText(error)
    }
  }

  protected override spoken(): string {
    const total = this.results?.total
    return total ? t('wp.results.spoken', { count: total.rated, share: percent(total.satisfaction) }) : ''
  }

  override render() {
    const { results } = this
    return html`<div class="page">
      <a class="crumb" href="/window" @click=${follow}><tt-icon name="arrowRight"></tt-icon>${t('wp.home')}</a>
      <div><h1>${t('wp.results')}</h1><p class="lead">${t('wp.results.words')}</p></div>
      ${results ? (results.total ? this.#show(results, results.total) : html`<p class="panel empty">${t('wp.results.few')}</p>`)
        : this.problem ? html`<div class="panel"><p role="alert">${this.problem}</p><p><button data-act="retry" @click=${() => this.#load()}>${t('do.retry')}</button></p></div>` : html`<p class="empty" role="status">${t('app.loading')}</p>`}</div>`
  }

  #show({ rows, rest }: Results, total: Figure) {
    return html`
      <dl class="total panel"><div><dt>${t('wp.results.count')}</dt><dd>${total.rated}</dd></div><div><dt>${t('wp.results.share')}</dt><dd>${percent(total.satisfaction)}</dd></div><div><dt>${t('wp.results.until')}</dt><dd>${dayWords(this.until, false)}</dd></div></dl>
      <section class="panel" aria-labelledby="levels"><h2 id="levels">${t('wp.results.levels')}</h2>${levelChart(total)}${this.#levelTable(total)}</section>
      ${this.#reasons(total)}
      <section class="panel" aria-labelledby="rows"><h2 id="rows">${t('wp.results.byOffice')}</h2>
        <p class="key" aria-hidden="true">${RatingLevel.options.map((level) => html`<span><i style="background:${INK[level]}"></i>${pick(RATING_LABELS.levels[level])}</span>`)}</p>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="rows"><table><thead><tr><th scope="col">${t('wp.results.office')}</th><th scope="col">${t('wp.results.item')}</th><th scope="col" class="figure">${t('wp.results.count')}</th><th scope="col" class="figure">${t('wp.results.share')}</th><th scope="col">${t('wp.results.spread')}</th></tr></thead>
        <tbody>${rows.map((row) => html`<tr><th scope="row" class="office">${row.office}</th><td>${row.item}${row.replies.length > 0 ? html`<details><summary>${t('wp.results.replies', { count: row.replies.length })}</summary><ul class="replies">${row.replies.map((reply) => html`<li>${reply}</li>`)}</ul></details>` : nothing}</td>
          <td class="figure">${row.figure.rated}</td><td class="figure">${percent(row.figure.satisfaction)}</td><td>${this.#bar(row.figure)}</td></tr>`)}
          ${rest ? html`<tr><th scope="row">${t('wp.results.rest')}</th><td></td><td class="figure">${rest.rated}</td><td class="figure">${percent(rest.satisfaction)}</td><td>${this.#bar(rest)}</td></tr>` : nothing}</tbody></table></div>
        <p class="soft fine">${t('wp.results.small')}</p></section>`
  }

  #levelTable({ counts, rated }: Figure) {
    return html`<details><summary>${t('wp.results.asTable')}</summary><table><thead><tr><th scope="col">${t('wp.results.level')}</th><th scope="col" class="figure">${t('wp.results.count')}</th><th scope="col" class="figure">${t('wp.results.part')}</th></tr></thead>
      <tbody>${RatingLevel.options.map((level) => html`<tr><th scope="row">${pick(RATING_LABELS.levels[level])}</th><td class="figure">${counts[level]}</td><td class="figure">${percent(counts[level] / rated)}</td></tr>`)}</tbody></table></details>`
  }

  #reasons({ reasons }: Figure) {
    const told = (Object.entries(reasons) as [RatingReason, number][]).sort((a, b) => b[1] - a[1])
    if (told.length === 0) return nothing
    return html`<section class="panel" aria-labelledby="reasons"><h2 id="reasons">${t('wp.results.reasons')}</h2>
      <table><thead class="hidden-text"><tr><th scope="col">${t('wp.results.reason')}</th><th scope="col">${t('wp.results.count')}</th></tr></thead><tbody>${told.map(([reason, count]) => html`<tr><th scope="row" style="font-weight:400">${pick(RATING_LABELS.reasons[reason])}</th><td class="figure">${count}</td></tr>`)}</tbody></table></section>`
  }

  #bar({ counts, rated }: Figure) {
    const words = RatingLevel.options.map((level) => `${pick(RATING_LABELS.levels[level])} ${counts[level]}`).join(t('wp.comma'))
    return html`<div class="bar" role="img" aria-label=${words}>${RatingLevel.options.map((level) => html`<i style="inline-size:${(100 * counts[level]) / rated}%;background:${INK[level]}"></i>`)}</div>`
  }
}

/** One bar for each level; the same figures stand in the table below. */
function levelChart({ counts, rated }: Figure) {
  const most = Math.max(1, ...RatingLevel.options.map((level) => counts[level]))
  const words = RatingLevel.options.map((level) => `${pick(RATING_LABELS.levels[level])} ${counts[level]}`).join(t('wp.comma'))
  return html`<div class="chart" role="img" aria-label=${words}>${RatingLevel.options.map((level) => html`<span>${pick(RATING_LABELS.levels[level])}</span>
    <svg viewBox="0 0 100 10" preserveAspectRatio="none">${svg`<rect width=${Math.max(0.4, (100 * counts[level]) / most)} height="10" fill=${INK[level]}></rect>`}</svg>
    <span>${counts[level]} <span class="soft">${percent(counts[level] / rated)}</span></span>`)}</div>`
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-ratings-page': TtWindowRatingsPage }
}
