import { css, html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { WindowSeat } from '#protocol/window/actor.ts'
import { actButton } from '../../components/act-button.ts'
import { lostWords } from '../../components/lost-words.ts'
import type { Tone, TtToasts } from '../../components/toast.ts'
import { t } from '../../i18n/index.ts'
import { follow, go } from '../../router.ts'
import { sharedStyles } from '../../style/shared.ts'
import { WindowElement, liveWindowAgain } from '../live/index.ts'
import type { LiveWindow } from '../live/index.ts'
import { EMPTY_BOOK, loadBook } from './book.ts'
import type { Book } from './book.ts'
import { tabKeys } from './case/tabs.ts'
import '../../components/icon.ts'
import '../../components/toast.ts'
import './board/access-log.ts'
import './board/complaints.ts'
import './board/figures.ts'
import './board/live-windows.ts'
import './board/own-ratings.ts'
import './board/statistics.ts'

const VIEWS = ['live', 'terms', 'ratings', 'complaints', 'statistics', 'access'] as const
type View = (typeof VIEWS)[number]
/** What each role comes here for: the rated clerk to appeal, the handler to call back, the reviewer to decide. */
const FOR: Record<string, readonly View[]> = { supervisor: VIEWS, reviewer: ['complaints', 'ratings', 'statistics'], remoteClerk: ['complaints', 'ratings'] }

/** The supervisor's board: the hall as it is, terms that run out, what citizens say, figures, and who looked at what. */
@customElement('tt-window-board-page')
export class TtWindowBoardPage extends WindowElement {
  static override styles = [sharedStyles, css`
    a { color: var(--blue); }
    :host { display: block; max-inline-size: 92rem; margin-inline: auto; padding: 1rem clamp(0.7rem, 2.5vw, 2rem) 3rem; }
    .head { display: flex; flex-wrap: wrap; gap: 0.4rem 1rem; align-items: baseline; }
    .head h1 { font-size: 1.5rem; }
    .head .to { margin-inline-start: auto; display: flex; gap: 1rem; }
    .tabs { display: flex; overflow-x: auto; margin-block: 0.7rem 1rem; border-block-end: 1px solid var(--line-strong); }
    .tabs button { border: 0; border-block-end: 3px solid transparent; border-radius: 0; background: none; white-space: nowrap; color: var(--text-soft); }
    .tabs button:hover:not(:disabled) { background: none; color: var(--text); border-color: transparent; }
    .tabs button:focus-visible { outline-offset: -3px; }
    .tabs [aria-selected='true'], .tabs [aria-selected='true']:hover:not(:disabled) { border-block-end-color: var(--gold-deep); color: var(--text); font-weight: 700; }
    @media (max-width: 700px) { .tabs button { padding-inline: 0.5em; font-size: 0.9375rem; flex: 1 0 auto; } }
    .alone { padding: 18vh 1.5rem; text-align: center; display: grid; gap: 1rem; justify-items: center; }
    .stack { display: grid; gap: 1.1rem; }
    .line { display: flex; gap: 0.5rem; justify-content: center; background: var(--red); color: #fff; padding: 0.3rem; font-weight: 600; }
  `]

  @state() private book: Book = EMPTY_BOOK
  @state() private shown: View | null = null
  @query('tt-toasts') private toasts!: TtToasts

  override connectedCallback(): void {
    super.connectedCallback()
    void loadBook().then((book) => { this.book = book })
  }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.toasts?.say(event.detail.words, event.detail.tone)
  }

  override willUpdate(): void {
    super.willUpdate()
    if (this.seat && !FOR[this.seat.role]) go(this.seat.role === 'serviceApplicant' ? '/window' : '/window/desk', { replace: true })
  }

  override render() {
    const { live, seat } = this
    const title = html`<h1 class="hidden-text">${t('title.windowBoard')}</h1>`
    if (!live) return html`${title}<p class="alone">${t('wd.signIn')}</p>`
    if (live.status.kind === 'closed') return html`${title}<div class="alone" role="alert"><p>${t('wd.takenOver')}</p>${actButton('takeBack', t('wd.takeBack'), () => { this.live = liveWindowAgain() }, { look: 'primary' })}</div>`
    return seat ? this.#board(live, seat) : html`<p class="alone" role="status">${lostWords(live.status, 'wd.lineLost') ?? t('app.loading')}</p>`
  }

  #board(live: LiveWindow, seat: WindowSeat) {
    const { book } = this
    const lost = lostWords(live.status, 'wd.lineLost')
    const views = FOR[seat.role] ?? []
    const shown = this.shown ?? views[0]
    return html`<div @tt-tell=${this.#tell}>
      ${lost ? html`<p class="line" role="alert"><tt-icon name="wifiOff"></tt-icon>${lost}</p>` : nothing}
      <div class="head"><h1>${t(seat.role === 'supervisor' ? 'wb.title' : 'wb.titleRatings')}</h1><span class="soft">${book.office(seat.at ?? '')}</span>
        <span class="to">${seat.role === 'supervisor' ? html`<a href="/window/admin" @click=${follow}>${t('wa.title')}</a>` : nothing}${seat.role === 'remoteClerk' ? html`<a href="/window/desk" @click=${follow}>${t('wb.toDesk')}</a>` : nothing}</span></div>
      <div class="tabs" role="tablist" aria-label=${t('wb.views')} @keydown=${tabKeys}>${views.map((view) => html`<button type="button" role="tab" id="tab-${view}" data-act="view-${view}" aria-controls="view" aria-selected=${view === shown} tabindex=${view === shown ? 0 : -1} @click=${() => { this.shown = view }}>${t(`wb.view.${view}`)}</button>`)}</div>
      <div id="view" role="tabpanel" aria-labelledby="tab-${shown}">${this.#view(shown)}</div>
      <tt-toasts></tt-toasts></div>`
  }

  #view(shown: View | undefined) {
    const { live, book, seat } = this
    switch (shown) {
      case 'live': return html`<tt-board-live .live=${live} .book=${book}></tt-board-live>`
      case 'terms': return html`<tt-board-figures about="terms" .live=${live} .book=${book}></tt-board-figures>`
      case 'ratings': return seat?.role === 'remoteClerk' ? html`<tt-board-own-ratings .live=${live}></tt-board-own-ratings>` : html`<tt-board-figures about="ratings" .live=${live} .book=${book}></tt-board-figures>`
      case 'complaints': return html`<div class="stack"><tt-board-complaints .live=${live} .book=${book}></tt-board-complaints></div>`
      case 'statistics': return html`<tt-board-statistics .live=${live} .today=${live?.day || undefined}></tt-board-statistics>`
      case 'access': return html`<tt-board-access .live=${live} .book=${book}></tt-board-access>`
      default: return nothing
    }
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-board-page': TtWindowBoardPage }
}
