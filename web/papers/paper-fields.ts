import { css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { live as current } from 'lit/directives/live.js'
import type { FieldShape } from '#domain/document/index.ts'
import { labels } from '#domain/hearing/index.ts'
import type { HearingState } from '#domain/hearing/state.ts'
import { actButton } from '../components/act-button.ts'
import { t, type WordKey } from '../i18n/index.ts'
import { pick, roleLabel } from '../i18n/labels.ts'
import { emptyOf, valueAt, type Path, type Value } from './values.ts'

/** What the fields of a form are drawn into and report to. */
export type FormHost = { values: Value; view: HearingState | null; set(path: Path, value: Value): void }

/** Texts that may be longer than this begin with a larger field. */
const LONG = 500

export const paperFieldStyles = css`
  .grid { display: grid; gap: 0.9rem 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); align-items: start; }
  .grid > .full { grid-column: 1 / -1; }
  .rows { display: grid; gap: 0.6rem; }
  .item { display: grid; grid-template-columns: 1.8rem minmax(0, 1fr) auto; gap: 0.5rem; align-items: start; padding-block-end: 0.6rem; border-block-end: 1px dotted var(--line); }
  .item > .number { padding-block-start: 0.55rem; font-family: var(--serif); color: var(--text-soft); text-align: end; }
  .grid textarea { min-block-size: 2.75rem; field-sizing: content; max-block-size: 24rem; }
  .grid textarea.long { min-block-size: 6.5rem; }
  label.field .optional { font-weight: 400; color: var(--text-soft); font-size: var(--size-s); }
  @media (max-width: 600px) { .item { grid-template-columns: minmax(0, 1fr) auto; } .item > .number { display: none; } }
`

/** The fields of one group, side by side where they are short. */
export function fieldsOf(host: FormHost, shapes: readonly FieldShape[], path: Path): TemplateResult {
  return html`<div class="grid">${shapes.map((shape) => fieldOf(host, shape, [...path, shape.name]))}</div>`
}

function fieldOf(host: FormHost, shape: FieldShape, path: Path): TemplateResult | typeof nothing {
  const value = valueAt(host.values, path)
  const name = path.join('.')
  const put = (event: Event): void => host.set(path, (event.target as HTMLInputElement).value)
  const mayStayEmpty = !shape.required && shape.kind !== 'choice' && shape.kind !== 'number'
  const label = html`<span>${pick(shape.label)}${!mayStayEmpty ? nothing : html` <span class="optional">${t('word.optional')}</span>`}</span>`
  switch (shape.kind) {
    case 'line':
      return html`<label class="field">${label}<input name=${name} maxlength=${shape.max} ?required=${shape.required} autocomplete="off" .value=${current(textOf(value))} @input=${put} /></label>`
    case 'text':
      return html`<label class="field full">${label}<textarea class=${shape.max > LONG ? 'long' : ''} name=${name} maxlength=${shape.max} ?required=${shape.required} .value=${current(textOf(value))} @input=${put}></textarea></label>`
    case 'date':
    case 'time':
      return html`<label class="field">${label}<input type=${shape.kind === 'date' ? 'date' : 'datetime-local'} name=${name} ?required=${shape.required} .value=${current(textOf(value))} @input=${put} /></label>`
    case 'amount':
      return html`<label class="field">${label}<input name=${name} inputmode="decimal" title=${t('form.amountHint')} autocomplete="off" .value=${current(textOf(value))} @input=${put} /></label>`
    case 'number':
      return html`<label class="field">${label}<input type="number" name=${name} min=${shape.min} max=${shape.max} required .value=${current(textOf(value))}
        @input=${(event: Event) => host.set(path, (event.target as HTMLInputElement).valueAsNumber)} /></label>`
    case 'yesNo':
      return html`<label class="choice"><input type="checkbox" name=${name} .checked=${current(value === true)} @change=${(event: Event) => host.set(path, (event.target as HTMLInputElement).checked)} />${pick(shape.label)}</label>`
    case 'choice':
      return html`<label class="field">${label}<select name=${name} @change=${put}>${shape.options.map((option) => html`<option value=${option} ?selected=${option === value}>${t(`option.${option}` as WordKey)}</option>`)}</select></label>`
    case 'person': return shape.name === 'of' ? partySelect(host, shape, path) : nothing
    case 'group':
      return html`<fieldset class="full"><legend>${pick(shape.label)}</legend>${groupOf(host, shape.fields, path)}</fieldset>`
    case 'list':
      return listOf(host, shape, path)
  }
}

/** A group that names somebody of the hearing begins with the choice of who it is. */
function groupOf(host: FormHost, fields: readonly FieldShape[], path: Path): TemplateResult {
  const about = fields.some(({ name, kind }) => name === 'personId' && kind === 'person')
  return html`${about ? personSelect(host, fields, path) : nothing}${fieldsOf(host, fields, path)}`
}

function personSelect(host: FormHost, fields: readonly FieldShape[], path: Path): TemplateResult | typeof nothing {
  const chosen = textOf(valueAt(host.values, [...path, 'personId']))
  // Who is chosen once stays: another person is another row, so that a name never stands beside the wrong particulars.
  if (chosen !== '') return nothing
  const people = Object.values(host.view?.people ?? {})
  return html`<label class="field">${t('form.whoIsIt')}<select name=${[...path, 'personId'].join('.')} required @change=${(event: Event) => {
    const person = host.view?.people[(event.target as HTMLSelectElement).value]
    if (!person) return
    const group = valueAt(host.values, path)
    host.set(path, {
      ...(typeof group === 'object' && group !== null && !Array.isArray(group) ? group : {}), personId: person.personId, name: person.name,
      ...(fields.some(({ name }) => name === 'standing') ? { standing: labels.role[person.role].zh } : {}),
    })
  }}><option value=""></option>${people.map(({ personId, role, name }) => html`<option value=${personId}>${roleLabel(role)} ${name}</option>`)}</select></label>`
}

/** For whom an agent acts: one of the parties. */
function partySelect(host: FormHost, shape: FieldShape, path: Path): TemplateResult {
  const parties = Object.values(host.view?.people ?? {}).filter(({ role }) => role === 'plaintiff' || role === 'defendant' || role === 'thirdParty')
  const chosen = textOf(valueAt(host.values, path))
  return html`<label class="field">${pick(shape.label)}<select name=${path.join('.')} required @change=${(event: Event) => host.set(path, (event.target as HTMLSelectElement).value)}>
    <option value=""></option>${parties.map(({ personId, name }) => html`<option value=${personId} ?selected=${personId === chosen}>${name}</option>`)}</select></label>`
}

function listOf(host: FormHost, shape: Extract<FieldShape, { kind: 'list' }>, path: Path): TemplateResult {
  const value = valueAt(host.values, path)
  const rows = Array.isArray(value) ? value : []
  const name = path.join('.')
  const { item } = shape
  return html`<fieldset class="full"><legend>${pick(shape.label)}</legend><div class="rows">${rows.map((row, index) => html`<div class="item"><span class="number" aria-hidden="true">${index + 1}</span>
      <div>${item.kind === 'group' ? groupOf(host, item.fields, [...path, index])
        : html`<textarea name=${`${name}.${index}`} aria-label=${`${pick(shape.label)} ${index + 1}`} maxlength=${'max' in item ? item.max : 4000} .value=${current(textOf(row))}
            @input=${(event: Event) => host.set([...path, index], (event.target as HTMLTextAreaElement).value)}></textarea>`}</div>
      <button type="button" class="plain" data-act=${`remove:${name}`} aria-label=${`${t('do.remove')} ${pick(shape.label)} ${index + 1}`} ?disabled=${rows.length <= shape.min}
        @click=${() => host.set(path, rows.toSpliced(index, 1))}><tt-icon name="trash"></tt-icon></button></div>`)}
    <div>${actButton(`add:${name}`, t('do.addLine'), () => host.set(path, [...rows, emptyOf(item)]), { look: 'small', icon: 'plus', disabled: rows.length >= shape.max, label: `${t('do.addLine')} ${pick(shape.label)}` })}</div></div></fieldset>`
}

const textOf = (value: Value | undefined): string => (typeof value === 'string' ? value : typeof value === 'number' && !Number.isNaN(value) ? String(value) : '')
