import { css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { TtElement } from './base-element.ts'
import { t } from './i18n/index.ts'
import { currentRoute, go, routerEvents } from './router.ts'
import type { Route } from './router.ts'
import { currentSession, sessionEvents } from './session.ts'
import { buttons, texts } from './style/shared.ts'
import './components/page-header.ts'

/** Pages are fetched when they are first needed: a witness on a phone does not load the clerk's desk. */
const LOADERS = {
  enter: () => import('./pages/enter-page.ts'),
  hearings: () => import('./pages/hearings-page.ts'),
  test: () => import('./pages/test-page.ts'),
  hearing: () => import('./pages/hearing-page.ts'),
  verify: () => import('./pages/verify-page.ts'),
} as const
type PageName = keyof typeof LOADERS
type Shown = { route: Route; state: 'loading' | 'ready' | 'failed' }

@customElement('tt-app')
export class TtApp extends TtElement {
  static override styles = [
    texts, buttons,
    css`
      :host { display: block; min-block-size: 100dvh; }
      .skip { position: absolute; inset-block-start: -4rem; inset-inline-start: 1rem; z-index: 10; }
      .skip:focus { inset-block-start: 0.5rem; }
      .alone { display: grid; gap: 1rem; justify-items: center; padding: 18vh 1.5rem; text-align: center; }
    `,
  ]

  @state() private shown: Shown = { route: currentRoute(), state: 'loading' }

  override connectedCallback(): void {
    super.connectedCallback()
    routerEvents.addEventListener('change', this.#open)
    sessionEvents.addEventListener('change', this.#open)
    this.#open()
  }

  override disconnectedCallback(): void {
    routerEvents.removeEventListener('change', this.#open)
    sessionEvents.removeEventListener('change', this.#open)
    super.disconnectedCallback()
  }

  readonly #open = (): void => {
    const route = currentRoute()
    if (route.page === 'home') return go(currentSession() ? '/hearings' : '/enter', { replace: true })
    if (route.page === 'unknown') return void (this.shown = { route, state: 'ready' })
    // The personal link is the sign-in; everything else asks for one, and a hearing under way keeps its own.
    const needsSession = route.page === 'hearings' || route.page === 'test' || route.page === 'hearing'
    if (needsSession && !currentSession()) return go('/enter', { replace: true })
    const same = JSON.stringify(this.shown.route) === JSON.stringify(route)
    if (same && this.shown.state === 'ready') return
    this.shown = { route, state: 'loading' }
    LOADERS[route.page as PageName]().then(
      () => this.#settle(route, 'ready'),
      () => this.#settle(route, 'failed'),
    )
  }

  #settle(route: Route, state: Shown['state']): void {
    if (this.shown.route === route) this.shown = { route, state }
  }

  override render() {
    document.title = t('app.title')
    const { route, state } = this.shown
    return html`
      <button class="skip" @click=${() => this.renderRoot.querySelector<HTMLElement>('#main')?.focus()}>${t('app.skip')}</button>
      ${route.page === 'hearing' ? nothing : html`<tt-page-header></tt-page-header>`}
      <main id="main" tabindex="-1">
        ${state === 'ready' ? this.#page(route) : this.#alone(state === 'failed' ? t('app.loadFailed') : t('app.loading'), state === 'failed')}
      </main>
    `
  }

  #page(route: Route): TemplateResult {
    switch (route.page) {
      case 'enter': return html`<tt-enter-page></tt-enter-page>`
      case 'hearings': return html`<tt-hearings-page></tt-hearings-page>`
      case 'verify': return html`<tt-verify-page .documentId=${route.documentId}></tt-verify-page>`
      case 'test': return html`${keyed(route.hearingId, html`<tt-test-page .hearingId=${route.hearingId}></tt-test-page>`)}`
      case 'hearing': return html`${keyed(route.hearingId, html`<tt-hearing-page .hearingId=${route.hearingId}></tt-hearing-page>`)}`
      default: return this.#alone(t('app.notFound'), false, true)
    }
  }

  #alone(words: string, reload: boolean, home = false): TemplateResult {
    return html`<div class="alone" role="status">
      <p>${words}</p>
      ${reload ? html`<button @click=${() => location.reload()}>${t('do.reload')}</button>` : nothing}
      ${home ? html`<button @click=${() => go('/')}>${t('app.home')}</button>` : nothing}
    </div>`
  }
}
