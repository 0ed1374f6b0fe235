import { html, nothing } from 'lit'
import { live } from 'lit/directives/live.js'
import type { FormField } from '#protocol/window/catalogue.ts'
import { t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'

export type InputLook = {
  value: string; disabled: boolean; wrong: boolean; describedBy: string
  onInput(value: string): void
  onDone(): void
}

const MODES: Partial<Record<FormField['kind'], string>> = { amount: 'decimal', phone: 'tel', idNumber: 'text' }

/** The control that fits a field of the catalogue. */
export function fieldInput(field: FormField, look: InputLook) {
  const { value, disabled, wrong, describedBy } = look
  const typed = (event: Event): void => look.onInput((event.target as HTMLInputElement).value)
  const chosen = (event: Event): void => {
    typed(event)
    look.onDone()
  }
  const id = `f-${field.fieldId}`
  const invalid = wrong ? 'true' : nothing
  switch (field.kind) {
    case 'text':
      return html`<textarea id=${id} data-field=${field.fieldId} .value=${live(value)} maxlength=${field.max} ?disabled=${disabled} aria-invalid=${invalid} aria-describedby=${describedBy}
        @input=${typed} @blur=${look.onDone}></textarea>`
    case 'choice':
      return html`<select id=${id} data-field=${field.fieldId} ?disabled=${disabled} aria-invalid=${invalid} aria-describedby=${describedBy} @change=${chosen}>
        <option value="" ?selected=${value === ''}>${t('call.form.choose')}</option>
        ${field.choices.map((choice) => html`<option value=${choice.value} ?selected=${choice.value === value}>${pick(choice.label)}</option>`)}</select>`
    case 'date':
      return html`<input id=${id} data-field=${field.fieldId} type="date" .value=${live(value)} ?disabled=${disabled} aria-invalid=${invalid} aria-describedby=${describedBy} @input=${typed} @blur=${look.onDone} />`
    default:
      return html`<input id=${id} data-field=${field.fieldId} type="text" inputmode=${MODES[field.kind] ?? 'text'} .value=${live(value)} ?disabled=${disabled} aria-invalid=${invalid} aria-describedby=${describedBy}
        maxlength=${field.kind === 'line' ? field.max : field.kind === 'idNumber' ? 24 : 40} autocomplete="off" spellcheck="false"
        @input=${typed} @blur=${look.onDone} @keydown=${(event: KeyboardEvent) => { if (event.key === 'Enter') look.onDone() }} />`
  }
}
