import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import { COMPLAINT_LABELS, RATING_LABELS, dueSteps } from '#domain/window/rating/index.ts'
import type { ComplaintState } from '#domain/window/rating/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { ask } from '../../../dialogs/form-dialog.ts'
import { clockTime, courtDay, joined, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { Refreshed } from '../../../refreshed.ts'
import { sharedStyles } from '../../../style/shared.ts'
import { listComplaints } from '../../live/api.ts'
import { WindowElement } from '../../live/index.ts'
import { EMPTY_BOOK } from '../book.ts'
import type { Book } from '../book.ts'
import { shortDay } from '../clock-words.ts'
import { complaintActs } from '../complaint-acts.ts'
import type { ComplaintAct } from '../complaint-acts.ts'
import { boardStyles } from './board-styles.ts'
import '../../../components/icon.ts'

const REFRESH_MS = 30_000

/** 差评工单: what was said, who owes the next step until when, and the step itself; appeals for the reviewer. */
@customElement('tt-board-complaints')
export class TtBoardComplaints extends WindowElement {
  static override styles = [sharedStyles, boardStyles, css`
    article { padding: 0.9rem 1rem; display: grid; gap: 0.5rem; }
    .top { display: flex; flex-wrap: wrap; gap: 0.4rem 0.7rem; align-items: center; }
    .top h3 { font-size: var(--size-l); margin-inline-end: auto; }
    blockquote { margin: 0; padding: 0.5rem 0.8rem; border-inline-start: 3px solid var(--line-strong); background: var(--paper); }
    .steps { display: flex; flex-wrap: wrap; gap: 0.4rem; }
    .log { font-size: 0.9375rem; display: grid; gap: 0.2rem; color: var(--text-soft); }
    .log b { color: var(--text); font-weight: 600; }
  `]

  @property({ attribute: false }) book: Book = EMPTY_BOOK
  @state() private closedToo = false
  readonly #listed = new Refreshed(this, REFRESH_MS, async () => (await listComplaints()).complaints as unknown as ComplaintState[])

  /** The list as fetched, with what the line has told since. */
  get complaints(): ComplaintState[] {
    const all = new Map((this.#listed.value ?? []).map((one) => [one.complaintId, one]))
    for (const one of this.live?.complaints.all() ?? []) if ((all.get(one.complaintId)?.seq ?? 0) <= one.seq) all.set(one.complaintId, one)
    return [...all.values()].filter(({ closed }) => this.closedToo || closed === null).sort((a, b) => (dueOf(a) < dueOf(b) ? -1 : 1))
  }

  override render() {
    const { complaints } = this
    const { value, problem } = this.#listed
    return html`<section class="card part"><div class="head"><h2>${t('wb.complaints')}</h2>
        <label class="choice fine"><input type="checkbox" .checked=${this.closedToo} @change=${(event: Event) => { this.closedToo = (event.target as HTMLInputElement).checked }} />${t('wb.closedToo')}</label></div>
      <p class="soft fine">${t('wb.complaintWords')}</p>
      ${problem ? html`<p class="note bad" role="alert"><tt-icon name="circleAlert"></tt-icon>${problem}</p>` : nothing}
      ${value === null && !problem ? html`<p class="empty" role="status">${t('app.loading')}</p>` : nothing}
      ${value !== null && complaints.length === 0 ? html`<p class="empty">${t('wb.noComplaints')}</p>` : nothing}</section>
      ${repeat(complaints, ({ complaintId }) => complaintId, (one) => this.#complaint(one))}`
  }

  #complaint(one: ComplaintState) {
    const now = new Date(this.live?.now() ?? Date.now()).toISOString()
    const hand = this.live?.hand
    const acts = hand ? complaintActs(one, hand, now) : []
    const { book } = this
    return html`<article class="card" data-complaint=${one.complaintId}>
      <div class="top"><h3>${book.item(one.concerns.itemCode)}</h3><span class="tag bad">${pick(RATING_LABELS.levels[one.level])}</span><span class="tag ${one.closed ? '' : 'gold'}">${pick(COMPLAINT_LABELS.status[one.status])}</span></div>
      <p class="fine soft">${t('wb.ratedOn', { day: shortDay(one.ratedOn) })} · ${t(`wb.subject.${one.subject.kind}`)}${one.concerns.windowId ? ` · ${book.window(one.concerns.windowId)}` : ''}${one.concerns.clerkId ? ` · ${book.person(one.concerns.clerkId)}` : ''}</p>
      <blockquote>${one.reasons.length > 0 ? html`<b>${joined(one.reasons.map((reason) => pick(RATING_LABELS.reasons[reason])))}</b> ` : nothing}${one.text || (one.reasons.length > 0 ? '' : t('wb.noWords'))}</blockquote>
      <ul class="steps" aria-label=${t('wb.duties')}>${dueSteps(one, now).map(({ step, duty, by, overdue, dueToday }) => html`<li class="tag ${overdue ? 'bad' : dueToday ? 'warn' : 'good'}"><tt-icon name=${overdue ? 'circleAlert' : dueToday ? 'warning' : 'clock'}></tt-icon>
        ${pick(COMPLAINT_LABELS.steps[step])} · ${duty.personId ? book.person(duty.personId) : t(`wb.duty.${duty.role}`)} · ${t(overdue ? 'wb.overdueSince' : 'wb.by.day.due', { day: shortDay(by) })}</li>`)}</ul>
      <div class="log">${one.handler ? html`<p>${t('wb.handler')}${t('word.colon')}<b>${book.person(one.handler)}</b></p>` : nothing}
        ${one.calls.map(({ at, by, outcome, note }) => html`<p>${shortDay(courtDay(at))} ${clockTime(at)} ${t(outcome === 'reached' ? 'wb.reached' : 'wb.notReached')}${by ? ` · ${book.person(by)}` : ''}${note ? html` · <b>${note}</b>` : nothing}</p>`)}
        ${one.fixed ? html`<p>${t('wb.fixedIs')}${t('word.colon')}<b>${one.fixed.what}</b>${one.fixed.reply ? ` · ${t('wb.replyIs')}${t('word.colon')}${one.fixed.reply}` : ''}</p>` : nothing}
        ${one.reRated ? html`<p>${t('wb.reRated')}${t('word.colon')}<b>${pick(RATING_LABELS.levels[one.reRated.level])}</b> ${one.reRated.text}</p>` : nothing}
        ${one.appeal ? html`<p>${t('wb.appeal')}${t('word.colon')}<b>${one.appeal.reason}</b>${one.appeal.decision ? ` · ${t(`wb.${one.appeal.decision.outcome}`)}${t('word.colon')}${one.appeal.decision.reason}` : ''}</p>` : nothing}
        ${one.closed ? html`<p>${t(`wb.closed.${one.closed.outcome}`)}</p>` : nothing}</div>
      ${acts.length > 0 ? html`<div class="row">${acts.map((act) => actButton(act, t(`wb.do.${act}`), () => this.#act(act, one), { look: act === 'assign' && one.handler !== null ? 'small' : 'small primary', value: one.complaintId }))}</div>` : nothing}</article>`
  }

  async #act(act: ComplaintAct, one: ComplaintState): Promise<void> {
    const command = await questionOf(act, one, this.book)
    if (command && (await this.askComplaint(one.complaintId, command))) await this.#listed.load()
  }
}

const dueOf = (one: ComplaintState): string => dueSteps(one, one.openedAt).map(({ by }) => by).sort()[0] ?? '9'

type Wish = Parameters<WindowElement['askComplaint']>[1]
async function questionOf(act: ComplaintAct, one: ComplaintState, book: Book): Promise<Wish | null> {
  const title = t(`wb.do.${act}`)
  switch (act) {
    case 'assign': {
      const able = book.staffOf(one.concerns.officeId).filter(({ personId, role }) => ['remoteClerk', 'supervisor'].includes(role) && personId !== one.concerns.clerkId && !one.windowStaff.includes(personId) && personId !== one.handler)
      const answers = able.length > 0 ? await ask({ title, words: t('wb.assignWords'), submit: title, fields: [{ kind: 'choice', name: 'handler', label: t('wb.handler'), options: able.map(({ personId, name, role }) => ({ value: personId, label: `${name}（${t(role === 'supervisor' ? 'wd.role.supervisor' : 'wd.role.remoteClerk')}）` })) }] }) : null
      return answers && { type: 'assign', handler: answers['handler']?.[0] ?? '' }
    }
    case 'callBack': {
      const answers = await ask({ title, submit: t('do.save'), fields: [
        { kind: 'choice', name: 'outcome', label: t('wb.callOutcome'), options: [{ value: 'reached', label: t('wb.reached') }, { value: 'notReached', label: t('wb.notReached') }] },
        { kind: 'text', name: 'note', label: t('wb.callNote'), max: 500, optional: true, hint: t('wb.callHint') }] })
      return answers && { type: 'callBack', outcome: answers['outcome']?.[0] === 'notReached' ? 'notReached' : 'reached', note: answers['note']?.[0] ?? '' }
    }
    case 'fix': {
      const answers = await ask({ title, submit: title, fields: [
        { kind: 'line', name: 'what', label: t('wb.fixWhat'), max: 500 }, { kind: 'text', name: 'reply', label: t('wb.fixReply'), max: 500, optional: true, hint: t('wb.fixHint') }] })
      return answers && { type: 'fix', what: answers['what']?.[0] ?? '', reply: answers['reply']?.[0] ?? '' }
    }
    case 'close': return (await ask({ title, words: t('wb.closeComplaintWords'), fields: [], submit: title })) ? { type: 'close' } : null
    case 'appeal': {
      const answers = await ask({ title, words: t('wb.appealWords'), submit: title, fields: [{ kind: 'text', name: 'reason', label: t('wc.reason'), max: 1000 }] })
      return answers && { type: 'appeal', reason: answers['reason']?.[0] ?? '' }
    }
    case 'decideAppeal': {
      const answers = await ask({ title, words: one.appeal?.reason ?? '', submit: title, fields: [
        { kind: 'choice', name: 'outcome', label: t('wc.decision'), options: [{ value: 'dismissed', label: t('wb.dismissed') }, { value: 'upheld', label: t('wb.upheld') }] },
        { kind: 'text', name: 'reason', label: t('wc.reason'), max: 1000 }] })
      return answers && { type: 'decideAppeal', outcome: answers['outcome']?.[0] === 'upheld' ? 'upheld' : 'dismissed', reason: answers['reason']?.[0] ?? '' }
    }
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-board-complaints': TtBoardComplaints }
}
