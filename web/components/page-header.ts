import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { signOut } from '../api.ts'
import { TtElement } from '../base-element.ts'
import { t } from '../i18n/index.ts'
import { follow, go } from '../router.ts'
import { currentSession, sessionEvents } from '../session.ts'
import { buttons, texts } from '../style/shared.ts'
import './icon.ts'
import './language-switch.ts'

/** The band over every page outside a hearing. */
@customElement('tt-page-header')
export class TtPageHeader extends TtElement {
  static override styles = [
    texts, buttons,
    css`
      header { display: flex; align-items: center; gap: 1rem; padding: 0.5rem clamp(1rem, 4vw, 2.5rem); min-block-size: 4rem; background: var(--ink-900); color: var(--ink-text); border-block-end: 3px solid var(--gold-deep); --focus: var(--gold); }
      a { display: flex; align-items: center; gap: 0.7rem; color: inherit; text-decoration: none; margin-inline-end: auto; }
      a tt-icon { font-size: 1.6rem; color: var(--gold); }
      .name { font-family: var(--serif); font-size: 1.35rem; font-weight: 700; letter-spacing: 0.12em; line-height: 1.2; }
      .tagline { font-size: var(--size-s); color: var(--ink-text-soft); padding-inline-start: 0.7rem; border-inline-start: 1px solid var(--ink-line); }
      .who { font-size: var(--size-s); color: var(--ink-text-soft); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
      button.plain { color: inherit; font-size: var(--size-s); white-space: nowrap; min-block-size: 2.5rem; }
      button.plain:hover:not(:disabled) { background: rgb(255 255 255 / 12%); }
      @media (max-width: 600px) { .tagline, .who { display: none; } header { gap: 0.25rem; } button.plain { padding-inline: 0.4em; } }
    `,
  ]

  /** Over the pages of the windows. */
  @property({ type: Boolean }) windows = false
  /** At a terminal of a service centre a session is ended, and all of it wiped, by a button of its own. */
  @property({ type: Boolean }) terminal = false

  override connectedCallback(): void {
    super.connectedCallback()
    sessionEvents.addEventListener('change', this.#signedInOrOut)
  }

  override disconnectedCallback(): void {
    sessionEvents.removeEventListener('change', this.#signedInOrOut)
    super.disconnectedCallback()
  }

  readonly #signedInOrOut = (): void => this.requestUpdate()

  override render() {
    const session = currentSession()
    return html`<header>
      <a href=${this.terminal ? '/window/kiosk' : this.windows ? '/window' : '/'} @click=${follow}>
        ${this.windows ? nothing : html`<tt-icon name="scales"></tt-icon>`}
        <span class="name">${t('app.name')}</span><span class="tagline">${t(this.windows ? 'wp.title' : 'app.tagline')}</span>
      </a>
      ${session && this.terminal ? html`<span class="who">${session.name}</span>` : session ? html`<span class="who">${session.name}</span>
        <button class="plain" data-act="signOut" @click=${this.#leave}>${t('app.signOut')}</button>` : nothing}
      ${this.terminal ? nothing : html`<tt-language-switch></tt-language-switch>`}
    </header>`
  }

  readonly #leave = async (): Promise<void> => {
    const isCitizen = currentSession()?.window?.role === 'serviceApplicant'
    await signOut().catch(() => undefined)
    go(isCitizen ? '/window' : '/enter', { replace: true })
  }
}
