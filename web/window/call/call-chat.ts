import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { clockTime, t } from '../../i18n/index.ts'
import { fields, sharedStyles } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import '../../components/icon.ts'

/** Written words in the call: for whoever hears badly, and for numbers and addresses. The office's notes stand apart. */
@customElement('tt-call-chat')
export class TtCallChat extends WindowElement {
  static override styles = [sharedStyles, fields, css`
    :host { display: grid; grid-template-rows: minmax(10rem, 1fr) auto auto; min-block-size: 0; block-size: 100%; }
    .log { overflow-y: auto; padding: 0.9rem 1rem; display: flex; flex-direction: column; gap: 0.6rem; }
    .message { max-inline-size: 88%; align-self: flex-start; padding: 0.5rem 0.8rem; background: var(--paper-sunk); border-radius: var(--radius); overflow-wrap: anywhere; white-space: pre-wrap; }
    .message.mine { align-self: flex-end; background: var(--blue-soft); }
    .message small { display: block; color: var(--text-soft); font-size: 0.8125rem; }
    form { display: flex; gap: 0.5rem; padding: 0.7rem 1rem; border-block-start: 1px solid var(--line); }
    .empty { color: var(--text-soft); margin: auto; text-align: center; }
    details { border-block-start: 1px solid var(--line); background: var(--paper); max-block-size: 16rem; overflow-y: auto; }
    summary { padding: 0.6rem 1rem; cursor: pointer; font-weight: 600; }
    details li { padding: 0.2rem 1rem; overflow-wrap: anywhere; }
  `]

  #count = -1

  override updated(): void {
    const count = this.view?.messages.length ?? 0
    const log = this.renderRoot.querySelector('.log')
    if (log && count !== this.#count) log.scrollTop = log.scrollHeight
    this.#count = count
  }

  async #send(event: SubmitEvent, type: 'say' | 'writeNote'): Promise<void> {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const text = String(new FormData(form).get('text') ?? '').trim()
    if (text && (await this.askCall({ type, text }))) form.reset()
  }

  override render() {
    const { view, live } = this
    if (!view || !live) return nothing
    const may = this.may()
    return html`<div class="log" role="log" tabindex="0" aria-label=${t('call.chat.log')}>
        ${view.messages.length === 0 ? html`<p class="empty">${t('call.chat.empty')}</p>` : nothing}
        ${view.messages.map(({ by, at, text }) => html`<p class="message ${by === live.me ? 'mine' : ''}"><small>${by === live.me ? t('word.me') : this.nameOf(by)} · ${clockTime(at)}</small>${text}</p>`)}
      </div>
      ${may.has('writeNote') || view.notes.length > 0 ? html`<details><summary>${t('call.notes.title')} (${view.notes.length})</summary>
        <ul>${view.notes.map(({ by, at, text }) => html`<li><span class="soft fine">${this.nameOf(by)} ${clockTime(at)}</span> ${text}</li>`)}</ul>
        ${may.has('writeNote') ? this.#form('writeNote', 'call.notes.write', true) : nothing}</details>` : html`<span></span>`}
      ${this.#form('say', 'call.chat.write', may.has('say'))}`
  }

  #form(type: 'say' | 'writeNote', words: 'call.chat.write' | 'call.notes.write', open: boolean) {
    return html`<form @submit=${(event: SubmitEvent) => void this.#send(event, type)}>
      <input name="text" maxlength="1000" autocomplete="off" aria-label=${t(words)} placeholder=${t(words)} ?disabled=${!open} />
      <button class="primary" data-act=${type} aria-label=${t('call.chat.send')} ?disabled=${!open}><tt-icon name="send"></tt-icon></button></form>`
  }
}
