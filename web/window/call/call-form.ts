import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { repeat } from 'lit/directives/repeat.js'
import type { FormField } from '#protocol/window/catalogue.ts'
import { fieldProblem, filledForCitizen } from '#domain/window/session/index.ts'
import type { FieldValue, SessionState } from '#domain/window/session/state.ts'
import { actButton } from '../../components/act-button.ts'
import { clockTime, t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { fields, sharedStyles } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import { fieldInput } from '../counter/field-input.ts'
import { pointIn, pointerStyles, pointersAt } from './pointing.ts'
import '../../components/icon.ts'
import './form-confirm.ts'

/** Somebody who pauses so long has finished a field, ms. */
const COMMIT_AFTER_MS = 1500

/**
 * The form that citizen and staff fill together: each sees what the other types as it is typed, who filled what, and
 * where the other points. Values are committed when a field is left or the hand rests.
 */
@customElement('tt-call-form')
export class TtCallForm extends WindowElement {
  static override styles = [sharedStyles, fields, pointerStyles, css`
    :host { display: block; }
    .head { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 0.8rem; padding: 0.9rem 1rem 0.4rem; }
    .head h2 { font-size: var(--size-l); margin-inline-end: auto; }
    .note { margin: 0.3rem 1rem 0.6rem; }
    .field-row { display: grid; gap: 0.3rem; padding: 0.6rem 1rem; border-block-start: 1px solid var(--line); }
    .field-row.typed { background: #fbf3df; }
    .label { display: flex; flex-wrap: wrap; gap: 0.2rem 0.6rem; align-items: baseline; }
    .label label { font-weight: 600; }
    .label .must { color: var(--red); }
    .label .who { margin-inline-start: auto; font-size: var(--size-s); color: var(--text-soft); }
    .label .who.other { color: var(--amber); }
    .now { display: flex; gap: 0.4rem; align-items: center; color: var(--amber); font-size: var(--size-s); min-block-size: 1.4em; overflow-wrap: anywhere; }
    .now q { quotes: none; font-weight: 600; color: var(--text); }
    .wrong { color: var(--red); font-size: var(--size-s); }
    .unit { display: flex; align-items: center; gap: 0.5rem; }
    .unit input { flex: 1; }
    .held { display: flex; align-items: center; gap: 0.8rem; min-block-size: var(--control); padding: 0 0.75em; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper-sunk); }
    .held button { margin-inline-start: auto; }
    input:disabled, select:disabled, textarea:disabled { background: var(--paper-sunk); color: var(--text); opacity: 1; -webkit-text-fill-color: currentcolor; }
    .empty { padding: 2rem 1rem; text-align: center; color: var(--text-soft); }
  `]

  /** What this person has typed and not committed. */
  @state() private drafts: Record<string, string> = {}
  @state() private wrong: Record<string, string> = {}
  /** Fields for a number that this person types anew. */
  @state() private anew: Record<string, true> = {}
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #fading: ReturnType<typeof setTimeout> | undefined

  override disconnectedCallback(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    clearTimeout(this.#fading)
    super.disconnectedCallback()
  }

  override updated(): void {
    clearTimeout(this.#fading)
    const wait = this.live?.room.passing.fadesIn(performance.now()) ?? null
    if (wait !== null) this.#fading = setTimeout(() => this.requestUpdate(), wait + 20)
  }

  #typed(field: FormField, value: string): void {
    this.drafts = { ...this.drafts, [field.fieldId]: value }
    this.wrong = without(this.wrong, field.fieldId)
    this.live?.typing(field.fieldId, value)
    clearTimeout(this.#timers.get(field.fieldId))
    this.#timers.set(field.fieldId, setTimeout(() => void this.#commit(field, true), COMMIT_AFTER_MS))
  }

  /** @param resting the hand only rests: what is not right yet may still become so */
  async #commit(field: FormField, resting = false): Promise<void> {
    const { fieldId } = field
    clearTimeout(this.#timers.get(fieldId))
    const draft = this.drafts[fieldId]
    const { view, live } = this
    if (draft === undefined || !view || !live) return
    const value = field.kind === 'text' ? draft : draft.trim()
    const held = view.form.values[fieldId]
    if (value === (held?.mark ? null : held?.value ?? '')) return this.#forget(fieldId)
    const problem = fieldProblem(field, value)
    if (problem !== null) {
      if (!resting) this.wrong = { ...this.wrong, [fieldId]: problem }
      return
    }
    // A number that is complete is not committed under the typing hand: it would vanish from sight.
    if (resting && field.kind === 'idNumber') return
    if (await this.command((line) => line.callCommand({ type: 'fillField', fieldId, value }))) {
      if (this.drafts[fieldId] === draft) this.#forget(fieldId)
    }
  }

  #forget(fieldId: string): void {
    this.drafts = without(this.drafts, fieldId)
    this.anew = without(this.anew, fieldId)
  }

  override render() {
    const { view, live } = this
    if (!view || !live) return nothing
    if (view.item.form.length === 0) return html`<p class="empty">${t('call.form.empty')}</p>`
    const may = this.may()
    return html`
      <div class="head"><h2>${t('call.form.title')}</h2>${this.#helpButton(may)}</div>
      ${this.#help(view)}
      ${repeat(view.item.form, ({ fieldId }) => fieldId, (field) => this.#row(view, field, may.has('fillField')))}
      <tt-form-confirm .live=${live}></tt-form-confirm>`
  }

  #helpButton(may: Set<string>) {
    if (may.has('endHelpFilling') && this.view!.form.help) return actButton('endHelpFilling', t('call.form.helpStop'), () => this.askCall({ type: 'endHelpFilling' }), { look: 'small', icon: 'lock' })
    return may.has('askForHelpFilling') && !this.view!.form.help
      ? actButton('askForHelpFilling', t('call.form.help'), () => this.askCall({ type: 'askForHelpFilling' }), { look: 'small', icon: 'pen' }) : nothing
  }

  #help(view: SessionState) {
    const mine = this.live!.me === view.citizen
    if (mine) return view.form.help ? html`<p class="note warn" role="status"><tt-icon name="pen"></tt-icon>${t('call.form.helpOn')}</p>` : nothing
    if (this.me?.role === 'interpreter') return nothing
    return html`<p class="note" role="status"><tt-icon name=${view.form.help ? 'pen' : 'lock'}></tt-icon>${t(view.form.help ? 'call.form.helpGiven' : 'call.form.notAsked')}</p>`
  }

  #row(view: SessionState, field: FormField, mayFill: boolean) {
    const { fieldId } = field
    const held = view.form.values[fieldId]
    const typing = this.live!.room.passing.typing(fieldId, performance.now())
    const wrong = this.wrong[fieldId]
    const target = { kind: 'field', fieldId } as const
    const point = pointIn(this.live!, target)
    const forMe = this.live!.me === view.citizen && filledForCitizen(view).includes(fieldId)
    return html`<div class="field-row pointable ${typing ? 'typed' : ''}" data-row=${fieldId} @pointermove=${point} @pointerleave=${point}>
      <div class="label"><label for=${`f-${fieldId}`}>${pick(field.label)}</label>
        ${field.required ? html`<span class="must" title=${t('call.papers.required')}>*</span>` : html`<span class="soft fine">${t('word.optional')}</span>`}
        ${held && held.value !== '' ? html`<span class="who ${forMe ? 'other' : ''}">${this.#who(view, held)}</span>` : nothing}</div>
      ${this.#control(field, held, mayFill, wrong)}
      <div id=${`n-${fieldId}`} role="status">
        ${wrong ? html`<p class="wrong">${wrong}</p>` : nothing}
        ${typing ? html`<p class="now"><tt-icon name="pen"></tt-icon>${t('call.form.typing', { name: this.nameOf(typing.from) })}${t('word.colon')}<q>${typing.text}</q></p>` : nothing}</div>
      ${pointersAt(this.live!, target, (personId) => this.nameOf(personId))}
    </div>`
  }

  #control(field: FormField, held: FieldValue | undefined, mayFill: boolean, wrong: string | undefined) {
    const { fieldId } = field
    if (field.kind === 'idNumber' && held && held.value !== '' && this.drafts[fieldId] === undefined && !this.anew[fieldId]) {
      return html`<p class="held"><tt-icon name="lock"></tt-icon>${t('call.form.idHeld', { tail: held.value })}
        ${mayFill ? html`<button type="button" class="small" id=${`f-${fieldId}`} data-act="changeNumber" @click=${() => { this.anew = { ...this.anew, [fieldId]: true } }}>${t('call.form.change')}</button>` : nothing}</p>`
    }
    const control = fieldInput(field, {
      value: this.drafts[fieldId] ?? (held && !held.mark ? held.value : ''), disabled: !mayFill, wrong: wrong !== undefined, describedBy: `n-${fieldId}`,
      onInput: (value) => this.#typed(field, value), onDone: () => void this.#commit(field),
    })
    return field.kind === 'amount' ? html`<div class="unit">${control}<span>${t('call.form.yuan')}</span></div>` : control
  }

  #who(view: SessionState, held: FieldValue): string {
    const time = clockTime(held.at)
    if (held.by === this.live!.me) return `${t(held.by === view.citizen ? 'call.form.byMe' : 'call.form.byMeForCitizen')} ${time}`
    return `${held.by === view.citizen ? t('call.form.byCitizen') : t('call.form.byOther', { name: this.nameOf(held.by) })} ${time}`
  }
}

function without<T>(record: Record<string, T>, key: string): Record<string, T> {
  const { [key]: _gone, ...rest } = record
  return rest
}
