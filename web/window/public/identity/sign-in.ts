import { css, html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { failureText } from '../../../failures.ts'
import { language, t } from '../../../i18n/index.ts'
import { citizenSignIn } from '../../live/api.ts'
import { terminal } from '../kiosk/terminal.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { dayWords } from '../wordings.ts'
import { noteAge } from './elder-note.ts'
import { ID_LENGTH, grouped, idHint, readCard, tidyNumber } from './id-entry.ts'
import '../../../components/icon.ts'
import '../pictogram.ts'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'X', '0'] as const
/** A reader types faster than this between two signs, ms; people do not. */
const READER_GAP_MS = 60

/**
 * A citizen says who they are: name and identity number, typed, touched or laid on a card reader. Nobody is believed by
 * this alone; the clerk checks in the call. Fires `signed-in`.
 */
@customElement('tt-citizen-sign-in')
export class TtCitizenSignIn extends PublicElement {
  static override styles = [...publicStyles, css`
    form { display: grid; gap: 1.1rem; }
    .two { display: grid; gap: 1.1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 19rem), 1fr)); align-items: start; }
    .left { display: grid; gap: 1.1rem; }
    input[name='number'] { font-family: var(--mono); font-size: 1.35rem; letter-spacing: 0.04em; }
    .hint { min-block-size: 1.6em; font-size: var(--size-m); display: flex; gap: 0.4rem; }
    .hint.wrong { color: var(--red); }
    .hint.right { color: var(--green); }
    .pad { display: grid; grid-template-columns: repeat(3, 1fr); gap: 0.5rem; }
    .pad button { min-block-size: 3.4rem; font-size: 1.5rem; font-family: var(--mono); padding: 0; }
    .pad .erase { font-size: 1.2rem; }
    .privacy { color: var(--text-soft); font-size: var(--size-m); }
  `]

  @state() private number = ''
  @state() private name = ''
  @state() private phone = ''
  @state() private busy = false
  @state() private problem = ''
  @query('input[name="number"]') private numberInput!: HTMLInputElement
  @query('input[name="name"]') private nameInput!: HTMLInputElement
  #typedAt = 0
  #fast = ''

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('keydown', this.#reader, true)
  }

  override disconnectedCallback(): void {
    removeEventListener('keydown', this.#reader, true)
    // What was typed belongs to whoever typed it.
    Object.assign(this, { number: '', name: '', phone: '' })
    this.#fast = ''
    super.disconnectedCallback()
  }

  protected override spoken(): string { return t(terminal() === null ? 'wp.signIn.words' : 'wp.signIn.kioskWords') }

  /** A reader types a whole card at once, wherever the cursor stands. */
  readonly #reader = (event: KeyboardEvent): void => {
    const now = performance.now()
    const isSwift = now - this.#typedAt < READER_GAP_MS
    this.#typedAt = now
    if (!isSwift) this.#fast = ''
    if (event.key.length === 1) this.#fast += event.key
    else if (event.key === 'Tab' || event.key === 'Enter') {
      const card = isSwift ? readCard(`${this.#fast}\t`) : null
      if (card) {
        event.preventDefault()
        event.stopPropagation()
        this.#takeCard(card)
      } else if (isSwift) this.#fast += '\t'
    }
  }

