import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { ItemBrief } from '#protocol/window/http.ts'
import { failureText } from '../../../failures.ts'
import { t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { follow } from '../../../router.ts'
import { listItems } from '../../live/api.ts'
import { terminal } from '../kiosk/terminal.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { departmentPictogram } from '../pictogram.ts'
import { money } from '../wordings.ts'
import { loadGuide } from './guide.ts'
import type { Guide } from './guide.ts'
import '../../../components/icon.ts'
import '../pictogram.ts'

/** Typing rests so long before the server is asked, ms. */
const REST_MS = 150
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('')

/**
 * 找事项: by words as they are typed (name, everyday word, code, pinyin initials), or by department. At a terminal
 * without a keyboard the initials are touched.
 */
@customElement('tt-item-finder')
export class TtItemFinder extends PublicElement {
  static override styles = [...publicStyles, css`
    :host { display: grid; gap: 1.2rem; }
    search { display: grid; gap: 0.5rem; }
    .box { position: relative; display: flex; gap: 0.6rem; }
    .box input { padding-inline-start: 2.9rem; flex: 1; min-inline-size: 0; font-size: 1.25rem; min-block-size: 3.5rem; border-width: 2px; border-color: var(--ink-700); }
    .box > tt-pictogram { position: absolute; inset-inline-start: 0.9rem; inset-block-start: 1.05rem; font-size: 1.15rem; color: var(--text-soft); }
    .tiles { display: grid; gap: 0.7rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 9.8rem), 1fr)); }
    .tiles button { display: grid; justify-items: start; justify-content: start; align-content: space-between; gap: 0.5rem; min-block-size: 6.2rem; padding: 0.9rem; text-align: start; background: var(--paper-raised); font-weight: 600; }
    .tiles tt-pictogram { font-size: 1.6rem; color: var(--gold-deep); }
    .tiles .count { font-weight: 400; color: var(--text-soft); font-size: var(--size-m); }
    .tiles [aria-pressed='true'] { background: var(--ink-800); color: #fff; border-color: var(--ink-800); }
    .tiles [aria-pressed='true'] tt-pictogram { color: var(--gold); }
    .tiles [aria-pressed='true'] .count { color: #fff; }
    .results { display: grid; border-block-start: 1px solid var(--line); }
    .results a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.2rem 1rem; align-items: center; padding: 0.9rem 0.4rem; border-block-end: 1px solid var(--line); text-decoration: none; }
    .results a:hover .name { text-decoration: underline; }
    .results .name { font-weight: 600; }
    .results .more { grid-column: 1; color: var(--text-soft); font-size: var(--size-m); }
    .results tt-icon { grid-area: 1 / 2 / 3 / 3; color: var(--text-soft); }
    .letters { display: grid; grid-template-columns: repeat(auto-fill, minmax(3rem, 1fr)); gap: 0.4rem; }
    .letters button { min-block-size: 3rem; padding: 0; font-family: var(--mono); }
    .letters .wide { grid-column: span 3; inline-size: auto; font-family: inherit; }
    @media (max-width: 520px) { .tiles { grid-template-columns: repeat(auto-fill, minmax(min(100%, 7.2rem), 1fr)); } .tiles button { padding: 0.7rem; min-block-size: 5.6rem; } }
  `]

  /** Without the list until somebody searches: a first page shows departments alone. */
  @property({ type: Boolean }) brief = false
  @state() private guide: Guide | null = null
  @state() private words = ''
  @state() private department = ''
  @state() private found: ItemBrief[] | null = null
  @state() private problem = ''
  @state() private letters = false
  @query('input') private input!: HTMLInputElement
  #timer: ReturnType<typeof setTimeout> | undefined
  #asking: AbortController | null = null

  override connectedCallback(): void {
    super.connectedCallback()
    this.words = new URLSearchParams(location.search).get('q') ?? ''
    this.department = new URLSearchParams(location.search).get('department') ?? ''
    void this.#load()
    if (this.words) void this.#search()
  }

  override disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    super.disconnectedCallback()
  }

  async #load(): Promise<void> {
    try {
      this.guide = await loadGuide()
      this.problem = ''
    } catch (error) {
      this.problem = failureText(error)
    }
  }

  #typed(words: string): void {
    this.words = words
    clearTimeout(this.#timer)
    if (words.trim() === '') {
      this.#asking?.abort()
      this.found = null
    } else this.#timer = setTimeout(() => void this.#search(), REST_MS)
  }

  async #search(): Promise<void> {
    this.#asking?.abort()
    const asking = (this.#asking = new AbortController())
    try {
      const { items } = await listItems({ q: this.words.trim() }, asking.signal)
      if (asking.signal.aborted) return
      this.found = items
      this.problem = ''
    } catch (error) {
      if (!asking.signal.aborted) this.problem = failureText(error)
    }
  }

  get #shown(): ItemBrief[] | null {
    if (this.words.trim() !== '') return this.found?.filter(({ department }) => this.department === '' || department === this.department) ?? null
    if (this.department !== '') return this.guide?.items.filter(({ department }) => department === this.department) ?? null
    return this.brief ? [] : this.guide?.items ?? null
  }

  override render() {
    const shown = this.#shown
    const searching = this.words.trim() !== ''
    return html`
      <search>
        <div class="box"><tt-pictogram name="search"></tt-pictogram>
          <input type="search" name="q" aria-label=${t('wp.search')} placeholder=${t('wp.searchHint')} .value=${this.words} maxlength="40" autocomplete="off" spellcheck="false" enterkeyhint="search"
            @input=${(event: Event) => this.#typed((event.target as HTMLInputElement).value)} />
          ${terminal() !== null ? html`<button type="button" data-act="letters" aria-expanded=${this.letters} aria-controls="letters" @click=${() => { this.letters = !this.letters }}>${t('wp.letters')}</button>` : nothing}
        </div>
        ${this.letters ? this.#pad() : nothing}
      </search>
      ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon><span>${this.problem} <button class="small" data-act="retry" @click=${() => (searching ? this.#search() : this.#load())}>${t('do.retry')}</button></span></p>` : nothing}
      ${searching && this.department === '' ? nothing : this.#tiles()}
      <p class="hidden-text" role="status">${shown && (searching || this.department) ? t('wp.found', { count: shown.length }) : ''}</p>
      ${shown === null ? (this.problem ? nothing : html`<p class="empty" role="status">${t('app.loading')}</p>`) : shown.length > 0 ? this.#results(shown) : searching ? html`<p class="empty">${t('wp.nothingFound')}</p>` : nothing}`
  }

  #tiles() {
    const { guide } = this
    if (!guide) return nothing
    return html`<div class="tiles" role="group" aria-label=${t('wp.departments')}>${guide.departments.map((each) => {
      const count = guide.items.filter(({ department }) => department === each.departmentId).length
      const on = this.department === each.departmentId
      return html`<button type="button" data-department=${each.departmentId} aria-pressed=${on ? 'true' : 'false'} @click=${() => this.#choose(on ? '' : each.departmentId)}>
        <tt-pictogram name=${departmentPictogram(each.departmentId)}></tt-pictogram><span>${pick(each)}<br /><span class="count">${t('wp.itemCount', { count })}</span></span></button>`
    })}</div>`
  }

  #choose(department: string): void {
    this.department = department
    if (department !== '') void this.updateComplete.then(() => this.renderRoot.querySelector('.results')?.scrollIntoView({ block: 'nearest' }))
  }

  #results(items: ItemBrief[]) {
    return html`<ul class="results" aria-label=${t('wp.items')}>${items.map((item) => html`<li><a href="/window/items/${item.itemCode}" data-item=${item.itemCode} @click=${follow}>
      <span class="name">${pick(item)}</span>
      <span class="more">${t(`wp.mode.${item.mode}`)} · ${item.promisedDays === 0 ? t('wp.atOnce') : t('wp.promised', { days: item.promisedDays })} · ${money(item.feeFen)}</span>
      <tt-icon name="arrowRight"></tt-icon></a></li>`)}</ul>`
  }

  #pad() {
    const press = (words: string): void => {
      this.#typed(words)
      this.input.value = words
    }
    return html`<div class="letters" id="letters" role="group" aria-label=${t('wp.lettersWords')}>${LETTERS.map((letter) => html`<button type="button" data-letter=${letter} @click=${() => press(this.words + letter)}>${letter}</button>`)}
      <button type="button" class="wide" data-act="eraseLetter" @click=${() => press(this.words.slice(0, -1))}><tt-pictogram name="erase"></tt-pictogram>${t('wp.erase')}</button>
      <button type="button" class="wide" data-act="clearLetters" @click=${() => press('')}>${t('wp.clear')}</button></div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-item-finder': TtItemFinder }
}
