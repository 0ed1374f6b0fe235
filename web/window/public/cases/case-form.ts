import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { FormField } from '#protocol/window/catalogue.ts'
import { caseFormText, emptyFields, fieldProblem, filledForCitizen } from '#domain/window/case/index.ts'
import type { CaseState } from '#domain/window/case/index.ts'
import { actButton } from '../../../components/act-button.ts'
import { dateTime, language, t } from '../../../i18n/index.ts'
import { pick } from '../../../i18n/labels.ts'
import { sha256Hex } from '../../../digest.ts'
import { fieldInput } from '../../counter/field-input.ts'
import { PublicElement } from '../public-element.ts'
import { publicStyles } from '../public-styles.ts'
import { citizenMay } from './owed.ts'
import '../../../components/icon.ts'

/** The form of a case: filled in here where it may be, read and confirmed as a whole. */
@customElement('tt-case-form')
export class TtCaseForm extends PublicElement {
  static override styles = [...publicStyles, css`
    .fields { display: grid; gap: 1rem; }
    .one { display: grid; gap: 0.3rem; }
    .one > label { font-weight: 500; }
    .one .who { font-weight: 400; color: var(--amber); font-size: var(--size-m); }
    .wrong { color: var(--red); font-size: var(--size-m); }
    dl { display: grid; gap: 0; }
    dl div { display: grid; grid-template-columns: minmax(8rem, 35%) minmax(0, 1fr); gap: 1rem; padding-block: 0.5rem; border-block-end: 1px solid var(--line); }
    dt { color: var(--text-soft); }
    dd { overflow-wrap: anywhere; }
    .held { display: flex; gap: 0.8rem; align-items: center; }
    @media (max-width: 520px) { dl div { grid-template-columns: 1fr; gap: 0; } }
  `]

  @property({ attribute: false }) matter!: CaseState
  /** Only these fields: those that are to be corrected. */
  @property({ attribute: false }) only: readonly string[] | null = null
  @state() private drafts: Record<string, string> = {}
  @state() private wrong: Record<string, string> = {}
  @state() private anew: ReadonlySet<string> = new Set()
  @state() private busy = false

  #draft(fieldId: string, value: string): void {
    this.drafts = { ...this.drafts, [fieldId]: value }
  }

  async #commit(field: FormField): Promise<void> {
    const { fieldId } = field
    const value = this.drafts[fieldId]?.trim()
    if (value === undefined) return
    const problem = fieldProblem(field, value)
    this.wrong = { ...this.wrong, [fieldId]: problem ?? '' }
    if (problem !== null) return
    const held = this.matter.form.values[fieldId]?.value ?? ''
    if (value !== held && !(await this.askCase(this.matter.caseId, { type: 'fillField', fieldId, value }))) return
    const { [fieldId]: _done, ...drafts } = this.drafts
    this.drafts = drafts
    this.anew = new Set([...this.anew].filter((other) => other !== fieldId))
  }

  async #confirm(): Promise<void> {
    this.busy = true
    await this.askCase(this.matter.caseId, { type: 'confirmForm', digest: await sha256Hex(caseFormText(this.matter)) })
    this.busy = false
  }

  override render() {
    const { matter, only } = this
    const may = citizenMay(matter)
    const shown = matter.item.form.filter(({ fieldId }) => only === null || only.includes(fieldId))
    const { confirmed } = matter.form
    const empty = emptyFields(matter)
    return html`
      ${may.has('fillField') ? html`<div class="fields">${shown.map((field) => this.#field(field))}</div>` : html`<dl>${shown.map((field) => html`<div><dt>${pick(field.label)}</dt><dd>${this.#value(field) || html`<span class="soft">${t('wc.empty')}</span>`}</dd></div>`)}</dl>`}
      ${only !== null ? nothing : confirmed ? html`<p class="note good"><tt-icon name="circleCheck"></tt-icon><span>${t('wp.formConfirmed', { time: dateTime(confirmed.at) })}</span></p>`
        : !may.has('confirmForm') ? nothing
        : empty.length > 0 ? html`<p class="soft">${t('wp.formMissing', { fields: empty.map((field) => pick(field.label)).join(language() === 'zh' ? '、' : ', ') })}</p>`
        : html`<p>${t(filledForCitizen(matter).length > 0 ? 'wp.confirmWithOthers' : 'wp.confirmWords')}</p><p>${actButton('confirmForm', t('wp.confirmForm'), () => this.#confirm(), { look: 'primary big', icon: 'check', disabled: this.busy || Object.keys(this.drafts).length > 0 })}</p>`}`
  }

  #value(field: FormField): string {
    const held = this.matter.form.values[field.fieldId]
    if (!held || held.value === '') return ''
    if (held.mark) return t('wc.tail', { tail: held.value })
    if (field.kind === 'choice') return pick(field.choices.find(({ value }) => value === held.value)?.label ?? { zh: held.value, en: held.value })
    return field.kind === 'amount' ? t('wc.yuan', { amount: held.value }) : held.value
  }

  #field(field: FormField) {
    const { fieldId } = field
    const held = this.matter.form.values[fieldId]
    const byOther = held && held.value !== '' && held.by !== this.matter.citizen.personId
    const hidden = held?.mark && !this.anew.has(fieldId)
    const problem = this.wrong[fieldId] ?? ''
    return html`<div class="one"><label for="f-${fieldId}">${pick(field.label)}${field.required ? nothing : html` <span class="soft fine">${t('word.optional')}</span>`}${byOther ? html` <span class="who">${t('wp.filledByStaff')}</span>` : nothing}</label>
      ${hidden ? html`<div class="held"><span>${this.#value(field)}</span>${actButton('changeNumber', t('wp.change'), () => { this.anew = new Set([...this.anew, fieldId]) }, { look: 'small', label: `${t('wp.change')} ${pick(field.label)}` })}</div>`
        : fieldInput(field, { value: this.drafts[fieldId] ?? (held?.mark ? '' : held?.value ?? ''), disabled: false, wrong: problem !== '', describedBy: `p-${fieldId}`, onInput: (value) => this.#draft(fieldId, value), onDone: () => void this.#commit(field) })}
      <span class="wrong" id="p-${fieldId}" role="status">${problem}</span></div>`
  }
}

declare global {
  interface HTMLElementTagNameMap { 'tt-case-form': TtCaseForm }
}
