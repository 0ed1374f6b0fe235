import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { PersonId } from '#protocol/ids.ts'
import type { RecordLine } from '#domain/hearing/state.ts'
import { correctRecord } from '../dialogs/court-questions.ts'
import { HearingElement } from '../hearing-element.ts'
import { clockTime, t } from '../i18n/index.ts'
import { roleLabel, stageLabel } from '../i18n/labels.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import { panelStyles } from '../style/panel.ts'
import { actButton } from './act-button.ts'

/** 庭审笔录: the clerk writes, all read along, and whoever finds a fault asks for a correction. */
@customElement('tt-record-panel')
export class TtRecordPanel extends HearingElement {
  static override styles = [
    sharedStyles, fields, panelStyles,
    css`
      :host { display: grid; grid-template-rows: minmax(0, 1fr) auto; block-size: 100%; }
      .lines { overflow-y: auto; padding: 0.5rem 1rem 1rem; }
      h3 { font-size: var(--size-m); text-align: center; padding-block: 0.9rem 0.3rem; color: var(--gold-deep); }
      .line { padding-block: 0.45rem; border-block-end: 1px dotted var(--line); overflow-wrap: anywhere; }
      .line small { color: var(--text-soft); font-variant-numeric: tabular-nums; }
      .line b { font-weight: 600; }
      .line p { white-space: pre-wrap; }
      .correction { margin-block-start: 0.3rem; padding: 0.4rem 0.6rem; background: var(--amber-soft); font-size: var(--size-s); border-radius: var(--radius); display: grid; gap: 0.4rem; }
      button.plain { padding: 0 0.3rem; min-block-size: 1.6rem; color: var(--blue); }
      form { padding: 0.7rem 1rem; border-block-start: 1px solid var(--line); display: grid; gap: 0.5rem; background: var(--paper); }
      form div { display: flex; gap: 0.5rem; }
      form textarea { min-block-size: 4.2em; }
      form select { flex: 1; }
    `,
  ]

  @state() private speaker: PersonId | '' = ''
  #count = -1

  override updated(): void {
    const lines = this.renderRoot.querySelector('.lines')
    const count = this.view?.record.length ?? 0
    if (lines && count !== this.#count) lines.scrollTop = lines.scrollHeight
    this.#count = count
  }

  readonly #add = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const text = String(new FormData(form).get('text') ?? '').trim()
    if (!text) return
    if (await this.act({ type: 'addRecordLine', speaker: this.speaker || null, text })) {
      form.reset()
      form.querySelector('textarea')?.focus()
    }
  }

  /** The record is written from the keyboard: Ctrl+Enter takes the line in. */
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) (event.target as HTMLTextAreaElement).form?.requestSubmit()
  }

  override render() {
    const { view } = this
    if (!view) return nothing
    const may = this.may()
    let stage = ''
    return html`<div class="lines" tabindex="0" role="log" aria-label=${t('panel.record')}>
        ${view.record.length === 0 ? html`<p class="empty">${t('record.empty')}</p>` : nothing}
        ${view.record.map((line) => {
          const heading = line.stage === stage ? nothing : html`<h3>${stageLabel(line.stage)}</h3>`
          stage = line.stage
          return html`${heading}${this.#line(line, may.has('requestRecordCorrection'), may.has('decideRecordCorrection'))}`
        })}
      </div>
      ${may.has('addRecordLine') ? html`<form @submit=${this.#add}>
        <div><select name="speaker" aria-label=${t('record.speaker')} @change=${(event: Event) => { this.speaker = (event.target as HTMLSelectElement).value }}>
          <option value="">${t('record.note')}</option>
          ${Object.values(view.people).filter((person) => person.side !== 'public').map((person) => html`<option value=${person.personId} ?selected=${person.personId === this.speaker}>${roleLabel(person.role)} ${person.name}</option>`)}
        </select><button class="primary" type="submit" data-act="addRecordLine">${t('act.addRecordLine')}</button></div>
        <textarea name="text" maxlength="2000" aria-label=${t('record.text')} placeholder=${t('record.hint')} @keydown=${this.#key}></textarea></form>` : nothing}`
  }

  #line(line: RecordLine, mayCorrect: boolean, mayDecide: boolean) {
    const person = line.speaker ? this.view!.people[line.speaker] : undefined
    return html`<div class="line" data-line=${line.lineId}>
      <small>${clockTime(line.at, true)}</small> ${person ? html`<b>${roleLabel(person.role)} ${person.name}${t('word.colon')}</b>` : nothing}
      <p>${line.text}</p>
      ${mayCorrect ? actButton('requestRecordCorrection', t('act.requestRecordCorrection'), () => correctRecord(this, line), { look: 'plain small' }) : nothing}
      ${line.corrections.map(({ personId, text, decision }) => html`<div class="correction">
        <span>${t('record.correction', { name: this.nameOf(personId) })}${text} <b>${t(`record.${decision}`)}</b></span>
        ${decision === 'open' && mayDecide ? html`<span class="row">
          ${actButton('decideRecordCorrection', t('act.acceptCorrection'), () => this.act({ type: 'decideRecordCorrection', lineId: line.lineId, personId, accepted: true, text }), { look: 'small', person: personId, value: 'accept' })}
          ${actButton('decideRecordCorrection', t('act.refuseCorrection'), () => this.act({ type: 'decideRecordCorrection', lineId: line.lineId, personId, accepted: false }), { look: 'small', person: personId, value: 'refuse' })}</span>` : nothing}</div>`)}
    </div>`
  }
}
