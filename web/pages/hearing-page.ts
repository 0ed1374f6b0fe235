import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { CloseReason } from '#protocol/errors.ts'
import { lostWords } from '../components/lost-words.ts'
import type { Tone, TtToasts } from '../components/toast.ts'
import { OwnMedia } from '../devices/own-media.ts'
import { prefer, preferences } from '../devices/preferences.ts'
import { HearingElement } from '../hearing-element.ts'
import { t } from '../i18n/index.ts'
import { LiveHearing } from '../live/live-hearing.ts'
import { go } from '../router.ts'
import { playGavel } from '../scene/gavel-sound.ts'
import { currentSession } from '../session.ts'
import { sharedStyles } from '../style/shared.ts'
import '../components/connection-banner.ts'
import '../components/courtroom.ts'
import '../components/hearing-header.ts'
import '../components/remote-audio.ts'
import '../components/toast.ts'
import '../components/waiting-room.ts'

/** Older blows than this, in ms, are history: whoever comes in later does not hear them. */
const GAVEL_FRESH_MS = 4_000

/** One hearing: makes the connection, and shows the room this person is in. */
@customElement('tt-hearing-page')
export class TtHearingPage extends HearingElement {
  static override styles = [
    sharedStyles,
    css`
      :host { display: grid; grid-template: auto auto minmax(0, 1fr) / minmax(0, 1fr); block-size: 100dvh; background: var(--ink-950); }
      .still { grid-row: 1 / -1; display: grid; place-content: center; justify-items: center; gap: 1.2rem; padding: 2rem 1.2rem; text-align: center; background: var(--paper); }
      .still h1 { font-size: var(--size-xl); }
      .still p { max-inline-size: 34rem; }
    `,
  ]

  @property() hearingId = ''
  @state() private own: OwnMedia | null = null
  @query('tt-toasts') private toasts!: TtToasts

  #readinessSent = false
  #gavelHeard = ''
  /** The person asked for a microphone this connection had no place for: it goes on as soon as the new one stands. */
  #turnOnMicrophone = false

  override connectedCallback(): void {
    const session = currentSession()
    if (session) this.#join(session.token)
    super.connectedCallback()
    addEventListener('pagehide', this.#leave)
  }

  override disconnectedCallback(): void {
    removeEventListener('pagehide', this.#leave)
    this.#leave()
    super.disconnectedCallback()
  }

  #join(token: string): void {
    const { useCamera, useMicrophone } = preferences()
    this.live = new LiveHearing({ token, hearingId: this.hearingId, withCamera: useCamera, withMicrophone: useMicrophone })
    this.live.addEventListener('change', this.#follow)
    this.own = new OwnMedia(this.live)
    this.own.addEventListener('change', () => this.requestUpdate())
    this.own.addEventListener('rejoin', this.#rejoin)
    this.live.start()
    void this.own.begin()
    this.#readinessSent = false
  }

  readonly #leave = (): void => {
    this.live?.removeEventListener('change', this.#follow)
    this.own?.stop()
    this.live?.leave()
  }

  readonly #follow = (): void => {
    const { view } = this
    if (!view || this.live.status.kind !== 'live') return
    const { readiness } = preferences()
    if (readiness && !this.#readinessSent) {
      this.#readinessSent = true
      this.live.command({ type: 'reportReadiness', readiness }).then(() => prefer({ readiness: null }), () => { this.#readinessSent = false })
    }
    if (this.#turnOnMicrophone && this.me?.withMicrophone) {
      this.#turnOnMicrophone = false
      void this.act({ type: 'setMicrophone', on: true })
    }
    if (view.gavel && view.gavel.at !== this.#gavelHeard) {
      this.#gavelHeard = view.gavel.at
      if (Date.now() + this.live.clockOffsetMs - Date.parse(view.gavel.at) < GAVEL_FRESH_MS) playGavel(view.gavel.strikes)
    }
  }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.toasts.say(event.detail.words, event.detail.tone)
  }

  readonly #goOut = (): void => {
    this.#leave()
    go('/hearings')
  }

  readonly #takeBack = (): void => {
    const session = currentSession()
    if (!session) return go('/enter')
    this.#leave()
    this.#join(session.token)
  }

  readonly #rejoin = (event: Event): void => {
    this.#turnOnMicrophone = (event as CustomEvent<string>).detail === 'microphone'
    this.#takeBack()
  }

  override render() {
    const { live, own, view, me } = this
    if (!live || !own) return nothing
    if (live.status.kind === 'closed') return this.#ended(live.status.reason)
    const lost = lostWords(live.status, 'court.noAnswer')
    if (!view || !me) return html`<div class="still" role="status"><p>${t('court.connecting')}</p>
      ${lost ? html`<p class="soft">${lost}</p><button @click=${this.#goOut}>${t('do.back')}</button>` : nothing}</div>`
    const waits = me.room === 'waitingRoom' || me.room === 'outside' || me.room.startsWith('witness:')
    return html`
      <tt-hearing-header .live=${live}></tt-hearing-header>
      <tt-connection-banner .live=${live} .own=${own}></tt-connection-banner>
      ${waits
        ? html`<tt-waiting-room .live=${live} .own=${own} @tt-leave=${this.#goOut} @tt-tell=${this.#tell}></tt-waiting-room>`
        : html`<tt-courtroom .live=${live} .own=${own} @tt-leave=${this.#goOut} @tt-tell=${this.#tell}></tt-courtroom>`}
      <tt-remote-audio .live=${live}></tt-remote-audio>
      <tt-toasts></tt-toasts>`
  }

  #ended(reason: CloseReason) {
    const back = reason === 'takenOver' || reason === 'normal'
    const key = ENDINGS[reason] ?? 'end.other'
    return html`<div class="still" role="alert">
      <h1>${t(`${key}.title`)}</h1><p>${t(`${key}.words`)}</p>
      <div class="row">
        ${back ? html`<button class="primary" data-act="takeBack" @click=${this.#takeBack}>${t(reason === 'takenOver' ? 'end.takeBack' : 'end.again')}</button>` : nothing}
        <button data-act="home" @click=${() => go('/')}>${t('app.home')}</button>
      </div></div>`
  }
}

const ENDINGS = {
  takenOver: 'end.takenOver', removed: 'end.removed', notInHearing: 'end.notInHearing', notSignedIn: 'end.notSignedIn', normal: 'end.normal',
} as const satisfies Partial<Record<CloseReason, string>> as Partial<Record<CloseReason, 'end.takenOver' | 'end.removed' | 'end.notInHearing' | 'end.notSignedIn' | 'end.normal'>>
