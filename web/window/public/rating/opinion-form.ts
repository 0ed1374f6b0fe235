import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { BAD_LEVELS, BadReason, GoodReason, RatingLevel } from '#protocol/window/rating.ts'
import type { RatingReason } from '#protocol/window/rating.ts'
import { RATING_LABELS } from '#domain/window/rating/index.ts'
import type { Opinion } from '#domain/window/rating/index.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { terminal } from '../kiosk/terminal.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { face } from './face.ts'
import '../../../components/icon.ts'

/** 五级评价: one touch for the level, reasons below, asked for only where the level is bad. Fires `opinion` with what is to be sent. */
@customElement('tt-opinion-form')
export class TtOpinionForm extends PublicElement {
  static override styles = [...publicStyles, css`
    :host { display: grid; gap: 1.2rem; }
    .levels { display: grid; grid-template-columns: repeat(5, minmax(0, 1fr)); gap: 0.6rem; }
    .levels button { display: grid; justify-items: center; align-content: start; gap: 0.5rem; padding: 0.9rem 0.3rem; font-weight: 600; min-block-size: 8rem; }
    .levels svg { inline-size: clamp(3rem, 9vw, 4.5rem); block-size: auto; color: var(--ink-900); }
    .levels [aria-pressed='true'] { outline: 4px solid var(--ink-800); outline-offset: -4px; background: #fff; }
    .reasons { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: 0.5rem; }
    .reasons button { justify-content: start; text-align: start; }
    .reasons [aria-pressed='true'] { background: var(--ink-800); border-color: var(--ink-800); color: #fff; }
    .reasons [aria-pressed='true']:hover:not(:disabled) { background: var(--ink-700); }
    legend { font-size: var(--size-l); margin-block-end: 0.5rem; padding: 0; }
    fieldset { border: 0; padding: 0; }
    @media (max-width: 560px) { .levels { grid-template-columns: 1fr; } .levels button { grid-template-columns: auto 1fr; justify-items: start; align-items: center; min-block-size: 4rem; padding: 0.4rem 1rem; text-align: start; } .levels svg { inline-size: 2.7rem; } }
  `]

  @property({ type: Boolean }) busy = false
  @state() private level: RatingLevel | null = null
  @state() private reasons: ReadonlySet<RatingReason> = new Set()
  @state() private text = ''
  @state() private problem = ''

  #choose(level: RatingLevel): void {
    const list: readonly string[] = BAD_LEVELS.includes(level) ? BadReason.options : GoodReason.options
    this.level = level
    this.reasons = new Set([...this.reasons].filter((reason) => list.includes(reason)))
    this.problem = ''
  }

  #toggle(reason: RatingReason): void {
    const reasons = new Set(this.reasons)
    if (!reasons.delete(reason)) reasons.add(reason)
    this.reasons = reasons
    this.problem = ''
  }

  #send(): void {
    const { level } = this
    if (!level) return
    const text = this.text.trim()
    if (BAD_LEVELS.includes(level) && this.reasons.size === 0) return void (this.problem = t('wp.rate.reasonNeeded'))
    if (this.reasons.has('other') && text === '') return void (this.problem = t('wp.rate.wordsNeeded'))
    this.dispatchEvent(new CustomEvent<Opinion>('opinion', { detail: { level, reasons: [...this.reasons], text } }))
  }

  override render() {
    const { level } = this
    const isBad = level !== null && BAD_LEVELS.includes(level)
    // Where there is no keyboard nobody is asked for words.
    const reasons = (isBad ? BadReason.options : GoodReason.options).filter((reason) => terminal() === null || reason !== 'other')
    return html`
      <div class="levels" role="group" aria-label=${t('wp.rate.levels')}>${RatingLevel.options.map((each) => html`<button type="button" data-level=${each} aria-pressed=${each === level ? 'true' : 'false'} @click=${() => this.#choose(each)}>${face(each)}<span>${pick(RATING_LABELS.levels[each])}</span></button>`)}</div>
      ${level === null ? nothing : html`
        <fieldset><legend>${t(isBad ? 'wp.rate.why' : 'wp.rate.whyGood')}</legend><div class="reasons">${reasons.map((reason) => html`<button type="button" data-reason=${reason} aria-pressed=${this.reasons.has(reason) ? 'true' : 'false'} @click=${() => this.#toggle(reason)}>
          ${this.reasons.has(reason) ? html`<tt-icon name="check"></tt-icon>` : nothing}${pick(RATING_LABELS.reasons[reason])}</button>`)}</div></fieldset>
        ${terminal() === null ? html`<label class="field">${t('wp.rate.words')}<textarea name="words" maxlength="500" .value=${this.text} @input=${(event: Event) => { this.text = (event.target as HTMLTextAreaElement).value }}></textarea><span class="hint">${t('wp.rate.wordsHint')}</span></label>` : nothing}
        ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
        <button type="button" class="primary big" data-act="rate" ?disabled=${this.busy} @click=${() => this.#send()}>${t('wp.rate.send')}</button>`}`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-opinion-form': TtOpinionForm }
}
