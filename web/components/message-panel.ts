import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { PersonId } from '#protocol/ids.ts'
import type { Person } from '#domain/hearing/state.ts'
import { HearingElement } from '../hearing-element.ts'
import { clockTime, t } from '../i18n/index.ts'
import { roleLabel } from '../i18n/labels.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import './icon.ts'

const LONGEST = 1000

/** Writing between one participant and the clerk; nobody else reads it, and participants cannot write to one another. */
@customElement('tt-message-panel')
export class TtMessagePanel extends HearingElement {
  static override styles = [
    sharedStyles, fields,
    css`
      :host { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; background: var(--paper-raised); }
      header { padding: 0.8rem 1rem; border-block-end: 1px solid var(--line); display: grid; gap: 0.5rem; }
      h2 { font-size: var(--size-l); }
      .log { overflow-y: auto; padding: 0.8rem 1rem; display: flex; flex-direction: column; gap: 0.6rem; }
      .message { max-inline-size: 88%; padding: 0.5rem 0.8rem; background: var(--paper-sunk); border-radius: var(--radius); overflow-wrap: anywhere; white-space: pre-wrap; }
      .message.mine { align-self: flex-end; background: var(--blue-soft); }
      .message small { display: block; color: var(--text-soft); font-size: 0.8125rem; }
      form { display: flex; gap: 0.5rem; padding: 0.7rem 1rem; border-block-start: 1px solid var(--line); }
      .empty { color: var(--text-soft); margin: auto; text-align: center; }
    `,
  ]

  @state() private chosen: PersonId | null = null

  override updated(): void {
    const log = this.renderRoot.querySelector('.log')
    if (log) log.scrollTop = log.scrollHeight
  }

  /** With whom this person may write: participants with the clerks, the clerk with everybody in turn. */
  #partners(): Person[] {
    const people = Object.values(this.view?.people ?? {}).filter((person) => person.personId !== this.live.me)
    const clerks = people.filter((person) => person.role === 'clerk' || person.role === 'judgeAssistant')
    return this.me?.role === 'clerk' || this.me?.role === 'judgeAssistant' ? people.filter((person) => !clerks.includes(person)) : clerks
  }

  readonly #send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const text = String(new FormData(form).get('text') ?? '').trim()
    const to = this.#partner()
    if (text && to && (await this.act({ type: 'sendMessage', to: to.personId, text }))) form.reset()
  }

  #partner(): Person | null {
    const partners = this.#partners()
    return partners.find((person) => person.personId === this.chosen)
      ?? partners.find((person) => person.connectionId !== null) ?? partners[0] ?? null
  }

  override render() {
    const { view, me } = this
    if (!view || !me) return nothing
    const partner = this.#partner()
    const isClerk = me.role === 'clerk' || me.role === 'judgeAssistant'
    const messages = view.messages.filter(({ from, to }) => !isClerk || from === partner?.personId || to === partner?.personId)
    return html`
      <header><h2>${t(isClerk ? 'message.withParticipants' : 'message.title')}</h2>
        ${isClerk ? html`<select aria-label=${t('message.to')} @change=${(event: Event) => { this.chosen = (event.target as HTMLSelectElement).value }}>
          ${this.#partners().map((person) => html`<option value=${person.personId} ?selected=${person === partner}>${roleLabel(person.role)} ${person.name}${this.#unread(person) ? ` (${t('message.new')})` : ''}</option>`)}
        </select>` : nothing}
      </header>
      <div class="log" role="log" tabindex="0" aria-label=${t('message.title')}>
        ${messages.length === 0 ? html`<p class="empty">${t(isClerk ? 'message.emptyClerk' : 'message.empty')}</p>` : nothing}
        ${messages.map(({ from, at, text }) => html`<p class="message ${from === me.personId ? 'mine' : ''}"><small>${from === me.personId ? t('word.me') : this.nameOf(from)} · ${clockTime(at)}</small>${text}</p>`)}
      </div>
      <form @submit=${this.#send}>
        <input name="text" maxlength=${LONGEST} autocomplete="off" aria-label=${t('message.write')} placeholder=${t('message.write')} ?disabled=${!partner} />
        <button class="primary" data-act="sendMessage" aria-label=${t('message.send')} ?disabled=${!partner}><tt-icon name="send"></tt-icon></button>
      </form>`
  }

  /** The last word with this person was theirs. */
  #unread(person: Person): boolean {
    const last = this.view!.messages.filter(({ from, to }) => from === person.personId || to === person.personId).at(-1)
    return last?.from === person.personId
  }
}
