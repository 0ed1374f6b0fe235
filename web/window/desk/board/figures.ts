import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { CaseListItem } from '#protocol/window/case-list.ts'
import { RatingLevel } from '#protocol/window/rating.ts'
import { RATING_LABELS, percent } from '#domain/window/rating/index.ts'
import type { ComplaintFigure, Figure } from '#domain/window/rating/index.ts'
import { keyed } from 'lit/directives/keyed.js'
import { z } from 'zod'
import { actButton } from '../../../components/act-button.ts'
import { courtDay, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { Refreshed } from '../../../refreshed.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { dashboard } from '../../live/api.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { iconOf, leftWords, shortDay, toneOf } from '../clock-words.ts'
import { boardStyles } from './board-styles.ts'
import { rows } from './charts.ts'
import '../../../components/icon.ts'
import '../case/case-panel.ts'

const REFRESH_MS = 30_000
const Cases = z.object({ open: z.number(), overdue: z.number(), atRisk: z.number(), openedToday: z.number(), closedToday: z.number(), pressing: z.array(CaseListItem).default([]) })
type Ratings = { recent: Figure; today: Figure; complaints: ComplaintFigure }

/** 时限与评价: what runs out next, and what citizens say. */
@customElement('tt-board-figures')
export class TtBoardFigures extends WindowElement {
  static override styles = [sharedStyles, boardStyles]

  @property({ attribute: false }) book: Book = EMPTY_BOOK
  @property() about: 'terms' | 'ratings' = 'terms'
  /** A case looked at for supervision; every look is a line in the access log. */
  @state() private shown = ''
  readonly #fetched = new Refreshed(this, REFRESH_MS, async () => {
    const { cases, ratings } = await dashboard()
    return { cases: Cases.parse(cases), ratings: ratings as unknown as Ratings }
  })

  override render() {
    const { value, problem } = this.#fetched
    if (problem) return html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${problem}</p>`
    if (!value) return html`<p class="empty" role="status">${t('app.loading')}</p>`
    return this.about === 'terms' ? this.#terms(value.cases) : this.#ratings(value.ratings)
  }

  #terms({ open, overdue, atRisk, openedToday, closedToday, pressing }: z.infer<typeof Cases>) {
    return html`<dl class="figures">
        ${([['wb.f.overdue', overdue, overdue > 0 ? 'bad' : ''], ['wb.f.atRisk', atRisk, atRisk > 0 ? 'warn' : ''], ['wb.f.openCases', open, ''], ['wb.f.openedToday', openedToday, ''], ['wb.f.closedToday', closedToday, '']] as const)
          .map(([key, value, tone]) => html`<div class="card figure ${tone}"><dd><b>${value}</b></dd><dt><span>${t(key)}</span></dt></div>`)}</dl>
      <section class="card part"><div class="head"><h2>${t('wb.risk')}</h2></div>
        ${pressing.length === 0 ? html`<p class="empty">${t('wb.noRisk')}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('wb.risk')}><table>
          <thead><tr><th scope="col">${t('wb.item')}</th><th scope="col">${t('wb.caseNo')}</th><th scope="col">${t('wd.col.duty')}</th><th scope="col">${t('wd.col.due')}</th><th scope="col">${t('wb.level')}</th></tr></thead>
          <tbody>${pressing.map((one) => html`<tr data-case=${one.caseId}><th scope="row">${one.itemName}</th><td>${actButton('superviseCase', one.caseNo, () => { this.shown = one.caseId }, { look: 'small', value: one.caseId, pressed: one.caseId === this.shown })}</td><td>${one.duty}</td><td>${one.dueOn ? shortDay(one.dueOn) : '—'}</td>
            <td><span class="tag ${toneOf(one.warning)}"><tt-icon name=${iconOf(one.warning)}></tt-icon>${one.warning ? t(`wc.warning.${one.warning}`) : leftWords({ level: 'running', left: null })}</span></td></tr>`)}</tbody></table></div>`}</section>
      ${this.shown ? html`<section class="card case"><div class="head"><h2>${t('wb.supervised')}</h2>${actButton('closeCase', t('do.close'), () => { this.shown = '' }, { look: 'small', icon: 'close' })}</div>
        ${keyed(this.shown, html`<tt-desk-case purpose="supervision" .live=${this.live} .book=${this.book} .caseId=${this.shown}></tt-desk-case>`)}</section>` : nothing}
      <p class="fine soft">${t('wb.until', { day: shortDay(courtDay(this.live?.now() ?? Date.now())) })}</p>`
  }

  #ratings({ recent, today, complaints }: Ratings) {
    const bars = RatingLevel.options.map((level) => ({ key: level, label: pick(RATING_LABELS.levels[level]), value: recent.counts[level], shown: String(recent.counts[level]) }))
    const reasons = Object.entries(recent.reasons).sort(([, a], [, b]) => b - a).slice(0, 8)
    return html`<dl class="figures">
        ${([['wb.f.satisfaction', percent(recent.satisfaction) || '—', ''], ['wb.f.rated', recent.rated, ''], ['wb.f.ratedToday', today.rated, ''], ['wb.f.bad', recent.badAtFirst, recent.badAtFirst > 0 ? 'warn' : ''],
          ['wb.f.complaintsOpen', complaints.open, ''], ['wb.f.complaintsOverdue', complaints.overdueNow, complaints.overdueNow > 0 ? 'bad' : ''],
          ['wb.f.calledInTime', complaints.called === 0 ? '—' : percent(complaints.calledInTime / complaints.called), ''], ['wb.f.fixedInTime', complaints.fixed === 0 ? '—' : percent(complaints.fixedInTime / complaints.fixed), '']] as const)
          .map(([key, value, tone]) => html`<div class="card figure ${tone}"><dd><b>${value}</b></dd><dt><span>${t(key)}</span></dt></div>`)}</dl>
      <section class="card part">${rows(t('wb.levels'), bars)}
        ${reasons.length > 0 ? html`<div class="scroll"><table class="narrow"><thead><tr><th scope="col">${t('wb.reason')}</th><th scope="col" class="num">${t('wb.times')}</th></tr></thead><tbody>${reasons.map(([reason, count]) => html`<tr><th scope="row">${pick(RATING_LABELS.reasons[reason as keyof typeof RATING_LABELS.reasons])}</th><td class="num">${count}</td></tr>`)}</tbody></table></div>` : nothing}</section>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-board-figures': TtBoardFigures }
}
