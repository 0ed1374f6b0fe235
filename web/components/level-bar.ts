import { css, html } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'

const FLOOR_DB = -60

/** How loud a voice is, as a bar of ten steps: readable without colour. */
@customElement('tt-level-bar')
export class TtLevelBar extends TtElement {
  static override styles = css`
    :host { display: inline-grid; grid-auto-flow: column; gap: 2px; block-size: 1em; min-inline-size: 3.2em; align-items: end; }
    i { background: var(--level-off, var(--line)); block-size: 100%; min-inline-size: 0.22em; }
    i.on { background: var(--level-on, var(--green)); }
  `

  /** dBFS or dBov, 0 = full scale. */
  @property({ type: Number }) level = -127
  @property({ type: Number }) steps = 10

  override connectedCallback(): void {
    super.connectedCallback()
    this.setAttribute('aria-hidden', 'true')
  }

  override render() {
    const lit = Math.round(Math.max(0, Math.min(1, (this.level - FLOOR_DB) / -FLOOR_DB)) * this.steps)
    return Array.from({ length: this.steps }, (_, step) => html`<i class=${step < lit ? 'on' : ''}></i>`)
  }
}
