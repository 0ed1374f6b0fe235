import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { setLanguage, language, t } from '../../../i18n/index.ts'
import { follow, go } from '../../../router.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import type { PictogramName } from '../pictogram.ts'
import { becomeTerminal, terminal } from './terminal.ts'
import '../../../components/icon.ts'
import '../pictogram.ts'

const CODE = /^[A-Za-z0-9_-]{16,64}$/

/** The first page of a terminal at a service centre: what can be done here, in tiles that nobody can miss. */
@customElement('tt-window-kiosk-page')
export class TtWindowKioskPage extends PublicElement {
  static override styles = [...publicStyles, css`
    .page { max-inline-size: 70rem; min-block-size: calc(100dvh - 8rem); display: flex; flex-direction: column; gap: 1.6rem; padding-block: 5vh 2rem; }
    .page > :last-child { margin-block-start: auto; }
    .tiles { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr)); }
    .tiles a { display: grid; gap: 0.6rem; align-content: start; padding: 1.2rem; min-block-size: max(10rem, 22vh); text-decoration: none; background: var(--paper-raised); border: 2px solid var(--line-strong); border-radius: var(--radius); }
    .tiles a.first { background: var(--ink-800); color: #fff; border-color: var(--ink-800); grid-column: 1 / -1; grid-template-columns: auto 1fr; align-items: center; column-gap: 1.4rem; padding: 1.6rem; min-block-size: max(9rem, 17vh); }
    .tiles a.first tt-pictogram { grid-row: span 2; color: var(--gold); font-size: 3.4rem; }
    .tiles b { font: 700 1.5rem/1.3 var(--serif); }
    .tiles tt-pictogram { font-size: 2.4rem; color: var(--gold-deep); }
    .tiles a.first b { align-self: end; font-size: 1.9rem; } .tiles a.first span { align-self: start; }
    .languages { display: flex; gap: 0.8rem; flex-wrap: wrap; }
    .languages button { min-inline-size: 8rem; }
    [aria-pressed='true'] { background: var(--ink-800); color: #fff; border-color: var(--ink-800); }
    [aria-pressed='true']:hover:not(:disabled) { background: var(--ink-700); }
  `]

  @state() private hasCode = true

  override connectedCallback(): void {
    super.connectedCallback()
    const code = new URLSearchParams(location.search).get('terminal')
    if (code !== null && CODE.test(code)) {
      becomeTerminal(code)
      // The code is this device's key: it does not stay where citizens can read it.
      history.replaceState(null, '', location.pathname)
      this.dispatchEvent(new Event('tt-terminal'))
    }
    this.hasCode = terminal() !== null
  }

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    // Who signs in again at a screen of the centre while a window waits for them is taken there.
    if (this.isCitizen && this.live?.sessionId && this.live.room.sessionId === null && this.hasCode) go('/window/call')
  }

  protected override spoken(): string { return t('wp.kiosk.spoken') }

  override render() {
    return html`<div class="page">
      <div><h1>${t('wp.kiosk.title')}</h1><p class="lead">${t('wp.kiosk.lead')}</p></div>
      ${this.hasCode ? nothing : html`<p class="note warn" role="alert"><tt-icon name="warning"></tt-icon><span>${t('wp.kiosk.noCode')}</span></p>`}
      <nav class="tiles" aria-label=${t('wp.kiosk.title')}>
        ${this.#tile('/window/items', 'search', 'wp.kiosk.take', 'wp.kiosk.takeWords', 'first')}
        ${this.#tile('/window/ticket', 'ticket', 'wp.myTickets', 'wp.kiosk.ticketsWords')}
        ${this.#tile('/window/cases', 'matters', 'wp.myCases', 'wp.kiosk.casesWords')}
        ${this.#tile('/window/ratings', 'star', 'wp.results', 'wp.kiosk.resultsWords')}
      </nav>
      <div class="languages" role="group" aria-label="语言 Language"><button lang="zh-CN" data-language="zh" aria-pressed=${language() === 'zh' ? 'true' : 'false'} @click=${() => setLanguage('zh')}>中文</button>
        <button lang="en" data-language="en" aria-pressed=${language() === 'en' ? 'true' : 'false'} @click=${() => setLanguage('en')}>English</button></div>
      <p class="soft">${t('wp.kiosk.help')}</p></div>`
  }

  #tile(href: string, drawing: PictogramName, title: 'wp.kiosk.take' | 'wp.myTickets' | 'wp.myCases' | 'wp.results', words: 'wp.kiosk.takeWords' | 'wp.kiosk.ticketsWords' | 'wp.kiosk.casesWords' | 'wp.kiosk.resultsWords', look = '') {
    return html`<a class=${look} href=${href} @click=${follow}><tt-pictogram name=${drawing}></tt-pictogram><b>${t(title)}</b><span>${t(words)}</span></a>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-kiosk-page': TtWindowKioskPage }
}
