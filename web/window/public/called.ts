import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { everyTicket } from '#domain/window/hall/index.ts'
import type { Ticket } from '#domain/window/hall/index.ts'
import { language, t } from '../../i18n/index.ts'
import { go } from '../../router.ts'
import type { Called } from '../live/index.ts'
import { PublicElement } from './public-element.ts'
import { publicStyles } from './public-styles.ts'
import { chime, speak } from '../counter/speech.ts'
import '../../components/icon.ts'

/** Short, short, long: what a phone in a pocket can say, ms. */
const SHAKE = [200, 120, 200, 120, 600]

/**
 * 叫号: over whatever page a citizen has open. With tone and voice; goes to the call at once where it can be taken here,
 * and says where to sit down where the counter is elsewhere.
 */
@customElement('tt-window-called')
export class TtWindowCalled extends PublicElement {
  static override styles = [...publicStyles, css`
    dialog { border: 0; padding: 0; max-inline-size: min(46rem, 100vw - 2rem); inline-size: 100%; background: var(--paper-raised); color: var(--text); border-block-start: 6px solid var(--red); border-radius: var(--radius); font-family: var(--sans); }
    dialog::backdrop { background: rgb(12 18 26 / 72%); }
    .in { display: grid; gap: 1rem; justify-items: center; text-align: center; padding: clamp(1.2rem, 5vw, 2.5rem); }
    .number { font: 700 clamp(4.5rem, 20vw, 9rem) / 1 var(--serif); color: var(--red); }
    .where { min-block-size: 1.5em; font-size: 1.5rem; font-weight: 700; font-family: var(--serif); }
  `]

  @state() private call: Called | null = null

  #ticket(called: Called): Ticket | null {
    return (this.hall ? everyTicket(this.hall.tickets) : []).find(({ ticketId }) => ticketId === called.ticketId) ?? null
  }

  protected override whenCalled(): void {
    const called = this.live?.called
    if (!called || !this.isCitizen || this.live?.room.sessionId === called.sessionId) return
    void this.#announce(called)
    // The counter of a centre is a seat: who has only a phone in hand goes there.
    const elsewhere = this.#ticket(called)?.centerId ?? null
    if (elsewhere === null || elsewhere === this.seat?.centerId) go('/window/call')
    else this.call = called
  }

  async #announce({ voice }: Called): Promise<void> {
    navigator.vibrate?.(SHAKE)
    await chime()
    speak(voice[language()])
  }

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    const dialog = this.renderRoot.querySelector('dialog')
    if (dialog && !dialog.open) dialog.showModal()
    // Another screen has taken the call, or it is over.
    if (this.call && this.live?.called?.sessionId !== this.call.sessionId) this.call = null
  }

  override render() {
    const { call } = this
    if (!call) return nothing
    const ticket = this.#ticket(call)
    // The call overtakes the hall's view: until that has come nobody is sent to the wrong place.
    const isPlaced = ticket?.status === 'called' || ticket?.status === 'serving'
    return html`<dialog aria-labelledby="number" @close=${() => { this.call = null }}><div class="in" role="alert">
      <p>${t('wp.called')}</p><p class="number" id="number">${call.number}</p>
      <p class="where">${!isPlaced ? nothing : ticket.counter === null ? t('wp.toDeskService') : t('wp.toCounter', { counter: ticket.counter })}</p><p>${call.officeName} · ${call.windowName}</p>
      <div class="row"><button class="primary big" data-act="understood" autofocus @click=${() => { this.call = null }}>${t('wp.understood')}</button>
        <button class="big" data-act="enterHere" @click=${() => { this.call = null; go('/window/call') }}>${t('wp.enterHere')}</button></div></div></dialog>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-called': TtWindowCalled }
}
