import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { failureText } from '../../../failures.ts'
import { dateTime, t } from '../../../i18n/index.ts'
import type { WordKey } from '../../../i18n/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { fields, sharedStyles } from '../../../style/shared.ts'
import { accessLog } from '../../live/api.ts'
import type { WindowReply } from '../../live/api.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { boardStyles } from './board-styles.ts'
import '../../../components/icon.ts'

type Entry = WindowReply<'accessLog'>['entries'][number]
const ROLES = ['serviceApplicant', 'remoteClerk', 'localClerk', 'helper', 'interpreter', 'supervisor', 'reviewer']
const PURPOSES = ['handling', 'supervision', 'complaint', 'ownMatter', 'archive']

/** 访问记录: who looked at whose matter, as what, and for what. */
@customElement('tt-board-access')
export class TtBoardAccess extends WindowElement {
  static override styles = [sharedStyles, fields, boardStyles]

  @property({ attribute: false }) book: Book = EMPTY_BOOK
  @state() private entries: Entry[] | null = null
  @state() private more = false
  @state() private caseId = ''
  @state() private problem = ''

  override connectedCallback(): void {
    super.connectedCallback()
    void this.#load()
  }

  async #load(before?: string): Promise<void> {
    try {
      const page = await accessLog({ ...(this.caseId ? { caseId: this.caseId } : {}), ...(before ? { before } : {}) })
      this.entries = before ? [...(this.entries ?? []), ...page.entries] : page.entries
      this.more = page.more
      this.problem = ''
    } catch (error) {
      this.problem = failureText(error)
    }
  }

  override render() {
    const word = (known: string[], prefix: 'wd.role' | 'wb.purpose', key: string): string => (known.includes(key) ? t(`${prefix}.${key}` as WordKey) : key)
    return html`<section class="card part"><div class="head"><h2>${t('wb.access')}</h2>
        ${this.caseId ? actButton('allCases', t('wb.allCases'), () => { this.caseId = ''; void this.#load() }, { look: 'small' }) : nothing}</div>
      <p class="soft fine">${t('wb.accessWords')}</p>
      ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${this.problem}</p>` : nothing}
      ${this.entries === null ? (this.problem ? nothing : html`<p class="empty" role="status">${t('app.loading')}</p>`) : this.entries.length === 0 ? html`<p class="empty">${t('wb.noAccess')}</p>`
        : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('wb.access')}><table><thead><tr>${(['wb.a.at', 'wb.a.who', 'wb.a.role', 'wb.a.place', 'wb.a.purpose', 'wb.a.case'] as const).map((key) => html`<th scope="col">${t(key)}</th>`)}</tr></thead>
          <tbody>${this.entries.map((entry) => html`<tr><td class="when">${dateTime(entry.at)}</td><th scope="row">${this.book.member(entry.by)?.name ?? t(entry.role === 'serviceApplicant' ? 'wc.byCitizen' : 'wb.unknown')}</th><td>${word(ROLES, 'wd.role', entry.role)}</td>
            <td class="place">${entry.place ? this.book.place(entry.place) : '—'}</td><td>${word(PURPOSES, 'wb.purpose', entry.purpose)}</td>
            <td>${actButton('oneCase', t('wb.onlyThis'), () => { this.caseId = entry.caseId; void this.#load() }, { look: 'small', value: entry.caseId, label: `${t('wb.onlyThis')} ${entry.caseId}` })}</td></tr>`)}</tbody></table></div>
          ${this.more ? actButton('more', t('wb.more'), () => this.#load(this.entries?.at(-1)?.at)) : nothing}`}</section>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-board-access': TtBoardAccess }
}
