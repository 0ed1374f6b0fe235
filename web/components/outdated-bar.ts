import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { TtElement } from '../base-element.ts'
import { t } from '../i18n/index.ts'
import { isDraftAtHand } from '../live/drafts.ts'
import { isPageOutdated, pageVersionEvents } from '../live/page-version.ts'
import { buttons, texts } from '../style/shared.ts'
import './icon.ts'

/** Over every page: the server has been updated and this page no longer gets a line. Leaves all below it to be read and copied. */
@customElement('tt-outdated-bar')
export class TtOutdatedBar extends TtElement {
  static override styles = [
    texts, buttons,
    css`
      [popover] { inset: 0 0 auto; inline-size: 100%; max-inline-size: none; margin: 0; padding: 0; border: 0; background: none; }
      .line { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 0.4rem 0.9rem; padding: 0.7rem 1rem; background: var(--amber-soft); color: #5b3600; border-block-end: 3px solid var(--amber); font-family: var(--sans); }
      .line tt-icon { font-size: 1.3rem; flex: none; }
      .words { flex: 0 1 auto; min-inline-size: 0; }
      @media (max-width: 600px) { .line { justify-content: start; } .words { flex: 1; } .line button { inline-size: 100%; } }
    `,
  ]

  override connectedCallback(): void {
    super.connectedCallback()
    pageVersionEvents.addEventListener('change', this.#outdated)
    addEventListener('input', this.#typed)
  }

  override disconnectedCallback(): void {
    pageVersionEvents.removeEventListener('change', this.#outdated)
    removeEventListener('input', this.#typed)
    super.disconnectedCallback()
  }

  readonly #outdated = (): void => this.requestUpdate()
  /** Whoever goes on writing is told as well. */
  readonly #typed = (): void => {
    if (isPageOutdated()) this.requestUpdate()
  }

  /** In the top layer, so that it is seen above an open dialog too. */
  override updated(): void {
    this.renderRoot.querySelector<HTMLElement>('[popover]:not(:popover-open)')?.showPopover()
  }

  override render() {
    // The alert is there before its words: only then is every screen reader sure to read them.
    return html`<div role="alert">${isPageOutdated() ? html`<div popover="manual"><div class="line" data-state="outdated"><tt-icon name="refresh"></tt-icon>
      <div class="words"><p><b>${t('app.outdated')}</b></p>${isDraftAtHand() ? html`<p data-state="draft">${t('app.outdatedDraft')}</p>` : nothing}</div>
      <button class="primary" data-act="reloadPage" @click=${() => location.reload()}>${t('app.reloadPage')}</button></div></div>` : nothing}</div>`
  }
}