  #takeCard({ name, number }: { name: string; number: string }): void {
    this.#fast = ''
    this.name = name
    this.number = number
    this.problem = ''
  }

  #typed(field: 'number' | 'name', text: string): void {
    const card = readCard(text)
    if (card) return this.#takeCard(card)
    if (field === 'number') this.number = tidyNumber(text)
    else this.name = text.slice(0, 60)
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (this.busy) return
    const hint = idHint(this.number)
    if (hint.kind !== 'right') return this.#wrong(hint.kind === 'wrong' ? this.#wrongWords(hint) : t('wp.id.incomplete'), this.numberInput)
    if (this.name.trim() === '') return this.#wrong(t('wp.id.noName'), this.nameInput)
    const phone = this.phone.replace(/\D/g, '')
    if (this.phone.trim() !== '' && !/^1\d{10}$/.test(phone)) return this.#wrong(t('wp.id.wrongPhone'), null)
    this.busy = true
    this.problem = ''
    try {
      const code = terminal()
      await citizenSignIn({ name: this.name.trim(), identityNumber: this.number, ...(phone ? { phone } : {}), ...(code ? { terminal: code } : {}) })
      noteAge(this.number)
      this.dispatchEvent(new Event('signed-in', { bubbles: true, composed: true }))
    } catch (error) {
      this.problem = failureText(error)
    } finally {
      this.busy = false
    }
  }

  #wrong(words: string, field: HTMLInputElement | null): void {
    this.problem = words
    field?.focus()
  }

  #press(key: string): void {
    this.number = tidyNumber(key === 'erase' ? this.number.slice(0, -1) : this.number + key)
  }

  override render() {
    const isKiosk = terminal() !== null
    return html`<form class="panel now" @submit=${this.#submit} novalidate autocomplete="off">
      <div><h2>${t('wp.signIn')}</h2><p class="lead">${t(isKiosk ? 'wp.signIn.kioskWords' : 'wp.signIn.words')}</p></div>
      <div class="two"><div class="left">
        <div><label class="field">${t('wp.idNumber')}<input name="number" .value=${live(grouped(this.number))} inputmode=${isKiosk ? 'none' : 'text'} maxlength="40" spellcheck="false" autocapitalize="characters" autocomplete="off" aria-describedby="id-hint"
          @input=${(event: Event) => this.#typed('number', (event.target as HTMLInputElement).value)} /></label>
          ${this.#hint()}</div>
        <label class="field">${t('wp.name')}<input name="name" .value=${live(this.name)} maxlength="60" spellcheck="false" autocomplete=${isKiosk ? 'off' : 'name'}
          @input=${(event: Event) => this.#typed('name', (event.target as HTMLInputElement).value)} /></label>
        ${isKiosk ? nothing : html`<label class="field">${t('wp.phone')}<input name="phone" type="tel" .value=${live(this.phone)} maxlength="20" autocomplete="tel" @input=${(event: Event) => { this.phone = (event.target as HTMLInputElement).value }} />
          <span class="hint">${t('wp.phoneWords')}</span></label>`}
      </div>${isKiosk ? this.#pad() : nothing}</div>
      ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
      <button class="primary big" type="submit" data-act="citizenSignIn" ?disabled=${this.busy}>${t(this.busy ? 'enter.signingIn' : 'wp.signIn.go')}</button>
      <p class="privacy">${t('wp.signIn.privacy')}</p></form>`
  }

  #hint() {
    const hint = idHint(this.number)
    const words = (): string => {
      switch (hint.kind) {
        case 'empty': return t('wp.id.hint', { length: ID_LENGTH })
        case 'more': return t('wp.id.more', { count: hint.count })
        case 'right': return t('wp.id.right', { born: `${hint.born.slice(0, 4)}${language() === 'zh' ? '年' : ' '}${dayWords(hint.born, false)}` })
        case 'wrong': return this.#wrongWords(hint)
      }
    }
    return html`<p class="hint ${hint.kind === 'wrong' || hint.kind === 'right' ? hint.kind : ''}" id="id-hint" role="status">${hint.kind === 'right' ? html`<tt-icon name="circleCheck"></tt-icon>` : nothing}${words()}</p>`
  }

  #wrongWords({ what, problem }: { what: 'place' | 'birth' | 'check'; problem: string }): string {
    return language() === 'zh' && what === 'check' ? problem : t(`wp.id.wrong.${what}`)
  }

  #pad() {
    return html`<div class="pad" role="group" aria-label=${t('wp.pad')}>${KEYS.map((key) => html`<button type="button" data-key=${key} @click=${() => this.#press(key)}>${key}</button>`)}
      <button type="button" class="erase" data-key="erase" aria-label=${t('wp.erase')} @click=${() => this.#press('erase')}><tt-pictogram name="erase"></tt-pictogram></button></div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-citizen-sign-in': TtCitizenSignIn }
}
