import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { HearingListItem } from '#protocol/http.ts'
import { listHearings } from '../api.ts'
import { TtElement } from '../base-element.ts'
import type { Tone, TtToasts } from '../components/toast.ts'
import { courtDay, dateTime, t } from '../i18n/index.ts'
import { roleLabel, stageLabel } from '../i18n/labels.ts'
import { Refreshed } from '../refreshed.ts'
import { follow } from '../router.ts'
import { sharedStyles } from '../style/shared.ts'
import '../components/desk.ts'
import '../components/icon.ts'
import '../components/toast.ts'

const REFRESH_MS = 10_000

/** The plain list of one's hearings; for the clerk also the desk, from which people are let in and stages led. */
@customElement('tt-hearings-page')
export class TtHearingsPage extends TtElement {
  static override styles = [
    sharedStyles,
    css`
      :host { display: block; max-inline-size: 76rem; margin-inline: auto; padding: clamp(1rem, 4vh, 2.5rem) clamp(1rem, 4vw, 2.5rem) 3rem; }
      .head { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; margin-block-end: 1.2rem; }
      h2 { margin-block: 1.6rem 0.8rem; font-size: var(--size-l); }
      .hearing { margin-block-end: 0.9rem; }
      .top { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0.6rem 1.5rem; padding: 1.1rem 1.3rem; align-items: center; }
      h3 { font-size: 1.25rem; }
      .facts { display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; color: var(--text-soft); }
      .facts b { color: var(--text); font-weight: 500; }
      .actions { display: flex; flex-wrap: wrap; gap: 0.5rem; justify-content: flex-end; }
      tt-desk { border-block-start: 1px solid var(--line); }
      .empty { padding: 3rem 1rem; text-align: center; color: var(--text-soft); }
      @media (max-width: 700px) { .top { grid-template-columns: 1fr; } .actions { justify-content: stretch; } .actions > * { flex: 1; } }
    `,
  ]

  @state() private opened: string | null = null
  readonly #hearings = new Refreshed(this, REFRESH_MS, listHearings)

  readonly #tell = (event: CustomEvent<{ words: string; tone: Tone }>): void => {
    this.renderRoot.querySelector<TtToasts>('tt-toasts')?.say(event.detail.words, event.detail.tone)
  }

  override render() {
    const { value: hearings, problem } = this.#hearings
    const clerk = hearings?.some(({ role }) => isRegistry(role)) ?? false
    const today = hearings?.filter(({ caseFile }) => isToday(caseFile.scheduledAt)) ?? []
    const others = hearings?.filter(({ caseFile }) => !isToday(caseFile.scheduledAt)) ?? []
    return html`
      <div class="head"><h1>${t(clerk ? 'list.desk' : 'list.title')}</h1>
        <button class="small" data-act="refresh" @click=${() => void this.#hearings.load()}><tt-icon name="refresh"></tt-icon>${t('list.refresh')}</button></div>
      ${problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${problem}</p>` : nothing}
      ${hearings === null && !problem ? html`<p class="empty" role="status">${t('app.loading')}</p>` : nothing}
      ${hearings?.length === 0 ? html`<p class="card empty">${t('list.empty')}</p>` : nothing}
      ${today.length > 0 ? html`<h2>${t('list.today')}</h2>${this.#list(today)}` : nothing}
      ${others.length > 0 ? html`${today.length > 0 || clerk ? html`<h2>${t('list.others')}</h2>` : nothing}${this.#list(others)}` : nothing}
      <tt-toasts></tt-toasts>`
  }

  #list(items: HearingListItem[]) {
    return repeat(items, (item) => item.hearingId, (item) => this.#hearing(item))
  }

  #hearing(item: HearingListItem) {
    const { hearingId, caseFile, role, closed, stage } = item
    const begun = stage !== 'preTrial'
    const open = this.opened === hearingId
    return html`<section class="card hearing" data-hearing=${hearingId}>
      <div class="top"><div>
          <div class="row"><h3>${caseFile.cause}</h3>
            <span class="tag ${closed ? '' : begun ? 'bad' : 'gold'}">${t(closed ? 'list.closed' : begun ? 'list.inSession' : 'list.waiting')}</span></div>
          <p class="facts"><span>${caseFile.caseNo}</span><span>${caseFile.court} · ${caseFile.courtroom}</span><span>${dateTime(caseFile.scheduledAt)}</span></p>
          <p class="facts"><span>${t('enter.role')}${t('word.colon')}<b>${roleLabel(role)}</b></span><span>${t('case.stage')}${t('word.colon')}<b>${stageLabel(stage)}</b></span>
            <span>${t('list.connected', { connected: item.connected, invited: item.invited })}</span></p>
        </div>
        <div class="actions">
          ${isRegistry(role) && !closed ? html`<button data-act="desk" aria-expanded=${open} @click=${() => { this.opened = open ? null : hearingId }}>
            <tt-icon name="people"></tt-icon>${t(open ? 'list.hide' : 'list.watch')}</button>` : nothing}
          ${closed ? nothing : html`<a class="button" href=${`/hearing/${hearingId}/test`} data-act="test" @click=${follow}>${t('list.test')}</a>`}
          <a class="button primary" href=${`/hearing/${hearingId}`} data-act="enter" @click=${follow}>${t('list.enter')}<tt-icon name="arrowRight"></tt-icon></a>
        </div></div>
      ${open ? html`<tt-desk .hearingId=${hearingId} @tt-tell=${this.#tell}></tt-desk>` : nothing}</section>`
  }
}

const isRegistry = (role: HearingListItem['role']): boolean => role === 'clerk' || role === 'judgeAssistant'

const isToday = (text: string): boolean => courtDay(text) === courtDay(Date.now())
