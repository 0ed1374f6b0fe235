import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { every } from '../../../every.ts'
import { t } from '../../../i18n/index.ts'
import { currentRoute, routerEvents } from '../../../router.ts'
import { currentSession } from '../../../session.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { speak } from '../../counter/speech.ts'
import { comfort } from '../comfort.ts'
import { IdleWatch } from './idle.ts'
import type { Idleness } from './idle.ts'
import { wipe } from './wipe.ts'

const LOOK_EVERY_MS = 250
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'input'] as const

/** Stands over every page of a terminal: counts down when nobody touches it, and wipes it for the next citizen. */
@customElement('tt-kiosk-guard')
export class TtKioskGuard extends PublicElement {
  static override styles = [...publicStyles, css`
    dialog { border: 0; padding: 0; inline-size: min(32rem, 100vw - 3rem); background: var(--paper-raised); color: var(--text); border-block-start: 6px solid var(--gold-deep); border-radius: var(--radius); font-family: var(--sans); }
    dialog::backdrop { background: rgb(12 18 26 / 72%); }
    .in { display: grid; gap: 1rem; justify-items: center; text-align: center; padding: 1.8rem; }
    .left { font: 700 4.5rem/1 var(--serif); font-variant-numeric: tabular-nums; }
  `]

  @state() private idle: Idleness = { kind: 'busy' }
  readonly #watch = new IdleWatch(performance.now())
  #wiping = false

  constructor() {
    super()
    every(this, LOOK_EVERY_MS, () => this.#look())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    for (const name of TOUCHES) addEventListener(name, this.#touch, { capture: true, passive: true })
    routerEvents.addEventListener('change', this.#touch)
  }

  override disconnectedCallback(): void {
    for (const name of TOUCHES) removeEventListener(name, this.#touch, { capture: true })
    routerEvents.removeEventListener('change', this.#touch)
    super.disconnectedCallback()
  }

  readonly #touch = (event: Event): void => {
    // The countdown's own buttons say themselves what is meant.
    if (!event.composedPath().includes(this)) this.#watch.touch(performance.now())
  }

  readonly #stay = (): void => {
    this.#watch.begin(performance.now())
    this.idle = { kind: 'busy' }
  }

  /** In a call people talk; nobody needs to touch anything. On the first page nothing personal stands yet. */
  get #rests(): boolean {
    const room = this.live?.room
    if (room?.sessionId && room.view?.ended === null) return true
    return currentRoute().page === 'windowKiosk' && currentSession() === null && !comfort().large && !comfort().contrast && !comfort().voice
  }

  #look(): void {
    const now = performance.now()
    if (this.#rests) this.#watch.begin(now)
    const idle = this.#watch.at(now)
    if (idle.kind === 'warning' && this.idle.kind === 'busy' && comfort().voice) speak(t('wp.kiosk.still'))
    if (JSON.stringify(idle) !== JSON.stringify(this.idle)) this.idle = idle
    if (idle.kind === 'over' && !this.#wiping) void this.end()
  }

  /** Ends the session now. */
  async end(): Promise<void> {
    this.#wiping = true
    await wipe()
    this.#watch.begin(performance.now())
    this.idle = { kind: 'busy' }
    this.#wiping = false
  }

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    const dialog = this.renderRoot.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
  }

  override render() {
    const { idle } = this
    if (idle.kind === 'busy') return nothing
    const left = idle.kind === 'warning' ? idle.leftSeconds : 0
    return html`<dialog aria-labelledby="still" @cancel=${(event: Event) => { event.preventDefault(); this.#stay() }} @click=${(event: Event) => { if ((event.target as Element).localName === 'dialog') this.#stay() }}><div class="in">
      <h2 id="still">${t('wp.kiosk.still')}</h2><p class="left" aria-hidden="true">${left}</p>
      <p role="timer" aria-live="off">${t('wp.kiosk.left', { seconds: left })}</p>
      <div class="row"><button class="primary big" data-act="stay" autofocus @click=${this.#stay}>${t('wp.kiosk.stay')}</button>
        <button class="big" data-act="endNow" @click=${() => void this.end()}>${t('wp.kiosk.end')}</button></div></div></dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-kiosk-guard': TtKioskGuard }
}
