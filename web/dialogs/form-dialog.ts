import { css, html, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { TtElement } from '../base-element.ts'
import { t } from '../i18n/index.ts'
import { fields, sharedStyles } from '../style/shared.ts'
import { dialogStyles } from './dialog-styles.ts'
import '../components/icon.ts'

export type Field =
  | { kind: 'line' | 'text'; name: string; label: string; value?: string; max: number; optional?: boolean; hint?: string }
  | { kind: 'choice'; name: string; label: string; value?: string; options: { value: string; label: string }[] }
  | { kind: 'ticks'; name: string; label: string; options: { value: string; label: string; ticked?: boolean }[]; optional?: boolean }
  | { kind: 'lines'; name: string; label: string; value?: string[]; max: number; most: number }

export type Form = {
  title: string
  words?: string
  fields: Field[]
  submit: string
  /** What the way back is called; 取消 where nothing is said. */
  cancel?: string
  danger?: boolean
}
/** `ticks` and `lines` answer with several values, the others with one. */
export type Answers = Record<string, string[]>

/** One question to one person: a title, a few words, fields, and two ways out. */
@customElement('tt-form-dialog')
export class TtFormDialog extends TtElement {
  static override styles = [sharedStyles, fields, dialogStyles, css`
    .lines { display: grid; gap: 0.5rem; }
    .lines > div { display: flex; gap: 0.4rem; align-items: start; }
    .lines textarea { min-block-size: 3.2em; }
    .ticks { display: grid; }
  `]

  @property({ attribute: false }) form!: Form
  @property({ attribute: false }) answer!: (answers: Answers | null) => void
  @state() private lines: Record<string, string[]> = {}
  @query('dialog') private dialog!: HTMLDialogElement

  override firstUpdated(): void {
    this.dialog.showModal()
    this.renderRoot.querySelector<HTMLElement>('input, textarea, select')?.focus()
  }

  override willUpdate(): void {
    for (const field of this.form.fields) {
      if (field.kind === 'lines') this.lines[field.name] ??= field.value?.length ? [...field.value] : ['']
    }
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const data = new FormData(event.target as HTMLFormElement)
    const answers: Answers = {}
    for (const field of this.form.fields) {
      answers[field.name] = data.getAll(field.name).map((value) => String(value).trim()).filter((value) => value !== '' || field.kind === 'line' || field.kind === 'text')
    }
    this.answer(answers)
    this.dialog.close()
  }

  readonly #closed = (): void => {
    this.answer(null)
    this.remove()
  }

  override render() {
    const { title, words, fields: all, submit, danger } = this.form
    return html`<dialog aria-labelledby="title" @close=${this.#closed}>
      <form @submit=${this.#submit}>
        <div class="head"><h2 id="title">${title}</h2></div>
        <div class="body">${words ? html`<p>${words}</p>` : nothing}${all.map((field) => this.#field(field))}</div>
        <div class="foot">
          <button type="button" data-act="cancel" @click=${() => this.dialog.close()}>${this.form.cancel ?? t('do.cancel')}</button>
          <button type="submit" class=${danger ? 'danger' : 'primary'} data-act="submit">${submit}</button>
        </div>
      </form>
    </dialog>`
  }

  #field(field: Field) {
    switch (field.kind) {
      case 'line':
        return html`<label class="field"><span>${field.label}${this.#optional(field.optional)}</span>
          <input name=${field.name} .value=${field.value ?? ''} maxlength=${field.max} ?required=${!field.optional} autocomplete="off" />
          ${field.hint ? html`<span class="hint">${field.hint}</span>` : nothing}</label>`
      case 'text':
        return html`<label class="field"><span>${field.label}${this.#optional(field.optional)}</span>
          <textarea name=${field.name} .value=${field.value ?? ''} maxlength=${field.max} ?required=${!field.optional}></textarea>
          ${field.hint ? html`<span class="hint">${field.hint}</span>` : nothing}</label>`
      case 'choice':
        return html`<label class="field">${field.label}<select name=${field.name} required>
          ${field.options.map(({ value, label }) => html`<option value=${value} ?selected=${value === field.value}>${label}</option>`)}</select></label>`
      case 'ticks':
        return html`<fieldset><legend>${field.label}</legend><div class="ticks">${field.options.map(({ value, label, ticked }) => html`
          <label class="choice"><input type="checkbox" name=${field.name} value=${value} .checked=${ticked ?? false} />${label}</label>`)}</div></fieldset>`
      case 'lines':
        return this.#lines(field)
    }
  }

  #lines(field: Extract<Field, { kind: 'lines' }>) {
    const list = this.lines[field.name] ?? ['']
    const change = (next: string[]): void => {
      this.lines = { ...this.lines, [field.name]: next }
    }
    return html`<fieldset><legend>${field.label}</legend><div class="lines">
      ${list.map((value, index) => html`<div>
        <textarea name=${field.name} aria-label=${`${field.label} ${index + 1}`} .value=${live(value)} maxlength=${field.max} ?required=${index === 0}
          @input=${(event: Event) => { list[index] = (event.target as HTMLTextAreaElement).value }}></textarea>
        <button type="button" class="plain" aria-label=${`${t('do.remove')} ${index + 1}`} ?disabled=${list.length === 1}
          @click=${() => change(list.filter((_, other) => other !== index))}><tt-icon name="trash"></tt-icon></button></div>`)}
      <div><button type="button" class="small" data-act="addLine" ?disabled=${list.length >= field.most} @click=${() => change([...list, ''])}>
        <tt-icon name="plus"></tt-icon>${t('do.addLine')}</button></div></div></fieldset>`
  }

  #optional = (optional: boolean | undefined) => (optional ? html` <span class="soft fine">(${t('word.optional')})</span>` : nothing)
}

/** Asks the person; resolves with null when they turn back. Focus returns to where it was. */
export function ask(form: Form): Promise<Answers | null> {
  return new Promise((resolve) => {
    const dialog = document.createElement('tt-form-dialog')
    dialog.form = form
    dialog.answer = resolve
    document.body.append(dialog)
  })
}

declare global {
  interface HTMLElementTagNameMap { 'tt-form-dialog': TtFormDialog }
}
