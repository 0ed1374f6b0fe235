import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { preferences } from '../devices/preferences.ts'
import { TtElement } from '../base-element.ts'
import { t } from '../i18n/index.ts'
import type { RemoteTrack } from '../live/media-session.ts'
import { buttons } from '../style/shared.ts'
import './icon.ts'

/** Any conversation with voices in it; fires `change` when they have changed. */
type Voices = EventTarget & { readonly tracks: Map<string, RemoteTrack> }

/** Plays everybody's voice. Where the browser wants a touch first, asks for it. */
@customElement('tt-remote-audio')
export class TtRemoteAudio extends TtElement {
  static override styles = [
    buttons,
    css`
      :host { display: contents; }
      button { position: fixed; inset-block-start: 40%; inset-inline-start: 50%; transform: translateX(-50%); z-index: 15; font-size: var(--size-l); box-shadow: var(--shadow); }
    `,
  ]

  @property({ attribute: false }) live: Voices | null = null
  @state() private blocked = false
  #heard: Voices | null = null
  readonly #players = new Map<string, { track: MediaStreamTrack; player: HTMLAudioElement }>()

  override connectedCallback(): void {
    super.connectedCallback()
    this.#listen(this.live)
  }

  override willUpdate(): void {
    this.#listen(this.live)
  }

  readonly #changed = (): void => this.requestUpdate()

  #listen(live: Voices | null): void {
    if (live === this.#heard) return
    this.#heard?.removeEventListener('change', this.#changed)
    this.#heard = live
    live?.addEventListener('change', this.#changed)
  }

  override disconnectedCallback(): void {
    this.#listen(null)
    for (const { player } of this.#players.values()) player.srcObject = null
    this.#players.clear()
    super.disconnectedCallback()
  }

  override updated(): void {
    const wanted = new Map([...(this.live?.tracks ?? [])].filter(([, { source }]) => source === 'microphone'))
    for (const [key, { player, track }] of this.#players) {
      if (wanted.get(key)?.track === track) continue
      player.srcObject = null
      this.#players.delete(key)
    }
    for (const [key, { track }] of wanted) {
      if (this.#players.has(key)) continue
      const player = new Audio()
      player.srcObject = new MediaStream([track])
      const { speakerId } = preferences()
      if (speakerId) player.setSinkId?.(speakerId).catch(() => undefined)
      this.#players.set(key, { track, player })
      void this.#play(player)
    }
  }

  async #play(player: HTMLAudioElement): Promise<void> {
    try {
      await player.play()
    } catch (error) {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.blocked = true
    }
  }

  readonly #unblock = (): void => {
    this.blocked = false
    for (const { player } of this.#players.values()) void this.#play(player)
  }

  override render() {
    return this.blocked
      ? html`<button class="primary" data-act="enableSound" @click=${this.#unblock}><tt-icon name="speaker"></tt-icon>${t('court.enableSound')}</button>`
      : nothing
  }
}
