import { css, html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { actButton } from '../../../components/act-button.ts'
import { t } from '../../../i18n/index.ts'
import { follow } from '../../../router.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'

/** At which window one sits down today; what one knows and speaks decides which tickets come. */
@customElement('tt-desk-sit-down')
export class TtDeskSitDown extends WindowElement {
  static override styles = [sharedStyles, css`
    a { color: var(--blue); }
    :host { display: block; padding: clamp(1rem, 3vw, 2rem); overflow-y: auto; background: var(--paper); }
    .large { font-size: var(--size-xxl); }
    .box { display: grid; gap: 1.1rem; max-inline-size: 60rem; margin-inline: auto; }
    ul.windows { display: grid; gap: 0.7rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
    .window { padding: 0.9rem 1rem; display: grid; gap: 0.5rem; }
    .window b { font-family: var(--serif); font-size: var(--size-l); }
    .knows { display: flex; flex-wrap: wrap; gap: 0.3rem; }
  `]

  @property({ attribute: false }) book: Book = EMPTY_BOOK

  override render() {
    const { hall, live, book } = this
    const officeId = this.seat?.at ?? ''
    const me = book.member(live?.me ?? '')
    const windows = book.windowsOf(officeId)
    return html`<div class="box"><div><h2 class="large">${t('wd.sitDown')}</h2><p class="soft">${book.office(officeId)}${live?.name ? ` · ${live.name}` : ''}</p>
        <p><a href="/window/board" @click=${follow}>${t('wd.toRatings')}</a></p></div>
      ${me ? html`<div><p class="fine soft">${t('wd.skills')}</p><p class="knows">${me.skills.map((skill) => html`<span class="tag">${book.skill(skill)}</span>`)}</p></div>
        <div><p class="fine soft">${t('wd.languages')}</p><p class="knows">${me.languages.map((language) => html`<span class="tag">${t(`call.language.${language}`)}</span>`)}</p></div>` : nothing}
      ${hall?.closed ? html`<p class="note warn">${t('wd.dayClosed')}</p>` : nothing}
      <ul class="windows">${windows.map((window) => {
        const desk = hall?.windows[window.windowId]
        const taken = desk !== undefined && desk.status !== 'closed'
        return html`<li class="card window" data-window=${window.windowId}><b>${window.name}</b>
          <span class="fine soft">${taken ? t('wd.takenBy', { name: book.person(desk.clerkId) }) : t('wd.free.window')}</span>
          ${actButton('openWindow', t('wd.open'), () => this.askHall({ type: 'openWindow', windowId: window.windowId }), { look: 'primary', value: window.windowId, disabled: taken, label: `${t('wd.open')} ${window.name}` })}</li>`
      })}</ul>
      ${windows.length === 0 ? html`<p class="note warn">${t('wd.noCatalogue')}</p>` : nothing}</div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-desk-sit-down': TtDeskSitDown }
}
