import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { stagePlan } from '#domain/hearing/index.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { stageLabel } from '../i18n/labels.ts'
import { texts } from '../style/shared.ts'
import './icon.ts'

/** The course of the hearing: what is done, what was passed over, where one is. */
@customElement('tt-stage-bar')
export class TtStageBar extends HearingElement {
  static override styles = [
    texts,
    css`
      :host { display: block; background: var(--ink-850); color: var(--ink-text-soft); border-block-end: 1px solid var(--ink-line); }
      /* Positioned, so that its hidden texts scroll with it and never widen the page. */
      ol { position: relative; display: flex; overflow-x: auto; scrollbar-width: none; padding-inline: 0.6rem; }
      ol::-webkit-scrollbar { display: none; }
      li { display: flex; align-items: center; gap: 0.35rem; padding: 0.5rem 0.7rem; white-space: nowrap; font-size: var(--size-s); border-block-end: 3px solid transparent; }
      li tt-icon { font-size: 0.95em; }
      li.done { color: var(--ink-text-soft); }
      li.done tt-icon { color: #8fb79d; }
      li.skipped { text-decoration: line-through; text-decoration-color: #7d8da1; }
      li.now { color: #fff; font-weight: 700; font-size: var(--size-m); border-color: var(--gold); }
    `,
  ]

  #shown = ''

  override updated(): void {
    if (!this.view || this.#shown === this.view.stage) return
    this.#shown = this.view.stage
    const now = this.renderRoot.querySelector<HTMLElement>('.now')
    const list = this.renderRoot.querySelector('ol')
    if (now && list) list.scrollTo({ left: now.offsetLeft - list.clientWidth / 2 + now.clientWidth / 2, behavior: 'smooth' })
  }

  override render() {
    if (!this.view) return nothing
    const plan = stagePlan(this.view)
    const now = plan.findIndex((entry) => entry.current)
    return html`<nav aria-label=${t('stage.course')}><ol tabindex="0">${plan.map((entry, index) => {
      const skipped = entry.skippedReason !== null
      const done = !skipped && index < now
      return html`<li class=${entry.current ? 'now' : skipped ? 'skipped' : done ? 'done' : ''} data-stage=${entry.stage}
        aria-current=${entry.current ? 'step' : 'false'} title=${entry.skippedReason ?? ''}>
        ${done ? html`<tt-icon name="check"></tt-icon>` : nothing}${stageLabel(entry.stage)}
        ${skipped ? html`<span class="hidden-text">${t('stage.skipped', { reason: entry.skippedReason ?? '' })}</span>` : nothing}</li>`
    })}</ol></nav>`
  }
}
