import { css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import type { WindowRole } from '#protocol/window/actor.ts'
import { TtElement } from './base-element.ts'
import { t } from './i18n/index.ts'
import type { WordKey } from './i18n/index.ts'
import { focused, leadToHeading } from './page-focus.ts'
import { currentRoute, go, routerEvents } from './router.ts'
import type { Route } from './router.ts'
import { currentSession, sessionEvents } from './session.ts'
import { buttons, texts } from './style/shared.ts'
import './components/outdated-bar.ts'
import './components/page-header.ts'

/** Where somebody of the windows belongs. */
const homeOf = (role: WindowRole): string => (role === 'serviceApplicant' ? '/window' : role === 'supervisor' || role === 'reviewer' ? '/window/board' : '/window/desk')

/** Pages are fetched when they are first needed: a witness on a phone does not load the clerk's desk. */
const LOADERS = {
  enter: () => import('./pages/enter-page.ts'),
  hearings: () => import('./pages/hearings-page.ts'),
  test: () => import('./pages/test-page.ts'),
  hearing: () => import('./pages/hearing-page.ts'),
  verify: () => import('./pages/verify-page.ts'),
  windowHome: () => import('./window/public/home-page.ts'),
  windowKiosk: () => import('./window/public/kiosk/kiosk-page.ts'),
  windowItems: () => import('./window/public/items/items-page.ts'),
  windowItem: () => import('./window/public/items/item-page.ts'),
  windowTicket: () => import('./window/public/tickets/ticket-page.ts'),
  windowCases: () => import('./window/public/cases/cases-page.ts'),
  windowCase: () => import('./window/public/cases/case-page.ts'),
  windowRatings: () => import('./window/public/rating/results-page.ts'),
  windowCall: () => Promise.all([import('./window/call/call-page.ts'), import('./window/public/rating/rating.ts')]),
  windowDesk: () => import('./window/desk/desk-page.ts'),
  windowBoard: () => import('./window/desk/board-page.ts'),
  windowAdmin: () => import('./window/desk/admin-page.ts'),
} as const
type PageName = keyof typeof LOADERS
/** What stands over every page of the windows; a court's pages do without. */
const loadWindows = () => import('./window/public/index.ts')
type Windows = Awaited<ReturnType<typeof loadWindows>>
const isOfWindows = ({ page }: Route): boolean => page.startsWith('window')
const FOR_STAFF: readonly Route['page'][] = ['windowDesk', 'windowBoard', 'windowAdmin']

/** What stands in the tab, before the name of the house: where one is, and nothing of whom. */
const TITLES: Record<Exclude<Route['page'], 'home'>, WordKey> = {
  enter: 'enter.heading', hearings: 'list.title', test: 'test.title', hearing: 'title.hearing', verify: 'verify.title',
  windowHome: 'title.windowHome', windowKiosk: 'title.windowKiosk', windowRatings: 'wp.results', windowItems: 'wp.findItem', windowItem: 'title.windowItem',
  windowTicket: 'wp.myTickets', windowCases: 'wp.myCases', windowCase: 'wp.case', windowCall: 'title.windowCall',
  windowDesk: 'title.windowDesk', windowBoard: 'title.windowBoard', windowAdmin: 'wa.title', unknown: 'app.notFound',
}

type Shown = { route: Route; state: 'loading' | 'ready' | 'failed' }

@customElement('tt-app')
export class TtApp extends TtElement {
  static override styles = [
    texts, buttons,
    css`
      :host { display: block; min-block-size: 100dvh; }
      .skip { position: absolute; inset-block-start: -4rem; inset-inline-start: 1rem; z-index: 10; }
      .skip:focus { inset-block-start: 0.5rem; }
      .alone h1 { font-size: var(--size-xl); }
      .alone { display: grid; gap: 1rem; justify-items: center; padding: 18vh 1.5rem; text-align: center; }
    `,
  ]

  @state() private shown: Shown = { route: currentRoute(), state: 'loading' }
  @state() private windows: Windows | null = null
  /** The first page of a tab is read from its beginning, as a browser does it. */
  #hasArrived = false
  #focusBefore: Element | null = null

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
    const session = currentSession()
    if (route.page === 'home') return go(session?.window ? homeOf(session.window.role) : session ? '/hearings' : '/enter', { replace: true })
    // The personal link is the sign-in; everything else asks for one, and a hearing under way keeps its own.
    const needsSession = route.page === 'hearings' || route.page === 'test' || route.page === 'hearing'
    if (needsSession && !session) return go('/enter', { replace: true })
    if (FOR_STAFF.includes(route.page) && !session?.window) return go('/enter', { replace: true })
    if (route.page === 'windowCall' && !session?.window) return go('/window', { replace: true })
    const same = JSON.stringify(this.shown.route) === JSON.stringify(route)
    if (same && this.shown.state === 'ready') return
    if (!same) this.#focusBefore = focused()
    this.shown = { route, state: 'loading' }
    if (route.page === 'unknown') return this.#settle(route, 'ready')
    const loading = [LOADERS[route.page as PageName](), ...(isOfWindows(route) ? [loadWindows().then((windows) => { this.windows = windows })] : [])]
    Promise.all(loading).then(
      () => this.#settle(route, 'ready'),
      () => this.#settle(route, 'failed'),
    )
  }

  #settle(route: Route, state: Shown['state']): void {
    if (this.shown.route !== route) return
    this.windows?.dressPage(route)
    this.shown = { route, state }
    if (this.#hasArrived) void this.updateComplete.then(() => leadToHeading(this.renderRoot, this.#focusBefore))
    this.#hasArrived = true
  }

  override render() {
    const { route, state } = this.shown
    const house = t(isOfWindows(route) ? 'wp.appTitle' : 'app.title')
    document.title = route.page === 'home' ? house : `${t(TITLES[route.page])} · ${house}`
    return html`
      <button class="skip" @click=${() => this.renderRoot.querySelector<HTMLElement>('#main')?.focus()}>${t('app.skip')}</button>
      <tt-outdated-bar></tt-outdated-bar>
      ${this.#over(route)}
      <main id="main" tabindex="-1">
        ${state === 'ready' ? this.#page(route) : state === 'failed' ? this.#alone(t('app.loadFailed'), 'reload') : html`<p class="alone" role="status">${t('app.loading')}</p>`}
      </main>
    `
  }

  /** The band over a page, and what watches over those of the windows. */
  #over(route: Route): TemplateResult | typeof nothing {
    const { windows } = this
    const isTerminal = windows?.isTerminal() ?? false
    const guard = isTerminal && isOfWindows(route) ? html`<tt-kiosk-guard></tt-kiosk-guard>` : nothing
    if (route.page === 'hearing') return nothing
    if (route.page === 'windowCall') return html`${guard}`
    const isPublic = windows?.isPublic(route) ?? false
    return html`<tt-page-header ?windows=${isOfWindows(route)} ?terminal=${isTerminal}></tt-page-header>
      ${isPublic ? html`<tt-comfort-bar ?kiosk=${isTerminal} @end=${() => void this.renderRoot.querySelector('tt-kiosk-guard')?.end()}></tt-comfort-bar><tt-window-called></tt-window-called>` : nothing}${guard}`
  }

  #page(route: Route): TemplateResult {
    switch (route.page) {
      case 'enter': return html`<tt-enter-page></tt-enter-page>`
      case 'hearings': return html`<tt-hearings-page></tt-hearings-page>`
      case 'verify': return html`<tt-verify-page .documentId=${route.documentId}></tt-verify-page>`
      case 'test': return html`${keyed(route.hearingId, html`<tt-test-page .hearingId=${route.hearingId}></tt-test-page>`)}`
      case 'hearing': return html`${keyed(route.hearingId, html`<tt-hearing-page .hearingId=${route.hearingId}></tt-hearing-page>`)}`
      case 'windowHome': return html`<tt-window-home-page></tt-window-home-page>`
      case 'windowKiosk': return html`<tt-window-kiosk-page @tt-terminal=${() => this.requestUpdate()}></tt-window-kiosk-page>`
      case 'windowItems': return html`<tt-window-items-page></tt-window-items-page>`
      case 'windowItem': return html`${keyed(route.itemCode, html`<tt-window-item-page .itemCode=${route.itemCode}></tt-window-item-page>`)}`
      case 'windowTicket': return html`<tt-window-ticket-page></tt-window-ticket-page>`
      case 'windowCases': return html`<tt-window-cases-page></tt-window-cases-page>`
      case 'windowCase': return html`${keyed(route.caseId, html`<tt-window-case-page .caseId=${route.caseId}></tt-window-case-page>`)}`
      case 'windowRatings': return html`<tt-window-ratings-page></tt-window-ratings-page>`
      case 'windowCall': return html`<tt-window-call-page></tt-window-call-page>`
      case 'windowDesk': return html`<tt-window-desk-page></tt-window-desk-page>`
      case 'windowBoard': return html`<tt-window-board-page></tt-window-board-page>`
      case 'windowAdmin': return html`<tt-window-admin-page></tt-window-admin-page>`
      default: return this.#alone(t('app.notFound'), 'home')
    }
  }

  #alone(words: string, way: 'reload' | 'home'): TemplateResult {
    return html`<div class="alone" role="status">
      <h1>${words}</h1>
      ${way === 'reload' ? html`<button @click=${() => location.reload()}>${t('do.reload')}</button>` : html`<button @click=${() => go('/')}>${t('app.home')}</button>`}
    </div>`
  }
}
