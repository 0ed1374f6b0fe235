import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import type { Cutout } from '../devices/cut-out.ts'
import type { CutChoice } from '../devices/preferences.ts'
import { t } from '../i18n/index.ts'
import { sharedStyles } from '../style/shared.ts'
import './cutout-preview.ts'
import './icon.ts'

const CHOICES: CutChoice[] = ['auto', 'key', 'segment', 'tile']

/**
 * Helps a person to a good picture: how they will look in court, what to mend and where, and the way of being cut out.
 * Fires `tt-cut` with the choice.
 */
@customElement('tt-cut-assistant')
export class TtCutAssistant extends TtElement {
  static override styles = [
    sharedStyles,
    css`
      :host { display: block; container-type: inline-size; }
      figure { margin: 0; }
      .picture { aspect-ratio: 16 / 9; background: var(--ink-850); color: var(--ink-text-soft); display: grid; place-items: center; }
      tt-cutout-preview { inline-size: 100%; block-size: 100%; }
      .picture > tt-icon { font-size: 3rem; }
      figcaption { padding: 0.6rem 1rem; display: flex; flex-wrap: wrap; gap: 0.3rem 1rem; justify-content: space-between; border-block-start: 1px solid var(--line); }
      .advice { padding: 0 1rem 0.8rem; display: grid; gap: 0.4rem; }
      .number { flex: none; inline-size: 1.4em; block-size: 1.4em; border-radius: 50%; background: #ffcf6b; color: #2b1d05; font-weight: 700; display: grid; place-items: center; line-height: 1; }
      fieldset { border: 0; border-block-start: 1px solid var(--line); border-radius: 0; padding: 0.8rem 1rem 1rem; display: grid; grid-template-columns: 1fr 1fr; gap: 0.5rem; }
      legend { float: inline-start; grid-column: 1 / -1; padding: 0; }
      label { display: grid; grid-template-columns: auto 1fr; gap: 0.1rem 0.6rem; padding: 0.55rem 0.7rem; border: 1px solid var(--line-strong); border-radius: var(--radius); cursor: pointer; align-content: start; }
      label:has(:checked) { border-color: var(--ink-800); box-shadow: inset 0 0 0 1px var(--ink-800); background: #fff; }
      label:has(:focus-visible) { outline: 3px solid var(--gold-deep); outline-offset: 2px; }
      label strong { font-weight: 600; }
      label .soft { grid-column: 2; }
      @container (max-width: 26rem) { fieldset { grid-template-columns: 1fr; } }
      @container (min-width: 46rem) {
        .sides { display: grid; grid-template-columns: 1.45fr 1fr; align-items: start; }
        fieldset { grid-template-columns: 1fr; border-block-start: 0; padding-block-start: 0; }
      }
    `,
  ]

  @property({ attribute: false }) cutout: Cutout | null = null
  @property() chosen: CutChoice = 'auto'
  /** Grows with every report of the cut-out: what stands in it is not a property of its own. */
  @property({ attribute: false }) beat = 0

  override render() {
    const { cutout } = this
    const status = cutout?.status
    return html`<div class="sides"><div><figure>
        <div class="picture">${cutout
          ? html`<tt-cutout-preview .track=${cutout.track} .description=${cutout.description} .marks=${status?.marks ?? []} label=${t('test.preview')}></tt-cutout-preview>`
          : html`<tt-icon name="cameraOff"></tt-icon>`}</div>
        <figcaption>
          <strong>${t(cutout ? 'test.preview' : 'test.previewOff')}</strong>
          ${status ? html`<span class="soft fine">${t('test.cutNow', { mode: t(`cut.${status.mode}`), fps: Math.round(status.fps) })}</span>` : nothing}
        </figcaption>
      </figure>
      <div class="advice" role="status">${this.#advice()}</div></div>
      <fieldset><legend>${t('test.cut')}</legend>${CHOICES.map((choice) => html`<label>
        <input type="radio" name="cut" value=${choice} .checked=${choice === this.chosen} @change=${() => this.#choose(choice)} />
        <strong>${t(`cut.${choice}`)}</strong><span class="soft fine">${t(`cut.${choice}.hint`)}</span></label>`)}</fieldset></div>`
  }

  #advice() {
    const status = this.cutout?.status
    if (!status) return nothing
    if (status.message) return html`<p class="note warn fine" data-advice=${status.message}><tt-icon name="warning"></tt-icon>${t(`advice.${status.message}`)}</p>`
    if (status.mode === 'key' && status.advice.length === 0) return html`<p class="note good fine"><tt-icon name="circleCheck"></tt-icon>${t('advice.good')}</p>`
    return status.advice.map((code) => {
      const numbers = status.marks.flatMap((mark, index) => (mark.advice === code ? [index + 1] : []))
      return html`<p class="note warn fine" data-advice=${code}>${numbers.length > 0
        ? numbers.map((number) => html`<span class="number">${number}</span>`) : html`<tt-icon name="warning"></tt-icon>`}${t(`advice.${code}`)}</p>`
    })
  }

  #choose(choice: CutChoice): void {
    this.dispatchEvent(new CustomEvent<CutChoice>('tt-cut', { detail: choice }))
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-cut-assistant': TtCutAssistant }
}
