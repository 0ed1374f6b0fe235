import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { Region } from '#protocol/window/catalogue.ts'
import { t } from '../../../i18n/index.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { chosenPlace, placeSteps } from './guide.ts'

/** 属地: the place that decides which office is competent. Fires `place` with its code, or '' while it is not exact yet. */
@customElement('tt-place-choice')
export class TtPlaceChoice extends PublicElement {
  static override styles = [...publicStyles, css`
    .steps { display: grid; gap: 0.7rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 11rem), 1fr)); }
    fieldset { border: 0; padding: 0; }
    legend { padding: 0; margin-block-end: 0.6rem; font-size: var(--size-l); }
  `]

  @property({ attribute: false }) regions: readonly Region[] = []
  @property() question = ''
  @state() private province = ''
  @state() private prefecture = ''
  @state() private county = ''

  #choose(change: { province?: string; prefecture?: string; county?: string }): void {
    const before = { prefecture: this.prefecture, county: this.county }
    this.province = change.province ?? this.province
    this.prefecture = change.prefecture ?? (change.province === undefined ? before.prefecture : '')
    this.county = change.county ?? (change.province === undefined && change.prefecture === undefined ? before.county : '')
    const steps = placeSteps(this.regions, this.province, this.prefecture)
    this.dispatchEvent(new CustomEvent('place', { detail: chosenPlace(steps, this.province, this.prefecture, this.county) }))
  }

  // What was chosen in a list belongs to that list: another province brings lists of its own.
  override render() {
    const steps = placeSteps(this.regions, this.province, this.prefecture)
    return html`<fieldset><legend>${this.question}</legend><div class="steps">
      ${this.#step('province', t('wp.province'), steps.provinces, this.province, (province) => this.#choose({ province }))}
      ${keyed(this.province, this.#step('prefecture', t('wp.prefecture'), steps.prefectures, this.prefecture, (prefecture) => this.#choose({ prefecture })))}
      ${keyed(`${this.province}/${this.prefecture}`, this.#step('county', t('wp.county'), steps.counties, this.county, (county) => this.#choose({ county })))}</div></fieldset>`
  }

  #step(name: string, label: string, regions: Region[], value: string, choose: (code: string) => void) {
    if (regions.length === 0 && name !== 'province') return nothing
    return html`<label class="field">${label}<select data-place=${name} @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      <option value="" ?selected=${value === ''}>${t('wp.choose')}</option>
      ${regions.map(({ code, name: words }) => html`<option value=${code} ?selected=${code === value}>${words}</option>`)}</select></label>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-place-choice': TtPlaceChoice }
}
