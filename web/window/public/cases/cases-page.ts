import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { CaseListItem } from '#protocol/window/case-list.ts'
import { actButton } from '../../../components/act-button.ts'
import type { Tone, TtToasts } from '../../../components/toast.ts'
import { failureText } from '../../../failures.ts'
import { courtDay, t } from '../../../i18n/index.ts'
import { follow } from '../../../router.ts'
import { listCases, ownData } from '../../live/api.ts'
import { saveFile } from '../../../files/save-file.ts'
import { terminal } from '../kiosk/terminal.ts'
import { ownPage } from '../own-page.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { dayWords } from '../wordings.ts'
import '../rating/own-ratings.ts'

/** 我的办件: every case of one's own, whose turn it is and until when; ratings; and everything held about oneself. */
@customElement('tt-window-cases-page')
export class TtWindowCasesPage extends PublicElement {
  static override styles = [...publicStyles, css`
    .cases { display: grid; gap: 0.8rem; }
    .cases a { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.2rem 1rem; padding: 1.1rem 1.2rem; background: var(--paper-raised); border: 1px solid var(--line); border-radius: var(--radius); text-decoration: none; align-items: center; }
    .cases a.mine { border-inline-start: 5px solid var(--gold-deep); background: #fff; }
    .cases a:hover .name { text-decoration: underline; }
    .name { font-weight: 700; }
    .meta { grid-column: 1; color: var(--text-soft); font-size: var(--size-m); overflow-wrap: anywhere; }
    .turn { grid-column: 1 / 3; font-size: var(--size-m); }
    .turn b { color: var(--amber); }
  `]

  @state() private cases: CaseListItem[] | null = null
  @state() private more = false
  @state() private problem = ''
  #asked = ''

  override updated(changed: Map<string, unknown>): void {
    super.updated(changed)
    const { live } = this
    if (!live || !this.isCitizen || this.#asked === live.token) return
    this.#asked = live.token
    this.cases = null
    void this.#load()
  }

  async #load(before?: string): Promise<void> {
    try {
      const page = await listCases(before ? { before } : {})
      this.cases = [...(before ? this.cases ?? [] : []), ...page.cases]
      this.more = page.more
      this.problem = ''
    } catch (error) {
      this.problem = failureText(error)
    }
  }

  protected override spoken(): string {
    if (!this.cases) return ''
    const mine = this.cases.filter(({ dutyAt }) => dutyAt === 'citizen').length
    return this.cases.length === 0 ? t('wp.noCases') : t('wp.cases.spoken', { count: this.cases.length, mine })
  }

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.renderRoot.querySelector<TtToasts>('tt-toasts')?.say(event.detail.words, event.detail.tone)
  }

  override render() {
    return ownPage(this, t('wp.myCases'), () => this.#own(), this.#tell)
  }

  #own() {
    const { cases } = this
    return html`
      ${this.problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon><span>${this.problem} <button class="small" data-act="retry" @click=${() => this.#load()}>${t('do.retry')}</button></span></p>` : nothing}
      ${cases === null ? (this.problem ? nothing : html`<p class="empty" role="status">${t('app.loading')}</p>`) : cases.length === 0 ? html`<div class="panel"><p>${t('wp.noCases')}</p><p><a class="button primary big" href="/window/items" @click=${follow}>${t('wp.findItem')}</a></p></div>`
        : html`<ul class="cases">${cases.map((one) => this.#row(one))}</ul>`}
      ${this.more ? html`<p>${actButton('more', t('wp.moreCases'), () => this.#load(cases?.at(-1)?.openedAt))}</p>` : nothing}
      <tt-own-ratings .live=${this.live}></tt-own-ratings>
      ${terminal() === null ? html`<section class="panel"><h2>${t('wp.ownData')}</h2><p class="lead">${t('wp.ownDataWords')}</p><p>${actButton('ownData', t('wp.ownDataSave'), () => this.run(async () => saveFile(await ownData(), 'own-data.json')), { icon: 'download' })}</p></section>` : nothing}`
  }

  #row({ caseId, caseNo, itemName, status, outcome, dutyAt, duty, dueOn, warning, openedAt }: CaseListItem) {
    const mine = dutyAt === 'citizen'
    return html`<li><a href="/window/cases/${caseId}" class=${mine ? 'mine' : ''} data-case=${caseId} @click=${follow}>
      <span class="name">${itemName}</span><span class="tag ${outcome === null ? 'gold' : outcome === 'granted' ? 'good' : ''}">${outcome === null ? t(`wp.status.${status}`) : t(`wc.outcome.${outcome}`)}</span>
      <span class="meta">${caseNo} · ${t('wp.openedOn', { day: dayWords(courtDay(openedAt), false) })}</span>
      ${dutyAt === 'none' ? nothing : html`<span class="turn">${mine ? html`<b>${t('wp.yourTurn')}</b> ` : nothing}${duty}${dueOn ? html` · <span class=${warning === 'overdue' || warning === 'due' ? 'tag bad' : ''}>${t('wp.dueOn', { day: dayWords(dueOn, false) })}</span>` : nothing}</span>`}</a></li>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-window-cases-page': TtWindowCasesPage }
}
