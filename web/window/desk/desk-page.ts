import { html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { keyed } from 'lit/directives/keyed.js'
import { actButton } from '../../components/act-button.ts'
import { lostWords } from '../../components/lost-words.ts'
import type { Tone, TtToasts } from '../../components/toast.ts'
import { t } from '../../i18n/index.ts'
import { go } from '../../router.ts'
import { sharedStyles } from '../../style/shared.ts'
import { WindowElement, liveWindowAgain } from '../live/index.ts'
import { EMPTY_BOOK, loadBook } from './book.ts'
import type { Book } from './book.ts'
import { forgetPictures } from '../counter/page-pictures.ts'
import { tabKeys } from './case/tabs.ts'
import { actionOf } from './keys.ts'
import { deskOf } from './line.ts'
import { deskStyles } from './desk-styles.ts'
import type { TtDeskBar } from './parts/bar.ts'
import '../../components/icon.ts'
import '../../components/toast.ts'
import '../call/call.ts'
import './case/case-panel.ts'
import './parts/bar.ts'
import './parts/history.ts'
import './parts/inbox.ts'
import './parts/interpreting.ts'
import './parts/phrase-list.ts'
import './parts/queue.ts'
import './parts/sit-down.ts'
import './parts/start-matter.ts'

const SIDES = ['matter', 'history', 'phrases'] as const
type Side = (typeof SIDES)[number]
/** On a narrow screen one of these at a time. */
const PANES = ['queue', 'main', 'side'] as const
type Pane = (typeof PANES)[number]

/**
 * Where a clerk sits all day: the queue on the left, the call or the cases in the middle, what the matter needs on the
 * right. Helpers and local clerks have the same desk with the queue of their centre and no window of their own.
 */
@customElement('tt-window-desk-page')
export class TtWindowDeskPage extends WindowElement {
  static override styles = [sharedStyles, deskStyles]

  @state() private book: Book = EMPTY_BOOK
  @state() private side: Side = 'matter'
  @state() private pane: Pane = 'main'
  /** A case opened from the list or the history. */
  @state() private shownCase = ''
  #callOf: string | null = null
  @query('tt-toasts') private toasts!: TtToasts
  @query('tt-desk-bar') private bar!: TtDeskBar | null

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('keydown', this.#key)
    void loadBook().then((book) => { this.book = book })
  }

  override disconnectedCallback(): void {
    removeEventListener('keydown', this.#key)
    forgetPictures()
    super.disconnectedCallback()
  }

  override willUpdate(): void {
    super.willUpdate()
    const role = this.seat?.role
    if (role === 'supervisor' || role === 'reviewer') go('/window/board', { replace: true })
    else if (role === 'serviceApplicant') go('/window', { replace: true })
    // Beside the next citizen nothing is left open of the one before.
    const sessionId = this.live?.sessionId ?? null
    if (sessionId === null || sessionId === this.#callOf) return
    this.#callOf = sessionId
    this.shownCase = ''
  }

  readonly #key = (event: KeyboardEvent): void => {
    const action = actionOf(event, event.composedPath(), isDialogOpen())
    if (!action || !this.bar) return
    event.preventDefault()
    void this.bar.act(action)
  }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    if (event.detail.words) this.toasts?.say(event.detail.words, event.detail.tone)
  }

  readonly #showCase = (event: CustomEvent<string>): void => {
    this.shownCase = event.detail
    this.side = 'matter'
    this.pane = 'side'
  }

  readonly #assist = (event: CustomEvent<string>): void => {
    this.pane = 'main'
    this.shownCase = ''
    void this.command((live) => live.joinCall({ withCamera: false, withMicrophone: true }, event.detail))
  }

  /** After a call its case stays open on the right, to be gone on with. */
  readonly #ended = (): void => {
    this.shownCase = this.view?.caseLink?.caseId ?? ''
    void this.command(async (live) => {
      if (live.view?.ended) await live.leaveCall()
    })
  }

  get inCall(): boolean { return this.view !== null && this.view.ended === null }
  get expectsCall(): boolean { return this.live?.sessionId !== null && this.live?.sessionId !== undefined }

  override render() {
    return html`<h1 class="hidden-text">${t('title.windowDesk')}</h1>${this.#content()}`
  }

  #content() {
    const { live } = this
    if (live?.status.kind === 'closed') return this.#closed(live.status.reason === 'takenOver')
    if (!live) return html`<p class="alone">${t('wd.signIn')}</p>`
    const lost = lostWords(live.status, 'wd.lineLost')
    if (!this.seat) return html`<p class="alone" role="status">${lost ?? t('app.loading')}</p>`
    if (this.seat.role === 'interpreter') return this.#interpreting()
    const atCentre = this.seat.role === 'localClerk' || this.seat.role === 'helper'
    const desk = deskOf(this.hall, live.me)
    const seated = atCentre || desk !== null || this.inCall
    return html`<div class="page" @tt-tell=${this.#tell} @tt-case=${this.#showCase} @tt-assist=${this.#assist}>
      ${lost ? html`<p class="line" role="alert"><tt-icon name="wifiOff"></tt-icon>${lost}</p>` : nothing}
      ${atCentre ? this.#centreBar() : desk ? html`<tt-desk-bar .live=${live} .book=${this.book}></tt-desk-bar>` : this.#awayBar()}
      ${seated || this.shownCase ? this.#desk(atCentre) : this.#away()}
      <tt-toasts></tt-toasts></div>`
  }

  #interpreting() {
    return html`<div class="page" @tt-tell=${this.#tell}>
      <div class="plainbar"><b>${t('wd.role.interpreter')}</b><span>${this.live?.name ?? ''}</span></div>
      <tt-desk-interpreting class="alone-room" .live=${this.live} .book=${this.book}></tt-desk-interpreting><tt-toasts></tt-toasts></div>`
  }

  #centreBar() {
    return html`<div class="plainbar"><b>${this.book.centre(this.seat?.at ?? '')}</b><span>${t(`wd.role.${this.seat?.role === 'helper' ? 'helper' : 'localClerk'}`)}${this.live?.name ? ` · ${this.live.name}` : ''}</span></div>`
  }

  #awayBar() {
    return html`<div class="plainbar"><b>${this.book.office(this.seat?.at ?? '')}</b><span>${t('wd.notSeated')}</span></div>`
  }

  /** Without a window one still works on cases. */
  #away() {
    return html`<div class="away"><tt-desk-sit-down .live=${this.live} .book=${this.book}></tt-desk-sit-down><tt-desk-inbox .live=${this.live} .shown=${this.shownCase}></tt-desk-inbox></div>`
  }

  #desk(atCentre: boolean) {
    const { live, view, book } = this
    const calling = this.inCall || this.expectsCall
    const caseId = this.shownCase || view?.caseLink?.caseId || ''
    return html`
      <div class="panes" role="tablist" aria-label=${t('wd.panes')} @keydown=${tabKeys}>${PANES.map((pane) => html`<button type="button" role="tab" data-act="pane-${pane}" aria-selected=${pane === this.pane} tabindex=${pane === this.pane ? 0 : -1} @click=${() => { this.pane = pane }}>${
        t(pane === 'main' ? (calling ? 'wd.pane.call' : 'wd.cases') : pane === 'queue' ? 'wd.queue' : 'wd.pane.side')}</button>`)}</div>
      <div class="desk ${calling ? 'calling' : ''} ${caseId || calling ? 'with' : ''}" data-pane=${this.pane}>
        <tt-desk-queue class="queue" .live=${live} .book=${book}></tt-desk-queue>
        <div class="main">${calling ? html`<tt-window-call embedded .live=${live} @tt-call-ended=${this.#ended}><p slot="none">${t('wd.connecting')}</p></tt-window-call>`
          : html`<tt-desk-inbox .live=${live} .shown=${this.shownCase}></tt-desk-inbox>`}</div>
        ${caseId || calling ? html`<div class="side">${this.#side(caseId, atCentre)}</div>` : nothing}</div>`
  }

  #side(caseId: string, atCentre: boolean) {
    const { live, view, book } = this
    const sides = this.inCall ? SIDES : (['matter'] as const)
    const side = (sides as readonly Side[]).includes(this.side) ? this.side : 'matter'
    const callCase = view?.caseLink?.caseId ?? ''
    return html`
      ${this.inCall || this.shownCase ? html`<div class="sides"><div role="tablist" aria-label=${t('wd.pane.side')} @keydown=${tabKeys}>${sides.map((one) => html`<button type="button" role="tab" data-act="side-${one}" aria-selected=${one === side} tabindex=${one === side ? 0 : -1}
          @click=${() => { this.side = one }}>${t(`wd.side.${one}`)}</button>`)}</div>
        ${this.shownCase && this.shownCase !== callCase ? actButton('closeCase', this.inCall ? t('wd.backToCall') : t('do.close'), () => { this.shownCase = '' }, { look: 'small plain', icon: 'close' }) : nothing}</div>` : nothing}
      ${side === 'history' && view ? html`<tt-desk-history .live=${live} .book=${book} .citizen=${view.citizen}></tt-desk-history>`
        : side === 'phrases' ? html`<tt-desk-phrases .live=${live}></tt-desk-phrases>`
          : caseId ? keyed(caseId, html`<tt-desk-case .live=${live} .book=${book} .caseId=${caseId} ?inCall=${this.inCall && caseId === callCase}></tt-desk-case>`)
            : view ? html`<tt-desk-start .live=${live} .book=${book}></tt-desk-start>` : html`<p class="alone">${t(atCentre ? 'wd.connecting' : 'wd.connecting')}</p>`}`
  }

  #closed(takenOver: boolean) {
    return html`<div class="alone" role="alert"><p>${t(takenOver ? 'wd.takenOver' : 'wd.ended')}</p>
      ${actButton('takeBack', t(takenOver ? 'wd.takeBack' : 'do.reload'), () => { this.live = liveWindowAgain() }, { look: 'primary' })}</div>`
  }
}

/** Dialogs of the client stand at the end of the body, each with its own shadow. */
const isDialogOpen = (): boolean => [...document.body.children].some((child) => child.shadowRoot?.querySelector('dialog[open]') ?? false)

declare global {
  interface HTMLElementTagNameMap { 'tt-window-desk-page': TtWindowDeskPage }
}
