import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import type { FormField } from '#protocol/window/catalogue.ts'
import { emptyFields, filledForCitizen, formText } from '#domain/window/session/index.ts'
import type { SessionState } from '#domain/window/session/state.ts'
import { actButton } from '../../components/act-button.ts'
import { clockTime, joined, t } from '../../i18n/index.ts'
import { pick } from '../../i18n/labels.ts'
import { fields, sharedStyles } from '../../style/shared.ts'
import { WindowElement } from '../live/index.ts'
import { sha256Hex } from '../../digest.ts'
import '../../components/icon.ts'

/** The citizen confirms the form as they see it; what others filled in is checked one by one first (W-3.19). */
@customElement('tt-form-confirm')
export class TtFormConfirm extends WindowElement {
  static override styles = [sharedStyles, fields, css`
    :host { display: block; border-block-start: 1px solid var(--line); }
    .box { display: grid; gap: 0.6rem; padding: 0.9rem 1rem 1.1rem; }
    .box.now { background: #fff; border-inline-start: 4px solid var(--gold-deep); }
    h3 { font-size: var(--size-m); }
    .value { font-weight: 600; overflow-wrap: anywhere; }
  `]

  /** Fields ticked, each with the moment it was last filled: what changes afterwards is ticked anew. */
  @state() private checked: Record<string, string> = {}
  @state() private busy = false

  async #confirm(view: SessionState): Promise<void> {
    this.busy = true
    const digest = await sha256Hex(formText(view))
    await this.askCall({ type: 'confirmForm', digest })
    this.busy = false
  }

  override render() {
    const { view, live } = this
    if (!view || !live || view.item.form.length === 0) return nothing
    if (view.form.confirmed) return html`<div class="box"><p class="note good" role="status"><tt-icon name="circleCheck"></tt-icon>${t('call.form.confirmed', { time: clockTime(view.form.confirmed.at) })}</p></div>`
    if (live.me !== view.citizen) return nothing
    const empty = emptyFields(view)
    if (empty.length > 0) return html`<div class="box"><p class="soft fine">${t('call.form.missing', { fields: joined(empty.map((field) => pick(field.label))) })}</p></div>`
    if (view.identity.status !== 'confirmed') return html`<div class="box"><p class="note"><tt-icon name="lock"></tt-icon>${t('call.form.waitsIdentity')}</p></div>`
    const others = filledForCitizen(view)
    const all = others.every((fieldId) => this.checked[fieldId] === view.form.values[fieldId]?.at)
    return html`<div class="box now"><h3>${t('call.form.confirmTitle')}</h3>
      <p>${t(others.length > 0 ? 'call.form.confirmWords' : 'call.form.confirmOwn')}</p>
      ${others.map((fieldId) => this.#check(view, fieldId))}
      ${actButton('confirmForm', t('call.form.confirm'), () => this.#confirm(view), { look: 'primary', icon: 'check', disabled: !all || this.busy || !this.may().has('confirmForm') })}</div>`
  }

  #check(view: SessionState, fieldId: string) {
    const field = view.item.form.find((one) => one.fieldId === fieldId)
    const held = view.form.values[fieldId]
    if (!field || !held) return nothing
    const ticked = (event: Event): void => {
      this.checked = { ...this.checked, [fieldId]: (event.target as HTMLInputElement).checked ? held.at : '' }
    }
    return html`<label class="choice"><input type="checkbox" data-check=${fieldId} .checked=${this.checked[fieldId] === held.at} @change=${ticked} />
      <span>${pick(field.label)}${t('word.colon')}<span class="value">${shown(field, held.value, held.mark !== null)}</span></span></label>`
  }
}

function shown(field: FormField, value: string, marked: boolean): string {
  if (marked) return t('call.form.idHeld', { tail: value })
  const choice = field.kind === 'choice' ? field.choices.find((one) => one.value === value) : undefined
  return choice ? pick(choice.label) : field.kind === 'amount' ? `${value} ${t('call.form.yuan')}` : value
}
