import { css, html } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { actButton } from '../../../components/act-button.ts'
import { language, t } from '../../../i18n/index.ts'
import { sharedStyles } from '../../../style/shared.ts'
import type { Called } from '../../live/index.ts'
import { WindowElement } from '../../live/index.ts'
import { chime, speak } from '../../counter/speech.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import '../../../components/icon.ts'
import '../../call/call.ts'

/** 翻译: waits until a call asks for the language, is asked with sound, comes in by one press, and waits again afterwards. */
@customElement('tt-desk-interpreting')
export class TtDeskInterpreting extends WindowElement {
  static override styles = [sharedStyles, css`
    :host { display: grid; min-block-size: 0; background: var(--paper); }
    tt-window-call { min-block-size: 0; }
    .large { font-size: var(--size-xxl); }
    .wait { display: grid; place-content: center; justify-items: center; gap: 1rem; padding: 2rem 1.2rem; text-align: center; }
    .wait > tt-icon { font-size: 2.6rem; color: var(--gold-deep); }
    .knows { display: flex; flex-wrap: wrap; gap: 0.3rem; justify-content: center; }
    .asked { display: grid; justify-items: center; gap: 0.8rem; padding: 1.6rem 2.4rem; background: var(--paper-raised); border: 1px solid var(--line); border-block-start: 5px solid var(--red); }
    .number { font: 700 3.4rem/1 var(--serif); color: var(--red); }
    .asked button { min-inline-size: 14rem; min-block-size: 3.4rem; font-size: var(--size-l); }
  `]

  @property({ attribute: false }) book: Book = EMPTY_BOOK
  /** The call this person has said yes to. */
  @state() private taken = ''

  protected override whenCalled(): void {
    if (!this.live?.called) return
    // Also when the same call asks again.
    this.taken = ''
    void chime().then(() => speak(t('wd.interpreterAsked')))
  }

  get #asked(): Called | null {
    const called = this.live?.called ?? null
    return called !== null && called.sessionId !== this.taken ? called : null
  }

  async #leave(): Promise<void> {
    this.taken = ''
    await this.command((live) => live.leaveCall())
  }

  override render() {
    const { live, view } = this
    if (!live) return html``
    if (view !== null && view.ended === null && view.people[live.me] !== undefined) {
      return html`<tt-window-call .live=${live} .panels=${['form', 'chat'] as const} @tt-call-ended=${() => void this.#leave()}></tt-window-call>`
    }
    const asked = this.#asked
    return asked ? this.#question(asked) : this.#waiting()
  }

  #question(called: Called) {
    return html`<div class="wait"><div class="asked" role="alert"><p>${t('wd.interpreterAsked')}</p><p class="number">${called.number}</p><p>${called.officeName} · ${called.windowName}</p>
      ${actButton('enterCall', t('wd.interpret'), () => this.#enter(called), { look: 'primary', icon: 'languages' })}</div></div>`
  }

  async #enter({ sessionId }: Called): Promise<void> {
    this.taken = sessionId
    const done = await this.command((live) => live.joinCall({ withCamera: true, withMicrophone: true }, sessionId))
    if (done) return
    this.live?.forgetCalled()
    this.taken = ''
  }

  #waiting() {
    const languages = this.book.member(this.live?.me ?? '')?.languages.filter((one) => one !== (language() === 'zh' ? 'zh-CN' : 'en')) ?? []
    return html`<div class="wait" role="status"><tt-icon name="languages"></tt-icon><h2 class="large">${t('wd.interpreterWaits')}</h2><p class="soft">${t('wd.interpreterWords')}</p>
      <p class="knows">${languages.map((one) => html`<span class="tag gold">${t(`call.language.${one}`)}</span>`)}</p></div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-interpreting': TtDeskInterpreting }
}
