import { css, html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import type { Tone, TtToasts } from '../../components/toast.ts'
import { t } from '../../i18n/index.ts'
import { go } from '../../router.ts'
import { sharedStyles } from '../../style/shared.ts'
import { WindowElement, liveWindowAgain } from '../live/index.ts'
import '../../components/toast.ts'
import './call.ts'

/** The call as citizen and helper have it before them; when it is over the citizen is asked what they think of it. */
@customElement('tt-window-call-page')
export class TtWindowCallPage extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: grid; block-size: 100dvh; min-block-size: 0; background: var(--ink-950); }
    tt-window-call { min-block-size: 0; }
    .still { display: grid; place-content: center; justify-items: center; gap: 1rem; padding: 2rem 1.2rem; text-align: center; background: var(--paper); }
    .after { display: grid; gap: 1rem; justify-items: center; inline-size: min(44rem, 100vw - 2rem); }
  `]

  @query('tt-toasts') private toasts!: TtToasts
  /** The rating is one of the citizen's own pages and stands here once that is loaded. */
  @state() private rates = false

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.toasts.say(event.detail.words, event.detail.tone)
  }

  readonly #over = (): void => {
    if (this.seat?.role !== 'serviceApplicant') return
    void customElements.whenDefined('tt-window-rating').then(() => { this.rates = true })
  }

  #home(): void {
    go(this.seat && this.seat.role !== 'serviceApplicant' ? '/window/desk' : '/window')
  }

  override render() {
    const { live } = this
    if (live?.status.kind === 'closed') return this.#closed(live.status.reason === 'takenOver')
    if (!live) return this.#closed(false)
    // At a terminal of a centre everything is read and touched from further away.
    const large = live.seat?.role === 'serviceApplicant' && live.seat.centerId !== null && matchMedia('(min-width: 900px)').matches
    const home = html`<button data-act="home" @click=${() => this.#home()}>${t('call.toHome')}</button>`
    return html`<h1 class="hidden-text">${t('title.windowCall')}</h1><tt-window-call .live=${live} ?large=${large} @tt-tell=${this.#tell} @tt-call-ended=${this.#over}>
        <div slot="none">${home}</div>
        <div slot="after" class="after">${this.rates ? html`<tt-window-rating .live=${live} .sessionId=${live.view?.sessionId ?? ''}></tt-window-rating>` : nothing}${home}</div>
      </tt-window-call><tt-toasts></tt-toasts>`
  }

  #closed(takenOver: boolean) {
    return html`<div class="still" role="alert"><h1>${t(takenOver ? 'call.takenOver' : 'call.closed')}</h1>
      <div class="row">${takenOver ? html`<button class="primary" data-act="takeBack" @click=${() => { this.live = liveWindowAgain() }}>${t('call.takeBack')}</button>` : nothing}
        <button data-act="home" @click=${() => this.#home()}>${t('call.toHome')}</button></div></div><tt-toasts></tt-toasts>`
  }
}
